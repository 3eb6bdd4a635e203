//! A published day of a small province, served, with a browser in front of it.

use crate::driver::Browser;
use crate::program::{DAYS, Program};
use crate::served::Served;
use serde_json::{Value, json};

/// The floor of the first day.
pub(crate) struct Floor {
    pub(crate) program: Program,
    /// None while the connection is cut.
    served: Option<Served>,
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
        let served = Some(Served::start(&program));
        Self { program, served, browser: Browser::start(1366, 768), badge }
    }

    pub(crate) fn served(&self) -> &Served {
        self.served.as_ref().unwrap()
    }

    /// The address of one of the day's pages.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://{}/days/640000/{}/{page}", self.served().address(), DAYS[0])
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

    /// Each card of the file with its answer while sorting, asked of the server directly.
    pub(crate) fn sorted(&self) -> Vec<(String, Value)> {
        let serials = self.serials();
        let serials: Vec<&str> = serials.iter().map(String::as_str).collect();
        let answers = self.ask(&serials);
        serials.into_iter().map(str::to_owned).zip(answers).collect()
    }

    fn ask(&self, serials: &[&str]) -> Vec<Value> {
        self.post(serials.iter().map(|serial| json!({ "card": { "serial": serial } })).collect())
    }

    /// What the server answers to scans of the first day, which are made one after the other.
    pub(crate) fn post(&self, scans: Vec<Value>) -> Vec<Value> {
        let asked = json!({ "badge": self.badge, "day": DAYS[0], "scans": scans });
        let answers = self.browser.run(&format!(
            "const {{ badge, day, scans }} = {asked}; const answers = []; \
             for (const scan of scans) {{ \
               const body = {{ id: crypto.randomUUID(), badge, device: 'test', day, centre: '640000', \
                 occurred_at: new Date().toISOString(), ...scan }}; \
               const told = await fetch('/api/v1/scan', {{ method: 'POST', body: JSON.stringify(body), \
                 headers: {{ 'Content-Type': 'application/json' }} }}); \
               answers.push(await told.json()); \
             }} \
             return answers"
        ));
        answers.as_array().unwrap().clone()
    }

    /// The number of an event that is made now: a scan of a card that nobody knows.
    pub(crate) fn next_event(&self) -> u64 {
        self.ask(&["NOSUCHCARD"])[0]["seq"].as_u64().unwrap()
    }

    /// What the proof of the day says.
    pub(crate) fn reconcile(&self) -> Value {
        self.program.day("reconcile", DAYS[0], &[])
    }

    /// Takes the server away; gives its address.
    pub(crate) fn cut(&mut self) -> String {
        let served = self.served.take().unwrap();
        let address = served.address().to_owned();
        served.stop();
        address
    }

    /// Brings the server back.
    pub(crate) fn serve_at(&mut self, address: &str) {
        self.served = Some(Served::start_at(&self.program, address));
    }
}
