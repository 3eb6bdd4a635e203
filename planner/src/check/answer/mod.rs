//! The independent checker of answers to rich problems: reads only the problem and the answer, and
//! recomputes everything by the definitions of [`crate::vrp`]. One file for each thing that can be
//! wrong.

mod breaks;
mod clocks;
mod docks;
mod fitness;
mod frozen;
mod limits;
mod load;
mod order;
mod references;
mod shape;
mod sums;
mod trips;
mod untidiness;
mod view;
mod visits;
mod windows;

pub use sums::reckon;

use crate::fault::Fault;
use crate::vrp::{Answer, Problem};
use view::View;

/// Every way in which `answer` breaks `problem`; empty when it is sound. Each fault names the
/// vehicle, the step and the numbers. An answer that refers to what does not exist, or whose tours
/// are not made of a start, trips and an end, gets only those faults, because nothing else can be
/// computed from it; one to a problem that [`Problem::check`] refuses gets that fault alone. Nothing
/// makes this panic.
/// O(profiles × nodes² + stops + steps × (windows + dimensions + skills) + loadings log loadings).
pub fn check(problem: &Problem, answer: &Answer) -> Vec<Fault> {
    if let Err(fault) = problem.check() {
        return vec![fault];
    }
    let mut faults = Vec::new();
    references::check(problem, answer, &mut faults);
    if faults.is_empty() {
        shape::check(problem, answer, &mut faults);
    }
    if !faults.is_empty() {
        return faults;
    }
    let view = View::of(problem, answer);
    let constraints = [
        visits::check,
        clocks::check,
        windows::check,
        load::check,
        trips::check,
        docks::check,
        breaks::check,
        limits::check,
        fitness::check,
        order::check,
        frozen::check,
        sums::check,
    ];
    for constraint in constraints {
        constraint(&view, &mut faults);
    }
    faults
}
