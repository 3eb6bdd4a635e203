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
    let browser = desk.begin("王敏", (1920, 1600));
    browser.run(
        "window.long = []; \
         new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => Math.round(e.duration)))) \
           .observe({ type: 'longtask' })",
    );
    // From the drop to the answer: kept, refused, or a dialog.
    browser.run(
        "window.answers = []; let at = null; \
         addEventListener('drop', () => (at = performance.now()), true); \
         const told = () => { \
           const answered = document.querySelector('dialog') || document.querySelector('#answer').dataset.kind !== 'trial'; \
           if (at !== null && answered) { answers.push(Math.round(performance.now() - at)); at = null; } }; \
         new MutationObserver(told).observe(document.body, { subtree: true, childList: true, attributes: true })",
    );
    let stops = browser.run("return document.querySelectorAll('.stop').length");
    for ix in 0..60 {
        let (from, to) = (1 + ix % 5, 1 + (ix + 1 + ix % 3) % 5);
        browser.run("document.querySelector('#lanes').scrollTop = 0");
        let lane = |n| format!(".lane:nth-of-type({n}) .stop");
        browser.drag(&lane(from), &lane(to));
        browser.release();
        browser.wait_until("document.querySelector('dialog') || document.querySelector('#answer').dataset.kind !== 'trial'");
        browser.run("document.querySelector('dialog')?.close('')");
    }
    let long = browser.run("return long");
    println!("{stops} stops; tasks of 50 ms and more while dragging: {long}");
    let answers = browser.run("return answers.sort((a, b) => a - b)");
    let answers: Vec<u64> = serde_json::from_value(answers).unwrap();
    let at = |share: usize| answers[(answers.len() - 1) * share / 100];
    let (many, half, most) = (answers.len(), at(50), at(95));
    println!(
        "{many} drops, until the answer: {half} ms median, {most} ms p95, {} ms at most",
        at(100)
    );
}
