//! Problems are solved as VROOM means them, and every answer passes the independent checker.

use crate::{put, read, small, with};
use fenjian_planner::check::answer::check;
use fenjian_planner::formats::vroom::{self, Asked, Computing};
use fenjian_planner::halt::Stop;
use fenjian_planner::route::{Settings, fleet};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The solution of the engine after a while.
pub(crate) fn solve(asked: &Asked) -> Value {
    let stop = Stop::after(150, &|| 0.0);
    let settings = Settings { seed: 1, threads: 1 };
    let answer = fleet::solve(&asked.problem, settings, stop, &|_| {}).unwrap().answer;
    assert_eq!(check(&asked.problem, &answer), [], "{answer:?}");
    serde_json::from_str(&vroom::write(asked, &answer, Computing::default())).unwrap()
}

/// The identifiers of jobs that are not served.
fn unassigned(problem: &Value) -> Vec<u64> {
    let solution = solve(&read(problem));
    let list = solution["unassigned"].as_array().unwrap();
    list.iter().map(|job| job["id"].as_u64().unwrap()).collect()
}

#[test]
fn all_is_served_at_the_least_cost() {
    let solution = solve(&read(&small()));
    // The vans hold two jobs each; one goes to the far end, the other half or two thirds of it.
    assert_eq!((&solution["summary"]["cost"], &solution["unassigned"]), (&json!(480), &json!([])));
}

#[test]
fn priorities_come_first_then_numbers() {
    let one = put(small(), "/vehicles/1/max_tasks", json!(0));
    assert_eq!(unassigned(&put(one.clone(), "/jobs/2/priority", json!(1))).len(), 1);
    assert!(!unassigned(&put(one.clone(), "/jobs/2/priority", json!(1))).contains(&12));
    // One job of priority two outweighs two of priority nothing.
    let big = put(put(one, "/jobs/2/delivery", json!([4])), "/jobs/2/priority", json!(2));
    assert_eq!(unassigned(&big), [10, 11]);
}

#[test]
fn each_limit_holds() {
    let alone = |key: &str, value: Value| {
        let problem = put(small(), "/vehicles", json!([small()["vehicles"][0]]));
        unassigned(&put(problem, &format!("/vehicles/0/{key}"), value)).len()
    };
    assert_eq!(alone("capacity", json!([6])), 0);
    assert_eq!(alone("capacity", json!([3])), 2);
    assert_eq!(alone("max_tasks", json!(1)), 2);
    assert_eq!(alone("max_travel_time", json!(239)), 2);
    assert_eq!(alone("max_distance", json!(1999)), 3);
    assert_eq!(alone("time_window", json!([0, 220])), 2);
    assert_eq!(alone("speed_factor", json!(0.01)), 1, "slow, and nothing hurries it");
    assert_eq!(unassigned(&with("/jobs/0/skills", json!([3]))), [10]);
    let late = with("/jobs/2/time_windows", json!([[0, 170]]));
    assert_eq!(unassigned(&late), [12], "it takes 180 to get there");
}

#[test]
fn an_expensive_vehicle_stays() {
    let roomy = put(small(), "/vehicles/0/capacity", json!([6]));
    let fixed = put(roomy, "/vehicles/1/costs", json!({ "fixed": 1000 }));
    let solution = solve(&read(&fixed));
    assert_eq!(
        (&solution["summary"]["routes"], &solution["summary"]["cost"]),
        (&json!(1), &json!(360))
    );
}

#[test]
fn a_break_waits_for_its_second_window_and_an_emptier_van() {
    let alone = put(small(), "/vehicles", json!([small()["vehicles"][0]]));
    let alone = put(alone, "/vehicles/0/capacity", json!([6]));
    let taken = |pause: Value| {
        let problem = put(alone.clone(), "/vehicles/0/breaks", json!([pause]));
        let route = solve(&read(&problem))["routes"][0].clone();
        let steps = route["steps"].as_array().unwrap().clone();
        let step = steps.iter().find(|step| step["type"] == "break").unwrap().clone();
        (
            step["arrival"].as_i64().unwrap() + step["waiting_time"].as_i64().unwrap(),
            step["load"][0].clone(),
        )
    };
    let anywhere = json!({ "id": 1, "service": 10, "max_load": [0] });
    assert_eq!(taken(anywhere).1, json!(0));
    let at_least_a_job = json!({ "id": 1, "service": 10, "max_load": [5] });
    assert!(taken(at_least_a_job).1.as_i64().unwrap() <= 4);
    // Too late for the first window as soon as it has left; three jobs take 300 and the ways 360.
    let full =
        json!({ "id": 1, "service": 10, "max_load": [0], "time_windows": [[0, 5], [900, 950]] });
    assert_eq!(taken(full).0, 900);
}

#[test]
fn a_search_begins_with_the_steps_it_is_given() {
    let job = |id: u64| json!({ "type": "job", "id": id });
    let given = with("/vehicles/0/capacity", json!([2]));
    let given = put(given, "/vehicles/1/steps", json!([job(12), job(10)]));
    let asked = read(&put(given, "/vehicles/0/steps", json!([job(11)])));
    let settings = Settings { seed: 1, threads: 1 };
    let begun = fleet::solve(&asked.problem, settings, Stop::after(0, &|| 0.0), &|_| {}).unwrap();
    let order: Vec<Vec<usize>> = (begun.answer.tours.iter())
        .map(|tour| {
            let jobs = tour.steps.iter().filter_map(|step| match step.event {
                fenjian_planner::vrp::Event::Stop(job) => Some(job),
                _ => None,
            });
            jobs.collect()
        })
        .collect();
    assert_eq!(order, [vec![1], vec![2, 0]]);
    assert_eq!(check(&asked.problem, &begun.answer), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_problem_gets_a_sound_answer(
        jobs in prop::collection::vec((0_usize..8, 0_i64..600, 0_i64..4, 0_i64..3, 0_i64..9_000, 0_i64..3_000, 0_u32..2), 0..9),
        vans in prop::collection::vec((0_usize..8, 0_u8..3, 1_i64..9, 0_i64..4_000, any::<bool>(), 1_u32..300), 1..4),
        legs in prop::collection::vec(0_i64..2_000, 64),
        costs in (0_i64..90, 0_i64..7, 0_i64..40),
    ) {
        let table: Vec<_> = legs.chunks(8).collect();
        let jobs: Vec<_> = (jobs.iter().enumerate())
            .map(|(id, &(place, service, delivery, pickup, from, length, skill))| {
                json!({
                    "id": id, "location_index": place, "service": service, "delivery": [delivery],
                    "pickup": [pickup], "time_windows": [[from, from + length], [20_000, 30_000]],
                    "skills": if skill == 1 { vec![1] } else { vec![] }, "priority": delivery,
                })
            })
            .collect();
        let vehicles: Vec<_> = (vans.iter().enumerate())
            .map(|(id, &(place, ends, capacity, from, rests, speed))| {
                let (per_hour, per_km, per_task_hour) = costs;
                let mut vehicle = json!({
                    "id": id, "capacity": [capacity], "time_window": [from, from + 25_000],
                    "skills": [id], "speed_factor": f64::from(speed) / 100.0,
                    "costs": { "per_hour": per_hour, "per_km": per_km, "per_task_hour": per_task_hour },
                });
                if ends != 1 { vehicle["start_index"] = json!(place); }
                if ends != 2 { vehicle["end_index"] = json!(place); }
                if rests {
                    vehicle["breaks"] = json!([
                        { "id": 1, "time_windows": [[8_000, 12_000]], "service": 1_800 },
                        { "id": 2, "service": 600 },
                    ]);
                }
                vehicle
            })
            .collect();
        let matrices = json!({ "car": { "durations": table, "distances": table } });
        let asked = read(&json!({ "jobs": jobs, "vehicles": vehicles, "matrices": matrices }));
        let solution = solve(&asked);
        let stated = vroom::read_solution(&asked, solution.to_string().as_bytes()).unwrap();
        let answer = fenjian_planner::check::answer::reckon(&asked.problem, &stated.answer);
        prop_assert_eq!(check(&asked.problem, &answer), []);
        prop_assert_eq!(vroom::compare(&asked, &stated, &answer), Ok(vec![]));
    }
}
