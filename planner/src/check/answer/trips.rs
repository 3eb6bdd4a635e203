//! A vehicle loads at its own depots, and makes no more trips than it may.

use super::view::View;
use crate::fault::{self, Fault};
use crate::vrp::Event;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        let mut wrong = |what: String| faults.push(Fault::new(fault::LOADING_WRONG, what));
        for (at, step) in day.tour.steps.iter().enumerate() {
            if let Event::Load { depot } = step.event
                && !day.vehicle.depots.contains(&depot)
            {
                wrong(format!("{}：不是该车的车场", day.step_name(at)));
            }
        }
        let (made, most) = (day.trips.len(), day.vehicle.trips);
        if !day.vehicle.depots.is_empty() && made > most as usize {
            wrong(format!("{}：{made} 趟，最多 {most} 趟", day.name()));
        }
    }
}
