//! The independent checker of sort plans: reads only the problem, the plan, the machines and the
//! sort plan.

mod destinations;
mod order;
mod pockets;
mod ways;

use crate::fault::Fault;
use crate::plan::Plan;
use crate::plan::sort::SortPlan;
use crate::problem::{ConsignmentId, DayProblem};
use crate::words::Machine;
use std::collections::BTreeSet;

/// Every way in which `sort` does not sort on `machines` what `plan` ships, but for the pouches that are `sealed`, by
/// consignment and number; empty when it is sound. A sort plan that refers to what does not exist gets only those faults. No sort plan makes this panic.
/// O(cards + destinations × passes × log + pockets).
pub fn check_sort(
    problem: &DayProblem,
    plan: &Plan,
    sealed: &BTreeSet<(ConsignmentId, u32)>,
    machines: &[Machine],
    sort: &SortPlan,
) -> Vec<Fault> {
    let mut faults = check_floor(machines, sort);
    destinations::check(problem, plan, sealed, sort, &mut faults);
    faults
}

/// What of [`check_sort`] needs no day: that pockets exist and are used once, that ways lead from pass to pass, and
/// that each sweep takes finished cards out in the order of loading.
pub fn check_floor(machines: &[Machine], sort: &SortPlan) -> Vec<Fault> {
    let mut faults = Vec::new();
    pockets::check(machines, sort, &mut faults);
    ways::check(sort, &mut faults);
    if faults.is_empty() {
        order::check(sort, &mut faults);
    }
    faults
}
