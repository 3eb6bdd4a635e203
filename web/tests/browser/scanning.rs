//! The scanning page by keyboard alone.

use crate::floor::Floor;

#[test]
fn a_badge_is_scanned_and_a_card_is_answered() {
    let floor = Floor::new();
    floor.open();
    let serial = &floor.serials()[0];
    floor.browser.scan(serial);
    floor.browser.wait_for_text("#more", "先扫工牌");
    floor.sign_on();
    floor.browser.scan(serial);
    floor.browser.wait_for("#answer[data-kind=right]");
    assert!(floor.browser.text("#word").contains('对'));
    assert!(floor.browser.text("#huge").contains('格'), "{}", floor.browser.text("#huge"));
    floor.browser.picture("right-1366");
    assert!(floor.browser.text("#last li").contains(serial.as_str()));
}
