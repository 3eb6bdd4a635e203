//! Service begins inside a window of the drop point.

use super::view::{View, hms};
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for route in &view.plan.routes {
        for (at, stop) in route.stops.iter().enumerate() {
            let windows = &view.problem.drops[stop.drop.ix()].windows;
            if windows.iter().any(|w| (w.from..=w.to).contains(&stop.begin)) {
                continue;
            }
            let open: Vec<_> =
                windows.iter().map(|w| format!("{}–{}", hms(w.from), hms(w.to))).collect();
            let open = if open.is_empty() { "当日不开放".into() } else { open.join("、") };
            let name = view.stop_name(route, at);
            let detail = format!("{name}：{} 开始交接，可交接时间 {open}", hms(stop.begin));
            faults.push(Fault::new(fault::OUTSIDE_WINDOW, detail));
        }
    }
}
