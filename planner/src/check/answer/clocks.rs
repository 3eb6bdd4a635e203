//! Each moment follows from the one before: driving, waiting, and the time a step takes.

use super::view::{Day, View};
use crate::fault::{self, Fault};
use crate::units::Clock;
use crate::vrp::Event;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for day in &view.days {
        let mut wrong = |at: usize, what: String| {
            let detail = format!("{}：{what}", day.step_name(at));
            faults.push(Fault::new(fault::CLOCK_WRONG, detail));
        };
        for (at, (before, step)) in day.pairs().enumerate() {
            let arrive = before.leave + day.seconds(before.node, step.node);
            if step.arrive != arrive {
                wrong(at + 1, format!("到达 {}，应为 {}", step.arrive.0, arrive.0));
            }
        }
        for (at, step) in day.tour.steps.iter().enumerate() {
            if step.begin < step.arrive {
                wrong(at, format!("开始 {} 早于到达 {}", step.begin.0, step.arrive.0));
            }
            if matches!(step.event, Event::Start | Event::End) && step.begin != step.arrive {
                wrong(at, "到达、开始、结束应是同一时刻".into());
            }
            let over = over(view, day, at);
            if !over.contains(&step.leave) {
                wrong(at, format!("结束 {}，应为 {}", step.leave.0, over[0].0));
            }
        }
    }
}

/// When step `at` is over. Of a reloading after a break at a node where a stop was too, the time of
/// arrival at the depot has two readings; each is given.
fn over(view: &View<'_>, day: &Day<'_>, at: usize) -> Vec<Clock> {
    let steps = &day.tour.steps;
    let step = steps[at];
    match step.event {
        Event::Start | Event::End => vec![step.arrive],
        Event::Stop(stop) => vec![step.begin + view.problem.stops[stop].service],
        Event::Break(number) => vec![step.begin + day.vehicle.breaks[number].length],
        Event::Load { depot } => {
            let loaded = step.begin + view.problem.depots[depot].dock_time;
            let first = !steps[..at].iter().any(|step| matches!(step.event, Event::Load { .. }));
            if first {
                return vec![loaded];
            }
            let breaks = steps[..at].iter().rev();
            let breaks =
                breaks.take_while(|b| matches!(b.event, Event::Break(_)) && b.node == step.node);
            let arrived = [step.arrive].into_iter().chain(breaks.map(|b| b.arrive));
            let mut over: Vec<_> =
                arrived.map(|arrived| loaded.max(arrived + day.vehicle.reload)).collect();
            // The arrival is that of the first step there; only a stop there leaves a doubt.
            let there = over.len();
            let doubt = steps[at - there].node == step.node;
            over.reverse();
            over.truncate(if doubt { there } else { 1 });
            over
        }
    }
}
