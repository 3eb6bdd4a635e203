//! The server dies while somebody edits: what is not kept is never shown as kept, what is kept is kept once.

use super::{Desk, ENTER, TALL};
use crate::served::Served;

#[test]
fn an_edit_without_a_server_is_made_once_when_it_is_back_or_given_up() {
    let mut desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    let address = desk.address();

    one.carry(&browser);
    desk.served.as_ref().unwrap().kill();
    browser.keys(ENTER);
    browser.wait_for_text("#banner", "重试一次");
    browser.wait_for(&one.from());
    browser.picture("desk-offline");
    desk.served = Some(Served::start_at(&desk.program, &address));
    browser.wait_for(&one.there());
    browser.wait_for("#answer[data-kind=kept]");
    browser.wait_until("document.querySelector('#banner').hidden");
    assert_eq!(desk.board(&browser)["version"], 1);

    // Given up: the stop stays where the server has it.
    let two = desk.a_move(&browser, true);
    two.carry(&browser);
    desk.served.as_ref().unwrap().kill();
    browser.keys(ENTER);
    browser.click("#banner button");
    browser.wait_for_text("#answer", "没有保存");
    desk.served = Some(Served::start_at(&desk.program, &address));
    browser.wait_until("document.querySelector('#banner').hidden");
    browser.wait_for(&two.from());
    assert_eq!(desk.board(&browser)["version"], 1);
}

#[test]
fn an_edit_whose_answer_is_lost_is_not_made_twice() {
    let desk = Desk::new();
    let browser = desk.begin("王敏", TALL);
    let one = desk.a_move(&browser, true);
    // The server keeps the edit; the page does not hear the answer.
    browser.run(
        "const fetched = window.fetch; \
         window.fetch = async (path, how) => { \
           const told = await fetched(path, how); \
           if (!String(path).endsWith('/edits')) return told; \
           window.fetch = fetched; \
           throw new TypeError('cut'); \
         }",
    );
    browser.drag(&one.from(), &one.before());
    browser.release();
    browser.wait_for(&one.there());
    browser.wait_for("#answer[data-kind=kept]");
    assert_eq!(desk.board(&browser)["version"], 1);
}
