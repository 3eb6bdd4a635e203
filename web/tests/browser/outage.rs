//! The connection is lost in the middle: nothing is called right that nobody answered, nothing is lost, nothing
//! counts twice.

use crate::floor::Floor;
use serde_json::json;

/// Eighteen characters as a card reader types them; nobody's.
const READER: &str = "11010519491231002X";

#[test]
fn scans_without_a_connection_are_stored_over_a_reload_and_sent_once_each() {
    let mut floor = Floor::new();
    floor.open();
    floor.sign_on();
    let sorted = floor.sorted();
    let with = |verdict: &str| {
        sorted
            .iter()
            .filter(|(_, a)| a["verdict"] == verdict)
            .map(|(s, _)| s.clone())
            .collect::<Vec<_>>()
    };
    let (right, stopped) = (with("right"), with("stop"));
    let before = floor.next_event();
    floor.browser.wait_until("document.body.dataset.kept && navigator.serviceWorker.controller");

    let address = floor.cut();
    for (ix, serial) in [&right[0], &stopped[0], &right[1]].into_iter().enumerate() {
        floor.browser.scan(serial);
        floor.browser.wait_for_text("#huge", &format!("已存 {} 条，未核对", ix + 1));
        floor.browser.wait_for("#answer[data-kind=stored]");
        floor.browser.wait_for_text("#last li:first-child", "未核对");
    }
    floor.browser.picture("stored-1366");
    floor.browser.scan(READER);
    floor.browser.wait_for_text("#more", "读卡不能存");
    let kept = floor.browser.run(
        "const { openStore } = await import('/scan/store.js'); \
         return JSON.stringify(await (await openStore()).waiting()) + document.documentElement.innerHTML",
    );
    let kept = kept.as_str().unwrap();
    assert!(kept.contains(right[0].as_str()) && !kept.contains(READER), "{kept}");

    floor.browser.reload();
    floor.browser.wait_for("body[data-ready]");
    floor.browser.wait_for_text("#queue", "已存 3 条，未核对");
    floor.browser.wait_for_text("#person", "无人");

    floor.serve_at(&address);
    floor.browser.wait_for("#answer[data-kind=stop]");
    floor.browser.wait_for_text("#queue", "已连接");
    floor.browser.wait_for_text("#more", &stopped[0]);
    floor.browser.picture("stop-stored-1366");
    floor.browser.scan(&floor.badge);
    floor.browser.wait_for_text("#word", "先确认");
    floor.browser.scan("");
    floor.browser.wait_for("#answer[data-kind=idle]");
    assert_eq!(floor.next_event(), before + 4);
    assert_eq!(floor.reconcile()["chain_intact"], json!(true));
}

#[test]
fn an_answer_that_is_lost_on_its_way_back_does_not_make_a_second_event() {
    let floor = Floor::new();
    floor.open();
    floor.sign_on();
    let serial = &floor.serials()[0];
    let before = floor.next_event();
    // The server hears the scan; the device does not hear the answer.
    floor.browser.run(
        "const fetched = window.fetch; \
         window.fetch = async (...asked) => { await fetched(...asked); window.fetch = fetched; throw new TypeError('cut'); }",
    );
    floor.browser.scan(serial);
    floor.browser.wait_for("#last li[data-kind=right]");
    floor.browser.wait_for_text("#huge", "存下的都已核对");
    assert_eq!(floor.next_event(), before + 2);
}
