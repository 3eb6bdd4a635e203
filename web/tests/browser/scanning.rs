//! The scanning page by keyboard alone.

use crate::floor::Floor;
use crate::program::DAYS;
use serde_json::{Value, json};
use std::collections::BTreeMap;

#[test]
fn a_badge_is_scanned_and_a_card_is_answered() {
    let floor = Floor::new();
    floor.open();
    let serial = &floor.serials()[0];
    floor.browser.scan(serial);
    floor.browser.wait_for_text("#more", "先扫工牌");
    floor.browser.scan(&format!("B{}", "0".repeat(20)));
    floor.browser.wait_for_text("#more", "工牌无效");
    floor.sign_on();
    floor.browser.scan(serial);
    floor.browser.wait_for("#answer[data-kind=right]");
    assert!(floor.browser.text("#word").contains('对'));
    assert!(floor.browser.text("#huge").contains('格'), "{}", floor.browser.text("#huge"));
    floor.browser.picture("right-1366");
    assert!(floor.browser.text("#last li").contains(serial.as_str()));
}

#[test]
fn a_pouch_is_filled_sealed_loaded_and_handed_over_by_keyboard_alone() {
    let floor = Floor::new();
    floor.open();
    floor.sign_on();
    let sorted = floor.sorted();
    let (pouch, inside) = fullest(&sorted);
    let (stranger, other) = sorted
        .iter()
        .find(|(_, a)| a["pouch"].is_string() && a["location"] != inside[0].1["location"])
        .unwrap();
    let route = inside[0].1["route"].as_str().unwrap();
    let browser = &floor.browser;
    let says = |line: &str, words: &str| {
        browser.scan(line);
        browser.wait_for_text("#answer", words);
    };

    says("FJ-FILL", "请扫描");
    says(&pouch, &format!("0 / {}", inside.len()));
    for (ix, (serial, _)) in inside.iter().enumerate() {
        says(serial, &format!("{} / {}", ix + 1, inside.len()));
        browser.wait_for("#answer[data-kind=right]");
    }
    browser.picture("filling-1366");
    browser.scan(stranger);
    browser.wait_for("#answer[data-kind=wrong]");
    assert!(browser.text("#more").contains(other["pouch"].as_str().unwrap()));
    browser.picture("wrong-1366");

    // The pouch that was filled is the one that is sealed.
    browser.scan("FJ-SEAL");
    browser.wait_for_text("#prompt", "封志号");
    browser.scan("F000001");
    browser.wait_for_text("#prompt", "清点张数");
    browser.scan(&(inside.len() + 1).to_string());
    browser.wait_for_text("#prompt", "称重");
    says("", "封袋张数与清单不符");
    browser.picture("problem-1366");
    says("", "请扫描");
    for line in [pouch.as_str(), "F000001", &inside.len().to_string()] {
        browser.scan(line);
    }
    says("", "已封袋");

    says("4", "请扫描");
    browser.scan(route);
    says(&pouch, "已装车");
    says("FJ-DEPART", "请扫描");
    says(route, "已发车");
    says("6", "请扫描");
    browser.scan(&pouch);
    browser.wait_for_text("#prompt", "警号");
    says("044012", "已交接");
    let found = floor.reconcile();
    assert_eq!(found["states"]["handed_over"], inside.len(), "{found}");
    assert_eq!((&found["chain_intact"], &found["differences"]), (&json!(true), &json!([])));

    // What was handed over and lies here again is an alarm that somebody confirms.
    browser.scan("FJ-SORT");
    says(&inside[0].0, "送异常台");
    browser.wait_for("#answer[data-kind=stop]");
    browser.picture("stop-1366");
    says(stranger, "先确认");
    says("FJ-OK", "请扫描");
    says("0", "请扫工牌");
}

/// The pouch with most cards, and those cards with their answers.
fn fullest(sorted: &[(String, Value)]) -> (String, Vec<&(String, Value)>) {
    let mut pouches: BTreeMap<&str, Vec<&(String, Value)>> = BTreeMap::new();
    for card in sorted {
        if let Some(pouch) = card.1["pouch"].as_str() {
            pouches.entry(pouch).or_default().push(card);
        }
    }
    let (pouch, cards) = pouches.into_iter().max_by_key(|(_, cards)| cards.len()).unwrap();
    (pouch.to_owned(), cards)
}

#[test]
fn lines_are_told_apart_by_their_form() {
    let floor = Floor::new();
    floor.open();
    for (line, form) in [
        ("", "enter"),
        ("fj-seal", "command"),
        ("B0123456789ABCDEFGHJK", "badge"),
        ("B0123456789ABCDEFGHJI", "code"),
        ("11010519491231002X", "reader"),
        ("11010519491231002x", "reader"),
        ("110105194912310021", "misread"),
        ("110105194913310021", "code"),
        ("640000-260928-P0001", "pouch"),
        ("640000-260928-R01", "route"),
        ("640000-260928-H0001", "sheet"),
        ("T1/12", "place"),
        ("/13", "place"),
        ("Ｔ１／１２", "place"),
        ("64IWQB2609280000001", "code"),
    ] {
        let told = floor.browser.run(&format!(
            "const {{ tell }} = await import('/scan/tell.js'); return tell({})",
            json!(line)
        ));
        assert_eq!(told["form"], form, "{line}");
    }
    let idle = floor.browser.run(
        "const { isIdle, SIGNED_OFF } = await import('/scan/station.js'); \
         const on = { ...SIGNED_OFF, badge: 'B' }; \
         return [isIdle(on, 0, 299999), isIdle(on, 0, 300000), isIdle(SIGNED_OFF, 0, 300000)]",
    );
    assert_eq!(idle, json!([false, true, false]));
    // Every code of the printed sheet is a command that the page knows.
    let sheet = floor.served().get(&format!("/days/640000/{}/scan/commands", DAYS[0]));
    let codes: Vec<&str> =
        sheet.split("data-code=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 20, "{codes:?}");
    let known = floor.browser.run(&format!(
        "const {{ isCommand }} = await import('/scan/station.js'); \
         return {}.filter((code) => !isCommand(code.slice(3)))",
        json!(codes)
    ));
    assert_eq!(known, json!([]));
}
