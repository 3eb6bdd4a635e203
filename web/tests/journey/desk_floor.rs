//! The floor seals while the desk edits: what is sealed stays from then on, the rest of the draft is published, and a
//! draft that disagrees with what was sealed is not.

use crate::desk::{DRAFTS, Follower, call, named};
use crate::program::DAYS;
use crate::scanning::{FIRST, Floor};
use crate::served::Served;
use serde_json::{Value, json};

fn draft(served: &Served, name: &str) -> String {
    let (status, draft) =
        call(served, "POST", DRAFTS, None, &json!({ "by": "王敏", "name": name }));
    assert_eq!(status, 201, "{draft}");
    format!("/api/v1/drafts/{}", draft["id"])
}

fn get(served: &Served, path: &str) -> Value {
    let (status, told) = call(served, "GET", path, None, &Value::Null);
    assert_eq!(status, 200, "{told}");
    told
}

/// Turns a route round, kept by name and reason whatever it breaks.
fn turn(served: &Served, draft: &str, route: &Value) -> (u16, Value) {
    let stops = route["stops"].as_array().unwrap();
    let (from, to) = (named(route, &stops[0]), &stops[stops.len() - 1]["drop"]);
    let edit = json!({ "do": "reverse", "from": from, "to": to });
    let version = get(served, &format!("{draft}/board"))["version"].as_u64();
    let body = json!({ "by": "王敏", "edit": edit, "because": "反着走" });
    call(served, "POST", &format!("{draft}/edits"), version, &body)
}

/// Proposes the draft and publishes it by somebody else.
fn publish(served: &Served, draft: &str) -> (u16, Value) {
    let version = get(served, &format!("{draft}/board"))["version"].as_u64();
    let by = json!({ "by": "王敏" });
    let (status, made) = call(served, "POST", &format!("{draft}/proposal"), version, &by);
    assert_eq!(status, 201, "{made}");
    let day = DRAFTS.trim_end_matches("/drafts");
    let path = format!("{day}/revisions/{}/publication", made["revision"]);
    call(served, "POST", &path, None, &json!({ "by": "李强" }))
}

#[test]
fn what_the_floor_seals_stays_and_the_rest_is_published() {
    let floor = Floor::new();
    let (served, program) = (&floor.served, &floor.program);
    let sorted = floor.sorted(FIRST, 1_000);
    let (draft, other) = (draft(served, "夜班"), draft(served, "另一份"));
    let board = get(served, &format!("{draft}/board"));
    let many = |route: &&Value| route["stops"].as_array().unwrap().len() > 1;
    let routes: Vec<&Value> = board["routes"].as_array().unwrap().iter().filter(many).collect();
    let (own, free) = (routes[0], routes[1]);
    assert_eq!(turn(served, &other, own).0, 200);

    // Its first pouch is sealed by its label.
    let location = &own["stops"][0]["contents"][0]["location"];
    let in_pouch = |answer: &Value| answer["location"] == *location && answer["pouch"].is_string();
    let cards: Vec<_> = sorted.iter().filter(|(_, answer)| in_pouch(answer)).collect();
    let (pouch, count) = (&cards[0].1["pouch"], cards.len());
    let mut follower = Follower::of(served, &draft, 0, "min");
    let seal =
        json!({ "command": "seal-as-planned", "pouch": pouch, "seal": "F1", "count": count });
    let (status, answer) = floor.scan(90_000, &seal);
    assert_eq!((status, &answer["verdict"]), (200, &json!("right")), "{answer}");

    // Whoever looks is told, without having asked.
    let told = follower.next("entries").unwrap();
    assert_eq!(told["entries"][0]["what"], "sealed");
    assert_eq!(told["delta"]["vehicles"], json!([own["vehicle"]]));
    assert!(
        told["delta"]["routes"].as_array().unwrap().iter().all(|route| route["frozen"] == true)
    );
    let (status, refused) = turn(served, &draft, own);
    assert_eq!((status, &refused["code"]), (422, &json!("D101")), "{refused}");
    let (status, kept) = turn(served, &draft, free);
    assert_eq!(status, 200, "{kept}");

    // The other draft turned that route round before it was sealed.
    let (status, stale) = publish(served, &other);
    assert_eq!((status, &stale["code"]), (409, &json!("S712")), "{stale}");
    let (status, published) = publish(served, &draft);
    assert_eq!(status, 200, "{published}");
    let found = program.day("reconcile", DAYS[0], &[]);
    assert_eq!((&found["balanced"], &found["differences"]), (&json!(true), &json!([])));

    // Opened again, the route is edited again.
    let unseal = json!({ "command": "unseal", "pouch": pouch });
    let (status, answer) = floor.scan(90_001, &unseal);
    assert_eq!(status, 200, "{answer}");
    while follower.next("entries").unwrap()["entries"][0]["what"] != "sealed" {}
    assert_eq!(turn(served, &draft, own).0, 200);
}
