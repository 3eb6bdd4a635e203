//! Where one more job fits, and what it would roughly cost there, in constant time a place.
//!
//! Whether it fits in time is exact, but for vans with several breaks: the earliest moments before
//! the place and the latest ones after it are known for every kind of day (no break, before it,
//! after it, with it). The cost leaves out that a duty may shift as a whole; the exact schedule
//! follows when the job is put there.

use super::duty::{Duty, NEVER, Visit};
use super::habit::departure;
use super::job::Job;
use super::model::Model;
use super::room;
use super::solution::{NOWHERE, Solution};
use super::span::first_at;
use super::tidy::middle;
use super::van::Van;

/// The question where `job` fits into the day of a van (which is used).
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) model: &'a Model,
    pub(super) solution: &'a Solution,
    pub(super) van: usize,
    pub(super) job: u32,
    /// Whether the duty is taken to shift so that nobody waits.
    pub(super) hope: bool,
}

impl Question<'_> {
    /// The cheapest place where the job fits that costs less than `limit`: the index of the visit it
    /// would go before, and the rough extra cost; places where `skip` says so are left out.
    /// O(visits).
    pub(super) fn cheapest(
        &self,
        mut limit: f64,
        mut skip: impl FnMut(usize) -> bool,
    ) -> Option<(usize, f64)> {
        let Self { model, .. } = *self;
        let mut best = None;
        let van = &model.vans[self.van];
        let duty = &self.solution.duties[self.van];
        let this = &model.jobs[self.job as usize];
        let (lowest, highest) = self.range(duty)?;
        if duty.stops >= van.stops {
            return None;
        }
        let closes = this.spans.last().map_or(NEVER, |span| span.to);
        let (spare_metres, spare_driving) = (van.metres - duty.metres, van.driving - duty.driving);
        let second = van.prices.second(duty.end - duty.start);
        let (into, out) = (van.legs.towards(this.node), van.legs.leaving(this.node));
        for (ix, trip) in duty.trips.iter().enumerate() {
            let visits = duty.trip(ix);
            if !room::on_trip(model, van, duty, ix, this) || self.kept_apart(this, visits) {
                continue;
            }
            let from = (trip.first + 1).max(lowest);
            for at in from..=(trip.first + visits.len()).min(highest) {
                let before = &duty.visits[at - 1];
                let there = into[before.node as usize];
                // What is too late here is too late further on, whatever the break.
                if before.early > closes {
                    break;
                }
                if before.early + i64::from(there.seconds) > closes
                    || skip(at)
                    || !room::after(model, van, duty, at - 1, this)
                {
                    continue;
                }
                let next = duty.visits.get(at);
                let next_node = next.map_or(van.end, |next| next.node);
                let on = out[next_node as usize];
                let direct = before.on;
                let metres =
                    i64::from(there.metres) + i64::from(on.metres) - i64::from(direct.metres);
                let (there, on) = (i64::from(there.seconds), i64::from(on.seconds));
                let direct = i64::from(direct.seconds);
                let driving = there + on - direct;
                if metres > spare_metres || driving > spare_driving {
                    continue;
                }
                // Most places are too far for any time to make them cheap.
                let way = van.prices.way(metres, driving) + self.extra(van, visits, before, next);
                if way >= limit || !in_time(van, this, before, next, there, on) {
                    continue;
                }
                let detour = driving + this.service;
                let seconds = match first_at(&this.spans, before.leave + there) {
                    Some(begin) => {
                        let delay = begin + this.service + on - before.leave - direct;
                        let delay = (delay - before.spare).max(0);
                        if self.hope { delay.min(detour) } else { delay }
                    }
                    None => detour,
                };
                let cost = way + second * seconds as f64;
                if cost < limit {
                    limit = cost;
                    best = Some((at, cost));
                }
            }
        }
        best
    }

    /// The lowest and the highest index of the visit the job can go before, as far as orders and
    /// what is frozen go; none when it may not be served by this van.
    #[inline]
    fn range(&self, duty: &Duty) -> Option<(usize, usize)> {
        let mut lowest = self.model.vans[self.van].prefix() + 1;
        let mut highest = duty.visits.len();
        let Some(orders) = self.model.orders.get(self.job as usize) else {
            return Some((lowest, highest));
        };
        for &(other, later) in orders {
            match self.solution.home[other as usize] {
                NOWHERE => continue,
                van if van as usize != self.van => return None,
                _ => (),
            }
            let at = duty.visits.iter().position(|visit| visit.job == other)?;
            match later {
                true => highest = highest.min(at),
                false => lowest = lowest.max(at + 1),
            }
        }
        Some((lowest, highest))
    }

    /// Whether one of `visits` may not be on one trip with the job.
    #[inline]
    fn kept_apart(&self, this: &Job, visits: &[Visit]) -> bool {
        this.apart.is_some()
            && visits[1..]
                .iter()
                .any(|visit| self.model.jobs[visit.job as usize].apart == this.apart)
    }

    /// What else it costs to go between `before` and `next` on a trip of `visits`.
    #[inline]
    fn extra(&self, van: &Van, visits: &[Visit], before: &Visit, next: Option<&Visit>) -> f64 {
        let Self { model, job, .. } = *self;
        let node = model.jobs[job as usize].node;
        let next_node = next.map_or(van.end, |next| next.node);
        let tolls = van.legs.toll(before.node, node) + van.legs.toll(node, next_node)
            - van.legs.toll(before.node, next_node);
        let mut extra = tolls as f64;
        if model.reference.is_some() {
            let last = (!before.is_loading()).then_some(before.job);
            extra += departure(model, self.van, job, last) as f64;
            if let Some(next) = next.filter(|next| !next.is_loading()) {
                let of = |before| departure(model, self.van, next.job, before);
                extra += (of(Some(job)) - of(last)) as f64;
            }
        }
        if van.prices.spreads()
            && let Some(middle) = middle(visits)
        {
            extra += van.prices.spread() * f64::from(van.legs.leg(node, middle.node).metres);
        }
        extra
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
    let early = via(before.early);
    let Some(rest) = van.rest else {
        let late = next.map_or(van.to, |next| next.late);
        return early.is_some_and(|leave| leave + on <= late);
    };
    let short = if rest.when_due { rest.to } else { NEVER };
    let (late, late_rest, late_short) =
        next.map_or((van.to, NEVER, short), |next| (next.late, next.late_rest, next.late_short));
    if early.is_some_and(|leave| leave + on <= late_short.max(late_rest)) {
        return true;
    }
    let rested = rest.serve(job, before.early + there);
    let over = rested.and_then(|begin| rest.after(begin + job.service));
    if over.is_some_and(|over| over + on <= late) {
        return true;
    }
    [before.rested, before.after].into_iter().any(|from| via(from).is_some_and(|t| t + on <= late))
}
