//! The road distance of a vehicle's day, measured anew, is within its limit.

use super::costs::distance;
use super::view::View;
use crate::fault::{self, Fault};
use crate::units::Metres;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for duty in &view.duties {
        let driven: Metres = (0..duty.routes.len()).map(|trip| distance(view, duty, trip)).sum();
        if let Some(most) = duty.vehicle.max_distance.filter(|most| driven > *most) {
            let name = &duty.vehicle.name;
            let detail = format!("车辆 {name} 全日 {} 米，最多 {} 米", driven.0, most.0);
            faults.push(Fault::new(fault::OVER_DISTANCE, detail));
        }
    }
}
