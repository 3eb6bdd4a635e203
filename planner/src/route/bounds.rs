//! The bounds in time that insertions are tried against.
//!
//! For every visit of a duty: the earliest moment to drive on and the latest arrival from which the
//! rest of the day is possible, for each kind of day: without a break, before it, after it, with it.

use super::clockwork::Frame;
use super::duty::{CENTRE, NEVER, TOO_LATE, Visit};
use super::span::{first_at, last_at};

/// Fills in the earliest moments at which the van can drive on from each visit.
pub(super) fn forward(frame: Frame<'_>, visits: &mut [Visit]) {
    let Frame { model, van, .. } = frame;
    let lead = frame.lead();
    let rest = |t: i64| van.rest.and_then(|rest| rest.after(t)).unwrap_or(TOO_LATE);
    let arrive = van.from + lead;
    let (mut early, mut rested) = (arrive, TOO_LATE);
    let mut after = van.rest.map_or(TOO_LATE, |rest| rest.to.max(van.from) + lead);
    let mut node = CENTRE;
    for (ix, visit) in visits.iter_mut().enumerate() {
        let leg = model.drive(node, visit.node);
        node = visit.node;
        let arrived = early + leg;
        early = leave(frame, visit, ix, arrived, arrived);
        rested = leave(frame, visit, ix, rested + leg, rested + leg);
        after = leave(frame, visit, ix, after + leg, after + leg);
        if visit.is_loading() {
            rested = rested.min(rest(early)).min(leave(frame, visit, ix, arrived, rest(arrived)));
        } else if let Some(rest) = van.rest {
            let job = &model.jobs[visit.job as usize];
            let ends = rest.serve(job, arrived).map(|begin| begin + job.service + rest.length);
            rested = rested.min(ends.unwrap_or(TOO_LATE));
        }
        (visit.early, visit.rested, visit.after) = (early, rested, after);
    }
}

/// When the van can drive on from visit number `ix` at which it arrived at `arrived` and is ready
/// to load or serve at `ready`; [`TOO_LATE`] when it cannot.
fn leave(frame: Frame<'_>, visit: &Visit, ix: usize, arrived: i64, ready: i64) -> i64 {
    let Frame { model, van, dock, .. } = frame;
    if visit.is_loading() {
        first_at(dock, ready).map_or(TOO_LATE, |begin| {
            let loaded = begin + model.dock_time;
            if ix == 0 { loaded } else { loaded.max(arrived + van.reload) }
        })
    } else {
        let job = &model.jobs[visit.job as usize];
        first_at(&job.spans, ready).map_or(TOO_LATE, |begin| begin + job.service)
    }
}

/// Fills in the latest arrivals at each visit from which the rest of the day is still possible.
pub(super) fn backward(frame: Frame<'_>, visits: &mut [Visit]) {
    let Frame { model, van, dock, .. } = frame;
    let before = |t: i64| van.rest.and_then(|rest| rest.before(t)).unwrap_or(NEVER);
    let mut node = van.end;
    let (mut late, mut late_rest) = (van.to, NEVER);
    let mut late_short = van.rest.map_or(NEVER, |rest| rest.to.min(van.to));
    for (ix, visit) in visits.iter_mut().enumerate().rev() {
        let leg = model.drive(visit.node, node);
        node = visit.node;
        let arrival = |leave: i64, rests: bool| {
            if !visit.is_loading() {
                let job = &model.jobs[visit.job as usize];
                return last_at(&job.spans, leave - job.service).unwrap_or(NEVER);
            }
            let begin = last_at(dock, leave - model.dock_time).unwrap_or(NEVER);
            let ready = if rests { before(begin) } else { begin };
            if ix == 0 { ready } else { ready.min(leave - van.reload) }
        };
        let departure = late - leg;
        let rests = if visit.is_loading() {
            arrival(before(departure), false).max(arrival(departure, true))
        } else {
            let job = &model.jobs[visit.job as usize];
            van.rest.and_then(|rest| rest.serve_by(job, departure)).unwrap_or(NEVER)
        };
        let resting = rests.max(arrival(late_rest - leg, false));
        late = arrival(departure, false);
        late_rest = resting;
        late_short = arrival(late_short - leg, false);
        (visit.late, visit.late_rest, visit.late_short) = (late, late_rest, late_short);
    }
}
