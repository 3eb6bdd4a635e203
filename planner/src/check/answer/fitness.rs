//! The vehicle has the skills a stop needs, and is one of those it is bound to.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        for ix in day.stops() {
            let stop = &view.problem.stops[ix];
            let mut wrong = |what: String| {
                let detail = format!("{}的任务 {ix}：{what}", day.name());
                faults.push(Fault::new(fault::VEHICLE_UNFIT, detail));
            };
            if let Some(skill) = stop.skills.iter().find(|s| !day.vehicle.skills.contains(s)) {
                wrong(format!("缺少条件 {skill}"));
            }
            if let Some(bound) = &stop.vehicles
                && !bound.contains(&day.tour.vehicle)
            {
                wrong(format!("只能由车辆 {bound:?} 承担"));
            }
        }
    }
}
