//! Every supported key changes the problem as VROOM documents it.

use crate::{put, read, small, with};
use fenjian_planner::units::{Clock, Fen, Metres, Seconds, Window};
use serde_json::json;

fn window(from: i64, to: i64) -> Window {
    Window { from: Clock(from), to: Clock(to) }
}

#[test]
fn jobs_become_stops() {
    let job = json!({
        "id": 10, "location_index": 1, "setup": 40, "service": 100, "delivery": [2], "pickup": [1],
        "skills": [5, 3, 5], "priority": 2, "time_windows": [[10, 20], [30, 40]],
    });
    let stop = read(&with("/jobs/0", job)).problem.stops[0].clone();
    assert_eq!(stop.service, Seconds(140));
    assert_eq!((stop.delivery, stop.pickup, stop.skills), (vec![2], vec![1], vec![3, 5]));
    assert_eq!(stop.windows, [window(10, 20), window(30, 40)]);
}

#[test]
fn the_former_name_of_delivery_works() {
    let job = json!({ "id": 10, "location_index": 1, "amount": [3] });
    assert_eq!(read(&with("/jobs/0", job)).problem.stops[0].delivery, [3]);
}

#[test]
fn one_priority_outweighs_all_other_jobs() {
    let stops = read(&with("/jobs/0/priority", json!(1))).problem.stops;
    assert!(stops[0].weight > stops[1].weight + stops[2].weight);
    assert!(stops[1].weight > 0);
}

#[test]
fn vehicles_keep_their_limits() {
    let vehicle = json!({
        "id": 7, "start_index": 3, "capacity": [4], "skills": [1], "time_window": [100, 900],
        "max_tasks": 2, "max_travel_time": 500, "max_distance": 3000,
        "costs": { "fixed": 50, "per_hour": 7200, "per_km": 3 },
        "breaks": [
            { "id": 2, "time_windows": [[300, 400], [500, 600]], "service": 60, "max_load": [1] },
            { "id": 1, "time_windows": [[200, 250]] },
            { "id": 3 },
        ],
    });
    let problem = read(&with("/vehicles/0", vehicle)).problem;
    let own = &problem.vehicles[0];
    assert_eq!((own.start, own.end), (Some(problem.stops[2].node), None));
    assert_eq!((own.capacity.clone(), own.skills.clone()), (vec![4], vec![1]));
    assert_eq!(own.shift, window(100, 900));
    assert_eq!((own.max_stops, own.max_driving), (Some(2), Some(Seconds(500))));
    assert_eq!(own.max_distance, Some(Metres(3000)));
    // Money is counted in thousandths, so that three a kilometre stays whole.
    assert_eq!((own.fixed, own.per_driving_hour), (Fen(50_000), Fen(7_200_000)));
    assert_eq!((own.per_km, own.per_hour), (Fen(3_000), Fen::ZERO));
    let breaks: Vec<_> = own.breaks.iter().map(|b| (b.begin.from.0, b.length.0)).collect();
    assert_eq!(breaks, [(0, 0), (200, 0), (300, 60)], "in the order of their windows");
    assert!(own.breaks.iter().all(|b| !b.when_due), "a break of VROOM is always taken");
    assert_eq!(
        (own.breaks[2].instead.clone(), own.breaks[2].max_load.clone()),
        (vec![window(500, 600)], vec![1])
    );
    assert_eq!((own.breaks[1].instead.len(), own.breaks[1].max_load.len()), (0, 0));
}

#[test]
fn steps_are_a_plan_to_begin_with() {
    let job = |id: u64| json!({ "type": "job", "id": id });
    let steps = json!([{ "type": "start" }, job(12), { "type": "break", "id": 1 }, job(10), { "type": "end" }]);
    let known = read(&with("/vehicles/1/steps", steps)).problem.reference.unwrap();
    assert_eq!(known.vehicle, [Some(1), None, Some(1)]);
    assert_eq!(known.previous, [Some(2), None, None]);
    assert_eq!((known.moved, known.reordered), (Fen::ZERO, Fen::ZERO), "leaving it is free");
}

#[test]
fn a_second_of_travel_costs_one() {
    let own = &read(&small()).problem.vehicles[0];
    assert_eq!((own.fixed, own.per_km, own.per_hour), (Fen::ZERO, Fen::ZERO, Fen::ZERO));
    assert_eq!(Fen::for_time(own.per_driving_hour, Seconds(17)), Fen(17));
}

#[test]
fn a_speed_factor_scales_times_to_hundredths() {
    let problem = read(&with("/vehicles/0/speed_factor", json!(1.5))).problem;
    let seconds = |vehicle: usize| {
        let profile = &problem.profiles[problem.vehicles[vehicle].profile];
        let (from, to) = (problem.vehicles[vehicle].start.unwrap(), problem.stops[0].node);
        profile.seconds[from * problem.nodes + to]
    };
    assert_eq!(seconds(0), Seconds(60 * 67), "a hundred over one and a half, rounded");
    assert_eq!(seconds(1), Seconds(60 * 100));
    assert_eq!(problem.stops[0].service, Seconds(100 * 100));
}

#[test]
fn costs_of_a_matrix_stand_for_time_and_way() {
    let costs = json!([[0, 5, 5, 5], [5, 0, 5, 5], [5, 5, 0, 5], [5, 5, 5, 0]]);
    let problem = read(&with("/matrices/car/costs", costs)).problem;
    assert_eq!(problem.vehicles[0].per_driving_hour, Fen::ZERO);
    assert_eq!(problem.profiles[0].costs.iter().map(|c| c.0).max(), Some(5));
}

#[test]
fn work_that_is_paid_is_charged_with_the_leg_to_it() {
    let problem = with("/vehicles/0/costs", json!({ "per_task_hour": 36 }));
    let problem = read(&put(problem, "/jobs/1/location_index", json!(1))).problem;
    let own = &problem.vehicles[0];
    let (start, stops) = (own.start.unwrap(), &problem.stops);
    let cost =
        |from: usize, to: usize| problem.profiles[own.profile].costs[from * problem.nodes + to];
    assert_ne!(stops[0].node, stops[1].node, "two jobs at one place are two nodes then");
    // A hundred seconds at 36 an hour cost one.
    assert_eq!(cost(start, stops[0].node), cost(stops[0].node, stops[1].node));
    assert_eq!(cost(start, stops[0].node).0 % 100, 0);
    assert_eq!(cost(stops[0].node, start), Fen::ZERO);
    let other = &problem.profiles[problem.vehicles[1].profile];
    assert!(other.costs.is_empty(), "the other vehicle's work is not paid");
}

#[test]
fn profiles_have_their_own_matrices() {
    let bike = json!({ "durations": [[0, 9, 9, 9], [9, 0, 9, 9], [9, 9, 0, 9], [9, 9, 9, 0]] });
    let problem = put(with("/matrices/bike", bike), "/vehicles/1/profile", json!("bike"));
    let problem = read(&problem).problem;
    let longest = |vehicle: usize| {
        let profile = &problem.profiles[problem.vehicles[vehicle].profile];
        profile.seconds.iter().map(|s| s.0).max().unwrap()
    };
    assert_eq!((longest(0), longest(1)), (180, 9));
}

#[test]
fn the_former_matrix_is_that_of_cars() {
    let mut problem = small();
    let durations = problem["matrices"]["car"]["durations"].take();
    problem.as_object_mut().unwrap().remove("matrices");
    let problem = read(&put(problem, "/matrix", durations)).problem;
    assert_eq!(problem.profiles[0].seconds.iter().map(|s| s.0).max(), Some(180));
}

#[test]
fn a_diagonal_that_is_driven_is_driven() {
    let problem = with("/jobs/1/location_index", json!(1));
    let problem = read(&put(problem, "/matrices/car/durations/1/1", json!(33))).problem;
    let (a, b) = (problem.stops[0].node, problem.stops[1].node);
    assert_eq!(problem.profiles[0].seconds[a * problem.nodes + b], Seconds(33));
}

#[test]
fn without_matrices_legs_are_estimated() {
    let problem = json!({
        "vehicles": [{ "id": 1, "start": [113.26, 23.13], "end": [113.26, 23.13] }],
        "jobs": [{ "id": 1, "location": [113.36, 23.13] }, { "id": 2, "location": [113.26, 23.13] }],
    });
    let problem = read(&problem).problem;
    assert_eq!(problem.nodes, 2, "equal coordinates are one place");
    let metres = problem.profiles[0].metres[1].0;
    assert!((14_000..14_700).contains(&metres), "ten kilometres by the great circle: {metres}");
}

#[test]
fn options_speak_of_search_and_answer() {
    let options = |options| read(&with("/options", options)).options;
    let all = options(json!({ "g": true, "t": 3, "x": 2, "c": false }));
    assert_eq!((all.distances, all.threads), (true, Some(3)));
    assert_eq!((all.level, all.seconds), (Some(2), None));
    assert_eq!(options(json!({ "l": 9, "x": 2 })).seconds, Some(9));
}
