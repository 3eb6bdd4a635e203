//! Departures from a plan that people know already.

use super::duty::Duty;
use super::model::Model;

/// What the departures of the day of `van` from the reference cost. O(visits).
pub(super) fn departures(model: &Model, van: usize, duty: &Duty) -> i64 {
    if model.reference.is_none() {
        return 0;
    }
    let mut before = None;
    let mut cost = 0;
    for visit in &duty.visits {
        if visit.is_loading() {
            before = None;
            continue;
        }
        cost += departure(model, van, visit.job, before);
        before = Some(visit.job);
    }
    cost
}

/// What it costs that `van` serves `job` just after `before` (none: first on its trip).
pub(super) fn departure(model: &Model, van: usize, job: u32, before: Option<u32>) -> i64 {
    let Some(reference) = &model.reference else { return 0 };
    match reference.vehicle[job as usize] {
        None => 0,
        Some(known) if known != van => reference.moved.0,
        Some(_) if reference.previous[job as usize] == before.map(|job| job as usize) => 0,
        Some(_) => reference.reordered.0,
    }
}
