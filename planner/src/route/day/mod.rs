//! The day as a user of the fleet engine: its loads become a problem, the answer becomes routes, and
//! what no route serves gets its reason.

mod explain;
mod problem;
mod routes;

pub use problem::problem;
pub(crate) use problem::{Skills, stop, vehicle};
pub(crate) use routes::of_tour;

use super::fleet::model::Model;
use super::fleet::{answer, search};
use super::{Progress, Settings};
use crate::consolidate::Load;
use crate::fault::Code;
use crate::halt::Stop;
use crate::plan::{Route, WayOut};
use crate::problem::DayProblem;
use crate::roads::Matrix;

/// The outcome of the search.
#[derive(Clone, Debug, Default)]
pub struct Routed {
    /// The routes, ascending by vehicle, then trip.
    pub routes: Vec<Route>,
    /// Loads that no route serves: index into the loads, the binding constraint and the way out.
    pub unserved: Vec<(usize, Code, WayOut)>,
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
    let mut model = Model::new(&self::problem(problem, roads, loads));
    for (vehicle, trips) in routes::kept_trips(problem, loads) {
        model.vans[vehicle.ix()].loads =
            trips.values().filter_map(|kept| kept.load).map(|at| at.0).collect();
    }
    let (mut solution, iterations) = search(&model, settings, stop, progress);
    let routes = routes::routes(problem, roads, &answer(&model, &solution), loads);
    let drops: Vec<_> = loads.iter().map(|load| load.drop).collect();
    let unserved = explain::explain(problem, &model, &mut solution, &drops);
    Routed { routes, unserved, iterations }
}
