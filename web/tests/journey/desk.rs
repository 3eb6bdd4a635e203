//! The planner's desk over HTTP: edits answered, refused, repaired, kept by name; two people; a server that is killed;
//! and the amendment that comes of it.

use crate::program::{DAYS, Program};
use crate::served::{Served, rest};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;

/// A published day, a server, and a draft of the day.
pub(crate) struct Desk {
    pub(crate) program: Program,
    pub(crate) served: Served,
    pub(crate) draft: String,
}

pub(crate) const DRAFTS: &str = "/api/v1/days/640000/2026-09-28/drafts";

/// Status and body of a request; `version` is what If-Match says.
pub(crate) fn call(
    served: &Served,
    method: &str,
    path: &str,
    version: Option<u64>,
    body: &Value,
) -> (u16, Value) {
    let version = version.map_or_else(String::new, |v| format!("If-Match: \"{v}\"\r\n"));
    let body = if method == "GET" { String::new() } else { body.to_string() };
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{version}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        served.address(),
        body.len()
    );
    let answer = rest(served.send(&(head + &body)));
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let json = if body.is_empty() { Value::Null } else { plain(head, body) };
    if status >= 400 {
        assert!(head.contains("application/problem+json"), "{head}");
        assert_eq!(json["status"], status, "{json}");
        assert!(json["title"].is_string() && json["action"].is_string(), "{json}");
    }
    (status, json)
}

/// A body that may have come in chunks.
fn plain(head: &str, body: &str) -> Value {
    if !head.to_ascii_lowercase().contains("transfer-encoding: chunked") {
        return serde_json::from_str(body).unwrap_or_else(|e| panic!("{e}: {body}"));
    }
    let (mut left, mut text) = (body.as_bytes(), Vec::new());
    while let Some(end) = left.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(std::str::from_utf8(&left[..end]).unwrap(), 16).unwrap();
        text.extend(&left[end + 2..end + 2 + size]);
        left = &left[end + 2 + size + 2..];
    }
    serde_json::from_slice(&text).unwrap()
}

impl Desk {
    pub(crate) fn new() -> Self {
        let program = Program::new();
        program.import_sample(DAYS[0], "1", "900");
        program.day("plan", DAYS[0], &["--iterations", "100", "--publish"]);
        let served = Served::start(&program);
        let (status, draft) =
            call(&served, "POST", DRAFTS, None, &json!({ "by": "王敏", "name": "夜班" }));
        assert_eq!((status, &draft["version"]), (201, &json!(0)), "{draft}");
        let draft = format!("/api/v1/drafts/{}", draft["id"]);
        Self { program, served, draft }
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        let (status, body) =
            call(&self.served, "GET", &format!("{}{path}", self.draft), None, &Value::Null);
        assert_eq!(status, 200, "{path} {body}");
        body
    }

    pub(crate) fn board(&self) -> Value {
        self.get("/board")
    }

    pub(crate) fn post(&self, path: &str, version: u64, body: &Value) -> (u16, Value) {
        call(&self.served, "POST", &format!("{}{path}", self.draft), Some(version), body)
    }

    pub(crate) fn edit(&self, version: u64, by: &str, edit: &Value) -> (u16, Value) {
        self.post("/edits", version, &json!({ "by": by, "edit": edit }))
    }

    /// Two neighbours on a route change places, lawfully, so that pouches are to be sorted again.
    pub(crate) fn swap(&self) -> Value {
        let board = self.board();
        let version = board["version"].as_u64().unwrap();
        for route in board["routes"].as_array().unwrap() {
            for pair in route["stops"].as_array().unwrap().windows(2) {
                let [one, other] = [&pair[0], &pair[1]].map(|stop| named(route, stop));
                let edit = json!({ "do": "swap", "one": one, "other": other });
                let (_, trial) = self.post("/trials", version, &json!({ "edit": edit }));
                if trial["lawful"] == true && trial["change"]["resort_pouches"] != 0 {
                    return edit;
                }
            }
        }
        panic!("no two stops can change places");
    }

    /// The trials of moving each stop to the end of each other route.
    fn trials(&self) -> Vec<(Value, Value)> {
        let board = self.board();
        let routes = board["routes"].as_array().unwrap();
        let mut tried = Vec::new();
        for (from, to) in routes.iter().flat_map(|a| routes.iter().map(move |b| (a, b))) {
            if from["vehicle"] == to["vehicle"] {
                continue;
            }
            for stop in from["stops"].as_array().unwrap() {
                let edit = moved(&named(from, stop), to, None);
                let version = board["version"].as_u64().unwrap();
                let (status, trial) = self.post("/trials", version, &json!({ "edit": edit }));
                if status == 200 {
                    tried.push((edit, trial));
                }
            }
        }
        tried
    }
}

/// A stop as edits name it.
pub(crate) fn named(route: &Value, stop: &Value) -> Value {
    json!({ "vehicle": route["vehicle"], "trip": route["trip"], "drop": stop["drop"] })
}

/// A stop goes to another route, before one of its stops or to its end.
pub(crate) fn moved(stop: &Value, to: &Value, before: Option<&Value>) -> Value {
    let before = before.map_or(&Value::Null, |stop| &stop["drop"]);
    let to = json!({ "vehicle": to["vehicle"], "trip": to["trip"], "before": before });
    json!({ "do": "move", "stops": [stop], "to": to })
}

/// A board without what only its version says.
fn shown(mut board: Value) -> Value {
    for key in ["version", "can_undo", "can_redo"] {
        board[key] = Value::Null;
    }
    board
}

#[test]
fn an_edit_is_answered_refused_with_repairs_kept_by_name_and_undone() {
    let desk = Desk::new();
    let first = desk.board();
    assert_eq!((&first["version"], &first["ledger"]["balanced"]), (&json!(0), &json!(true)));
    let trials = desk.trials();
    assert_eq!(desk.board(), first, "a trial keeps nothing");
    let lawful = |trial: &&(Value, Value)| trial.1["lawful"] == true;
    let (edit, trial) = trials.iter().find(lawful).unwrap();
    let (status, kept) = desk.edit(0, "王敏", edit);
    assert_eq!((status, &kept["version"], &kept["since"]), (200, &json!(1), &json!([])), "{kept}");
    assert_eq!(kept["change"], trial["change"], "what was tried is what is done");
    let second = desk.board();
    let sum = |board: &Value, key: &str| board["totals"][key].as_i64().unwrap();
    for key in ["metres", "cost_fen", "duty_s"] {
        assert_eq!(kept["change"][key], sum(&second, key) - sum(&first, key), "{key}");
    }
    assert_eq!(second["changed"], kept["change"]);
    // What comes with the answer brings the first board up to date.
    let delta = &kept["delta"];
    let touched = |route: &Value| delta["vehicles"].as_array().unwrap().contains(&route["vehicle"]);
    let mut routes: Vec<Value> = first["routes"].as_array().unwrap().clone();
    routes.retain(|route| !touched(route));
    routes.extend(delta["routes"].as_array().unwrap().clone());
    let key = |r: &Value| (r["vehicle"].as_str().unwrap().to_owned(), r["trip"].as_u64().unwrap());
    routes.sort_by_key(key);
    assert_eq!(json!(routes), second["routes"]);
    assert_eq!(delta["totals"], second["totals"]);

    // Sent again after a lost answer, it is not made again.
    let again = json!({ "by": "王敏", "edit": desk.swap(), "id": "a1" });
    let (status, once) = desk.post("/edits", 1, &again);
    assert_eq!((status, &once["repeated"]), (200, &json!(false)), "{once}");
    let (status, twice) = desk.post("/edits", 1, &again);
    assert_eq!((status, &twice["version"]), (200, &json!(2)), "{twice}");
    assert_eq!(twice["repeated"], true);

    // A route that leaves in the evening breaks its windows; it stays by name and reason only.
    let late = json!({ "do": "depart", "route": {
        "vehicle": second["routes"][0]["vehicle"], "trip": 1 }, "at": "19:30" });
    let (status, refused) = desk.edit(2, "王敏", &late);
    assert_eq!((status, &refused["code"]), (422, &json!("D103")), "{refused}");
    let broken = refused["broken"].as_array().unwrap();
    assert!(broken.iter().all(|limit| limit["over"].as_i64().unwrap() > 0), "{refused}");
    assert_eq!((&refused["version"], &desk.board()["version"]), (&json!(2), &json!(2)));
    let unreasoned = json!({ "by": "王敏", "edit": late, "because": " " });
    assert_eq!(desk.post("/edits", 2, &unreasoned).0, 400);
    let reasoned = json!({ "by": "王敏", "edit": late, "because": "所长同意等" });
    let (status, kept) = desk.post("/edits", 2, &reasoned);
    assert_eq!(status, 200, "{kept}");
    let overrides = kept["delta"]["overrides"].as_array().unwrap();
    assert_eq!(overrides.len(), broken.len());
    assert!(overrides.iter().all(|o| o["by"] == "王敏" && o["reason"] == "所长同意等"));

    // Back to the beginning, and forth again.
    for version in 3..6 {
        assert_eq!(desk.post("/undo", version, &json!({ "by": "李强" })).0, 200);
    }
    assert_eq!(shown(desk.board()), shown(first));
    let (status, none) = desk.post("/undo", 6, &json!({ "by": "李强" }));
    assert_eq!((status, &none["code"]), (422, &json!("D107")));
    assert_eq!(desk.post("/redo", 6, &json!({ "by": "李强" })).0, 200);
    assert_eq!(shown(desk.board())["routes"], second["routes"]);
    let log = desk.get("/log?from=5");
    let words: Vec<&Value> =
        log["entries"].as_array().unwrap().iter().map(|e| &e["what"]).collect();
    assert_eq!(words, [&json!("undo"), &json!("redo")]);
    desk.served.stop();
}

#[test]
fn a_repair_is_an_edit_that_can_be_taken() {
    let desk = Desk::new();
    let broken: Vec<_> =
        desk.trials().into_iter().filter(|(_, trial)| trial["lawful"] == false).collect();
    assert!(!broken.is_empty());
    let refused = broken.iter().map(|(edit, trial)| {
        let (status, refused) = desk.edit(0, "王敏", edit);
        assert_eq!((status, &refused["change"]), (422, &trial["change"]), "{refused}");
        refused
    });
    let repaired = refused.into_iter().find(|r| r["repairs"][0]["edit"]["do"] == "move").unwrap();
    let repair = &repaired["repairs"][0];
    let (status, kept) = desk.edit(0, "王敏", &repair["edit"]);
    assert_eq!((status, &kept["change"]), (200, &repair["change"]), "{kept}");
    assert_eq!(kept["delta"]["overrides"], json!([]));
    desk.served.stop();
}

/// Somebody who follows a draft.
pub(crate) struct Follower(BufReader<TcpStream>);

impl Follower {
    pub(crate) fn new(desk: &Desk, from: u64, by: &str) -> Self {
        Self::of(&desk.served, &desk.draft, from, by)
    }

    pub(crate) fn of(served: &Served, draft: &str, from: u64, by: &str) -> Self {
        let host = served.address();
        let path = format!("{draft}/events?from={from}&by={by}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Self(BufReader::new(served.send(&request)))
    }

    /// The next event of this name; none when the stream ends.
    pub(crate) fn next(&mut self, name: &str) -> Option<Value> {
        let (mut line, mut is_named) = (String::new(), false);
        loop {
            line.clear();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(event) = line.strip_prefix("event: ") {
                is_named = event.trim() == name;
            }
            if let Some(data) = line.strip_prefix("data: ").filter(|_| is_named) {
                return Some(serde_json::from_str(data).unwrap());
            }
        }
    }
}

#[test]
fn two_people_see_each_other_and_never_overwrite() {
    let desk = Desk::new();
    let board = desk.board();
    let mut min = Follower::new(&desk, 0, "min");
    assert_eq!(min.next("people").unwrap()["people"], json!(["min"]));
    let mut qiang = Follower::new(&desk, 0, "qiang");
    assert_eq!(min.next("people").unwrap()["people"], json!(["min", "qiang"]));

    let edit = desk.swap();
    assert_eq!(desk.edit(0, "min", &edit).0, 200);
    for follower in [&mut min, &mut qiang] {
        let seen = follower.next("entries").unwrap();
        assert_eq!(
            (&seen["entries"][0]["by"], &seen["delta"]["version"]),
            (&json!("min"), &json!(1))
        );
    }
    // Made on the older version, another edit of another stop still means the same.
    let last = |route: &Value| named(route, route["stops"].as_array().unwrap().last().unwrap());
    let routes = board["routes"].as_array().unwrap();
    let other = routes.iter().find(|r| r["vehicle"] != edit["one"]["vehicle"]).unwrap();
    let (status, kept) = desk.edit(0, "qiang", &json!({ "do": "lock_stop", "stop": last(other) }));
    assert_eq!((status, &kept["version"]), (200, &json!(2)), "{kept}");
    assert_eq!(kept["since"][0]["by"], "min");
    assert_eq!(kept["delta"]["from"], 0);
    // What was locked meanwhile is not moved; who locked it is said.
    let own = routes.iter().find(|r| r["vehicle"] == edit["one"]["vehicle"]).unwrap();
    let (status, refused) = desk.edit(1, "min", &moved(&last(other), own, None));
    assert_eq!((status, &refused["code"]), (409, &json!("D114")), "{refused}");
    assert_eq!((&refused["version"], &refused["since"][0]["by"]), (&json!(2), &json!("qiang")));
    // Undoing would undo somebody else's edit.
    let (status, refused) = desk.post("/undo", 1, &json!({ "by": "min" }));
    assert_eq!((status, &refused["since"][0]["by"]), (409, &json!("qiang")));
    // The whole of a route means what somebody saw of it.
    let clear = json!({ "do": "clear", "vehicle": edit["one"]["vehicle"], "reason": "故障" });
    assert_eq!(desk.edit(0, "qiang", &clear).0, 409);
    assert_eq!(desk.edit(7, "qiang", &clear).0, 412);
    assert_eq!(desk.board()["version"], 2);

    // Who comes back is told what was missed; who leaves is not there any more.
    drop(qiang);
    assert_eq!(min.next("entries").unwrap()["delta"]["version"], 2);
    assert_eq!(min.next("people").unwrap()["people"], json!(["min"]));
    let mut back = Follower::new(&desk, 0, "qiang");
    let missed = back.next("entries").unwrap();
    assert_eq!(missed["entries"].as_array().unwrap().len(), 2);
    // A second server on the same database: its edits arrive here too.
    let elsewhere = Desk {
        served: Served::start(&desk.program),
        draft: desk.draft.clone(),
        program: Program::new(),
    };
    let unlock = json!({ "do": "unlock_stop", "stop": last(other) });
    assert_eq!(elsewhere.edit(2, "远", &unlock).0, 200);
    assert_eq!(back.next("entries").unwrap()["entries"][0]["by"], "远");
    let (status, kept) = desk.edit(3, "min", &edit);
    assert_eq!((status, &kept["version"]), (200, &json!(4)), "{kept}");
    elsewhere.served.stop();
    // A server that stops does not wait for those who follow.
    desk.served.stop();
    assert!(std::iter::from_fn(|| back.next("entries")).count() < 9);
}

#[test]
fn a_killed_server_has_every_edit_that_it_acknowledged_and_none_twice() {
    let mut desk = Desk::new();
    let mut acknowledged = BTreeSet::new();
    let mut version = 0;
    for round in 0..3 {
        // Several edits under way at once, and the server dies among them.
        let edit = desk.swap();
        let (send, answers) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            for n in 0..6 {
                let (desk, edit, send) = (&desk, &edit, send.clone());
                scope.spawn(move || {
                    let id = format!("{round}-{n}");
                    let body = json!({ "by": "王敏", "edit": edit, "id": id });
                    // The connection may break off at any point.
                    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        desk.post("/edits", version, &body)
                    }));
                    if let Ok((200, kept)) = answer {
                        send.send((id, kept["version"].as_u64().unwrap())).unwrap();
                    }
                });
            }
            std::thread::sleep(std::time::Duration::from_millis(30 + 20 * round));
            desk.served.kill();
        });
        drop(send);
        acknowledged.extend(answers);
        desk.served = Served::start(&desk.program);
        version = desk.board()["version"].as_u64().unwrap();
        // Sent again, each is there once, under its number where it was acknowledged.
        for n in 0..6 {
            let id = format!("{round}-{n}");
            let body = json!({ "by": "王敏", "edit": edit, "id": id });
            let (status, kept) = desk.post("/edits", version, &body);
            assert_eq!(status, 200, "{kept}");
            let number = kept["version"].as_u64().unwrap();
            version = version.max(number);
            assert!(acknowledged.iter().all(|(known, n)| *known != id || *n == number), "{kept}");
        }
    }
    let log = desk.get("/log");
    assert_eq!((&log["version"], version), (&json!(18), 18));
    let board = desk.board();
    assert_eq!(board["ledger"]["balanced"], true);
    desk.served.stop();
}

#[test]
fn a_published_draft_prints_only_what_it_changed() {
    let desk = Desk::new();
    let print = |out: &str, more: &[&str]| {
        let out = desk.program.path(out);
        let to = ["--out", out.to_str().unwrap(), "--by", "李四"];
        desk.program.day("manifests", DAYS[0], &[&to[..], more].concat())
    };
    let all = print("first", &[]);
    let edit = desk.swap();
    let (_, kept) = desk.edit(0, "王敏", &edit);
    assert!(kept["change"]["resort_pouches"].as_u64().unwrap() > 0, "{kept}");
    let day = DRAFTS.trim_end_matches("/drafts");
    let (status, early) = desk.post("/proposal", 0, &json!({ "by": "王敏" }));
    assert_eq!((status, &early["since"][0]["n"]), (409, &json!(1)));
    let (status, made) = desk.post("/proposal", 1, &json!({ "by": "王敏", "name": "对调两站" }));
    assert_eq!((status, &made["revision"]), (201, &json!(2)), "{made}");
    assert_eq!(desk.program.day("check", DAYS[0], &[])["revision"], 1);
    let (status, published) = call(
        &desk.served,
        "POST",
        &format!("{day}/revisions/2/publication"),
        None,
        &json!({ "by": "李强" }),
    );
    assert_eq!((status, &published["status"]), (200, &json!("published")), "{published}");
    let (_, drafts) = call(&desk.served, "GET", DRAFTS, None, &Value::Null);
    let newest = &drafts["revisions"][0];
    assert_eq!((&newest["by"], &newest["published_by"]), (&json!("王敏"), &json!("李强")));
    assert_eq!((&newest["name"], &newest["from_version"]), (&json!("对调两站"), &json!(1)));
    assert_eq!(desk.program.day("check", DAYS[0], &[])["sound"], true);
    let found = desk.program.day("reconcile", DAYS[0], &[]);
    assert_eq!((&found["balanced"], &found["differences"]), (&json!(true), &json!([])));

    // Of handover sheets only those of the route's stops whose times or places changed are printed again.
    let changed = print("second", &["--changed"]);
    let (before, after) = (all["manifests"].as_u64(), changed["manifests"].as_u64());
    assert!(after.unwrap() * 3 < before.unwrap() && after.unwrap() > 0, "{before:?} {after:?}");
    desk.served.stop();
}
