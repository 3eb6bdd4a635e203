//! A published day of a small province, served, with a browser in front of it.

use crate::driver::Browser;
use crate::program::{DAYS, Program};
use crate::served::Served;

/// The floor of the first day.
pub(crate) struct Floor {
    pub(crate) program: Program,
    pub(crate) served: Served,
    pub(crate) browser: Browser,
    /// The code on a person's badge.
    pub(crate) badge: String,
}

impl Floor {
    pub(crate) fn new() -> Self {
        let program = Program::new();
        program.import_sample(DAYS[0], "1", "300");
        program.day("plan", DAYS[0], &["--iterations", "50", "--publish"]);
        program.day("sort", DAYS[0], &["--machine", "rack-1"]);
        let badge = program.json(&["badge", "add", "王五", "--centre", "640000"]);
        let badge = badge["code"].as_str().unwrap().to_owned();
        let served = Served::start(&program);
        Self { program, served, browser: Browser::start(1366, 768), badge }
    }

    /// The address of one of the day's pages.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://{}/days/640000/{}/{page}", self.served.address(), DAYS[0])
    }

    /// Opens the scanning page.
    pub(crate) fn open(&self) {
        self.browser.open(&self.url("scan"));
        self.browser.wait_for("body[data-ready]");
    }

    /// Scans the badge.
    pub(crate) fn sign_on(&self) {
        self.browser.scan(&self.badge);
        self.browser.wait_for_text("#person", "王五");
    }

    /// The serials of the day's file that can be used.
    pub(crate) fn serials(&self) -> Vec<String> {
        let file = self.program.path(&format!("files-{}/cards.csv", DAYS[0]));
        let text = std::fs::read_to_string(file).unwrap();
        let serials = text.lines().skip(1).filter_map(|line| line.split(',').next());
        let usable = |serial: &&str| {
            (6..=32).contains(&serial.len()) && serial.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        serials.filter(usable).map(str::to_owned).collect()
    }
}
