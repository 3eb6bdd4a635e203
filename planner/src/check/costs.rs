//! Distance and cost of each route, computed anew.

use super::view::{Duty, View};
use crate::fault::{self, Fault};
use crate::units::{Fen, Metres};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for duty in &view.duties {
        for (trip, route) in duty.routes.iter().enumerate() {
            let mut wrong = |what: String| {
                let detail = format!("{}：{what}", view.route_name(route));
                faults.push(Fault::new(fault::COST_WRONG, detail));
            };
            let distance = distance(view, duty, trip);
            if route.distance != distance {
                wrong(format!("里程 {} 米，应为 {} 米", route.distance.0, distance.0));
            }
            let fixed = if trip == 0 { duty.vehicle.fixed_cost } else { Fen::ZERO };
            let cost = fixed
                + Fen::for_distance(duty.vehicle.cost_per_km, distance)
                + Fen::for_time(duty.vehicle.cost_per_hour, route.end - route.start);
            if route.cost != cost {
                wrong(format!("费用 {} 分，应为 {} 分", route.cost.0, cost.0));
            }
        }
    }
}

/// The road distance of one trip.
pub(super) fn distance(view: &View<'_>, duty: &Duty<'_>, trip: usize) -> Metres {
    view.way(duty, trip).windows(2).map(|leg| view.roads.distance(leg[0], leg[1])).sum()
}
