//! The desk in the morning: what came up, searches that are told live and kept or thrown away, why, plans side by side,
//! and a second person who publishes.

use crate::desk::{DRAFTS, Desk, Follower, call, named};
use crate::program::DAYS;
use serde_json::{Value, json};

fn by(desk: &Desk, id: &Value, verb: &str, version: Option<u64>) -> (u16, Value) {
    let path = format!("/api/v1/searches/{}{verb}", id.as_str().unwrap());
    let method = if verb.is_empty() { "GET" } else { "POST" };
    call(&desk.served, method, &path, version, &json!({ "by": "王敏" }))
}

/// The search when it has ended.
fn ended(desk: &Desk, id: &Value) -> Value {
    loop {
        let (status, search) = by(desk, id, "", None);
        assert_eq!(status, 200, "{search}");
        if search["state"] != "running" {
            return search;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

/// Every route backwards: lawful or not, it can be done better.
fn spoil(desk: &Desk) -> u64 {
    let board = desk.board();
    let mut version = board["version"].as_u64().unwrap();
    for route in board["routes"].as_array().unwrap() {
        let stops = route["stops"].as_array().unwrap();
        let (first, last) = (named(route, &stops[0]), &stops[stops.len() - 1]["drop"]);
        let edit = json!({ "do": "reverse", "from": first, "to": last });
        if stops.len() > 1 && desk.edit(version, "王敏", &edit).0 == 200 {
            version += 1;
        }
    }
    version
}

#[test]
fn a_search_is_told_live_and_kept_or_thrown_away() {
    let desk = Desk::new();
    let version = spoil(&desk);
    let before = desk.board();
    let mut follower = Follower::new(&desk, version, "qiang");
    let searches = format!("{}/searches", desk.draft);
    let start = |body: &Value| call(&desk.served, "POST", &searches, None, body);
    let (status, search) = start(&json!({ "by": "王敏", "seconds": 2 }));
    assert_eq!((status, &search["state"]), (202, &json!("running")), "{search}");
    let (status, second) = start(&json!({ "by": "李强", "seconds": 2 }));
    assert_eq!((status, &second["code"]), (409, &json!("W854")));
    let seen = follower.next("search").unwrap();
    assert_eq!(seen["id"], search["id"]);
    let found = ended(&desk, &search["id"]);
    assert_eq!(found["state"], "done");
    let best = &found["best"];
    assert!(best["change"]["cost_fen"].as_i64().unwrap() < 0, "{found}");
    assert!(found["first_better_ms"].is_u64() && found["saved_fen"].as_i64().unwrap() > 0);
    assert_eq!(desk.board(), before, "nothing is kept by itself");
    let (status, kept) = by(&desk, &search["id"], "/keep", Some(version));
    assert_eq!((status, &kept["change"]), (200, &best["change"]), "{kept}");
    assert_eq!(kept["entry"]["edit"]["do"], "adopt");
    assert_eq!(by(&desk, &search["id"], "/keep", Some(version + 1)).1["code"], "W856");
    assert_eq!(desk.board()["ledger"]["balanced"], true);
    assert_eq!(desk.post("/undo", version + 1, &json!({ "by": "王敏" })).0, 200);

    // Thrown away, there is nothing to keep.
    let (_, search) = start(&json!({ "by": "王敏", "seconds": 60 }));
    assert_eq!(by(&desk, &search["id"], "/cancel", None).0, 200);
    assert_eq!(ended(&desk, &search["id"])["state"], "cancelled");
    assert_eq!(by(&desk, &search["id"], "/keep", Some(version + 2)).0, 409);

    // Ended early it keeps the best so far; what somebody edited meanwhile is not overwritten.
    let (_, search) = start(&json!({ "by": "王敏", "seconds": 60 }));
    let better =
        |seen: &Value| seen["id"] == search["id"] && seen["saved_fen"].as_i64().unwrap() > 0;
    while !better(&follower.next("search").unwrap()) {}
    assert_eq!(by(&desk, &search["id"], "/stop", None).0, 200);
    let found = ended(&desk, &search["id"]);
    let vehicle = found["best"]["vehicles"][0].clone();
    let lock = json!({ "do": "lock_route", "route": { "vehicle": vehicle, "trip": 1 } });
    assert_eq!(desk.edit(version + 2, "李强", &lock).0, 200);
    let (status, refused) = by(&desk, &search["id"], "/keep", Some(version + 2));
    assert_eq!((status, &refused["code"]), (409, &json!("D114")), "{refused}");
    assert_eq!(refused["since"].as_array().unwrap().last().unwrap()["by"], "李强");
    let wrong = start(&json!({ "by": "王敏", "seconds": 2, "vehicles": ["no such"] }));
    assert_eq!((wrong.0, &wrong.1["code"]), (422, &json!("D102")));
    desk.served.stop();
}

#[test]
fn a_broken_morning_is_planned_again_and_said_in_words() {
    let desk = Desk::new();
    let first = desk.board();
    let route = &first["routes"][0];
    let vehicle = &route["vehicle"];
    let out = json!({
        "do": "report", "reason": "发动机故障", "owner": "王敏", "until": DAYS[0],
        "what": { "kind": "vehicle_out", "vehicle": vehicle, "back": null }
    });
    let (status, kept) = desk.edit(0, "王敏", &out);
    assert_eq!(status, 200, "{kept}");
    let delta = &kept["delta"];
    assert_eq!(delta["incidents"][0]["owner"], "王敏");
    let fleet = delta["fleet"].as_array().unwrap();
    assert!(fleet.iter().any(|v| v["vehicle"] == *vehicle && v["out"] == true));
    let board = desk.board();
    assert_eq!((&board["incidents"], &board["tray"]), (&delta["incidents"], &delta["tray"]));
    assert!(board["routes"].as_array().unwrap().iter().all(|r| r["vehicle"] != *vehicle));

    // Why: the stops wait for a vehicle, and each other one says what it would cost.
    let drop = route["stops"][0]["drop"].as_str().unwrap();
    let why = desk.get(&format!("/why?drop={drop}"));
    assert!(why["waits"]["way_out"].as_str().unwrap().chars().count() > 3, "{why}");
    assert!(!why["offers"].as_array().unwrap().is_empty(), "{why}");
    let other = &board["routes"][0];
    let asked = format!(
        "/why?vehicle={}&trip=1&drop={}",
        other["vehicle"].as_str().unwrap(),
        other["stops"][0]["drop"].as_str().unwrap()
    );
    let why = desk.get(&asked);
    assert!(!why["bounds"].as_array().unwrap().is_empty() && why["without"].is_object(), "{why}");

    let searches = format!("{}/searches", desk.draft);
    let replan = json!({ "by": "王敏", "seconds": 2, "replan": true, "moved_fen": 500 });
    let (status, search) = call(&desk.served, "POST", &searches, None, &replan);
    assert_eq!(status, 202, "{search}");
    let found = ended(&desk, &search["id"]);
    let report = &found["report"];
    assert!(report["comparison"]["same_stops"].as_u64().unwrap() > 0, "{found}");
    assert!(!report["comparison"]["stops"].as_array().unwrap().is_empty(), "{found}");
    for lost in report["unsaved"].as_array().unwrap() {
        assert!(!lost["way_out"].as_str().unwrap().is_empty() && lost["call"].is_array(), "{lost}");
    }
    let mut version = 1;
    if found["best"].is_object() {
        assert_eq!(by(&desk, &search["id"], "/keep", Some(1)).0, 200);
        version = 2;
    }
    // The day before and after, side by side.
    let draft = desk.draft.rsplit('/').next().unwrap();
    let compare = DRAFTS.replace("/drafts", &format!("/compare?one=r1&other=d{draft}"));
    let (status, pair) = call(&desk.served, "GET", &compare, None, &Value::Null);
    assert_eq!((status, &pair["one"]), (200, &json!("第 1 版")), "{pair}");
    assert_eq!(pair["totals"]["cost_fen"], desk.board()["changed"]["cost_fen"]);
    let gone =
        pair["routes"].as_array().unwrap().iter().find(|r| r["vehicle"] == *vehicle).unwrap();
    assert!(gone["was"].is_object() && gone["is"].is_null(), "{gone}");
    // All of it is a log: back it goes.
    for version in version..2 * version {
        assert_eq!(desk.post("/undo", version, &json!({ "by": "李强" })).0, 200);
    }
    assert_eq!(desk.board()["routes"], first["routes"]);
    assert_eq!(desk.board()["vehicles"], first["vehicles"]);
    desk.served.stop();
}

#[test]
fn where_the_centre_asks_a_second_person_publishes() {
    let desk = Desk::new();
    let folder = desk.program.path("files-2026-09-28");
    let file = folder.join("centres.csv");
    let text = std::fs::read_to_string(&file).unwrap();
    let mut lines = text.lines();
    let head = format!("{},发布须两人", lines.next().unwrap());
    let rows = lines.map(|line| format!("{line},是"));
    let text: Vec<String> = std::iter::once(head).chain(rows).collect();
    std::fs::write(&file, text.join("\n")).unwrap();
    desk.program.import(&folder, "centres", DAYS[0]);
    let (status, made) = desk.post("/proposal", 0, &json!({ "by": "王敏" }));
    assert_eq!((status, &made["two_persons"]), (201, &json!(true)), "{made}");
    let path = DRAFTS.replace("/drafts", "/revisions/2/publication");
    let publish = |who: &str| call(&desk.served, "POST", &path, None, &json!({ "by": who }));
    let (status, refused) = publish("王敏");
    assert_eq!((status, &refused["code"]), (409, &json!("S751")));
    let alone = desk.program.run(&["publish", "--centre", "640000", "--day", DAYS[0]]);
    assert!(String::from_utf8_lossy(&alone.stderr).contains("S751"));
    assert_eq!(publish("李强").0, 200);
    desk.served.stop();
}

#[test]
fn a_limit_that_somebody_let_break_goes_with_the_revision() {
    let desk = Desk::new();
    let route = &desk.board()["routes"][0];
    let of = json!({ "vehicle": route["vehicle"], "trip": 1 });
    let late = json!({ "do": "depart", "route": of, "at": "19:30" });
    let body = json!({ "by": "王敏", "edit": late, "because": "所长同意等" });
    let (status, kept) = desk.post("/edits", 0, &body);
    assert_eq!(status, 200, "{kept}");
    let (status, made) = desk.post("/proposal", 1, &json!({ "by": "王敏" }));
    assert_eq!(status, 201, "{made}");
    let path = DRAFTS.replace("/drafts", "/revisions/2/publication");
    assert_eq!(call(&desk.served, "POST", &path, None, &json!({ "by": "李强" })).0, 200);
    let checked = desk.program.day("check", DAYS[0], &[]);
    assert_eq!((&checked["sound"], &checked["revision"]), (&json!(true), &json!(2)));
    assert!(checked["overrides"][0].as_str().unwrap().contains("王敏：所长同意等"), "{checked}");
    // Whoever opens it sees who let it, and is asked only when it breaks more.
    let new = json!({ "by": "李强", "name": "早班", "revision": 2 });
    let (status, draft) = call(&desk.served, "POST", DRAFTS, None, &new);
    assert_eq!(status, 201, "{draft}");
    let path = format!("/api/v1/drafts/{}/board", draft["id"]);
    let (_, board) = call(&desk.served, "GET", &path, None, &Value::Null);
    assert_eq!(board["overrides"], kept["delta"]["overrides"]);
    desk.served.stop();
}
