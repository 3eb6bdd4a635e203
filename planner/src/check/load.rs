//! What a vehicle carries on one trip: pouches and weight.

use super::view::View;
use crate::fault::{self, Fault};
use crate::units::Grams;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for route in &view.plan.routes {
        let vehicle = &view.problem.vehicles[route.vehicle.ix()];
        let pouches = || route.stops.iter().flat_map(|stop| &stop.pouches);
        let count = pouches().count();
        let weight: Grams = pouches().map(|pouch| view.problem.pouch_weight(pouch.cards)).sum();
        let mut exceeded = |what: String| {
            let detail = format!("{}：{what}", view.route_name(route));
            faults.push(Fault::new(fault::LOAD_EXCEEDED, detail));
        };
        if let Some(most) = vehicle.pouches.filter(|most| count > *most as usize) {
            exceeded(format!("{count} 袋，最多 {most} 袋"));
        }
        if let Some(most) = vehicle.weight.filter(|most| weight > *most) {
            exceeded(format!("{} 克，最多 {} 克", weight.0, most.0));
        }
    }
}
