//! The OpenAPI document tells what the server does: every path, and every status that comes.

use crate::desk::{DRAFTS, Desk, call};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Every `$ref` below `value`.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| references(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_path_is_told_and_answers_as_told() {
    let desk = Desk::new();
    let (_, document) = call(&desk.served, "GET", "/api/v1/openapi.json", None, &Value::Null);
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    let routes = include_str!("../../src/api/mod.rs")
        .split('"')
        .filter(|text| text.starts_with("/api/v1/") && *text != "/api/v1/openapi.json");
    let told: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
    assert_eq!(routes.collect::<BTreeSet<_>>(), told);

    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    assert!(found.len() > 30, "{found:?}");

    let day = DRAFTS.trim_end_matches("/drafts");
    for (path, methods) in paths {
        let real = path
            .replace("/api/v1/days/{centre}/{day}", day)
            .replace("/api/v1/drafts/{draft}", &desk.draft)
            .replace("{revision}", "1")
            .replace("/api/v1/centres/{centre}", "/api/v1/centres/640000")
            .replace("{rule}", "1");
        // A stream does not end by itself.
        let streams = path.ends_with("/events");
        for (method, told) in methods.as_object().unwrap() {
            let ask = |path: &str, version| {
                call(&desk.served, &method.to_uppercase(), path, version, &json!({}))
            };
            let mut seen = vec![ask(&real, None)];
            if !streams {
                seen.push(ask(&real, Some(0)));
            }
            seen.push(ask(&real.replace(&desk.draft, "/api/v1/drafts/99"), Some(0)));
            seen.push(ask(&real.replace("640000", "999"), Some(0)));
            for (status, body) in seen {
                let known = told["responses"].get(status.to_string());
                assert!(known.is_some(), "{method} {path}: {status} is not told: {body}");
            }
        }
    }
    desk.served.stop();
}
