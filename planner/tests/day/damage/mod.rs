//! A sound plan damaged in each way a plan can be wrong: the checker names every one.
//!
//! Either the plan is changed, or the problem becomes stricter than the plan was made for.

mod cards;
mod extremes;
mod holds;
mod routes;
mod times;

use super::days::{plan, problem};
use super::sample_day::day;
use fenjian_planner::check::check;
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_planner::formats::snapshot::{read_plan, read_problem, write_plan, write_problem};
use fenjian_planner::plan::{Plan, Stop};
use fenjian_planner::problem::{DayProblem, Parts};
use fenjian_planner::units::Clock;

/// The tiny day, as its golden text shows it: routes 0 and 1 are van 1's trips, route 2 is van 2's;
/// hold 0 is the cabinet's, hold 1 that of the closed bureau.
fn sound() -> (Parts, Plan) {
    let problem = problem(&day());
    let plan = plan(&problem, 300);
    assert_eq!((plan.routes.len(), plan.holds.len()), (3, 2));
    assert!(plan.routes[0].pause.is_some() && plan.routes[2].stops.len() == 2);
    ((*problem).clone(), plan)
}

fn stop(plan: &mut Plan, route: usize, stop: usize) -> &mut Stop {
    &mut plan.routes[route].stops[stop]
}

/// What was done, which code it must yield, and how it is done.
type Damage = (&'static str, Code, fn(&mut Parts, &mut Plan));

fn all() -> impl Iterator<Item = &'static Damage> {
    [cards::DAMAGES, times::DAMAGES, routes::DAMAGES, holds::DAMAGES].into_iter().flatten()
}

/// What the checker finds in the revision that a store gives back.
fn check_stored(parts: Parts, plan: &Plan) -> Vec<Fault> {
    let problem = write_problem(&DayProblem::new(parts).unwrap());
    check(&read_problem(&problem).unwrap(), &read_plan(&write_plan(plan)).unwrap())
}

#[test]
fn the_plan_is_sound_before_it_is_damaged() {
    let (parts, plan) = sound();
    assert_eq!(check_stored(parts, &plan), []);
}

#[test]
fn every_damage_is_found_and_named() {
    let (parts, plan) = sound();
    for (what, code, damage) in all() {
        let (mut parts, mut plan) = (parts.clone(), plan.clone());
        damage(&mut parts, &mut plan);
        let faults = check_stored(parts, &plan);
        assert!(
            faults.iter().any(|fault| fault.code == *code),
            "{what}: {code}, found {faults:#?}"
        );
        assert!(faults.iter().all(|fault| !fault.detail.is_empty()), "{what}: {faults:#?}");
    }
}

#[test]
fn every_checking_code_has_a_damage_that_yields_it() {
    // From C630 on they are about solutions of instances, not about plans.
    let of_plans = |code: &&Code| code.id.starts_with('C') && code.id < "C630";
    for code in fault::ALL.iter().filter(of_plans) {
        assert!(all().any(|(_, damage, _)| damage == code), "{code}");
    }
}

#[test]
fn details_name_vehicle_trip_stop_place_and_numbers() {
    let (parts, mut plan) = sound();
    stop(&mut plan, 2, 1).leave = Clock::at(9, 41);
    let faults = check(&DayProblem::new(parts).unwrap(), &plan);
    let details: Vec<_> = faults.iter().map(|fault| fault.detail.as_str()).collect();
    assert!(
        details.contains(&"车辆 2 第 1 趟：第 2 站离开 09:41:00，应为 09:42:28"),
        "{details:?}"
    );
}
