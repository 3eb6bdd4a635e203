//! The independent checker: reads only the problem and the plan, and recomputes everything from
//! them. One file for each thing that can be wrong.

pub mod answer;
mod cards;
mod costs;
mod distance;
mod docks;
mod holds;
pub mod instance;
mod kept;
mod load;
mod pauses;
mod pouches;
mod reasons;
mod references;
mod shift;
mod skills;
pub mod sort;
mod stops;
mod times;
mod trips;
mod view;
mod visits;
mod windows;

use crate::fault::Fault;
use crate::plan::Plan;
use crate::problem::DayProblem;
use crate::roads::Matrix;
use view::View;

/// Every way in which `plan` breaks `problem`; empty when it is sound. Each fault names the
/// vehicle, trip, stop or location and the numbers. A plan that refers to what does not exist, or
/// to a time far from the day, gets only those faults, because nothing else can be computed from
/// it; no plan makes this panic. O(nodes² + cards + stops × windows + pouches log pouches).
pub fn check(problem: &DayProblem, plan: &Plan) -> Vec<Fault> {
    check_with(problem, plan, &Matrix::of(problem))
}

/// The same with the roads of `problem` measured already. O(cards + stops × windows + pouches log
/// pouches).
pub fn check_with(problem: &DayProblem, plan: &Plan, roads: &Matrix) -> Vec<Fault> {
    let mut faults = Vec::new();
    references::check(problem, plan, &mut faults);
    if !faults.is_empty() {
        return faults;
    }
    let view = View::of(problem, plan, roads);
    let constraints = [
        cards::check,
        pouches::check,
        visits::check,
        kept::check,
        holds::check,
        skills::check,
        load::check,
        trips::check,
        times::check,
        windows::check,
        docks::check,
        pauses::check,
        shift::check,
        distance::check,
        stops::check,
        costs::check,
    ];
    for constraint in constraints {
        constraint(&view, &mut faults);
    }
    faults
}
