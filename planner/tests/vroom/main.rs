//! VROOM's JSON: what each key does, what is refused by name, and what is written back.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

mod checked;
mod keys;
mod mutations;
mod plain;
mod refused;
mod solved;
mod written;

use fenjian_planner::formats::vroom::{self, Asked};
use serde_json::{Value, json};

/// Two vans at the first of four places on a line, a minute and a kilometre apart.
pub(crate) fn small() -> Value {
    let line = |unit: i64| {
        let row = |from: i64| (0..4).map(|to: i64| (to - from).abs() * unit).collect::<Vec<_>>();
        (0..4).map(row).collect::<Vec<_>>()
    };
    json!({
        "vehicles": [
            { "id": 7, "start_index": 0, "end_index": 0, "capacity": [4] },
            { "id": 8, "start_index": 0, "end_index": 0, "capacity": [4] },
        ],
        "jobs": [
            { "id": 10, "location_index": 1, "service": 100, "delivery": [2] },
            { "id": 11, "location_index": 2, "service": 100, "delivery": [2] },
            { "id": 12, "location_index": 3, "service": 100, "delivery": [2] },
        ],
        "matrices": { "car": { "durations": line(60), "distances": line(1000) } },
    })
}

/// `small` with `value` put at `pointer`.
pub(crate) fn with(pointer: &str, value: Value) -> Value {
    put(small(), pointer, value)
}

pub(crate) fn put(mut problem: Value, pointer: &str, value: Value) -> Value {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match problem.pointer_mut(parent).unwrap() {
        Value::Object(fields) => drop(fields.insert(key.to_owned(), value)),
        Value::Array(items) => match key {
            "-" => items.push(value),
            ix => items[ix.parse::<usize>().unwrap()] = value,
        },
        other => panic!("{pointer} is in {other}"),
    }
    problem
}

pub(crate) fn read(problem: &Value) -> Asked {
    vroom::read(problem.to_string().as_bytes(), 140).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Code and detail of the refusal.
pub(crate) fn refusal(problem: &Value) -> (String, String) {
    let fault = vroom::read(problem.to_string().as_bytes(), 140).err().unwrap();
    (fault.code.id.to_owned(), fault.detail)
}
