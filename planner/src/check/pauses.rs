//! The driver's break: exactly one where it is due, none where it is not, begun in its time.

use super::view::{Duty, View, hms};
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for duty in &view.duties {
        let taken = duty.routes.iter().filter_map(|route| route.pause);
        let due = usize::from(is_due(duty));
        let name = &duty.vehicle.name;
        let mut wrong = |what: String| {
            let detail = format!("车辆 {name}：{what}");
            faults.push(Fault::new(fault::BREAK_WRONG, detail));
        };
        if taken.clone().count() != due {
            wrong(format!("休息 {} 次，应为 {due} 次", taken.clone().count()));
        }
        let Some(rule) = duty.vehicle.pause else { continue };
        for begin in taken.map(|pause| pause.begin) {
            if !(rule.from..=rule.to).contains(&begin) {
                let (from, to) = (hms(rule.from), hms(rule.to));
                wrong(format!("{} 开始休息，应在 {from} 至 {to} 之间", hms(begin)));
            }
        }
    }
}

/// A break is due when the duty begins before its last moment and ends after it.
fn is_due(duty: &Duty<'_>) -> bool {
    let start = duty.routes.iter().map(|route| route.start).min();
    let end = duty.routes.iter().map(|route| route.end).max();
    duty.vehicle.pause.is_some_and(|rule| {
        start.is_some_and(|start| start < rule.to) && end.is_some_and(|end| end > rule.to)
    })
}
