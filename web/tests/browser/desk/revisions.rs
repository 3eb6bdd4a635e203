//! From a draft to paper: a what-if copy is named, proposed as a revision and published.

use super::{Desk, TALL};
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
