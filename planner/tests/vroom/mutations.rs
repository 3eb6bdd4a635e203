//! No JSON makes the reader panic, and what it accepts can be answered.

use crate::solved::solve;
use crate::{read, small};
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::formats::vroom::{self, Computing};
use fenjian_planner::vrp::Answer;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A problem with every supported key.
fn full() -> Value {
    let mut problem = small();
    problem["jobs"][0] = json!({
        "id": 10, "description": "甲", "location": [113.2, 23.1], "location_index": 1, "setup": 5,
        "service": 100, "delivery": [2], "pickup": [1], "skills": [1], "priority": 4,
        "time_windows": [[10, 2000], [3000, 4000]],
    });
    problem["vehicles"][0] = json!({
        "id": 7, "profile": "car", "description": "一号", "start_index": 0, "end_index": 3,
        "capacity": [4], "costs": { "fixed": 5, "per_hour": 10, "per_km": 3, "per_task_hour": 1 },
        "skills": [1, 2], "time_window": [0, 9000], "speed_factor": 1.3, "max_tasks": 3,
        "max_travel_time": 800, "max_distance": 9000,
        "breaks": [{
            "id": 1, "time_windows": [[100, 200], [700, 900]], "service": 30, "description": "休",
            "max_load": [2],
        }],
        "steps": [{ "type": "start" }, { "type": "job", "id": 12 }, { "type": "job", "id": 10 }],
    });
    problem["options"] = json!({ "g": true, "t": 1, "x": 1, "l": 2, "c": false });
    problem
}

/// The paths of all values in `value`.
fn pointers(value: &Value, here: String, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, v)| pointers(v, format!("{here}/{key}"), into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(ix, v)| pointers(v, format!("{here}/{ix}"), into));
        }
        _ => {}
    }
    into.push(here);
}

fn any_value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        Just(json!(0)),
        Just(json!(-1)),
        Just(json!(u64::MAX)),
        Just(json!(u32::MAX)),
        Just(json!(1e300)),
        Just(json!(0.004)),
        (0_u32..5_000).prop_map(|n| json!(n)),
    ];
    let leaf = prop_oneof![Just(json!(null)), Just(json!(true)), ".{0,4}".prop_map(Value::String)];
    prop_oneof![
        4 => number.clone(),
        1 => leaf,
        1 => prop::collection::vec(number.clone(), 0..4).prop_map(Value::Array),
        1 => prop::collection::vec(prop::collection::vec(number, 0..4), 0..4)
            .prop_map(|rows| json!(rows)),
        1 => Just(json!({})),
    ]
}

/// Reads it; what is accepted can be solved, and written, read back and checked.
fn survives(text: &[u8]) {
    if let Ok(asked) = vroom::read(text, 140) {
        let absent = (0..asked.problem.stops.len()).collect();
        let answer = reckon(&asked.problem, &Answer { absent, ..Answer::default() });
        assert_eq!(check(&asked.problem, &answer), []);
        let written = vroom::write(&asked, &answer, Computing::default());
        let stated = vroom::read_solution(&asked, written.as_bytes()).unwrap();
        assert_eq!(stated.answer, answer);
        solve(&asked);
    }
}

#[test]
fn the_full_problem_is_accepted() {
    assert_eq!(read(&full()).problem.stops.len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_values(changes in prop::collection::vec((any::<prop::sample::Index>(), any_value()), 1..4)) {
        let mut problem = full();
        for (at, value) in changes {
            let mut all = Vec::new();
            pointers(&problem, String::new(), &mut all);
            *problem.pointer_mut(&all[at.index(all.len())]).unwrap() = value;
        }
        survives(problem.to_string().as_bytes());
    }

    #[test]
    fn changed_bytes(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut text = full().to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(text.len());
            text[at] = byte;
        }
        survives(&text);
    }

    #[test]
    fn changed_solutions(changes in prop::collection::vec((any::<prop::sample::Index>(), any_value()), 1..4)) {
        let asked = read(&full());
        let mut solution = json!({
            "code": 0, "summary": { "cost": 3, "delivery": [2] }, "unassigned": [{ "id": 12 }],
            "routes": [{ "vehicle": 7, "cost": 3, "steps": [
                { "type": "start", "arrival": 0 },
                { "type": "break", "id": 1, "arrival": 0, "waiting_time": 100, "service": 30 },
                { "type": "job", "id": 10, "arrival": 190, "setup": 5, "service": 100 },
                { "type": "end", "arrival": 400 },
            ] }],
        });
        for (at, value) in changes {
            let mut all = Vec::new();
            pointers(&solution, String::new(), &mut all);
            *solution.pointer_mut(&all[at.index(all.len())]).unwrap() = value;
        }
        if let Ok(stated) = vroom::read_solution(&asked, solution.to_string().as_bytes()) {
            let answer = reckon(&asked.problem, &stated.answer);
            let faults = check(&asked.problem, &answer);
            prop_assert!(!faults.is_empty(), "a stop is neither served nor absent");
            drop(vroom::compare(&asked, &stated, &answer));
        }
    }
}
