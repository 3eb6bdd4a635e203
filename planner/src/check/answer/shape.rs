//! A tour is a start, trips and an end, with breaks among them, each where it belongs.

use crate::fault::{self, Fault};
use crate::vrp::{Answer, Event, Problem, Tour, Vehicle};

pub(super) fn check(problem: &Problem, answer: &Answer, faults: &mut Vec<Fault>) {
    for tour in &answer.tours {
        let vehicle = &problem.vehicles[tour.vehicle];
        let mut wrong = |what: &str| {
            let detail = format!("车辆 {}：{what}", tour.vehicle);
            faults.push(Fault::new(fault::TOUR_MALFORMED, detail));
        };
        let middle = match tour.steps[..] {
            [first, .., last] if (first.event, last.event) == (Event::Start, Event::End) => {
                &tour.steps[1..tour.steps.len() - 1]
            }
            _ => {
                wrong("不是从出发到结束");
                continue;
            }
        };
        if middle.iter().any(|step| matches!(step.event, Event::Start | Event::End)) {
            wrong("中途又有出发或结束");
            continue;
        }
        // Breaks aside: a loading begins each trip of a vehicle with depots, and a stop follows it.
        let mut events = middle.iter().map(|step| step.event).filter(|e| !is_break(*e)).peekable();
        let mut sound =
            events.peek().is_some_and(|&first| is_load(first) != vehicle.depots.is_empty());
        while let Some(event) = events.next() {
            if is_load(event) {
                let to_stop = events.peek().is_some_and(|&next| !is_load(next));
                sound &= !vehicle.depots.is_empty() && to_stop;
            }
        }
        if !sound {
            wrong("车次不是装货后至少一站");
            continue;
        }
        for at in misplaced(problem, vehicle, tour) {
            wrong(&format!("第 {at} 步不在它该在的地点"));
        }
    }
}

fn is_load(event: Event) -> bool {
    matches!(event, Event::Load { .. })
}

fn is_break(event: Event) -> bool {
    matches!(event, Event::Break(_))
}

/// The steps that are not where they should be.
fn misplaced(problem: &Problem, vehicle: &Vehicle, tour: &Tour) -> Vec<usize> {
    let node_of = |event: Event| match event {
        Event::Load { depot } => Some(problem.depots[depot].node),
        Event::Stop(stop) => Some(problem.stops[stop].node),
        _ => None,
    };
    let first = tour.steps.iter().find_map(|step| node_of(step.event));
    let last = tour.steps.iter().rev().find_map(|step| node_of(step.event));
    // Of every step, the node of the loading that is the next thing but breaks.
    let mut ahead = vec![None; tour.steps.len()];
    for at in (1..tour.steps.len()).rev() {
        ahead[at - 1] = match tour.steps[at].event {
            Event::Break(_) => ahead[at],
            event if is_load(event) => node_of(event),
            _ => None,
        };
    }
    let right = |at: &usize| {
        let (step, before) = (tour.steps[*at], at.checked_sub(1).map(|at| tour.steps[at]));
        match step.event {
            Event::Start => Some(step.node) == vehicle.start.or(first),
            Event::End => Some(step.node) == vehicle.end.or(last),
            Event::Load { .. } | Event::Stop(_) => Some(step.node) == node_of(step.event),
            // Where the step before it is, or already at the depot where it loads next; between
            // the start and the first loading only there.
            Event::Break(_) => {
                let stays = before.is_some_and(|before| {
                    let from_start = before.event == Event::Start && !vehicle.depots.is_empty();
                    before.node == step.node && !from_start
                });
                stays || ahead[*at] == Some(step.node)
            }
        }
    };
    (0..tour.steps.len()).filter(|at| !right(at)).collect()
}
