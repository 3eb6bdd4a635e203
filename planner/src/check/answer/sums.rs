//! Way, driving and cost of each tour and of the whole, computed anew.

use super::untidiness;
use super::view::{Day, View};
use crate::fault::{self, Fault};
use crate::units::{Fen, Metres, Seconds};
use crate::vrp::{Answer, Problem, Reference};
use std::collections::BTreeMap;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut wrong = |what: String| faults.push(Fault::new(fault::SUMS_WRONG, what));
    for day in &view.days {
        let (metres, driving, cost) = tour(day);
        let sums = [
            ("里程", day.tour.metres.0, metres.0),
            ("行驶时间", day.tour.driving.0, driving.0),
            ("费用", day.tour.cost.0, cost.0),
        ];
        for (what, stated, exact) in sums {
            if stated != exact {
                wrong(format!("{}：{what} {stated}，应为 {exact}", day.name()));
            }
        }
    }
    let cost = total(view);
    if view.answer.cost != cost {
        wrong(format!("总费用 {}，应为 {}", view.answer.cost.0, cost.0));
    }
}

/// `answer` with its sums computed anew. Where [`super::check`] finds the problem malformed, or
/// references or shape wrong, it stays as it is.
pub fn reckon(problem: &Problem, answer: &Answer) -> Answer {
    let mut faults = Vec::new();
    super::references::check(problem, answer, &mut faults);
    let mut reckoned = answer.clone();
    if problem.check().is_err() || !faults.is_empty() {
        return reckoned;
    }
    super::shape::check(problem, answer, &mut faults);
    if !faults.is_empty() {
        return reckoned;
    }
    let view = View::of(problem, answer);
    for (day, to) in view.days.iter().zip(&mut reckoned.tours) {
        (to.metres, to.driving, to.cost) = tour(day);
    }
    reckoned.cost = total(&view);
    reckoned
}

fn tour(day: &Day<'_>) -> (Metres, Seconds, Fen) {
    let metres = day.pairs().map(|(a, b)| day.metres(a.node, b.node)).sum();
    let driving = day.pairs().map(|(a, b)| day.seconds(a.node, b.node)).sum();
    let legs: Fen = day.pairs().map(|(a, b)| day.leg_cost(a.node, b.node)).sum();
    let cost = day.vehicle.fixed
        + legs
        + Fen::for_distance(day.vehicle.per_km, metres)
        + Fen::for_time(day.vehicle.per_hour, day.end().leave - day.start().arrive)
        + Fen::for_time(day.vehicle.per_driving_hour, driving);
    (metres, driving, cost)
}

fn total(view: &View<'_>) -> Fen {
    let tours: Fen = view.days.iter().map(|day| tour(day).2).sum();
    let untidiness: Fen = view
        .days
        .iter()
        .map(|day| untidiness::cost(day, view.problem.smoothness, view.problem))
        .sum();
    let departures = view.problem.reference.as_ref().map_or(Fen::ZERO, |r| departures(view, r));
    tours + prizes_left(view) + departures + untidiness
}

/// The prizes of stops that are not served; of a group the largest, less that of the one served.
fn prizes_left(view: &View<'_>) -> Fen {
    let mut left = Fen::ZERO;
    let mut groups: BTreeMap<u32, Fen> = BTreeMap::new();
    for stop in &view.problem.stops {
        let prize = stop.prize.unwrap_or_default();
        match stop.group {
            None => left += prize,
            Some(group) => {
                let largest = groups.entry(group).or_default();
                *largest = prize.max(*largest);
            }
        }
    }
    left += groups.into_values().sum();
    let served = view.days.iter().flat_map(|day| day.stops());
    let taken: Fen = served.filter_map(|stop| view.problem.stops[stop].prize).sum();
    left - taken
}

/// Stops on another vehicle than before, or after another stop.
fn departures(view: &View<'_>, reference: &Reference) -> Fen {
    let mut cost = Fen::ZERO;
    for day in &view.days {
        for trip in &day.trips {
            let mut previous = None;
            for &stop in trip {
                match reference.vehicle[stop] {
                    Some(vehicle) if vehicle != day.tour.vehicle => cost += reference.moved,
                    Some(_) if reference.previous[stop] != previous => cost += reference.reordered,
                    _ => {}
                }
                previous = Some(stop);
            }
        }
    }
    cost
}
