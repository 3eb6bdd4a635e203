//! The duty lies within the vehicle's shift.

use super::view::{View, hms};
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for route in &view.plan.routes {
        let vehicle = &view.problem.vehicles[route.vehicle.ix()];
        if route.start < vehicle.shift_start || route.end > vehicle.shift_end {
            let detail = format!(
                "{}：{} 至 {}，当班 {} 至 {}",
                view.route_name(route),
                hms(route.start),
                hms(route.end),
                hms(vehicle.shift_start),
                hms(vehicle.shift_end),
            );
            faults.push(Fault::new(fault::OUTSIDE_SHIFT, detail));
        }
    }
}
