//! A dock loads one vehicle at a time, while the centre is open.

use super::{Faults, route_name};
use crate::fault;
use crate::plan::Plan;
use crate::problem::DayProblem;

pub(super) fn check(problem: &DayProblem, plan: &Plan, faults: &mut Faults) {
    let centre = &problem.centre;
    let mut loadings: Vec<_> = plan.routes.iter().collect();
    loadings.sort_by_key(|route| (route.dock, route.load));
    for route in &loadings {
        let name = || route_name(problem, route);
        faults.require(route.dock < centre.docks, fault::DOCK_CLASH, name);
        let open = route.load >= centre.opens && route.load + centre.dock_time <= centre.closes;
        faults.require(open, fault::DOCK_CLASH, || format!("{}装车时中心未开", name()));
    }
    for pair in loadings.windows(2) {
        let free = pair[0].dock != pair[1].dock || pair[1].load >= pair[0].load + centre.dock_time;
        faults.require(free, fault::DOCK_CLASH, || {
            format!("{}与{}", route_name(problem, pair[0]), route_name(problem, pair[1]))
        });
    }
}
