//! What menus and keys do to stops and routes: locks, departures, swapped, turned and split stops, vehicles more and less.

use super::{DOWN, Desk, ENTER, TALL, choose, focus, in_lane, lane, menu};
use serde_json::{Value, json};

/// A route with several stops, and its first two.
fn some_route(board: &Value) -> (&Value, &Value, &Value) {
    let many = |route: &&Value| route["stops"].as_array().unwrap().len() > 2;
    let route = board["routes"].as_array().unwrap().iter().find(many).unwrap();
    (route, &route["stops"][0], &route["stops"][1])
}

/// The route of this name now.
fn route(board: &Value, like: &Value) -> Value {
    let same = |r: &&Value| (&r["vehicle"], &r["trip"]) == (&like["vehicle"], &like["trip"]);
    board["routes"].as_array().unwrap().iter().find(same).cloned().unwrap_or_default()
}

fn drops(route: &Value) -> Vec<String> {
    let stops = route["stops"].as_array().unwrap();
    stops.iter().map(|stop| stop["drop"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn stops_orders_routes_and_departures_are_locked_by_keyboard() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", (1366, 768));
    let board = desk.board(&browser);
    let (own, stop, _) = some_route(&board);
    let at = in_lane(own, &stop["drop"]);
    focus(&browser, &at);
    browser.keys("l");
    browser.wait_for(&format!("{at} .lock"));
    // What is locked is not held.
    focus(&browser, &at);
    browser.keys("\u{e017}");
    browser.wait_for("dialog input[name=line]");
    browser.scan("缓送");
    browser.wait_for_text("dialog", "已锁定");
    browser.keys("\u{e00c}");
    browser.wait_until("document.querySelector('dialog') === null");

    let head = format!("{} .route", lane(own));
    for (words, state) in [("锁定次序", "次序已锁"), ("锁定线路", "线路已锁")] {
        menu(&browser, &head);
        choose(&browser, words);
        browser.wait_for_text(&lane(own), state);
    }
    let locked = &route(&desk.board(&browser), own)["locked"];
    assert_eq!(*locked, json!({ "route": true, "order": true }));
    menu(&browser, &head);
    choose(&browser, "解锁线路");
    desk.done(&browser, 4);

    focus(&browser, &at);
    browser.keys("d");
    browser.wait_for("dialog input[name=at]");
    browser.keys(ENTER);
    browser.wait_for_text(&lane(own), "定");
    let after = route(&desk.board(&browser), own);
    assert_eq!((&after["depart_fixed"], &after["depart"]), (&own["depart"], &own["depart"]));
}

#[test]
fn two_stops_change_places_and_a_route_turns_round() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let board = desk.board(&browser);
    let (own, first, second) = some_route(&board);
    let order = drops(own);
    for stop in [first, second] {
        focus(&browser, &in_lane(own, &stop["drop"]));
        browser.keys(" ");
    }
    browser.wait_for_text("#marked", "2");
    menu(&browser, &in_lane(own, &first["drop"]));
    choose(&browser, "两站对调");
    desk.done(&browser, 1);
    let swapped = drops(&route(&desk.board(&browser), own));
    assert_eq!((&swapped[0], &swapped[1], &swapped[2..]), (&order[1], &order[0], &order[2..]));

    browser.keys("\u{e00c}");
    menu(&browser, &format!("{} .route", lane(own)));
    choose(&browser, "整条反向");
    desk.done(&browser, 2);
    let turned = drops(&route(&desk.board(&browser), own));
    assert!(turned.iter().eq(swapped.iter().rev()));
    for version in ["版次 3", "版次 4"] {
        browser.with_control('z');
        browser.wait_for_text("#draft", version);
    }
    assert_eq!(drops(&route(&desk.board(&browser), own)), order);
}

#[test]
fn pouches_of_a_stop_go_with_another_vehicle_and_together_again() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let board = desk.board(&browser);
    let routes = board["routes"].as_array().unwrap();
    let stops =
        routes.iter().flat_map(|r| r["stops"].as_array().unwrap().iter().map(move |s| (r, s)));
    let many = |stop: &Value| stop["contents"].as_array().unwrap().len() > 1;
    let (own, stop) =
        stops.into_iter().find(|(_, stop)| many(stop)).expect("a stop of two pouches");
    let at = in_lane(own, &stop["drop"]);
    menu(&browser, &at);
    choose(&browser, "拆到两辆车");
    browser.click("dialog input[name=pouch]");
    browser.keys(ENTER);
    browser.wait_for(".moving");
    browser.keys(DOWN);
    browser.wait_for("#answer[data-kind=trial] :is(.good, .bad)");
    browser.keys(ENTER);
    desk.done(&browser, 1);
    let visits = |board: &Value| {
        let routes = board["routes"].as_array().unwrap().iter();
        routes.filter(|route| drops(route).iter().any(|drop| stop["drop"] == **drop)).count()
    };
    let split = desk.board(&browser);
    assert_eq!((visits(&split), &split["ledger"]["balanced"]), (2, &json!(true)));
    menu(&browser, &at);
    choose(&browser, "并入");
    desk.done(&browser, 2);
    assert_eq!(visits(&desk.board(&browser)), 1);
}

#[test]
fn a_vehicle_is_added_and_one_is_taken_out() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let board = desk.board(&browser);
    let (own, stop, _) = some_route(&board);
    let drives = |board: &Value| board["totals"]["vehicles"].as_u64().unwrap();
    let before = drives(&board);
    focus(&browser, &in_lane(own, &stop["drop"]));
    browser.keys("m");
    let aimed = "document.querySelector('.lane.spare.over') !== null";
    for _ in 0..99 {
        if browser.run(&format!("return {aimed}")) == json!(true) {
            break;
        }
        browser.keys(DOWN);
    }
    browser.wait_until(aimed);
    browser.wait_for("#answer[data-kind=trial] :is(.good, .bad)");
    browser.keys(ENTER);
    desk.done(&browser, 1);
    assert_eq!(drives(&desk.board(&browser)), before + 1);

    menu(&browser, &format!("{} .route", lane(own)));
    choose(&browser, "停用");
    browser.wait_for("dialog input[name=line]");
    browser.scan("发动机故障");
    desk.done(&browser, 2);
    let after = desk.board(&browser);
    assert_eq!((drives(&after), &after["ledger"]["balanced"]), (before, &json!(true)));
    assert_eq!(route(&after, own), Value::Null);
}
