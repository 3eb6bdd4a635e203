//! Evenings: receipts that come back a day late, a short pouch, and a missort that teaches a code.

use crate::program::DAYS;
use crate::scanning::Floor;
use serde_json::{Value, json};

/// What a day lists as outstanding, by the numbers of the sheets.
fn listed(floor: &Floor, day: &str) -> Vec<Value> {
    floor.program.day("reconcile", day, &[])["outstanding"].as_array().unwrap().clone()
}

#[test]
fn what_has_not_come_back_is_listed_until_it_does() {
    let floor = Floor::new();
    assert_eq!(listed(&floor, DAYS[0]), Vec::<Value>::new(), "nothing has left");
    floor.program.day("close", DAYS[0], &[]);
    floor.program.import_sample(DAYS[1], "2", "300");
    let first = listed(&floor, DAYS[0]);
    let next = listed(&floor, DAYS[1]);
    assert!(first.len() > 2 && first.len() == next.len(), "{first:?}");
    assert_eq!((&first[0]["age_days"], &next[0]["age_days"]), (&json!(0), &json!(1)));

    let sheet = next[0]["sheet"].as_str().unwrap();
    let pages = ["outstanding", "reconcile"].map(|page| format!("/days/640000/{}/{page}", DAYS[1]));
    assert!(pages.iter().all(|page| floor.served.get(page).contains(sheet)));
    let (status, closed) = floor.scan(1, &json!({ "command": "receipt", "sheet": sheet }));
    assert_eq!((status, &closed["code"]), (409, &json!("S708")), "{closed}");
    let signed = json!({ "command": "receipt", "sheet": sheet, "day": DAYS[1] });
    let (status, told) = floor.scan(2, &signed);
    assert_eq!(
        (status, &told["verdict"], &told["of_day"]),
        (200, &json!("right"), &json!(DAYS[0]))
    );
    assert_eq!(told["pouches"], next[0]["pouches"], "{told}");
    assert!(pages.iter().all(|page| !floor.served.get(page).contains(sheet)));

    let pouch = next[1]["pouches"][0].as_str().unwrap();
    let short =
        json!({ "command": "exception", "reason": "short", "pouch": pouch, "day": DAYS[1] });
    let (_, told) = floor.scan(3, &short);
    let sought = told["cards"][0].as_str().unwrap();
    assert!(told["text"].as_str().unwrap().contains("短少"), "{told}");
    let page = floor.served.get(&pages[1]);
    assert!(page.contains("S747") && page.contains(&format!("{sought} 袋 {pouch}")), "{page}");
    let card = floor.served.get(&format!("/cards/{sought}"));
    assert!(card.contains("交接记录") && card.contains("王五"), "{card}");
    let trail = floor.served.get(&format!("/days/640000/{}/custody?pouch={pouch}", DAYS[0]));
    assert!(trail.contains("短少") && trail.contains("发出日"), "{trail}");
    let by_pouch = floor.served.get(&format!("/days/640000/{}/custody", DAYS[1]));
    assert!(by_pouch.contains("签收") && by_pouch.contains(sheet), "{by_pouch}");
    assert!(floor.served.post("/search", &format!("q={pouch}")).contains("/custody?pouch="));

    let back = json!({ "command": "return", "sheet": next[2]["sheet"], "day": DAYS[1] });
    let (_, told) = floor.scan(4, &back);
    let cards = told["cards"].as_array().unwrap().len();
    let found = floor.program.day("reconcile", DAYS[1], &[]);
    assert_eq!((&found["returned"], &found["balanced"]), (&json!(cards), &json!(true)), "{found}");
    for (more, status, code) in [
        (json!({ "command": "exception", "pouch": pouch }), 400, "W813"),
        (json!({ "command": "receipt" }), 400, "W813"),
        (json!({ "command": "exception", "reason": "because", "pouch": pouch }), 400, "W813"),
        (json!({ "command": "receipt", "sheet": "640000-260928-H9999" }), 404, "S716"),
    ] {
        let (answered, problem) = floor.scan(9, &more);
        assert_eq!((answered, problem["code"].as_str()), (status, Some(code)), "{more} {problem}");
    }
}

#[test]
fn missorts_have_a_page_where_only_a_badge_teaches() {
    let floor = Floor::new();
    floor.program.day("close", DAYS[0], &[]);
    floor.program.import_sample(DAYS[1], "2", "300");
    let next = listed(&floor, DAYS[1]);
    let pouch = next[0]["pouches"][0].as_str().unwrap();
    let drop = next[1]["drop"].as_str().unwrap();
    let wrong = json!({ "command": "exception", "reason": "misdelivered", "pouch": pouch,
                        "location": drop, "day": DAYS[1] });
    assert_eq!(floor.scan(1, &wrong).0, 200);
    let page = floor.served.get("/centres/640000/missorts");
    assert!(page.contains("错发率") && page.contains(drop), "{page}");
    let teach = |alias: &str, to: &str, badge: &str| {
        let form = format!("alias={alias}&location={to}&badge={badge}");
        floor.served.post("/centres/640000/missorts", &form)
    };
    let refused = [
        (teach(drop, next[2]["drop"].as_str().unwrap(), &floor.badge), "S749"),
        (teach("649999999999", drop, "B0000"), "S730"),
        (teach("x", drop, &floor.badge), "W850"),
    ];
    for (page, code) in refused {
        assert!(page.starts_with("HTTP/1.1 409") && page.contains(code), "{page}");
    }
    let taught = teach("649999999999", drop, &floor.badge);
    assert!(taught.starts_with("HTTP/1.1 303"), "{taught}");
    let page = floor.served.get("/centres/640000/missorts");
    assert!(page.contains("649999999999") && page.contains("王五"), "{page}");
}
