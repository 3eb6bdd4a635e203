//! Routes for the day's loads: mixed fleet, windows, shifts, breaks, trips, docks.

mod bounds;
pub mod classic;
mod clockwork;
mod docks;
mod duty;
mod emit;
mod exchange;
mod explain;
pub mod fleet;
mod insertion;
mod model;
mod pool;
mod random;
mod recreate;
mod ruin;
mod schedule;
mod search;
mod solution;
mod span;
mod team;

use crate::consolidate::Load;
use crate::halt::Stop;
use crate::plan::{Route, WayOut};
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
    pub unserved: Vec<(usize, crate::fault::Code, WayOut)>,
    /// Iterations done.
    pub iterations: u64,
}

/// Plans routes for `loads`.
pub fn solve(
    problem: &DayProblem,
    roads: &Matrix,
    loads: &[Load],
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Routed {
    let model = model::Model::new(problem, roads, loads);
    let (mut solution, iterations) = match loads.is_empty() || problem.vehicles.is_empty() {
        true => (solution::Solution::new(&model), 0),
        false => team::run(&model, settings, stop, progress),
    };
    let routes = emit::emit(&model, &solution, loads);
    let drops: Vec<_> = loads.iter().map(|load| load.drop).collect();
    let unserved = explain::explain(problem, &model, &mut solution, &drops);
    Routed { routes, unserved, iterations }
}
