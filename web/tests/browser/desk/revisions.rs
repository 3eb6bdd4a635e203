//! From a draft to paper: a what-if copy is named, proposed as a revision and published.

use super::panels::search;
use super::{Desk, TALL, focus};
use serde_json::json;

#[test]
fn a_what_if_copy_becomes_a_revision_and_is_published() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    browser.drag(&one.from(), &one.before());
    browser.release();
    browser.wait_for(&one.there());
    browser.click("#draft");
    browser.click("#panel [data-do=copy]");
    browser.wait_for("dialog input[name=line]");
    browser.scan("");
    browser.wait_for_text("#draft", "假设");
    browser.wait_for("body[data-ready=yes]");
    browser.wait_for(&one.there());

    browser.click("header [data-panel=publish]");
    browser.click("#panel form[data-do=propose] button");
    browser.wait_for_text("#panel", "已定为第 2 版");
    browser.click("#panel form[data-do=publish] button");
    browser.wait_for_text("#panel", "第 2 版已发布");
    let path = format!("/api/v1/days/640000/{}/drafts", crate::program::DAYS[0]);
    let told = browser.run(&format!("return await (await fetch('{path}')).json()"));
    assert_eq!(told["revisions"][0]["status"], json!("published"));
    assert_eq!(told["revisions"][0]["published_by"], json!("王敏"));
    assert_eq!(told["revisions"][1]["status"], json!("superseded"));
}

#[test]
fn the_edits_of_a_draft_are_moved_to_the_day_planned_again() {
    let mut desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let first = desk.a_move(&browser, true);
    browser.drag(&first.from(), &first.before());
    browser.release();
    desk.done(&browser, 1);
    let second = desk.a_move(&browser, true);
    browser.drag(&second.from(), &second.before());
    browser.release();
    desk.done(&browser, 2);
    browser.click("#undo");
    browser.wait_for_text("#draft", "版次 3");
    // What was undone is not moved; the first move and this lock are.
    focus(&browser, &second.from());
    browser.keys("l");
    browser.wait_for_text("#draft", "版次 4");
    let there = first.there();
    browser.click("header [data-panel=search]");
    search(&browser, 2);
    browser.click("#panel [data-do=keep]");
    browser.wait_for_text("#draft", "版次 5");

    desk.program.day("plan", crate::program::DAYS[0], &["--iterations", "100"]);
    browser.click("#draft");
    browser.click("#panel [data-do=rebase]");
    browser.wait_for("dialog input[name=line]");
    browser.scan("");
    browser.wait_for_text("dialog", "再优化的结果只适用于原来的方案");
    browser.picture("desk-rebase");
    browser.click("dialog button.seen");
    browser.wait_for_text("#draft", "据第 2 版");
    browser.wait_for("body[data-ready=yes]");
    browser.wait_for(&there);
    browser.wait_for(&format!("{} .lock", second.from()));
    desk.draft = 2;
    let board = desk.board(&browser);
    assert_eq!((&board["revision"], &board["version"]), (&json!(2), &json!(2)));
    assert_eq!(board["ledger"]["balanced"], true);
}
