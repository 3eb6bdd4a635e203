//! Where one more job fits, and what it would roughly cost there, in constant time a place.
//!
//! Whether it fits in time is exact: the earliest moments before the place and the latest ones after
//! it are known for every kind of day (no break, before it, after it, with it). The cost leaves out
//! that a duty may shift as a whole; the exact schedule follows when the job is put there.

use super::duty::{Duty, NEVER, Visit};
use super::model::{Job, Model, Van};
use super::span::first_at;

/// Extra cost of `seconds` of duty and `metres` of road, in fen.
#[inline]
pub(super) fn price(van: &Van, metres: i64, seconds: i64) -> i64 {
    van.per_km * metres / 1000 + van.per_hour * seconds / 3600
}

/// Goes through all places of `duty` (not empty) where `job` fits and shows index of the visit it
/// would go before and rough extra cost to `see`, except where `skip` says so. With `hope` the
/// duty is taken to shift so that nobody waits. O(visits).
pub(super) fn places(
    model: &Model,
    van: &Van,
    duty: &Duty,
    job: u32,
    hope: bool,
    mut skip: impl FnMut() -> bool,
    mut see: impl FnMut(usize, i64),
) {
    let this = &model.jobs[job as usize];
    let closes = this.spans.last().map_or(NEVER, |span| span.to);
    let spare_metres = van.metres - duty.metres;
    if duty.stops >= van.stops {
        return;
    }
    for (ix, trip) in duty.trips.iter().enumerate() {
        let room =
            trip.pouches + this.pouches <= van.pouches && trip.weight + this.weight <= van.weight;
        if !room || (this.split && duty.trip(ix).iter().any(|visit| visit.node == this.node)) {
            continue;
        }
        let last = trip.first + duty.trip(ix).len();
        for at in trip.first + 1..=last {
            let before = &duty.visits[at - 1];
            let there = model.leg(before.node, this.node);
            // What is too late here is too late further on, whatever the break.
            if before.early + i64::from(there.seconds) > closes {
                break;
            }
            if skip() {
                continue;
            }
            let next = duty.visits.get(at);
            let next_node = next.map_or(van.end, |next| next.node);
            let on = model.leg(this.node, next_node);
            let direct = model.leg(before.node, next_node);
            let metres = i64::from(there.metres) + i64::from(on.metres) - i64::from(direct.metres);
            if metres > spare_metres {
                continue;
            }
            let (there, on) = (i64::from(there.seconds), i64::from(on.seconds));
            if !in_time(van, this, before, next, there, on) {
                continue;
            }
            let direct = i64::from(direct.seconds);
            let detour = there + this.service + on - direct;
            let seconds = match first_at(&this.spans, before.leave + there) {
                Some(begin) => {
                    let delay = begin + this.service + on - before.leave - direct;
                    let delay = (delay - before.spare).max(0);
                    if hope { delay.min(detour) } else { delay }
                }
                None => detour,
            };
            see(at, price(van, metres, seconds));
        }
    }
}

/// Whether `job` can stand between `before` and `next` (none: the end of the day), `there` and `on`
/// seconds of driving away.
#[inline]
fn in_time(
    van: &Van,
    job: &Job,
    before: &Visit,
    next: Option<&Visit>,
    there: i64,
    on: i64,
) -> bool {
    let via = |leave: i64| first_at(&job.spans, leave + there).map(|begin| begin + job.service);
    let (late, late_rest, late_short) = match next {
        Some(next) => (next.late, next.late_rest, next.late_short),
        None => (van.to, NEVER, van.rest.map_or(NEVER, |rest| rest.to)),
    };
    let early = via(before.early);
    let Some(rest) = van.rest else { return early.is_some_and(|leave| leave + on <= late) };
    if early.is_some_and(|leave| leave + on <= late_short.max(late_rest)) {
        return true;
    }
    let rested = rest.serve(job, before.early + there);
    if rested.is_some_and(|begin| begin + job.service + rest.length + on <= late) {
        return true;
    }
    [before.rested, before.after].into_iter().any(|from| via(from).is_some_and(|t| t + on <= late))
}
