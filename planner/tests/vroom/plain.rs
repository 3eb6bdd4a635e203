//! Problems that are classic ones in VROOM's words go to the engine for those, and come back as
//! sound answers.

use crate::{put, read};
use fenjian_planner::check::answer::check;
use fenjian_planner::formats::vroom::{self, Computing};
use fenjian_planner::halt::Stop;
use fenjian_planner::route::fleet::Fleet;
use fenjian_planner::route::{Settings, fleet, plain};
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::Problem;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::Mutex;

/// Jobs of one to nine around a depot, scattered by `seed`, and so many vans for them.
fn scattered(jobs: u64, vans: u64, capacity: i64, seed: u64) -> Value {
    let mut state = seed;
    let mut next = |below: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let points: Vec<_> = (0..=jobs).map(|_| (next(1000) as i64, next(1000) as i64)).collect();
    let table: Vec<Vec<i64>> = (points.iter())
        .map(|a| points.iter().map(|b| (a.0 - b.0).abs() + (a.1 - b.1).abs()).collect())
        .collect();
    let jobs: Vec<_> = (1..=jobs)
        .map(|id| json!({ "id": id, "location_index": id, "service": 60, "delivery": [1 + next(9)] }))
        .collect();
    let vans: Vec<_> = (0..vans)
        .map(|id| json!({ "id": id, "start_index": 0, "end_index": 0, "capacity": [capacity] }))
        .collect();
    let car = json!({ "durations": table, "distances": table });
    json!({ "jobs": jobs, "vehicles": vans, "matrices": { "car": car } })
}

fn each_van(mut problem: Value, key: &str, value: &Value) -> Value {
    for van in problem["vehicles"].as_array_mut().unwrap() {
        van[key] = value.clone();
    }
    problem
}

fn solved(problem: &Problem, iterations: u64) -> (Fleet, Vec<(Fen, usize, usize)>) {
    let marks = Mutex::new(Vec::new());
    let settings = Settings { seed: 1, threads: 2 };
    let found = plain::solve(problem, settings, Stop::after(iterations, &|| 0.0), &|mark| {
        marks.lock().unwrap().push((mark.cost, mark.routes, mark.unserved));
    });
    (found.unwrap(), marks.into_inner().unwrap())
}

/// It is sound, is what was last told of it, is written and read back, and costs no more than the
/// engine for rich problems makes of it with the same work.
fn sound(problem: &Value, iterations: u64) -> Fleet {
    let asked = read(problem);
    let (found, marks) = solved(&asked.problem, iterations);
    assert_eq!(check(&asked.problem, &found.answer), []);
    assert_eq!(found.iterations, iterations);
    let told = (found.answer.cost, found.answer.tours.len(), found.answer.absent.len());
    assert_eq!(marks.last(), Some(&told));
    let text = vroom::write(&asked, &found.answer, Computing::default());
    let stated = vroom::read_solution(&asked, text.as_bytes()).unwrap();
    let again = fenjian_planner::check::answer::reckon(&asked.problem, &stated.answer);
    assert_eq!(vroom::compare(&asked, &stated, &again), Ok(vec![]));
    found
}

fn rich(problem: &Value, iterations: u64) -> Fleet {
    let stop = Stop::after(iterations, &|| 0.0);
    fleet::solve(&read(problem).problem, Settings { seed: 1, threads: 2 }, stop, &|_| ()).unwrap()
}

#[test]
fn loads_alone() {
    let problem = scattered(80, 12, 45, 7);
    assert!(plain::suits(&read(&problem).problem));
    let skilled = put(problem.clone(), "/jobs/7/skills", json!([1]));
    assert!(!plain::suits(&read(&skilled).problem), "no vehicle can");
    let found = sound(&problem, 1_500);
    assert!(found.answer.absent.is_empty());
    assert!(found.answer.cost <= rich(&problem, 1_500).answer.cost);
}

#[test]
fn a_fixed_cost_and_kilometres() {
    let cheap = scattered(70, 30, 45, 3);
    let costs = json!({ "fixed": 4_000, "per_hour": 1_800, "per_km": 700 });
    let dear = each_van(cheap.clone(), "costs", &costs);
    let (few, many) = (sound(&dear, 1_000), sound(&cheap, 1_000));
    assert!(few.answer.tours.len() <= many.answer.tours.len(), "vans are dear");
    assert!(few.answer.absent.is_empty());
}

#[test]
fn windows_and_a_shift() {
    let mut problem = each_van(scattered(70, 30, 60, 5), "time_window", &json!([0, 9_000]));
    for (ix, job) in problem["jobs"].as_array_mut().unwrap().iter_mut().enumerate() {
        if ix % 2 == 0 {
            job["time_windows"] = json!([[500 * (ix % 9), 500 * (ix % 9) + 2_500]]);
        }
    }
    let found = sound(&problem, 1_000);
    let waiting = |fleet: &Fleet| -> i64 {
        let first = fleet.answer.tours.iter().map(|tour| tour.steps[1]);
        first.map(|step| (step.begin - step.arrive).0).sum()
    };
    assert_eq!(waiting(&found), 0, "they leave late enough not to wait at the first door");
}

#[test]
fn who_has_too_few_vans_serves_what_he_can() {
    // Five vans for nine vans' loads.
    let problem = scattered(80, 5, 45, 7);
    let found = sound_but_marks(&problem);
    let best = rich(&problem, 1_500);
    assert!(!found.answer.absent.is_empty());
    assert!(found.answer.absent.len() <= best.answer.absent.len() + 1);
}

fn sound_but_marks(problem: &Value) -> Fleet {
    let asked = read(problem);
    let (found, _) = solved(&asked.problem, 1_500);
    assert_eq!(check(&asked.problem, &found.answer), []);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_else_is_asked_holds(
        seed in any::<u64>(),
        van in prop_oneof![
            Just(("max_tasks", json!(9))), Just(("max_distance", json!(9_000))),
            Just(("max_travel_time", json!(7_000))), Just(("skills", json!([3, 4]))),
            Just(("breaks", json!([{ "id": 1, "service": 300, "time_windows": [[900, 2_000]] }]))),
            Just(("speed_factor", json!(1.7))), Just(("costs", json!({ "per_task_hour": 30 }))),
            Just(("time_window", json!([100, 6_000]))), Just(("capacity", json!([25]))),
        ],
        every in any::<bool>(),
        job in prop_oneof![
            Just(("skills", json!([3]))), Just(("pickup", json!([2]))), Just(("priority", json!(7))),
            Just(("time_windows", json!([[100, 900], [2_000, 3_000]]))), Just(("setup", json!(9))),
            Just(("delivery", json!([50]))), Just(("delivery", json!([0]))),
        ],
    ) {
        let mut problem = scattered(62, 14, 30, seed);
        let (key, value) = van;
        problem = match every {
            true => each_van(problem, key, &value),
            false => put(problem, &format!("/vehicles/3/{key}"), value),
        };
        for ix in [4, 9, 33] {
            problem["jobs"][ix][job.0] = job.1.clone();
        }
        let asked = read(&problem);
        let (found, _) = solved(&asked.problem, 150);
        prop_assert_eq!(check(&asked.problem, &found.answer), []);
    }
}
