//! What people have decided already.

use super::case::{mixed, open, problem, van};
use super::compare::compare;
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::{Among, Depot, Frozen, Reference, Vehicle};
use proptest::prelude::*;

#[test]
fn stops_bound_to_vehicles() {
    let bound = proptest::collection::vec(0usize..4, 4);
    let strategy = (mixed(4), bound).prop_map(|(mut stops, bound)| {
        let only = [None, None, Some(vec![1]), Some(vec![0, 2])];
        for ((_, stop), bound) in stops.iter_mut().zip(bound) {
            stop.vehicles = only[bound].clone();
        }
        problem(stops, (0, 0), vec![van(&[9]), van(&[9]), van(&[9])])
    });
    compare(30, strategy, |problem| problem.stops.iter_mut().for_each(|s| s.vehicles = None));
}

#[test]
fn stops_in_an_order() {
    let strategy = (mixed(4), 1u32..3, any::<bool>()).prop_map(|(stops, trips, chain)| {
        let many = stops.len();
        let mut problem = problem(stops, (0, 0), vec![Vehicle { trips, ..van(&[5]) }, van(&[6])]);
        problem.befores = vec![(0, 1)];
        if chain {
            problem.befores.push((1, many - 1));
        }
        problem.befores.retain(|(a, b)| a != b);
        problem
    });
    compare(60, strategy, |problem| problem.befores.clear());
}

#[test]
fn a_frozen_beginning() {
    let strategy = (mixed(4), 1u32..3, any::<bool>()).prop_map(|(stops, trips, two)| {
        let prefix = if two { vec![1, 0] } else { vec![1] };
        let fixed = Vehicle { trips, frozen: Frozen::Prefix(prefix), ..van(&[6]) };
        problem(stops, (0, 0), vec![van(&[6]), fixed])
    });
    compare(60, strategy, |problem| problem.vehicles[1].frozen = Frozen::Nothing);
}

#[test]
fn a_frozen_day() {
    let strategy = (mixed(4), super::case::at(), any::<bool>()).prop_map(|(stops, hub, two)| {
        let trips = if two { vec![vec![1], vec![0]] } else { vec![vec![1, 0]] };
        let fixed =
            Vehicle { trips: 2, depots: vec![0, 1], frozen: Frozen::Route(trips), ..van(&[9]) };
        let mut problem = problem(stops, hub, vec![van(&[9]), fixed]);
        let windows = vec![];
        problem.depots.push(Depot { node: 1, windows, ..problem.depots[0].clone() });
        problem
    });
    compare(40, strategy, |problem| problem.vehicles[1].frozen = Frozen::Nothing);
}

#[test]
fn stops_that_stay_among_others() {
    let strategy = (mixed(4), 1u32..4, 0usize..2).prop_map(|(stops, kind, first)| {
        let among = |first, stops: &[usize]| Among { first, stops: stops.to_vec() };
        let (trips, stay) = match kind {
            1 => (1, vec![among(first, &[1])]),
            2 => (2, vec![among(first, &[1, 0])]),
            _ => (2, vec![among(0, &[1]), among(first, &[0])]),
        };
        let fixed = Vehicle { trips, frozen: Frozen::Among(stay), ..van(&[6]) };
        problem(stops, (0, 0), vec![van(&[6]), fixed])
    });
    compare(60, strategy, |problem| problem.vehicles[1].frozen = Frozen::Nothing);
}

#[test]
fn a_vehicle_that_stays() {
    let strategy = open(4).prop_map(|stops| {
        let stays = Vehicle { frozen: Frozen::Route(vec![]), fixed: Fen(0), ..van(&[9]) };
        problem(stops, (0, 0), vec![stays, van(&[9])])
    });
    compare(10, strategy, |problem| problem.vehicles[0].frozen = Frozen::Nothing);
}

#[test]
fn departing_from_a_known_plan_costs() {
    let known = proptest::collection::vec(proptest::option::of(0usize..2), 4);
    let prices = (0i64..9_000, 0i64..9_000);
    let strategy = (mixed(4), known, prices).prop_map(|(stops, known, (moved, reordered))| {
        let many = stops.len();
        let mut problem =
            problem(stops, (0, 0), vec![Vehicle { trips: 2, ..van(&[6]) }, van(&[9])]);
        let vehicle: Vec<_> = known.into_iter().take(many).collect();
        // Before, each stop came after the one before it that the same vehicle made.
        let before = |ix: usize| (0..ix).rev().find(|&other| vehicle[other] == vehicle[ix]);
        let previous = (0..many).map(|ix| vehicle[ix].and_then(|_| before(ix))).collect();
        problem.reference =
            Some(Reference { vehicle, previous, moved: Fen(moved), reordered: Fen(reordered) });
        problem
    });
    compare(40, strategy.clone(), |problem| {
        problem.reference.as_mut().unwrap().moved = Fen(0);
    });
    compare(40, strategy, |problem| {
        problem.reference.as_mut().unwrap().reordered = Fen(0);
    });
}
