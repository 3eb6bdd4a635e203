//! An evening with a missing receipt, by keyboard alone: it is listed, still listed on the next day, and gone after
//! the scan.

use crate::floor::Floor;
use crate::program::DAYS;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Seals, loads and sends off the route with the most stops; gives what is then outstanding.
fn send_off(floor: &Floor) -> Vec<Value> {
    let mut routes: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for (_, answer) in floor.sorted() {
        if let (Some(pouch), Some(route)) = (answer["pouch"].as_str(), answer["route"].as_str()) {
            *routes.entry(route.into()).or_default().entry(pouch.into()).or_default() += 1;
        }
    }
    let (route, pouches) = routes.into_iter().max_by_key(|(_, pouches)| pouches.len()).unwrap();
    let seal = pouches.iter().enumerate().map(|(n, (pouch, count))| {
        json!({ "command": "seal-as-planned", "pouch": pouch, "seal": format!("E{n:05}"), "count": count })
    });
    let load = pouches.keys().map(|pouch| json!({ "command": "load", "pouch": pouch }));
    let depart = json!({ "command": "depart", "route": route });
    for answer in floor.post(seal.chain(load).chain([depart]).collect()) {
        assert_eq!(answer["verdict"], "right", "{answer}");
    }
    floor.reconcile()["outstanding"].as_array().unwrap().clone()
}

/// Types a line and waits for the answer to it.
fn type_line(floor: &Floor, line: &str, answer: &str) {
    floor.browser.wait_until("document.activeElement?.name === 'line'");
    floor.browser.run("document.querySelector('.said')?.remove()");
    floor.browser.scan(line);
    floor.browser.wait_for_text(".said", answer);
}

#[test]
fn a_missing_receipt_is_listed_until_it_is_scanned() {
    let floor = Floor::new();
    floor.browser.open(&floor.url("scan"));
    let left = send_off(&floor);
    assert!(left.len() > 2, "{left:?}");
    let sheet = |stop: &Value| stop["sheet"].as_str().unwrap().to_owned();
    let pouch = |stop: &Value| stop["pouches"][0].as_str().unwrap().to_owned();
    let missing = sheet(&left[0]);

    floor.browser.open(&floor.url("evening"));
    floor.browser.wait_for_text(".stops", &missing);
    type_line(&floor, &missing, "S730");
    type_line(&floor, &floor.badge, "王五");
    type_line(&floor, "11010519491231002X", "W813");
    assert!(!floor.browser.text("main").contains("1949"));
    for stop in &left[1..] {
        type_line(&floor, "044012", "警号 044012");
        type_line(&floor, &sheet(stop), "相符");
        floor.browser.picture("evening-signed-1366");
        type_line(&floor, &pouch(stop), "S745");
    }
    let list = floor.browser.text(".stops");
    assert!(list.contains(&missing) && !list.contains(&sheet(&left[1])), "{list}");
    let found = floor.reconcile();
    assert_eq!((&found["balanced"], &found["chain_intact"]), (&json!(true), &json!(true)));

    floor.program.day("close", DAYS[0], &[]);
    floor.browser.open(&floor.url("evening"));
    floor.browser.wait_for_text("main", "没有开着的一日");
    floor.program.import_sample(DAYS[1], "2", "300");
    floor.browser.open(&floor.url("evening"));
    floor.browser.wait_for_text("main", &format!("{} 的回单页", DAYS[1]));
    floor.browser.open(&floor.url("evening").replace(DAYS[0], DAYS[1]));
    floor.browser.wait_for_text(".stops tr.aged", "1");
    floor.browser.wait_for_text(".stops", &missing);
    type_line(&floor, &floor.badge, "王五");
    floor.browser.picture("evening-next-day-1366");
    type_line(&floor, &missing, "相符");
    assert!(!floor.browser.text(".stops").contains(&missing));

    // What is not as declared says so before; the paper after it is as declared again.
    let rest = floor.program.day("reconcile", DAYS[1], &[])["outstanding"].clone();
    type_line(&floor, "FJ-SHORT", "下一单：短少");
    type_line(&floor, &pouch(&rest[0]), "查找所列证件");
    floor.browser.picture("evening-short-1366");
    floor.browser.wait_for_text("form .mode", "相符");
    type_line(&floor, "5", "下一单：无人接收");
    type_line(&floor, &sheet(&rest[1]), "仍列为未回");
    floor.browser.wait_for_text(".stops", "无人接收");
    let place = rest[2]["drop"].as_str().unwrap();
    type_line(&floor, "4", "下一单：错发");
    type_line(&floor, place, &format!("出现在 {place}"));
    type_line(&floor, &pouch(&rest[1]), "仍列为未回");
    type_line(&floor, "FJ-MISDELIVERED", "下一单：错发");
    type_line(&floor, &pouch(&rest[2]), "仍列为未回");
    type_line(&floor, "FJ-OUT", "已退出");
    floor.browser.wait_for_text("form.evening", "无人：先扫工牌");
    let found = floor.program.day("reconcile", DAYS[1], &[]);
    assert_eq!((&found["balanced"], &found["chain_intact"]), (&json!(true), &json!(true)));
    assert_eq!(found["outstanding"].as_array().unwrap().len() + 1, rest.as_array().unwrap().len());

    // The place got what was not its own; the pouch that was wrong at its own place has a code to correct.
    let missorts = format!("http://{}/centres/640000/missorts", floor.served().address());
    floor.browser.open(&missorts);
    floor.browser.wait_for_text("main", "教会别名");
    floor.browser.wait_for_text("main table", place);
    floor.browser.picture("missorts-1366");
    floor.browser.open(&floor.url("outstanding"));
    floor.browser.wait_for_text(".stops", "错发");
    floor.browser.picture("outstanding-1366");
}
