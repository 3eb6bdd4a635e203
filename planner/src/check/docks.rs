//! Loading: within the centre's hours, one vehicle at a dock at a time.

use super::view::{View, hms};
use crate::fault::{self, Fault};
use crate::plan::Route;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let centre = &view.problem.centre;
    let mut clash = |detail: String| faults.push(Fault::new(fault::DOCK_CLASH, detail));
    for route in &view.plan.routes {
        if route.load < centre.opens || route.load + centre.dock_time > centre.closes {
            let hours = format!("{}–{}", hms(centre.opens), hms(centre.closes));
            let name = view.route_name(route);
            clash(format!("{name}：{} 装车，中心开放 {hours}", hms(route.load)));
        }
    }
    let mut routes: Vec<&Route> = view.plan.routes.iter().collect();
    routes.sort_by_key(|route| (route.dock, route.load));
    for pair in routes.windows(2) {
        if pair[0].dock == pair[1].dock && pair[1].load < pair[0].load + centre.dock_time {
            clash(format!(
                "装车位 {}：{} {} 起装车，{} {} 起装车",
                u64::from(pair[0].dock) + 1,
                view.route_name(pair[0]),
                hms(pair[0].load),
                view.route_name(pair[1]),
                hms(pair[1].load),
            ));
        }
    }
}
