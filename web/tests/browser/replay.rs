//! What drivers bring back is typed in and stands beside the plan, on pages that axe finds nothing serious on.

use crate::desk::findings;
use crate::driver::Browser;
use crate::program::{DAYS, Program};
use crate::served::Served;

#[test]
fn what_a_driver_brings_back_is_typed_in_and_stands_beside_the_plan() {
    let program = Program::new();
    program.import_sample(DAYS[0], "1", "400");
    program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
    let badge = program.json(&["badge", "add", "王五", "--centre", "640000"]);
    let served = Served::start(&program);
    for (width, height) in [(1366, 768), (1920, 1080)] {
        let browser = Browser::start(width, height);
        browser.open(&format!("http://{}/days/640000/{}/trips", served.address(), DAYS[0]));
        let fields = [
            ("route", "640000-260928-R01"),
            ("out", "5000"),
            ("back", "5123"),
            ("at", "17:05"),
            ("badge", badge["code"].as_str().unwrap()),
        ];
        for (name, value) in fields {
            browser.run(&format!("document.querySelector('[name={name}]').value = '{value}'"));
        }
        browser.run("document.querySelector('[name=badge]').focus()");
        browser.keys("\u{e007}");
        browser.wait_for_text("main table", "17:05");
        findings(&browser, "trips");
        browser.picture(&format!("trips-{width}"));
        browser.open(&format!("http://{}/centres/640000/replay", served.address()));
        browser.wait_for_text("main table", DAYS[0]);
        findings(&browser, "replay");
        browser.picture(&format!("replay-{width}"));
    }
}
