//! Standing rules: what is good today is kept from the stop's menu, by keyboard alone, and the next plan obeys.

use super::{DOWN, Desk, ENTER, TALL};
use crate::driver::Browser;
use crate::program::DAYS;
use serde_json::{Value, json};

/// Opens the menu of the stop and chooses the action whose text begins so.
fn choose(browser: &Browser, stop: &str, action: &str) {
    browser.run(&format!("document.querySelector({}).focus()", json!(stop)));
    browser.keys(ENTER);
    browser.wait_for("[role=menu]");
    let chosen = format!("document.activeElement.innerText.startsWith({})", json!(action));
    for _ in 0..20 {
        if browser.run(&format!("return {chosen}")) == json!(true) {
            break;
        }
        browser.keys(DOWN);
    }
    browser.wait_until(&chosen);
    browser.keys(ENTER);
    browser.wait_until("document.activeElement.name === 'reason'");
}

/// Writes the reason and the last day into the form and keeps the rule.
fn keep(browser: &Browser, reason: &str, asks: &str) {
    browser.keys(reason);
    // In which order the parts of a date are typed is the machine's choice.
    browser.run("document.querySelector('#panel [name=until]').value = '2026-12-31'");
    browser.keys(ENTER);
    browser.wait_for_text("#panel .said", "已立");
    browser.wait_for_text("#panel .state", asks);
}

/// The visits to a drop point in the newest revision, as a draft of it shows them.
fn visits(desk: &Desk, browser: &Browser, drop: &Value) -> Vec<(String, String)> {
    let path = format!("/api/v1/days/{}/{}/drafts", desk.centre, DAYS[0]);
    let told = browser.run(&format!(
        "const made = await fetch('{path}', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json' }}, \
           body: JSON.stringify({{ by: '王敏', name: '看', revision: 2 }}) }}); \
         const board = await (await fetch(`/api/v1/drafts/${{(await made.json()).id}}/board`)).json(); \
         return board.routes.flatMap((route) => route.stops.filter((stop) => stop.drop === {drop}) \
           .map((stop) => [route.vehicle, stop.begin]))"
    ));
    serde_json::from_value(told).unwrap()
}

#[test]
fn what_is_good_today_is_kept_by_keyboard_obeyed_by_the_next_plan_and_ended() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    one.carry(&browser);
    browser.keys(ENTER);
    browser.wait_for(&one.there());
    let (vehicle, drop) = (one.to["vehicle"].as_str().unwrap(), &one.stop["drop"]);

    choose(&browser, &one.there(), "常设：固定由");
    let filled = browser.run(
        "const { location, kind, vehicle, owner } = document.querySelector('#panel form').elements; \
         return [location.value, kind.value, vehicle.value, owner.value]",
    );
    assert_eq!(filled, json!([drop, "on_vehicle", vehicle, "王敏"]));
    keep(&browser, "所长要求", &format!("固定由车辆 {vehicle} 送"));
    choose(&browser, &one.there(), "常设：不早于");
    let at = browser.run("return document.querySelector('#panel [name=at]').value");
    let at = at.as_str().unwrap().to_owned();
    keep(&browser, "早上没人", &format!("不早于 {at} 交接"));
    let begin = desk.board(&browser)["routes"].as_array().unwrap().iter().find_map(|route| {
        let mut stops = route["stops"].as_array()?.iter();
        let stop = stops.find(|stop| route["vehicle"] == vehicle && &stop["drop"] == drop)?;
        Some(stop["begin"].as_str()?.to_owned())
    });
    let begin = begin.unwrap();
    assert!(
        at <= begin && at[..4] == begin[..4] && (at.ends_with('0') || at.ends_with('5')),
        "{at} {begin}"
    );

    desk.program.day("plan", DAYS[0], &["--iterations", "100"]);
    let made = visits(&desk, &browser, drop);
    assert!(!made.is_empty());
    assert!(
        made.iter().all(|(by, begin)| by == vehicle && *begin >= at),
        "{vehicle} {at}: {made:?}"
    );

    // The newest stands first; ending it is asked once more.
    browser.run("document.querySelector('#panel [data-do=end]').focus()");
    browser.keys(ENTER);
    browser.wait_for_text("dialog", "不早于");
    browser.keys(ENTER);
    browser.wait_for_text("#panel .said", "已结束");
    browser.wait_for_text("#panel .state", "已结束或到期 1 条");
    assert!(!browser.text("#panel .state").contains("早上没人"), "it is folded away");

    let small = desk.join("李强", (1366, 768));
    small.click("header [data-panel=rules]");
    small.wait_for_text("#panel .state", "固定由车辆");
    small.run("document.querySelector('#panel details').open = true");
    small.wait_for_text("#panel .state", "王敏 于");
    small.picture("desk-rules");
}
