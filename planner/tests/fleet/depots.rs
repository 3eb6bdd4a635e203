//! Where and when vehicles load, start and end.

use super::case::{at, mixed, open, pause, problem, units, van, window, windowed};
use super::compare::compare;
use fenjian_planner::vrp::{Depot, Problem, Vehicle};
use proptest::prelude::*;

#[test]
fn several_trips_with_reload() {
    let strategy = (windowed(4), 0i64..4, 3i64..6).prop_map(|(stops, reload, room)| {
        let van = Vehicle { trips: 2, reload: units(reload), ..van(&[room]) };
        problem(stops, (0, 0), vec![van])
    });
    compare(40, strategy.clone(), |problem| problem.vehicles[0].trips = 1);
    compare(40, strategy, |problem| problem.vehicles[0].reload = units(0));
}

#[test]
fn a_driver_rests_while_the_reload_time_runs() {
    let strategy =
        (mixed(3), 1i64..5, 1i64..4, 4i64..16).prop_map(|(stops, reload, length, from)| {
            let breaks = vec![pause(length, from, from + 3, true)];
            problem(
                stops,
                (0, 0),
                vec![Vehicle { trips: 2, reload: units(reload), breaks, ..van(&[4]) }],
            )
        });
    compare(40, strategy, |problem| problem.vehicles[0].breaks.clear());
}

/// A second depot at node 1.
fn two(mut problem: Problem, dock_time: i64, docks: Option<u32>) -> Problem {
    problem.depots.push(Depot { node: 1, windows: vec![], dock_time: units(dock_time), docks });
    for van in &mut problem.vehicles {
        van.depots = vec![0, 1];
    }
    problem
}

#[test]
fn each_trip_loads_at_the_better_depot() {
    let strategy = (mixed(4), at(), 0i64..3, 3i64..7).prop_map(|(stops, hub, dock_time, room)| {
        let van = Vehicle { trips: 2, ..van(&[room]) };
        two(problem(stops, hub, vec![van]), dock_time, None)
    });
    compare(40, strategy, |problem| problem.vehicles[0].depots.truncate(1));
}

#[test]
fn depots_have_hours() {
    let strategy = (mixed(4), at(), 0i64..9, 1i64..6, 8i64..20).prop_map(
        |(stops, hub, from, length, again)| {
            let van = Vehicle { trips: 2, ..van(&[5]) };
            let mut problem = two(problem(stops, hub, vec![van]), 1, None);
            let late = from + length + again;
            problem.depots[0].windows = vec![window(from, from + length), window(late, late + 2)];
            problem.depots[1].windows = vec![window(from + 1, late)];
            problem
        },
    );
    compare(40, strategy, |problem| problem.depots[0].windows.clear());
}

#[test]
fn docks_load_one_vehicle_at_a_time() {
    let opens = proptest::collection::vec((1i64..9, 0i64..3), 4);
    let strategy = (open(4), opens, at(), 2i64..4, any::<bool>()).prop_map(
        |(mut stops, opens, hub, dock_time, second)| {
            for ((_, stop), (from, wide)) in stops.iter_mut().zip(opens) {
                stop.windows = vec![window(from, from + wide)];
            }
            let mut problem = problem(stops, hub, vec![van(&[4]), van(&[5])]);
            problem.depots[0].docks = Some(1);
            problem.depots[0].dock_time = units(dock_time);
            if second { two(problem, dock_time, Some(1)) } else { problem }
        },
    );
    compare(40, strategy, |problem| {
        problem.depots.iter_mut().for_each(|depot| depot.docks = None);
    });
}

#[test]
fn days_begin_and_end_where_they_should() {
    let strategy = (mixed(4), at(), any::<bool>()).prop_map(|(stops, other, ends)| {
        let (start, end) = if ends { (0, 1) } else { (1, 0) };
        problem(stops, other, vec![Vehicle { start: Some(start), end: Some(end), ..van(&[9]) }])
    });
    compare(30, strategy, |problem| {
        (problem.vehicles[0].start, problem.vehicles[0].end) = (Some(0), Some(0));
    });
}

#[test]
fn open_routes_end_at_their_last_stop() {
    let strategy = (mixed(4), 3i64..9).prop_map(|(stops, room)| {
        problem(stops, (0, 0), vec![Vehicle { end: None, ..van(&[room]) }, van(&[5])])
    });
    compare(30, strategy, |problem| problem.vehicles[0].end = Some(0));
}

#[test]
fn days_that_begin_anywhere() {
    let strategy = (mixed(4), any::<bool>(), 2i64..14).prop_map(|(stops, loads, from)| {
        let depots = if loads { vec![0] } else { vec![] };
        let breaks = vec![pause(2, from, from + 3, true)];
        problem(
            stops,
            (0, 0),
            vec![Vehicle { start: None, end: Some(1), depots, breaks, ..van(&[9]) }],
        )
    });
    compare(30, strategy, |problem| problem.vehicles[0].start = Some(0));
}

#[test]
fn vehicles_that_start_loaded_need_no_depot() {
    let strategy =
        (open(4), at(), 2i64..14, any::<bool>()).prop_map(|(stops, start, from, due)| {
            let breaks = vec![pause(2, from, from + 3, due)];
            let loaded = Vehicle { start: Some(1), end: None, depots: vec![], breaks, ..van(&[9]) };
            problem(stops, start, vec![loaded, Vehicle { trips: 2, ..van(&[5]) }])
        });
    compare(30, strategy, |problem| problem.vehicles[0].depots = vec![0]);
}
