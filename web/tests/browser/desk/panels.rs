//! What opens beside the plan: searches, what came up today, why, and two plans beside each other.

use super::{Desk, TALL};
use crate::driver::Browser;
use serde_json::json;

/// Searches for `seconds`, changes being free, and keeps what is found.
pub(super) fn search(browser: &Browser, seconds: u32) {
    browser.run(&format!(
        "const form = document.querySelector('#panel form').elements; \
         form.seconds.value = {seconds}; form.moved.value = 0; form.reordered.value = 0"
    ));
    browser.click("#panel form button");
    browser.wait_for("#panel progress");
    browser.wait_for("#panel [data-do=keep]");
}

#[test]
fn a_search_is_watched_and_kept_and_the_plan_compared() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    // Something to find.
    let one = desk.a_move(&browser, true);
    browser.drag(&one.from(), &one.before());
    browser.release();
    browser.wait_for(&one.there());
    browser.click("header [data-panel=search]");
    search(&browser, 2);
    browser.picture("desk-search");
    browser.click("#panel [data-do=keep]");
    browser.wait_for_text("#draft", "版次 2");
    let board = desk.board(&browser);
    assert_eq!(
        (&board["ledger"]["balanced"], &board["totals"]["broken"]),
        (&json!(true), &json!(0))
    );
    browser.click("header [data-panel=compare]");
    browser.wait_for_text("#panel", "相同");
    browser.picture("desk-compare");
    browser.click("#undo");
    browser.wait_for(&one.there());
}

#[test]
fn a_vehicle_out_is_noted_planned_again_and_who_to_phone_stands_there() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let li = desk.join("李强", TALL);
    browser.click("header [data-panel=changes]");
    browser.click("#panel [name=reason]");
    browser.scan("发动机故障");
    browser.wait_for_text("#panel .state", "发动机故障");
    li.wait_for_text("#notes", "王敏");
    browser.picture("desk-changes");
    browser.click("#panel [data-do=replan]");
    search(&browser, 3);
    browser.wait_for_text("#panel", "救不了");
    browser.picture("desk-report");
    browser.click("#panel [data-do=keep]");
    browser.wait_for("#answer[data-kind=kept]");
    let board = desk.board(&browser);
    assert_eq!(board["incidents"][0]["owner"], "王敏");
    let out = &board["incidents"][0]["what"]["vehicle"];
    let routes = board["routes"].as_array().unwrap();
    assert!(routes.iter().all(|route| &route["vehicle"] != out), "{out} does not drive");
}

#[test]
fn a_broken_morning_is_entered_planned_again_and_kept() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let before = desk.board(&browser);
    browser.click("header [data-panel=changes]");
    // Fields are filled in; everything is sent by the page's own button.
    let note = |kind: &str, reason: &str, fields: &str| {
        browser.run(&format!(
            "const kind = document.querySelector('#panel [name=kind]'); kind.value = '{kind}'; \
             kind.dispatchEvent(new Event('change', {{ bubbles: true }})); \
             const form = document.querySelector('#panel form').elements; {fields}"
        ));
        browser.run(&format!("document.querySelector('#panel [name=reason]').value = '{reason}'"));
        browser.click("#panel form button:not([type])");
        browser.wait_for_text("#panel .state", reason);
    };
    for ix in 0..2 {
        note("vehicle_out", &format!("故障{ix}"), &format!("form.vehicle.selectedIndex = {ix}"));
    }
    browser.run(
        "const kind = document.querySelector('#panel [name=kind]'); kind.value = 'roads'; \
         kind.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    let corner = |x: f64, y: f64| {
        browser.run(&format!(
            "const at = document.querySelector('#map').getBoundingClientRect(); \
             const where = {{ bubbles: true, clientX: at.x + at.width * {x}, clientY: at.y + at.height * {y} }}; \
             const map = document.querySelector('#map'); \
             for (const what of ['mousedown', 'mouseup', 'click']) map.dispatchEvent(new MouseEvent(what, where))"
        ))
    };
    for (x, y) in [(0.85, 0.42), (0.97, 0.42), (0.97, 0.48)] {
        corner(x, y);
    }
    browser.wait_for_text("#panel .fields", "3");
    browser.picture("desk-area");
    browser.run("document.querySelector('#panel [name=reason]').value = '塌方'");
    browser.click("#panel form button:not([type])");
    browser.wait_for_text("#panel .state", "塌方");
    note(
        "must_arrive",
        "开学办证",
        "[...form.locations.options].slice(0, 10).forEach((one) => (one.selected = true)); form.by.value = '16:00'",
    );
    assert_eq!(desk.board(&browser)["incidents"].as_array().map(Vec::len), Some(4));
    browser.click("#panel [data-do=replan]");
    search(&browser, 5);
    browser.wait_for_text("#panel", "相同");
    browser.picture("desk-morning");
    browser.click("#panel [data-do=keep]");
    browser.wait_for("#answer[data-kind=kept]");
    let after = desk.board(&browser);
    assert_eq!(after["ledger"]["balanced"], true);
    assert_eq!(after["ledger"]["entered"], before["ledger"]["entered"]);
    assert!(after["totals"]["waiting_cards"].as_u64() < Some(900));
    let out = [0, 1].map(|ix| after["incidents"][ix]["what"]["vehicle"].clone());
    let routes = after["routes"].as_array().unwrap();
    assert!(routes.iter().all(|route| !out.contains(&route["vehicle"])));
}

#[test]
fn a_stop_says_why_it_is_where_it_is_and_what_each_other_vehicle_would_cost() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    browser.run(&format!("document.querySelector({}).focus()", json!(one.from())));
    browser.keys("w");
    browser.wait_for_text("#panel", "放到别的车");
    browser.picture("desk-why");
    browser.click("#panel [data-ix]");
    browser.wait_for("#answer[data-kind=kept]");
    assert_eq!(desk.board(&browser)["version"], 1);
}
