//! What a vehicle can do in a day.

use super::case::{mixed, open, pause, plain, problem, units, van, window, windowed};
use super::compare::compare;
use fenjian_planner::units::Metres;
use fenjian_planner::vrp::{Break, Stop, Vehicle};
use proptest::prelude::*;

#[test]
fn several_dimensions_of_capacity() {
    let bulky = (plain(), 0i64..5).prop_map(|((at, mut stop), bulk)| {
        stop.delivery.push(bulk);
        (at, stop)
    });
    let strategy = (proptest::collection::vec(bulky, 2..=4), 3i64..9, 2i64..9).prop_map(
        |(stops, room, bulk)| problem(stops, (0, 0), vec![van(&[room, bulk]), van(&[6, 6])]),
    );
    compare(40, strategy, |problem| problem.vehicles[0].capacity[1] = 100);
}

#[test]
fn what_is_collected_takes_the_room_of_what_was_delivered() {
    let both = (plain(), 0i64..5, 0i64..4).prop_map(|((at, stop), delivery, pickup)| {
        (at, Stop { delivery: vec![delivery], pickup: vec![pickup], ..stop })
    });
    let strategy = (proptest::collection::vec(both, 2..=4), 2i64..7, 1u32..3).prop_map(
        |(stops, room, trips)| {
            problem(stops, (0, 0), vec![Vehicle { trips, ..van(&[room]) }, van(&[5])])
        },
    );
    compare(60, strategy, |problem| problem.stops.iter_mut().for_each(|stop| stop.pickup.clear()));
}

#[test]
fn several_windows() {
    let strategy = windowed(4).prop_map(|stops| problem(stops, (0, 0), vec![van(&[9])]));
    compare(40, strategy, |problem| {
        problem.stops.iter_mut().for_each(|stop| stop.windows.truncate(1));
    });
}

#[test]
fn a_shift() {
    let strategy = (mixed(4), 0i64..9, 8i64..30).prop_map(|(stops, from, length)| {
        let shift = window(from, from + length);
        problem(stops, (0, 0), vec![Vehicle { shift, ..van(&[9]) }])
    });
    compare(30, strategy, |problem| problem.vehicles[0].shift = window(0, 60));
}

#[test]
fn a_longest_day() {
    let strategy = (mixed(4), 8i64..25).prop_map(|(stops, most)| {
        let short = Vehicle { max_duration: Some(units(most)), ..van(&[9]) };
        problem(stops, (0, 0), vec![short, van(&[4])])
    });
    compare(40, strategy, |problem| problem.vehicles[0].max_duration = None);
}

#[test]
fn a_longest_driving() {
    let strategy = (mixed(4), 5i64..20).prop_map(|(stops, most)| {
        let short = Vehicle { max_driving: Some(units(most)), ..van(&[9]) };
        problem(stops, (0, 0), vec![short, van(&[4])])
    });
    compare(30, strategy, |problem| problem.vehicles[0].max_driving = None);
}

#[test]
fn a_longest_way_and_most_stops() {
    let strategy = (open(4), 5i64..40, 1u32..4).prop_map(|(stops, km, most)| {
        let near = Vehicle { max_distance: Some(Metres(1_000 * km)), ..van(&[12]) };
        problem(stops, (0, 0), vec![near, Vehicle { max_stops: Some(most), ..van(&[12]) }])
    });
    compare(30, strategy.clone(), |problem| problem.vehicles[0].max_distance = None);
    compare(30, strategy, |problem| problem.vehicles[1].max_stops = None);
}

#[test]
fn a_break_that_can_fall_due() {
    let rest = (1i64..5, 0i64..20, 0i64..6, any::<bool>());
    let strategy = (mixed(4), rest).prop_map(|(stops, (length, from, wide, promptly))| {
        let rest = Break { promptly, ..pause(length, from, from + wide, true) };
        problem(stops, (0, 0), vec![Vehicle { breaks: vec![rest], ..van(&[9]) }])
    });
    compare(60, strategy, |problem| problem.vehicles[0].breaks.clear());
}

#[test]
fn a_break_in_any_case() {
    let rest = (1i64..5, 0i64..20, 0i64..6, any::<bool>());
    let strategy = (mixed(4), rest).prop_map(|(stops, (length, from, wide, promptly))| {
        let rest = Break { promptly, ..pause(length, from, from + wide, false) };
        problem(stops, (0, 0), vec![Vehicle { breaks: vec![rest], ..van(&[9]) }])
    });
    compare(60, strategy, |problem| problem.vehicles[0].breaks[0].when_due = true);
}

#[test]
fn several_breaks() {
    let rest = || (1i64..4, 0i64..9, 0i64..6, any::<bool>());
    let strategy = (mixed(3), rest(), rest()).prop_map(|(stops, first, second)| {
        let (length, from, wide, when_due) = first;
        let breaks = vec![
            pause(length, from, from + wide, when_due),
            pause(second.0, from + second.1, from + second.1 + second.2, second.3),
        ];
        problem(stops, (0, 0), vec![Vehicle { breaks, ..van(&[9]) }])
    });
    compare(60, strategy, |problem| problem.vehicles[0].breaks.truncate(1));
}

#[test]
fn a_break_in_one_of_two_windows() {
    let rest = (1i64..4, 0i64..9, 0i64..4, 1i64..9, 0i64..6, any::<bool>());
    let strategy =
        (mixed(4), rest).prop_map(|(stops, (length, from, wide, gap, again, promptly))| {
            let second = from + wide + gap;
            let instead = vec![window(second, second + again)];
            let rest = Break { instead, promptly, ..pause(length, from, from + wide, false) };
            problem(stops, (0, 0), vec![Vehicle { breaks: vec![rest], ..van(&[9]) }])
        });
    compare(60, strategy, |problem| problem.vehicles[0].breaks[0].instead.clear());
}

#[test]
fn two_breaks_with_two_windows_each() {
    let rest = || (1i64..3, 0i64..9, 0i64..4, 1i64..9, 0i64..6);
    let make = |(length, from, wide, gap, again): (i64, i64, i64, i64, i64)| {
        let second = from + wide + gap;
        let instead = vec![window(second, second + again)];
        Break { instead, ..pause(length, from, from + wide, false) }
    };
    let strategy = (mixed(3), rest(), rest()).prop_map(move |(stops, first, second)| {
        let breaks = vec![make(first), make(second)];
        problem(stops, (0, 0), vec![Vehicle { breaks, ..van(&[9]) }])
    });
    compare(40, strategy, |problem| problem.vehicles[0].breaks[1].instead.clear());
}

#[test]
fn a_break_with_little_on_board() {
    let rest = (1i64..5, 0i64..20, 0i64..9, 0i64..5, any::<bool>(), any::<bool>());
    let collected = proptest::collection::vec(0i64..4, 4);
    let strategy = (mixed(4), rest, collected).prop_map(|(mut stops, rest, collected)| {
        let (length, from, wide, most, depot, promptly) = rest;
        for ((_, stop), load) in stops.iter_mut().zip(collected) {
            stop.pickup = vec![load];
        }
        let rest =
            Break { max_load: vec![most], promptly, ..pause(length, from, from + wide, false) };
        let depots = if depot { vec![0] } else { vec![] };
        let trips = if depot { 2 } else { 1 };
        problem(stops, (0, 0), vec![Vehicle { breaks: vec![rest], depots, trips, ..van(&[9]) }])
    });
    compare(80, strategy, |problem| problem.vehicles[0].breaks[0].max_load.clear());
}

#[test]
fn whoever_rests_promptly_waits_before_serving() {
    let strategy =
        (windowed(3), 1i64..4, 2i64..20, 0i64..3).prop_map(|(stops, length, from, wide)| {
            let rest = Break { promptly: true, ..pause(length, from, from + wide, false) };
            problem(stops, (0, 0), vec![Vehicle { breaks: vec![rest], ..van(&[9]) }])
        });
    compare(80, strategy, |problem| problem.vehicles[0].breaks[0].promptly = false);
}
