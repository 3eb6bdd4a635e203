//! What a day costs.

use super::case::{at, mixed, open, problem, profile, units, van};
use super::compare::compare;
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::{Smoothness, Vehicle};
use proptest::prelude::*;

#[test]
fn fixed_kilometre_and_hour_costs_of_a_mixed_fleet() {
    let fleet = (0i64..30_000, 0i64..4, 0i64..4, 3i64..9);
    let strategy = (mixed(4), fleet).prop_map(|(stops, (fixed, km, hour, room))| {
        let (per_km, per_hour) = (Fen(1_000 * km), Fen(3_600 * hour));
        let other = Vehicle { fixed: Fen(fixed), per_km, per_hour, ..van(&[room]) };
        problem(stops, (0, 0), vec![other, van(&[6])])
    });
    compare(40, strategy, |problem| {
        (problem.vehicles[0].fixed, problem.vehicles[0].per_km) = (Fen(9_000), Fen(1_000));
    });
}

#[test]
fn an_hour_of_driving_costs_more_than_one_of_waiting() {
    let strategy = mixed(4).prop_map(|stops| {
        let slow = Vehicle { per_driving_hour: Fen(10_800), per_hour: Fen(0), ..van(&[6]) };
        problem(stops, (0, 0), vec![slow, van(&[6])])
    });
    compare(30, strategy, |problem| problem.vehicles[0].per_driving_hour = Fen(0));
}

#[test]
fn legs_with_costs_of_their_own() {
    let tolls = proptest::collection::vec(prop_oneof![Just(0i64), 0i64..9_000], 36);
    let strategy = (open(4), tolls).prop_map(|(stops, tolls)| {
        let mut problem = problem(stops, (0, 0), vec![van(&[6]), van(&[6])]);
        let many = problem.nodes * problem.nodes;
        problem.profiles[0].costs = tolls.into_iter().take(many).map(Fen).collect();
        problem
    });
    compare(30, strategy, |problem| problem.profiles[0].costs.clear());
}

#[test]
fn each_profile_has_its_own_asymmetric_legs() {
    let strategy = (open(4), proptest::collection::vec(at(), 6)).prop_map(|(stops, other)| {
        let fast = Vehicle { profile: 1, ..van(&[7]) };
        let mut problem = problem(stops, (0, 0), vec![van(&[7]), fast]);
        let points: Vec<_> = other.into_iter().take(problem.nodes).collect();
        problem.profiles.push(profile(&points, 2));
        problem
    });
    compare(30, strategy, |problem| problem.profiles[1] = problem.profiles[0].clone());
}

#[test]
fn stops_far_from_the_middle_of_their_trip_cost() {
    let strategy = (mixed(4), 1i64..6).prop_map(|(stops, price)| {
        let mut problem = problem(stops, (0, 0), vec![van(&[9]), van(&[9])]);
        problem.smoothness = Smoothness { spread_per_km: Fen(1_000 * price), balance: Fen(0) };
        problem
    });
    compare(30, strategy, |problem| problem.smoothness.spread_per_km = Fen(0));
}

#[test]
fn long_days_cost_more_than_short_ones() {
    let strategy = (mixed(4), 1i64..4).prop_map(|(stops, price)| {
        let mut problem = problem(stops, (0, 0), vec![van(&[12]), van(&[12])]);
        // Days are whole units of a sixth of an hour.
        problem.smoothness = Smoothness { spread_per_km: Fen(0), balance: Fen(3_600 * price) };
        problem
    });
    compare(30, strategy, |problem| problem.smoothness.balance = Fen(0));
}

#[test]
fn what_costs_nothing_is_no_obstacle() {
    let strategy = (open(4), 1i64..3).prop_map(|(stops, service)| {
        let free = Vehicle {
            fixed: Fen(0),
            per_km: Fen(0),
            per_hour: Fen(0),
            max_duration: Some(units(12 + service)),
            ..van(&[9])
        };
        problem(stops, (0, 0), vec![free])
    });
    compare(20, strategy, |problem| problem.vehicles[0].max_duration = None);
}
