//! How long scripts take while somebody drags over the sample day. Told, not judged: other work on the machine counts.

use super::Desk;
use crate::program::Program;
use crate::served::Served;

#[test]
#[allow(clippy::print_stdout, reason = "what was measured is the answer")]
#[ignore = "measures on a day of a large province; to be run on a quiet machine"]
fn dragging_over_the_sample_day() {
    let program = Program::new();
    program.json(&["demo", "--no-serve", "--cards", "30000"]);
    let served = Some(Served::start(&program));
    let desk = Desk { program, served, centre: "440000", draft: 1 };
    let browser = desk.begin("王敏", (1920, 1080));
    browser.run(
        "window.long = []; \
         new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => Math.round(e.duration)))) \
           .observe({ type: 'longtask' })",
    );
    let stops = browser.run("return document.querySelectorAll('.stop').length");
    for _ in 0..10 {
        browser.drag(".lane:nth-of-type(1) .stop", ".lane:nth-of-type(4) li:last-child .stop");
        browser.drag(".lane:nth-of-type(2) .stop", ".lane:nth-of-type(3) .stop");
        browser.release();
        browser.wait_until("document.querySelector('dialog') || document.querySelector('#answer').dataset.kind !== 'trial'");
        browser.run("document.querySelector('dialog')?.close('')");
    }
    let long = browser.run("return long");
    println!("{stops} stops; tasks of 50 ms and more while dragging: {long}");
}
