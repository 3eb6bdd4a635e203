//! Routes for the day's loads: mixed fleet, windows, shifts, breaks, trips, docks.

use crate::consolidate::Load;
use crate::halt::Stop;
use crate::plan::{Hold, Route};
use crate::problem::DayProblem;
use crate::roads::Matrix;
use crate::units::Fen;

/// How the search is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Seed of every random stream.
    pub seed: u64,
    /// Threads to use, at least 1.
    pub threads: usize,
}

/// How far the search is; given to the caller now and then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Share of the budget spent, from 0 to 1.
    pub share: f64,
    /// Iterations done.
    pub iterations: u64,
    /// Cost of the best routes so far.
    pub cost: Fen,
    /// Loads not served by them.
    pub unserved: usize,
}

/// The outcome of the search.
#[derive(Clone, Debug, Default)]
pub struct Routed {
    /// The routes, ascending by vehicle, then trip.
    pub routes: Vec<Route>,
    /// Loads that no route serves: index into the loads, the binding constraint and the way out.
    pub unserved: Vec<(usize, crate::fault::Code, crate::plan::WayOut)>,
    /// Iterations done.
    pub iterations: u64,
}

/// Plans routes for `loads`.
pub fn solve(
    _problem: &DayProblem,
    _roads: &Matrix,
    _loads: &[Load],
    _settings: Settings,
    _stop: Stop<'_>,
    _progress: &(dyn Fn(Progress) + Sync),
) -> Routed {
    let _: Vec<Hold> = Vec::new();
    unimplemented!("later")
}
