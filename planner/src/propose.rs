//! The whole way from a day's problem to a proposed plan.

use crate::consolidate::{consolidate, merge, number};
use crate::halt::Stop;
use crate::plan::{Hold, Plan};
use crate::problem::DayProblem;
use crate::roads::Matrix;
use crate::route::{Progress, Settings, solve};

/// A proposed plan and how it was found.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The plan.
    pub plan: Plan,
    /// Iterations the route search did.
    pub iterations: u64,
}

/// Consolidates, routes, and gathers everything that waits. The same problem, settings and
/// iteration limit give the same plan. Cards of loads that no route serves are held with the
/// constraint that binds; the pouches that travel are numbered again, so that a location's
/// numbers have no gaps but those that sealed pouches fill, and what waits of a location are always its last cards.
/// Costs what consolidation, the O(nodes²) matrix and the search cost.
pub fn propose(
    problem: &DayProblem,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Proposed {
    let consolidated = consolidate(problem);
    let roads = Matrix::of(problem);
    let routed = solve(problem, &roads, &consolidated.loads, settings, stop, progress);
    let mut holds = consolidated.holds;
    for (load, reason, way_out) in routed.unserved {
        holds.extend(consolidated.loads[load].pouches.iter().map(|pouch| Hold {
            consignment: pouch.consignment,
            cards: pouch.cards,
            reason,
            way_out: way_out.clone(),
        }));
    }
    let mut routes = routed.routes;
    number(&problem.sealed(), routes.iter_mut().flat_map(|r| &mut r.stops).map(|s| &mut s.pouches));
    Proposed { plan: Plan { routes, holds: merge(holds) }, iterations: routed.iterations }
}
