//! No more vehicles load at once than a depot has docks.

use super::view::View;
use crate::fault::{self, Fault};
use crate::vrp::Event;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for (ix, depot) in view.problem.depots.iter().enumerate() {
        let Some(docks) = depot.docks else { continue };
        let steps = view.days.iter().flat_map(|day| &day.tour.steps);
        let loadings = steps.filter(|step| step.event == Event::Load { depot: ix });
        // A dock is free again (-1) before another vehicle takes it (+1) at the same moment.
        let mut changes: Vec<_> = loadings
            .flat_map(|step| [(step.begin + depot.dock_time, -1), (step.begin, 1)])
            .collect();
        changes.sort_unstable();
        let mut busy = 0_i64;
        for (clock, change) in changes {
            busy += change;
            if busy > i64::from(docks) {
                let detail =
                    format!("车场 {ix} 在 {} 有 {busy} 辆同时装货，装车位 {docks} 个", clock.0);
                faults.push(Fault::new(fault::DOCKS_FULL, detail));
                break;
            }
        }
    }
}
