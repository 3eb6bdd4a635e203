//! A solution is read back as the answer it was, and false figures are found.

use crate::written::{DAY, answer};
use crate::{put, read, small, with};
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::vroom::{self, Asked, Computing};
use fenjian_planner::vrp::Event;
use serde_json::{Value, json};

fn solution(asked: &Asked, events: &[Event], absent: Vec<usize>) -> Value {
    let text = vroom::write(asked, &answer(asked, events, absent), Computing::default());
    serde_json::from_str(&text).unwrap()
}

/// Everything wrong with `solution`.
fn faults(asked: &Asked, solution: &Value) -> Result<Vec<Fault>, Fault> {
    let stated = vroom::read_solution(asked, solution.to_string().as_bytes())?;
    let answer = reckon(&asked.problem, &stated.answer);
    let mut faults = check(&asked.problem, &answer);
    faults.extend(vroom::compare(asked, &stated, &answer)?);
    Ok(faults)
}

fn codes(asked: &Asked, solution: &Value) -> Vec<&'static str> {
    match faults(asked, solution) {
        Ok(faults) => faults.iter().map(|fault| fault.code.id).collect(),
        Err(fault) => vec![fault.code.id],
    }
}

#[test]
fn what_was_written_is_sound() {
    for problem in [
        small(),
        with("/vehicles/0/speed_factor", json!(1.7)),
        with("/vehicles/0/costs", json!({ "per_hour": 77, "per_km": 13, "per_task_hour": 9 })),
        with("/jobs/1/time_windows", json!([[5000, 6000]])),
        with("/vehicles/0", json!({ "id": 7, "end_index": 3, "capacity": [4] })),
        with("/vehicles/0", json!({ "id": 7, "start_index": 3, "capacity": [4] })),
    ] {
        let asked = read(&problem);
        assert_eq!(faults(&asked, &solution(&asked, &DAY, vec![2])), Ok(vec![]), "{problem}");
    }
}

#[test]
fn figures_that_do_not_follow_are_named() {
    let asked = read(&small());
    let sound = solution(&asked, &DAY, vec![2]);
    for (pointer, path) in [
        ("/summary/cost", "summary.cost"),
        ("/summary/unassigned", "summary.unassigned"),
        ("/routes/0/distance", "routes[0].distance"),
        ("/routes/0/duration", "routes[0].duration"),
        ("/routes/0/priority", "routes[0].priority"),
    ] {
        let found = faults(&asked, &put(sound.clone(), pointer, json!(9999))).unwrap();
        assert_eq!(found.len(), 1, "{pointer}: {found:?}");
        assert_eq!(found[0].code.id, "A114");
        assert!(found[0].detail.starts_with(path), "{}", found[0].detail);
    }
}

#[test]
fn damage_is_found() {
    let asked = read(&with("/jobs/1/time_windows", json!([[0, 300]])));
    let sound = solution(&asked, &DAY, vec![2]);
    let damaged = |pointer: &str, value: Value| codes(&asked, &put(sound.clone(), pointer, value));
    assert!(damaged("/routes/0/steps/2/arrival", json!(100)).contains(&"A104"));
    assert!(damaged("/routes/0/steps/2/waiting_time", json!(900)).contains(&"A105"));
    assert!(damaged("/routes/0/steps/2/id", json!(10)).contains(&"A103"));
    assert!(damaged("/unassigned", json!([])).contains(&"A103"));
    assert_eq!(damaged("/routes/0/steps/0/type", json!("job")), ["V905"]);
    assert_eq!(damaged("/routes/0/steps/0/type", json!("end"))[0], "A102");
    assert_eq!(damaged("/routes/0/steps/1/type", json!("pickup")), ["V904"]);
    assert_eq!(damaged("/routes/0/steps/1/id", json!(99)), ["V908"]);
    assert_eq!(damaged("/routes/0/vehicle", json!(99)), ["V908"]);
    assert_eq!(damaged("/code", json!(2)), ["V908"]);
}

#[test]
fn routes_in_any_order_are_compared_with_their_own() {
    let asked = read(&small());
    let mut whole = solution(&asked, &DAY, vec![2]);
    let other = json!({
        "vehicle": 8, "cost": 360, "duration": 360,
        "steps": [
            { "type": "start", "arrival": 5 },
            { "type": "job", "id": 12, "arrival": 185, "service": 100 },
            { "type": "end", "arrival": 465 },
        ],
    });
    whole["routes"].as_array_mut().unwrap().insert(0, other);
    whole["unassigned"] = json!([]);
    whole["summary"] = json!({ "cost": 600, "routes": 2 });
    assert_eq!(faults(&asked, &whole), Ok(vec![]));
    whole["routes"][0]["cost"] = json!(361);
    assert_eq!(faults(&asked, &whole).unwrap()[0].detail, "routes[0].cost：应为 360");
}
