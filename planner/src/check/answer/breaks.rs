//! Each break that is due is taken once, in order and in its window; no other is.

use super::view::View;
use crate::fault::{self, Fault};
use crate::vrp::{Event, Step};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        let mut wrong = |what: String| faults.push(Fault::new(fault::PAUSE_WRONG, what));
        let steps = &day.tour.steps;
        let mut taken = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let Event::Break(number) = step.event else { continue };
            let own = day.vehicle.breaks[number];
            if step.begin < own.begin.from || step.begin > own.begin.to {
                let (from, to) = (own.begin.from.0, own.begin.to.0);
                wrong(format!("{}：开始 {}，应在 {from} 至 {to}", day.step_name(at), step.begin.0));
            }
            let after_stop = at > 0
                && matches!(steps[at - 1].event, Event::Stop(_))
                && steps[at - 1].node == step.node;
            // Before a loading at the depot the driver may wait.
            let before_load = loads_next(&steps[at..]) == Some(step.node);
            if own.promptly && after_stop && !before_load && step.begin != steps[at - 1].leave {
                wrong(format!("{}：没有紧接在上一站之后", day.step_name(at)));
            }
            taken.push(number);
        }
        if taken.windows(2).any(|pair| pair[0] >= pair[1]) {
            wrong(format!("{}：休息重复，或次序不对", day.name()));
        }
        for (number, own) in day.vehicle.breaks.iter().enumerate() {
            let due = day.start().leave < own.begin.to && day.end().arrive > own.begin.to;
            let needed = due || !own.when_due;
            if needed != taken.contains(&number) {
                let what = if needed { "没有安排" } else { "不该有" };
                wrong(format!("{}：{what}休息 {number}", day.name()));
            }
        }
    }
}

/// Where the vehicle loads next, if nothing but breaks comes before.
fn loads_next(steps: &[Step]) -> Option<usize> {
    let next = steps.iter().find(|step| !matches!(step.event, Event::Break(_)))?;
    matches!(next.event, Event::Load { .. }).then_some(next.node)
}
