//! What stops ask for, and what serving them is worth.

use super::case::{mixed, open, plain, problem, van};
use super::compare::compare;
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::Vehicle;
use proptest::prelude::*;

#[test]
fn skills() {
    let asks = proptest::collection::vec(0usize..4, 4);
    let strategy = (open(4), asks).prop_map(|(mut stops, asks)| {
        let kinds = [vec![], vec![], vec![1], vec![1, 2]];
        for ((_, stop), ask) in stops.iter_mut().zip(asks) {
            stop.skills = kinds[ask].clone();
        }
        let skilled = Vehicle { skills: vec![2, 1], fixed: Fen(20_000), ..van(&[6]) };
        problem(stops, (0, 0), vec![Vehicle { skills: vec![2], ..van(&[9]) }, skilled])
    });
    compare(30, strategy, |problem| problem.stops.iter_mut().for_each(|s| s.skills.clear()));
}

#[test]
fn the_weightiest_stops_are_served_first() {
    let strategy =
        (mixed(4), 2i64..6).prop_map(|(stops, room)| problem(stops, (0, 0), vec![van(&[room])]));
    compare(30, strategy, |problem| problem.stops.iter_mut().for_each(|stop| stop.weight = 1));
}

#[test]
fn optional_stops_are_served_when_that_pays() {
    let prizes = proptest::collection::vec(proptest::option::of(0i64..30_000), 5);
    let strategy = (mixed(5), prizes, 4i64..10).prop_map(|(mut stops, prizes, room)| {
        for ((_, stop), prize) in stops.iter_mut().zip(prizes) {
            stop.prize = prize.map(Fen);
        }
        problem(stops, (0, 0), vec![van(&[room])])
    });
    compare(60, strategy, |problem| problem.stops.iter_mut().for_each(|stop| stop.prize = None));
}

#[test]
fn of_a_group_one_is_served() {
    let groups = proptest::collection::vec(0u32..3, 5);
    let strategy = (mixed(5), groups, any::<bool>(), 4i64..9).prop_map(
        |(mut stops, groups, optional, room)| {
            for (ix, ((_, stop), group)) in stops.iter_mut().zip(groups).enumerate() {
                stop.group = (group > 0).then_some(7 * group);
                if optional {
                    stop.prize = Some(Fen(9_000 + 4_000 * ix as i64));
                }
            }
            problem(stops, (0, 0), vec![van(&[room]), van(&[3])])
        },
    );
    compare(60, strategy, |problem| problem.stops.iter_mut().for_each(|stop| stop.group = None));
}

#[test]
fn stops_kept_apart() {
    let keys = proptest::collection::vec(0u32..3, 4);
    let stops = proptest::collection::vec(plain(), 2..=4);
    let strategy = (stops, keys).prop_map(|(mut stops, keys)| {
        for ((_, stop), key) in stops.iter_mut().zip(keys) {
            stop.apart = (key > 0).then_some(key);
        }
        problem(stops, (0, 0), vec![Vehicle { trips: 2, ..van(&[12]) }, van(&[12])])
    });
    compare(30, strategy, |problem| problem.stops.iter_mut().for_each(|stop| stop.apart = None));
}
