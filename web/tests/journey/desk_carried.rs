//! What came up, was published and still holds: the day planned again and the next day know of it until somebody ends it.

use crate::desk::{DRAFTS, Desk, call};
use crate::program::DAYS;
use serde_json::{Value, json};

const INCIDENTS: &str = "/api/v1/centres/640000/incidents";

/// Whether the newest plan of a day uses a vehicle, and whether the vehicle is out on it.
fn uses(desk: &Desk, day: &str, vehicle: &Value) -> (bool, bool) {
    let drafts = DRAFTS.replace(DAYS[0], day);
    let (_, listed) = call(&desk.served, "GET", &drafts, None, &Value::Null);
    let revision = &listed["revisions"][0]["number"];
    let body = json!({ "by": "王敏", "name": "看", "revision": revision });
    let (status, draft) = call(&desk.served, "POST", &drafts, None, &body);
    assert_eq!(status, 201, "{draft}");
    let path = format!("/api/v1/drafts/{}/board", draft["id"]);
    let (_, board) = call(&desk.served, "GET", &path, None, &Value::Null);
    let list = |key: &str| board[key].as_array().unwrap().clone();
    let drives = list("routes").iter().any(|route| route["vehicle"] == *vehicle);
    let known = list("vehicles").into_iter().find(|known| known["vehicle"] == *vehicle).unwrap();
    (drives, known["out"] == true)
}

#[test]
fn what_still_holds_is_planned_with_until_it_is_ended() {
    let desk = Desk::new();
    let vehicle = desk.board()["routes"][0]["vehicle"].clone();
    let report = |what: Value, until: &str| json!({ "do": "report", "what": what, "reason": "来电", "owner": "张三", "until": until });
    let out = json!({ "kind": "vehicle_out", "vehicle": vehicle, "back": null });
    let area = json!({ "circle": { "lon": 106.2, "lat": 38.4, "radius_m": 2000 } });
    let slow = json!({ "kind": "roads", "area": area, "percent": 150 });
    assert_eq!(desk.edit(0, "王敏", &report(out, DAYS[1])).0, 200);
    assert_eq!(desk.edit(1, "王敏", &report(slow, DAYS[0])).0, 200);
    let accept = json!({ "by": "王敏", "edit": { "do": "accept" }, "because": "先发" });
    let unsettled = !desk.board()["unsettled"].as_array().unwrap().is_empty();
    let version =
        if unsettled { desk.post("/edits", 2, &accept).1["version"].as_u64().unwrap() } else { 2 };
    let by = json!({ "by": "王敏" });
    assert_eq!(desk.post("/proposal", version, &by).0, 201);
    let listed = |day: &str| {
        let path = format!("{INCIDENTS}?day={day}");
        call(&desk.served, "GET", &path, None, &Value::Null).1["incidents"].clone()
    };
    assert_eq!(listed(DAYS[0]), json!([]), "nothing holds before it is published");
    let day = DRAFTS.trim_end_matches("/drafts");
    let publication = format!("{day}/revisions/2/publication");
    assert_eq!(call(&desk.served, "POST", &publication, None, &by).0, 200);
    let texts = |list: &Value| {
        let texts =
            list.as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(texts(&listed(DAYS[0])).len(), 2);
    let tomorrow = listed(DAYS[1]);
    assert_eq!(texts(&tomorrow), [format!("车辆 {} 停用", vehicle.as_str().unwrap())]);

    // The same day planned again, and the next one.
    desk.program.day("plan", DAYS[0], &["--iterations", "50"]);
    assert_eq!(uses(&desk, DAYS[0], &vehicle), (false, true));
    desk.program.day("close", DAYS[0], &[]);
    desk.program.import_sample(DAYS[1], "2", "900");
    desk.program.day("plan", DAYS[1], &["--iterations", "100"]);
    assert_eq!(uses(&desk, DAYS[1], &vehicle), (false, true));

    let end = format!("{INCIDENTS}/{}/end", tomorrow[0]["id"]);
    let (status, ended) = call(&desk.served, "POST", &end, None, &json!({ "by": "李强" }));
    assert_eq!((status, ended), (204, Value::Null));
    let (status, again) = call(&desk.served, "POST", &end, None, &json!({ "by": "李强" }));
    assert_eq!((status, &again["code"]), (404, &json!("S757")));
    assert_eq!(listed(DAYS[1]), json!([]));
    desk.program.day("plan", DAYS[1], &["--iterations", "100"]);
    assert!(!uses(&desk, DAYS[1], &vehicle).1);
}
