//! Tiny problems: everything in whole units of time and kilometres, and prices of whole fen for a
//! second and a metre, so that no cost is rounded.

use super::day::UNIT;
use fenjian_planner::units::{Clock, Fen, Metres, Seconds, Window};
use fenjian_planner::vrp::{Break, Depot, Problem, Profile, Stop, Vehicle};
use proptest::prelude::*;

/// A place on a grid.
pub(super) type At = (i64, i64);

/// A window in units.
pub(super) fn window(from: i64, to: i64) -> Window {
    Window { from: Clock(from * UNIT), to: Clock(to * UNIT) }
}

/// A time in units.
pub(super) fn units(many: i64) -> Seconds {
    Seconds(many * UNIT)
}

/// Kilometres and units of driving differ, so that distance is not time in disguise; going east is
/// longer and going south slower than coming back.
pub(super) fn profile(points: &[At], slow: i64) -> Profile {
    let metres = |a: &At, b: &At| {
        let (east, north) = (b.0 - a.0, b.1 - a.1);
        Metres(1000 * (3 * east.max(0) + 2 * (-east).max(0) + north.abs()))
    };
    let seconds = |a: &At, b: &At| {
        let (east, north) = (b.0 - a.0, b.1 - a.1);
        units(slow * (east.abs() + north.max(0)) + 2 * slow * (-north).max(0))
    };
    let all = || points.iter().flat_map(move |a| points.iter().map(move |b| (a, b)));
    Profile {
        metres: all().map(|(a, b)| metres(a, b)).collect(),
        seconds: all().map(|(a, b)| seconds(a, b)).collect(),
        costs: Vec::new(),
    }
}

/// A vehicle from node 0 with room for `capacity`, one fen a metre and a second of its day.
pub(super) fn van(capacity: &[i64]) -> Vehicle {
    Vehicle {
        depots: vec![0],
        shift: window(0, 60),
        fixed: Fen(9_000),
        per_km: Fen(1_000),
        per_hour: Fen(3_600),
        ..Vehicle::at(0, capacity.to_vec())
    }
}

/// A break in units.
pub(super) fn pause(length: i64, from: i64, to: i64, when_due: bool) -> Break {
    Break { when_due, ..Break::new(window(from, to), units(length)) }
}

/// A problem with one depot at node 0, node 1 a second place to start, end or load at, and stops at
/// the nodes after that.
pub(super) fn problem(stops: Vec<(At, Stop)>, second: At, vehicles: Vec<Vehicle>) -> Problem {
    let mut points = vec![(0, 0), second];
    points.extend(stops.iter().map(|(at, _)| *at));
    let place = |(ix, (_, stop)): (usize, (At, Stop))| Stop { node: ix + 2, ..stop };
    Problem {
        nodes: points.len(),
        profiles: vec![profile(&points, 1)],
        depots: vec![Depot { node: 0, windows: vec![], dock_time: units(1), docks: None }],
        stops: stops.into_iter().enumerate().map(place).collect(),
        vehicles,
        ..Problem::default()
    }
}

/// A place near the middle.
pub(super) fn at() -> impl Strategy<Value = At> + Clone {
    (-3i64..4, -3i64..4)
}

/// A stop that is always open, with one thing to bring.
pub(super) fn plain() -> impl Strategy<Value = (At, Stop)> + Clone {
    (at(), 0i64..3, 1i64..4, 1i64..9).prop_map(|(at, service, load, weight)| {
        let delivery = vec![load];
        (at, Stop { service: units(service), delivery, weight, ..Stop::default() })
    })
}

/// Up to two windows, ascending.
pub(super) fn windows() -> impl Strategy<Value = Vec<Window>> + Clone {
    prop_oneof![
        (0i64..25, 0i64..9).prop_map(|(from, length)| vec![window(from, from + length)]),
        (0i64..12, 0i64..5, 1i64..9, 0i64..7).prop_map(|(from, length, gap, again)| {
            let second = from + length + gap;
            vec![window(from, from + length), window(second, second + again)]
        }),
    ]
}

/// Stops with windows.
pub(super) fn windowed(most: usize) -> impl Strategy<Value = Vec<(At, Stop)>> + Clone {
    let one = (plain(), windows()).prop_map(|((at, stop), windows)| (at, Stop { windows, ..stop }));
    proptest::collection::vec(one, 2..=most)
}

/// Stops that are always open.
pub(super) fn open(most: usize) -> impl Strategy<Value = Vec<(At, Stop)>> + Clone {
    proptest::collection::vec(plain(), 2..=most)
}

/// Some stops with windows, some without.
pub(super) fn mixed(most: usize) -> impl Strategy<Value = Vec<(At, Stop)>> + Clone {
    let one = (plain(), proptest::option::of(windows())).prop_map(|((at, stop), windows)| {
        (at, Stop { windows: windows.unwrap_or_default(), ..stop })
    });
    proptest::collection::vec(one, 2..=most)
}
