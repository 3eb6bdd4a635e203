//! What comes first comes first, on the same vehicle, and what is to be apart is apart.

use super::view::View;
use crate::fault::{self, Fault};
use std::collections::BTreeMap;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut wrong = |what: String| faults.push(Fault::new(fault::ORDER_BROKEN, what));
    let mut place = vec![None; view.problem.stops.len()];
    for day in &view.days {
        for (at, stop) in day.stops().enumerate() {
            place[stop] = Some((day.tour.vehicle, at));
        }
    }
    for &(first, second) in &view.problem.befores {
        if let (Some((a, early)), Some((b, late))) = (place[first], place[second])
            && (a != b || early >= late)
        {
            wrong(format!("任务 {first} 应与任务 {second} 同车，并在它之前"));
        }
    }
    for day in &view.days {
        for (trip, visits) in day.trips.iter().enumerate() {
            let mut seen = BTreeMap::new();
            for &stop in visits {
                let Some(key) = view.problem.stops[stop].apart else { continue };
                if let Some(other) = seen.insert(key, stop) {
                    wrong(format!("{}第 {trip} 趟：任务 {other} 与 {stop} 应分开", day.name()));
                }
            }
        }
    }
}
