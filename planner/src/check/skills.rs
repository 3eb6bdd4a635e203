//! A vehicle has every skill that the drop points of its stops ask for.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for route in &view.plan.routes {
        let vehicle = &view.problem.vehicles[route.vehicle.ix()];
        for (at, stop) in route.stops.iter().enumerate() {
            let needed = &view.problem.drops[stop.drop.ix()].skills;
            if let Some(skill) = needed.iter().find(|skill| !vehicle.skills.contains(skill)) {
                let detail = format!("{}：缺少「{skill}」", view.stop_name(route, at));
                faults.push(Fault::new(fault::SKILL_LACKING, detail));
            }
        }
    }
}
