//! Each break that is due is taken once, in order and in its window; no other is.

use super::view::{Day, View};
use crate::fault::{self, Fault};
use crate::units::Window;
use crate::vrp::{Event, Step};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        let mut wrong = |what: String| faults.push(Fault::new(fault::PAUSE_WRONG, what));
        let steps = &day.tour.steps;
        let mut taken = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let Event::Break(number) = step.event else { continue };
            let own = &day.vehicle.breaks[number];
            let windows = || std::iter::once(&own.begin).chain(&own.instead);
            if !windows().any(|window| (window.from..=window.to).contains(&step.begin)) {
                let shown = |window: &Window| format!("{} 至 {}", window.from.0, window.to.0);
                let allowed = windows().map(shown).collect::<Vec<_>>().join("、");
                wrong(format!("{}：开始 {}，应在 {allowed}", day.step_name(at), step.begin.0));
            }
            for (dimension, &most) in own.max_load.iter().enumerate() {
                let load = aboard(view, day, at, dimension);
                if load > i128::from(most) {
                    wrong(format!("{}：车上还有 {load}，至多 {most}", day.step_name(at)));
                }
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

/// What is on board in `dimension` at step `at`: what the trip still brings and what it has collected.
fn aboard(view: &View<'_>, day: &Day<'_>, at: usize, dimension: usize) -> i128 {
    let steps = &day.tour.steps;
    let loads = |step: &Step| matches!(step.event, Event::Load { .. });
    let begun = steps[..at].iter().rposition(loads);
    if begun.is_none() && !day.vehicle.depots.is_empty() {
        return 0;
    }
    let over = steps[at..].iter().position(loads).map_or(steps.len(), |ahead| at + ahead);
    let load = |ix: usize| match steps[ix].event {
        Event::Stop(stop) => {
            let stop = &view.problem.stops[stop];
            let own = if ix < at { &stop.pickup } else { &stop.delivery };
            own.get(dimension).map_or(0, |&load| i128::from(load))
        }
        _ => 0,
    };
    (begun.unwrap_or(0)..over).map(load).sum()
}

/// Where the vehicle loads next, if nothing but breaks comes before.
fn loads_next(steps: &[Step]) -> Option<usize> {
    let next = steps.iter().find(|step| !matches!(step.event, Event::Break(_)))?;
    matches!(next.event, Event::Load { .. }).then_some(next.node)
}
