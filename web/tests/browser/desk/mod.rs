//! The planner's desk: a published day with a draft, and people who sit before it.

mod access;
mod edits;
mod menus;
mod outage;
mod panels;
mod revisions;
mod rules;
mod speed;
mod together;

pub(crate) use access::findings;

use crate::driver::Browser;
use crate::program::{DAYS, Program};
use crate::served::Served;
use serde_json::{Value, json};

/// Tall enough for all routes of the small day.
const TALL: (u32, u32) = (1366, 2600);
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const RIGHT: &str = "\u{e014}";
const LEFT: &str = "\u{e012}";

/// A day that is served, with one draft.
struct Desk {
    program: Program,
    served: Option<Served>,
    centre: &'static str,
    draft: u64,
}

impl Desk {
    fn new() -> Self {
        let program = Program::new();
        program.import_sample(DAYS[0], "1", "900");
        program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
        let served = Some(Served::start(&program));
        Self { program, served, centre: "640000", draft: 1 }
    }

    fn address(&self) -> String {
        self.served.as_ref().unwrap().address().to_owned()
    }

    fn url(&self) -> String {
        let (address, centre) = (self.address(), self.centre);
        format!("http://{address}/days/{centre}/{}/desk?draft={}", DAYS[0], self.draft)
    }

    /// Somebody opens the day's desk for the first time, writes their name and begins a draft.
    fn begin(&self, by: &str, (width, height): (u32, u32)) -> Browser {
        let browser = Browser::start(width, height);
        let url = self.url();
        browser.open(url.split('?').next().unwrap());
        browser.wait_for("dialog input[name=by]");
        browser.scan(by);
        browser.wait_for("body[data-ready=start]");
        browser.click("[data-do=new]");
        browser.wait_for("dialog input[name=line]");
        browser.scan("");
        browser.wait_for("body[data-ready=yes]");
        browser.wait_for_text("#people", by);
        browser
    }

    /// Somebody opens the draft.
    fn join(&self, by: &str, (width, height): (u32, u32)) -> Browser {
        let browser = Browser::start(width, height);
        browser.open(&self.url());
        browser.wait_for("dialog input[name=by]");
        browser.scan(by);
        browser.wait_for("body[data-ready=yes]");
        browser.wait_for_text("#people", by);
        browser
    }

    /// Waits until the draft has `version` records; what breaks limits is kept by name and reason.
    fn done(&self, browser: &Browser, version: u32) {
        let there =
            format!("document.querySelector('#draft').innerText.includes('版次 {version}')");
        let refused = "document.querySelector('dialog.refusal')";
        browser.wait_until(&format!("{there} || {refused}"));
        if browser.run(&format!("return {refused} !== null")) == json!(true) {
            browser.click("dialog input[name=because]");
            browser.scan("县局同意");
        }
        browser.wait_until(&there);
    }

    /// The draft as the server has it.
    fn board(&self, browser: &Browser) -> Value {
        let path = format!("/api/v1/drafts/{}/board", self.draft);
        browser.run(&format!("return await (await fetch('{path}')).json()"))
    }

    /// The first move of one stop, before a stop of another vehicle's route, that is lawful, or is not.
    fn a_move(&self, browser: &Browser, lawful: bool) -> Move {
        let found = browser.run(&format!(
            "const at = '/api/v1/drafts/{}'; \
             const board = await (await fetch(at + '/board')).json(); \
             for (const from of board.routes) for (const to of board.routes) for (const stop of from.stops) {{ \
               if (from.vehicle === to.vehicle || from.stops.length < 2) continue; \
               const edit = {{ do: 'move', stops: [{{ vehicle: from.vehicle, trip: from.trip, drop: stop.drop }}], \
                 to: {{ vehicle: to.vehicle, trip: to.trip, before: to.stops[0].drop }} }}; \
               const told = await fetch(at + '/trials', {{ method: 'POST', body: JSON.stringify({{ edit }}), \
                 headers: {{ 'Content-Type': 'application/json', 'If-Match': `\"${{board.version}}\"` }} }}); \
               if (told.ok && (await told.json()).lawful === {lawful}) return edit; \
             }}",
            self.draft
        ));
        assert!(found.is_object(), "the day has a move that is lawful: {lawful}");
        Move { stop: found["stops"][0].clone(), to: found["to"].clone() }
    }
}

/// Chooses from the menu that is open, by keyboard.
fn choose(browser: &Browser, words: &str) {
    browser.wait_for_text(".menu", words);
    browser.run(&format!(
        "[...document.querySelectorAll('.menu [role=menuitem]')] \
         .find((item) => item.innerText.includes({})).focus()",
        json!(words)
    ));
    browser.keys(ENTER);
}

/// Opens the menu of what `css` names, by keyboard.
fn menu(browser: &Browser, css: &str) {
    focus(browser, css);
    browser.keys(ENTER);
}

fn focus(browser: &Browser, css: &str) {
    browser.run(&format!("document.querySelector({}).focus()", json!(css)));
}

/// A stop goes before another.
struct Move {
    stop: Value,
    to: Value,
}

impl Move {
    /// The stop where it is now.
    fn from(&self) -> String {
        in_lane(&self.stop, &self.stop["drop"])
    }

    /// The stop that it goes before.
    fn before(&self) -> String {
        in_lane(&self.to, &self.to["before"])
    }

    /// The stop where it goes.
    fn there(&self) -> String {
        in_lane(&self.to, &self.stop["drop"])
    }

    /// Takes the stop up by keyboard and aims at its new place.
    fn carry(&self, browser: &Browser) {
        browser.run(&format!("document.querySelector({}).focus()", json!(self.from())));
        browser.keys("m");
        let over = format!("document.querySelector({})", json!(format!("{}.over", lane(&self.to))));
        let slot = format!("document.querySelector({}).parentElement", json!(self.before()));
        let slot = format!("{slot}.classList.contains('slot')");
        for (condition, keys) in
            [(format!("{over} !== null"), [DOWN, "\u{e013}"]), (slot, [LEFT, RIGHT])]
        {
            for ix in 0..200 {
                if browser.run(&format!("return {condition}")) == json!(true) {
                    break;
                }
                browser.keys(keys[ix / 100]);
            }
            browser.wait_until(&condition);
        }
    }
}

fn lane(route: &Value) -> String {
    format!("[data-vehicle={}][data-trip=\"{}\"]", route["vehicle"], route["trip"])
}

fn in_lane(route: &Value, drop: &Value) -> String {
    format!("{} [data-drop={drop}]", lane(route))
}
