//! The desk for everybody: axe finds nothing serious on it, at both sizes, with its panels and dialogs; in English too.

use super::{Desk, ENTER};
use crate::driver::Browser;
use serde_json::{Value, json};

/// The checker of accessibility, of the version that the lock file names.
const AXE: &str = include_str!(concat!(env!("OUT_DIR"), "/desk/node_modules/axe-core/axe.min.js"));
const SIZES: [(u32, u32); 2] = [(1366, 768), (1920, 1080)];
const PANELS: [&str; 8] =
    ["drafts", "history", "help", "publish", "search", "changes", "rules", "compare"];

/// Nothing on the page is what axe calls serious or worse.
pub(crate) fn findings(browser: &Browser, what: &str) {
    if browser.run("return typeof axe === 'undefined'") == Value::Bool(true) {
        browser.run(AXE);
    }
    let found = browser.run(
        "const { violations } = await axe.run(document, { resultTypes: ['violations'] }); \
         return violations.filter((v) => ['serious', 'critical'].includes(v.impact)) \
           .map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200))])",
    );
    assert_eq!(found, Value::Array(Vec::new()), "{what}");
}

#[test]
fn axe_finds_nothing_serious() {
    let desk = Desk::new();
    let first = desk.begin("王敏", SIZES[0]);
    let bad = desk.a_move(&first, false);
    drop(first);
    for size in SIZES {
        let browser = desk.join("李强", size);
        findings(&browser, "the plan");
        browser.picture(&format!("desk-{}", size.0));
        for panel in PANELS {
            browser.click(&format!("header [data-panel={panel}]"));
            browser.wait_for("#panel .body > *");
            findings(&browser, panel);
            browser.picture(&format!("desk-{panel}-{}", size.0));
        }
        browser.click("#panel .close");
        bad.carry(&browser);
        browser.keys(ENTER);
        browser.wait_for("dialog.refusal");
        findings(&browser, "a refusal");
        browser.picture(&format!("desk-refusal-{}", size.0));
        browser.keys("\u{e00c}");
        browser.wait_until("document.querySelector('dialog') === null");
        browser.keys(ENTER);
        browser.wait_for("[role=menu]");
        findings(&browser, "a menu");
        browser.keys("\u{e00c}");
        browser.run(&format!("document.querySelector({}).focus()", json!(bad.from())));
        browser.keys("w");
        browser.wait_for("#panel .body h3");
        findings(&browser, "why");
        browser.picture(&format!("desk-why-{}", size.0));

        browser.click("#language");
        browser.wait_for("html[lang=en] body[data-ready=yes]");
        browser.wait_for_text("#totals", "Routes");
        browser.picture(&format!("desk-english-{}", size.0));
        findings(&browser, "in English");
    }
}
