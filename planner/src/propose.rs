//! The whole way from a day's problem to a proposed plan.

use crate::halt::Stop;
use crate::plan::Plan;
use crate::problem::DayProblem;
use crate::route::{Progress, Settings};

/// A proposed plan and how it was found.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The plan.
    pub plan: Plan,
    /// Iterations the route search did.
    pub iterations: u64,
}

/// Consolidates, routes, and gathers everything that waits. The same problem, settings and
/// iteration limit give the same plan.
pub fn propose(
    _problem: &DayProblem,
    _settings: Settings,
    _stop: Stop<'_>,
    _progress: &(dyn Fn(Progress) + Sync),
) -> Proposed {
    unimplemented!("later")
}
