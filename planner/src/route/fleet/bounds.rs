//! The bounds in time that insertions are tried against.
//!
//! For every visit of a duty: the earliest moment to drive on and the latest arrival from which the
//! rest of the day is possible, for each kind of day: without a break, before it, after it, with it.
//! Of a van that can have several breaks the bounds leave them out: what they refuse is impossible,
//! what they allow is tried.

use super::clockwork::Frame;
use super::duty::{NEVER, TOO_LATE, Visit};
use super::span::{first_at, last_at};

/// Fills in the earliest moments at which the van can drive on from each visit.
pub(super) fn forward(frame: Frame<'_>, visits: &mut [Visit]) {
    let van = frame.van;
    let Some(first) = visits.first() else { return };
    let lead = van.drive(van.start, first.node);
    let arrive = van.from + lead;
    let (mut early, mut rested) = (arrive, TOO_LATE);
    let due = van.rest.filter(|rest| rest.when_due);
    let mut after = due.map_or(TOO_LATE, |rest| rest.to.max(van.from) + lead);
    let mut node = first.node;
    let Some(rest) = van.rest else {
        for (ix, visit) in visits.iter_mut().enumerate() {
            let arrived = early + van.drive(node, visit.node);
            node = visit.node;
            early = leave(frame, visit, ix, arrived, arrived);
            visit.early = early;
        }
        return;
    };
    let over = |t: i64| rest.after(t).unwrap_or(TOO_LATE);
    for (ix, visit) in visits.iter_mut().enumerate() {
        let leg = van.drive(node, visit.node);
        node = visit.node;
        let arrived = early + leg;
        early = leave(frame, visit, ix, arrived, arrived);
        rested = leave(frame, visit, ix, rested + leg, rested + leg);
        after = leave(frame, visit, ix, after + leg, after + leg);
        if visit.is_loading() {
            rested = rested.min(over(early)).min(leave(frame, visit, ix, arrived, over(arrived)));
        } else {
            let job = &frame.model.jobs[visit.job as usize];
            let ends = rest.serve(job, arrived).and_then(|begin| rest.after(begin + job.service));
            rested = rested.min(ends.unwrap_or(TOO_LATE));
        }
        (visit.early, visit.rested, visit.after) = (early, rested, after);
    }
}

/// When the van can drive on from visit number `ix` at which it arrived at `arrived` and is ready
/// to load or serve at `ready`; [`TOO_LATE`] when it cannot.
#[inline]
fn leave(frame: Frame<'_>, visit: &Visit, ix: usize, arrived: i64, ready: i64) -> i64 {
    let Frame { model, van, .. } = frame;
    if visit.is_loading() {
        first_at(frame.dock(visit.depot()), ready).map_or(TOO_LATE, |begin| {
            let loaded = begin + model.depots[visit.depot()].time;
            if ix == 0 { loaded } else { loaded.max(arrived + van.reload) }
        })
    } else {
        let job = &model.jobs[visit.job as usize];
        first_at(&job.spans, ready).map_or(TOO_LATE, |begin| begin + job.service)
    }
}

/// Fills in the latest arrivals at each visit from which the rest of the day is still possible.
pub(super) fn backward(frame: Frame<'_>, visits: &mut [Visit]) {
    let van = frame.van;
    let mut node = van.end;
    let mut late = van.to;
    let Some(rest) = van.rest else {
        for (ix, visit) in visits.iter_mut().enumerate().rev() {
            let departure = late - van.drive(visit.node, node);
            node = visit.node;
            late = arrive(frame, visit, ix, departure, |begin| begin);
            visit.late = late;
        }
        return;
    };
    let before = |t: i64| rest.before(t).unwrap_or(NEVER);
    let mut late_rest = NEVER;
    let mut late_short = if rest.when_due { rest.to.min(van.to) } else { NEVER };
    for (ix, visit) in visits.iter_mut().enumerate().rev() {
        let leg = van.drive(visit.node, node);
        node = visit.node;
        let departure = late - leg;
        let rests = if visit.is_loading() {
            let rested = arrive(frame, visit, ix, before(departure), |begin| begin);
            rested.max(arrive(frame, visit, ix, departure, before))
        } else {
            let job = &frame.model.jobs[visit.job as usize];
            rest.serve_by(job, departure).unwrap_or(NEVER)
        };
        late = arrive(frame, visit, ix, departure, |begin| begin);
        late_rest = rests.max(arrive(frame, visit, ix, late_rest - leg, |begin| begin));
        late_short = arrive(frame, visit, ix, late_short - leg, |begin| begin);
        (visit.late, visit.late_rest, visit.late_short) = (late, late_rest, late_short);
    }
}

/// The latest arrival at visit number `ix` from which the van can drive on by `leave`; `ready` is
/// the latest moment to be there for a loading that begins at a moment.
#[inline]
fn arrive(
    frame: Frame<'_>,
    visit: &Visit,
    ix: usize,
    leave: i64,
    ready: impl Fn(i64) -> i64,
) -> i64 {
    let Frame { model, van, .. } = frame;
    if !visit.is_loading() {
        let job = &model.jobs[visit.job as usize];
        return last_at(&job.spans, leave - job.service).unwrap_or(NEVER);
    }
    let time = model.depots[visit.depot()].time;
    let begin = last_at(frame.dock(visit.depot()), leave - time).unwrap_or(NEVER);
    let ready = ready(begin);
    if ix == 0 { ready } else { ready.min(leave - van.reload) }
}
