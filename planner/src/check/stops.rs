//! The stops of a vehicle's day are within its limit.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for duty in &view.duties {
        let made: usize = duty.routes.iter().map(|route| route.stops.len()).sum();
        if let Some(most) = duty.vehicle.max_stops.filter(|most| made > *most as usize) {
            let detail = format!("车辆 {} 全日 {made} 站，最多 {most} 站", duty.vehicle.name);
            faults.push(Fault::new(fault::OVER_STOPS, detail));
        }
    }
}
