//! A stop is moved by mouse and by keyboard; a refusal names its limits, its repairs, and how to keep it all the same.

use super::{Desk, ENTER, TALL, choose, in_lane, menu};
use serde_json::json;

#[test]
fn a_stop_is_dragged_and_the_answer_shows_and_is_undone_and_done_again() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    browser.drag(&one.from(), &one.before());
    browser.wait_for("#answer[data-kind=trial] .good");
    browser.wait_for_text("#answer", "公里");
    assert_eq!(desk.board(&browser)["version"], 0, "looking for a place keeps nothing");
    browser.picture("desk-dragging");
    browser.release();
    browser.wait_for("#answer[data-kind=kept]");
    browser.wait_for(&one.there());
    browser.wait_for_text("#answer", "重分");
    let board = desk.board(&browser);
    assert_eq!((&board["version"], &board["ledger"]["balanced"]), (&json!(1), &json!(true)));
    assert_eq!(board["totals"]["stops"].to_string(), browser.text("[data-figure=stops] b"));

    browser.with_control('z');
    browser.wait_for(&one.from());
    browser.wait_for_text("#answer", "撤销");
    browser.with_control('y');
    browser.wait_for(&one.there());
    browser.click("#undo");
    browser.wait_for(&one.from());
    assert_eq!(desk.board(&browser)["changed"]["metres"], 0);
}

#[test]
fn everything_is_done_by_keyboard_too() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", (1366, 768));
    let one = desk.a_move(&browser, true);
    one.carry(&browser);
    browser.wait_for("#answer[data-kind=trial] .good");
    browser.keys("\u{e00c}");
    browser.wait_for_text("#answer", "没有改动");
    one.carry(&browser);
    browser.keys(ENTER);
    browser.wait_for(&one.there());
    browser.wait_until(&format!("document.activeElement.matches({})", json!(one.there())));

    // Held with a reason, and taken along again.
    browser.keys("\u{e017}");
    browser.wait_for("dialog input[name=line]");
    browser.scan("所长明天自取");
    let waits = format!("#tray [data-drop={}]", one.stop["drop"]);
    browser.wait_for(&waits);
    browser.run(&format!("document.querySelector({}).focus()", json!(waits)));
    browser.keys("m");
    browser.wait_for(".moving");
    browser.keys(ENTER);
    browser.wait_until("document.querySelector('#answer').dataset.kind === 'kept' || document.querySelector('dialog')");

    browser.keys("\u{e00c}?");
    browser.wait_for_text("#panel", "Ctrl+Z");
}

#[test]
fn a_refused_edit_names_its_limits_and_repairs_and_is_kept_by_name_and_reason() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, false);
    let refused = || {
        browser.drag(&one.from(), &one.before());
        browser.wait_for("#answer[data-kind=trial] .bad");
        browser.release();
        browser.wait_for("dialog.refusal .limits li");
    };
    refused();
    browser.wait_for_text("dialog .limits", "差");
    browser.picture("desk-refused");
    browser.keys("\u{e00c}");
    browser.wait_until("document.querySelector('dialog') === null");
    browser.wait_for(&one.from());
    assert_eq!(desk.board(&browser)["version"], 0, "cancelled is not kept");

    refused();
    browser.click("dialog .repairs button");
    browser.wait_for("#answer[data-kind=kept]");
    let repaired = desk.board(&browser);
    assert_eq!((&repaired["version"], &repaired["totals"]["broken"]), (&json!(1), &json!(0)));
    browser.click("#undo");
    browser.wait_for(&one.from());

    refused();
    browser.click("dialog input[name=because]");
    browser.scan("所长同意等");
    browser.wait_for(&one.there());
    browser.wait_for(".lane.broken .limits li");
    let kept = desk.board(&browser);
    assert_eq!(kept["overrides"][0]["by"], "王敏");
    assert_eq!(kept["overrides"][0]["reason"], "所长同意等");
    browser.click("[data-panel=history]");
    browser.wait_for_text("#panel", "所长同意等");
    browser.picture("desk-override");
}

#[test]
fn a_selection_is_dragged_to_what_waits_and_taken_back() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let stops = desk.board(&browser)["totals"]["stops"].as_u64().unwrap();
    let mark = |ix: u32| {
        browser.run(&format!("document.querySelectorAll('.lane .stop')[{ix}].focus()"));
        browser.keys(" ");
    };
    mark(0);
    mark(1);
    browser.wait_for_text("#marked", "2");
    browser.drag(".stop[aria-pressed=true]", "#tray h2");
    browser.wait_for("#tray.over");
    browser.release();
    browser.wait_for("dialog input[name=line]");
    browser.scan("");
    assert_eq!(desk.board(&browser)["version"], 0, "nothing waits without a reason");
    browser.scan("所长出差");
    browser.wait_for("#answer[data-kind=kept]");
    let board = desk.board(&browser);
    assert_eq!(board["totals"]["stops"], json!(stops - 2));
    assert_eq!(board["ledger"]["balanced"], json!(true));
    browser.wait_for_text("#tray", "待发");
    browser.click("#undo");
    browser.wait_until(&format!(
        "document.querySelector('[data-figure=stops] b').innerText === '{stops}'"
    ));
}

#[test]
fn what_goes_by_post_is_listed_below_what_waits_and_comes_back() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", (1366, 768));
    let board = desk.board(&browser);
    let (route, stop) = (&board["routes"][0], &board["routes"][0]["stops"][0]);
    let at = in_lane(route, &stop["drop"]);
    menu(&browser, &at);
    choose(&browser, "改走邮政速递");
    browser.wait_for("dialog input[name=line]");
    browser.scan("山路积雪");
    browser.wait_for_text("#tray .sent", "邮政速递");
    browser.wait_for_text("#tray .sent", "山路积雪");
    browser.wait_until(&format!("document.querySelector({}) === null", json!(at)));
    browser.picture("desk-by-post");
    assert_eq!(desk.board(&browser)["otherwise"][0]["cards"], stop["cards"]);

    browser.run("document.querySelector('#tray [data-back]').focus()");
    browser.keys(ENTER);
    browser.wait_for("dialog input[name=line]");
    browser.scan("路通了");
    browser.wait_for(&format!("#tray .waiting[data-drop={}]", stop["drop"]));
    browser.wait_until("document.querySelector('#tray .sent') === null");
    let board = desk.board(&browser);
    assert_eq!((&board["otherwise"], &board["ledger"]["balanced"]), (&json!([]), &json!(true)));
}
