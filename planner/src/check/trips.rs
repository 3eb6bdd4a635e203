//! Trips are numbered from 1 (kept ones as they were), no more than allowed, follow one another with the time to
//! reload, and none is empty.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut wrong = |detail: String| faults.push(Fault::new(fault::TRIPS_WRONG, detail));
    if !view.plan.routes.is_sorted_by_key(|route| (route.vehicle, route.trip)) {
        wrong("线路未按车辆和车次排列".into());
    }
    for route in view.plan.routes.iter().filter(|route| route.stops.is_empty()) {
        wrong(format!("{}没有站", view.route_name(route)));
    }
    for duty in &view.duties {
        let name = &duty.vehicle.name;
        let (made, allowed) = (duty.routes.len(), duty.vehicle.trips);
        if made > allowed as usize {
            wrong(format!("车辆 {name} 出车 {made} 趟，最多 {allowed} 趟"));
        }
        let kept = view.problem.kept.iter().any(|kept| kept.vehicle == duty.id);
        let numbered = match kept {
            true => duty.routes.is_sorted_by(|a, b| a.trip < b.trip),
            false => duty.routes.iter().zip(1..).all(|(route, trip)| route.trip == trip),
        };
        if !numbered {
            wrong(format!("车辆 {name} 的车次不是 1 至 {made}"));
        }
        for pair in duty.routes.windows(2) {
            let waited = pair[1].depart - pair[0].end;
            if waited < duty.vehicle.reload {
                let needed = duty.vehicle.reload.0;
                let route = view.route_name(pair[1]);
                wrong(format!("{route}：返回后 {} 秒发车，再装车须 {needed} 秒", waited.0));
            }
        }
    }
}
