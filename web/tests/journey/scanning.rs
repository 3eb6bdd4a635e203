//! The floor over HTTP: what a scan answers, what is refused, and that a seal moves its cards.

use crate::program::{DAYS, Program};
use crate::served::{Served, rest};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The folder of the day's first files.
pub(crate) const FIRST: &str = "files-2026-09-28";

pub(crate) struct Floor {
    pub(crate) program: Program,
    pub(crate) served: Served,
    pub(crate) badge: String,
}

impl Floor {
    pub(crate) fn new() -> Self {
        let program = Program::new();
        program.import_sample(DAYS[0], "1", "600");
        program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
        program.day("sort", DAYS[0], &["--machine", "rack-1"]);
        let badge = program.json(&["badge", "add", "王五", "--centre", "640000"]);
        let badge = badge["code"].as_str().unwrap().to_owned();
        assert!(badge.len() == 21 && badge.starts_with('B'), "{badge}");
        let served = Served::start(&program);
        Self { program, served, badge }
    }

    /// Status and body of a scan; `more` is laid over what every scan says.
    pub(crate) fn scan(&self, n: u32, more: &Value) -> (u16, Value) {
        let mut body = json!({
            "id": format!("station-1-{n:06}"), "badge": self.badge, "device": "station 1",
            "centre": "640000", "day": DAYS[0], "occurred_at": "2026-09-28T08:00:00+08:00"
        });
        for (key, value) in more.as_object().unwrap() {
            body[key] = value.clone();
        }
        let body = body.to_string();
        let head = format!(
            "POST /api/v1/scan HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            self.served.address(),
            body.len()
        );
        let answer = rest(self.served.send(&(head + &body)));
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        (status, serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}")))
    }

    /// Each card of the file in `folder` with its answer while sorting; scans are numbered from `first`.
    pub(crate) fn sorted(&self, folder: &str, first: u32) -> Vec<(String, Value)> {
        let file = self.program.path(folder).join("cards.csv");
        let text = std::fs::read_to_string(file).unwrap();
        let serials = text.lines().skip(1).filter_map(|line| line.split(',').next());
        let usable = serials.filter(|s| {
            (6..=32).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        let answers = usable.zip(first..).map(|(serial, n)| {
            let (status, answer) = self.scan(n, &json!({ "card": { "serial": serial } }));
            assert_eq!(status, 200, "{answer}");
            (serial.to_owned(), answer)
        });
        answers.collect()
    }
}

#[test]
fn scans_are_answered_and_a_pouch_is_sealed_by_what_was_scanned_into_it() {
    let floor = Floor::new();
    let sorted = floor.sorted(FIRST, 1_000);
    let verdicts = |word: &str| sorted.iter().filter(|(_, a)| a["verdict"] == word).count();
    assert!(verdicts("right") > 400 && verdicts("stop") > 0 && verdicts("wrong") == 0);
    let stopped = sorted.iter().find(|(_, answer)| answer["verdict"] == "stop").unwrap();
    assert!(stopped.1["text"].as_str().unwrap().contains("送异常台"), "{}", stopped.1);
    assert_eq!(stopped.1["pockets"], json!([]));

    let (serial, answer) = sorted.iter().find(|(_, answer)| answer["pouch"].is_string()).unwrap();
    let pouch = answer["pouch"].as_str().unwrap();
    assert_eq!(answer["pockets"][0]["machine"], "rack-1", "{answer}");
    let text = answer["text"].as_str().unwrap();
    assert!(text.starts_with('对') && text.contains(pouch) && text.contains("格"), "{text}");
    let other = sorted
        .iter()
        .find(|(_, other)| other["pouch"].is_string() && other["location"] != answer["location"]);
    let other = other.unwrap().1["pouch"].as_str().unwrap();
    let (_, wrong) = floor.scan(1, &json!({ "card": { "serial": serial }, "pouch": other }));
    assert_eq!((&wrong["verdict"], &wrong["code"]), (&json!("wrong"), &json!("S734")), "{wrong}");
    assert_eq!(wrong["pouch"], pouch);

    let inside: BTreeSet<&String> =
        sorted.iter().filter(|(_, a)| a["pouch"] == pouch).map(|(serial, _)| serial).collect();
    for (serial, n) in inside.iter().zip(10_000..) {
        let (_, put) = floor.scan(n, &json!({ "card": { "serial": serial }, "pouch": pouch }));
        assert_eq!(put["verdict"], "right", "{put}");
    }
    let seal = |n, count: usize| {
        let seal = json!({ "command": "seal", "pouch": pouch, "seal": "F000001", "count": count });
        floor.scan(n, &seal)
    };
    let (status, short) = seal(20_000, inside.len() + 1);
    assert_eq!((status, &short["code"]), (409, &json!("S740")), "{short}");
    let (status, sealed) = seal(20_001, inside.len());
    assert_eq!(
        (status, &sealed["verdict"], &sealed["again"]),
        (200, &json!("right"), &json!(false))
    );
    let (_, again) = seal(20_001, inside.len());
    assert_eq!((&again["seq"], &again["again"]), (&sealed["seq"], &json!(true)));
    let found = floor.program.day("reconcile", DAYS[0], &[]);
    assert_eq!(found["states"]["sealed"], inside.len(), "{found}");
    assert_eq!((&found["chain_intact"], &found["differences"]), (&json!(true), &json!([])));

    let route = sealed["route"].as_str().unwrap();
    // The day is long past, so every route that has not left is late.
    let wall = |floor: &Floor| floor.served.get(&format!("/days/640000/{}/wall", DAYS[0]));
    let before = wall(&floor);
    assert!(before.contains("已晚点") && before.contains("线路已发 <b>0</b>"), "{before}");
    assert!(before.contains("script-src 'self'") && before.contains("/wall.js"), "{before}");
    for (n, step) in [
        json!({ "command": "load", "pouch": pouch, "route": route }),
        json!({ "command": "depart", "route": route }),
        json!({ "command": "hand-over", "pouch": pouch, "accepted_by": "044012" }),
    ]
    .iter()
    .enumerate()
    {
        let (status, answer) = floor.scan(30_000 + n as u32, step);
        assert_eq!((status, &answer["verdict"]), (200, &json!("right")), "{answer}");
    }
    let found = floor.program.day("reconcile", DAYS[0], &[]);
    assert_eq!(found["states"]["handed_over"], inside.len(), "{found}");
    let after = wall(&floor);
    assert!(after.contains("线路已发 <b>1</b>") && after.contains("车已走，缺"), "{after}");
    let page = floor.served.get(&format!("/days/640000/{}/reconcile", DAYS[0]));
    assert!(page.contains("账链和交接记录完整") && page.contains("没有差异"), "{page}");
    let logs = floor.served.stop();
    assert!(!logs.contains(serial.as_str()) && !logs.contains(&floor.badge), "{logs}");
}

#[test]
fn what_is_wrong_with_a_request_is_told_as_a_problem() {
    let floor = Floor::new();
    let card = json!({ "serial": "NOSUCHCARD" });
    let (status, unknown) = floor.scan(1, &json!({ "card": card }));
    assert_eq!(
        (status, &unknown["verdict"], &unknown["code"]),
        (200, &json!("stop"), &json!("S732"))
    );
    for (more, status, code) in [
        (json!({ "card": card, "badge": "B0000" }), 401, "S730"),
        (json!({ "card": card, "day": "2020-01-01" }), 404, "S709"),
        (json!({ "card": card, "id": "short" }), 400, "W813"),
        (json!({ "card": card, "device": "a\u{0}b" }), 400, "W813"),
        (json!({ "card": { "receipt": "a\u{0}b" } }), 400, "W813"),
        (json!({ "card": card, "occurred_at": "0001-01-01T00:00:00Z" }), 400, "W813"),
        (json!({ "card": card, "what": 1 }), 400, "W813"),
        (json!({}), 400, "W813"),
        (json!({ "command": "load", "pouch": "640000-260928-P9999" }), 404, "S716"),
        (json!({ "command": "depart", "route": "640000-260928-R99" }), 409, "S739"),
        (json!({ "card": card, "device": "x".repeat(20_000) }), 413, "W809"),
    ] {
        let (answered, problem) = floor.scan(2, &more);
        assert_eq!((answered, problem["code"].as_str()), (status, Some(code)), "{more}");
        assert!(!problem["action"].as_str().unwrap().is_empty(), "{problem}");
    }
    let found = floor.program.day("reconcile", DAYS[0], &[]);
    assert_eq!((&found["chain_intact"], &found["differences"]), (&json!(true), &json!([])));
    let twice = floor.program.run(&["badge", "add", "", "--centre", "640000"]);
    assert_eq!(twice.status.code(), Some(2));
    let nowhere = floor.program.run(&["badge", "add", "王五", "--centre", "999999"]);
    assert_eq!(nowhere.status.code(), Some(1));
}
