//! Stops and loadings begin within one of their windows.

use super::view::View;
use crate::fault::{self, Fault};
use crate::vrp::Event;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        for (at, step) in day.tour.steps.iter().enumerate() {
            let windows = match step.event {
                Event::Stop(stop) => &view.problem.stops[stop].windows,
                Event::Load { depot } => &view.problem.depots[depot].windows,
                _ => continue,
            };
            let within = windows.iter().any(|w| w.from <= step.begin && step.begin <= w.to);
            if !windows.is_empty() && !within {
                let detail = format!("{}：开始 {}", day.step_name(at), step.begin.0);
                faults.push(Fault::new(fault::WINDOW_BROKEN, detail));
            }
        }
    }
}
