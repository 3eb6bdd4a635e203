//! The independent checker: reads only the problem and the plan.

use crate::fault::Fault;
use crate::plan::Plan;
use crate::problem::DayProblem;

/// Every way in which `plan` breaks `problem`; empty when it is sound.
pub fn check(_problem: &DayProblem, _plan: &Plan) -> Vec<Fault> {
    unimplemented!("later")
}
