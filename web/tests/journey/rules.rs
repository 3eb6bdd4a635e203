//! Standing rules over HTTP and through the program: kept from a draft, obeyed by the next plan, told where they are
//! set aside, ended.

use crate::desk::{Desk, call};
use crate::program::DAYS;
use crate::served::rest;
use serde_json::{Value, json};

const RULES: &str = "/api/v1/centres/640000/rules";

fn rules(desk: &Desk) -> Value {
    let (status, answer) = call(&desk.served, "GET", RULES, None, &Value::Null);
    assert_eq!(status, 200, "{answer}");
    answer["rules"].clone()
}

fn keep(desk: &Desk, location: &Value, what: &Value) -> (u16, Value) {
    let draft: i64 = desk.draft.rsplit('/').next().unwrap().parse().unwrap();
    let rule = json!({
        "by": "王敏", "location": location, "what": what, "reason": "所长要求", "owner": "李建国",
        "from": DAYS[0], "until": "2026-12-31", "draft": draft,
    });
    call(&desk.served, "POST", RULES, None, &rule)
}

fn plan(desk: &Desk) -> Value {
    desk.program.day("plan", DAYS[0], &["--iterations", "100"])
}

/// Vehicle and begin of each stop at a drop point in the newest draft's plan, planned anew.
fn visits(desk: &Desk, revision: &Value, drop: &Value) -> Vec<(String, String)> {
    let new = json!({ "by": "王敏", "name": "看", "revision": revision });
    let (status, draft) = call(&desk.served, "POST", crate::desk::DRAFTS, None, &new);
    assert_eq!(status, 201, "{draft}");
    let path = format!("/api/v1/drafts/{}/board", draft["id"]);
    let (_, board) = call(&desk.served, "GET", &path, None, &Value::Null);
    let mut found = Vec::new();
    for route in board["routes"].as_array().unwrap() {
        for stop in route["stops"].as_array().unwrap().iter().filter(|s| s["drop"] == *drop) {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            found.push((text(&route["vehicle"]), text(&stop["begin"])));
        }
    }
    found
}

#[test]
fn a_rule_is_kept_obeyed_set_aside_and_ended() {
    let desk = Desk::new();
    assert_eq!(rules(&desk), json!([]));
    let board = desk.board();
    let routes = board["routes"].as_array().unwrap();
    let other = &routes[1]["vehicle"];
    let drop = &routes[0]["stops"][0]["drop"];
    let on = json!({ "kind": "on_vehicle", "vehicle": other });
    let (status, kept) = keep(&desk, drop, &on);
    assert_eq!(status, 201, "{kept}");
    assert_eq!(kept["what"], on);
    let vehicle = other.as_str().unwrap();
    assert_eq!(kept["text"], format!("固定由车辆 {vehicle} 送"));
    assert_eq!((&kept["owner"], &kept["by"]), (&json!("李建国"), &json!("王敏")));
    let (status, early) = keep(&desk, drop, &json!({ "kind": "not_after", "at": "03:00" }));
    assert_eq!(status, 201, "{early}");

    let planned = plan(&desk);
    let aside = &planned["set_aside"];
    assert_eq!((&aside[0]["rule"], &aside[0]["code"]), (&early["id"], &json!("P506")));
    assert_eq!(aside.as_array().unwrap().len(), 1, "{planned}");
    let made = visits(&desk, &planned["revision"], drop);
    assert!(!made.is_empty() && made.iter().all(|(by, _)| by == vehicle), "{made:?}");
    let listed = rules(&desk);
    assert_eq!((&listed[0]["id"], &listed[1]["set_aside"]), (&early["id"], &Value::Null));
    let told = &listed[0]["set_aside"];
    assert_eq!((&told["revision"], &told["day"]), (&planned["revision"], &json!(DAYS[0])));
    assert_eq!(told["why"], "no_window");
    assert!(told["text"].as_str().unwrap().contains("可交接时间"), "{told}");
    let said =
        desk.program.run(&["plan", "--centre", "640000", "--day", DAYS[0], "--iterations", "10"]);
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("P506 常设规则当日搁置（第 2 号"), "{said}");

    // A page that knows the list is told that nothing is new, until somebody ends a rule.
    let head = |known: &str| {
        let known = format!("If-None-Match: {known}\r\n");
        let host = desk.served.address();
        let request =
            format!("GET {RULES} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{known}\r\n");
        rest(desk.served.send(&request))
    };
    let answer = head("\"x\"");
    let etag = answer.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_owned();
    assert!(head(&etag).starts_with("HTTP/1.1 304"), "{etag}");
    let end = |id: &Value| {
        let path = format!("{RULES}/{id}/end");
        call(&desk.served, "POST", &path, None, &json!({ "by": "赵云" }))
    };
    let (status, ended) = end(&kept["id"]);
    assert_eq!((status, &ended["ended_by"]), (200, &json!("赵云")), "{ended}");
    assert!(head(&etag).starts_with("HTTP/1.1 200"));
    let (status, twice) = end(&kept["id"]);
    assert_eq!((status, &twice["code"]), (409, &json!("S756")));
    let (status, none) = end(&json!(99));
    assert_eq!((status, &none["code"]), (404, &json!("S755")));
    desk.served.stop();
}

#[test]
fn a_rule_that_makes_no_sense_is_refused_by_name() {
    let desk = Desk::new();
    let board = desk.board();
    let (route, drop) = (&board["routes"][0], &board["routes"][0]["stops"][0]["drop"]);
    let on = |vehicle: &Value| json!({ "kind": "on_vehicle", "vehicle": vehicle });
    let told =
        |(status, answer): (u16, Value)| (status, answer["code"].as_str().unwrap().to_owned());
    let refused = |location: &Value, what: &Value| told(keep(&desk, location, what));
    assert_eq!(refused(&json!("999999999999"), &on(&route["vehicle"])), (422, "S746".into()));
    assert_eq!(refused(drop, &on(&json!("没有"))), (422, "S754".into()));
    assert_eq!(refused(&json!("12"), &on(&route["vehicle"])), (400, "W851".into()));
    for at in ["10:75", "1000", ""] {
        assert_eq!(refused(drop, &json!({ "kind": "not_before", "at": at })), (400, "W851".into()));
    }
    let rule = |change: &dyn Fn(&mut Value)| {
        let mut rule = json!({
            "by": "王敏", "location": drop, "what": on(&route["vehicle"]), "reason": "所长要求",
            "owner": "李建国", "from": DAYS[1], "until": DAYS[2],
        });
        change(&mut rule);
        told(call(&desk.served, "POST", RULES, None, &rule))
    };
    for (field, value) in [
        ("until", json!(DAYS[0])),
        ("until", json!("")),
        ("owner", json!(" ")),
        ("reason", json!("")),
        ("reason", json!("11010519491231002X 本人要求")),
        ("by", json!("")),
    ] {
        assert_eq!(rule(&|rule| rule[field] = value.clone()), (400, "W851".into()), "{field}");
    }
    assert_eq!(rule(&|rule| rule["draft"] = json!(77)), (404, "S752".into()));
    assert_eq!(rules(&desk), json!([]));
    desk.served.stop();
}
