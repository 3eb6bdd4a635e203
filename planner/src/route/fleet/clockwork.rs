//! A fixed sequence of visits and breaks in time: forwards to the earliest end, backwards to the
//! latest start, and from both the shortest duty.
//!
//! Arriving earlier never makes anything later (first in, first out), so one pass each way is exact.
//! How the end depends on the start is a staircase with slopes: flat while a wait absorbs the delay,
//! steep while nothing does, with a jump where a window closes. The duty is shortest at the end of
//! a flat piece, and flat pieces begin at jumps only, so it is enough to go from jump to jump.

use super::docks::Free;
use super::duty::Visit;
use super::model::Model;
use super::rest::Taken;
use super::span::{Span, first_at, last_at};
use super::van::Van;

/// What a duty is scheduled against.
#[derive(Clone, Copy)]
pub(in crate::route) struct Frame<'a> {
    pub(in crate::route) model: &'a Model,
    pub(in crate::route) van: &'a Van,
    /// The moments at which it may load, where docks are counted.
    pub(in crate::route) free: &'a Free,
    /// Of equally short duties the last one is taken, not the first.
    pub(in crate::route) late: bool,
}

impl Frame<'_> {
    /// When the van may begin to load at `depot`.
    #[inline]
    pub(in crate::route) fn dock(&self, depot: usize) -> &[Span] {
        let dock = &self.model.depots[depot];
        match dock.docks {
            Some(_) => &self.free[depot],
            None => &dock.spans,
        }
    }
}

/// A sequence of visits, the first one a loading, within a frame, with the breaks `rests` in order.
#[derive(Clone, Copy)]
pub(in crate::route) struct Clockwork<'a> {
    pub(in crate::route) frame: Frame<'a>,
    pub(in crate::route) visits: &'a [Visit],
    pub(in crate::route) rests: &'a [Taken],
}

/// A schedule: when the vehicle is at its first depot, and when its duty ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::route) struct Timing {
    pub(in crate::route) first: i64,
    pub(in crate::route) end: i64,
}

impl Timing {
    pub(in crate::route) fn length(self) -> i64 {
        self.end - self.first
    }
}

/// What a pass forwards sees.
#[derive(Clone, Copy, Debug)]
pub(in crate::route) enum Seen {
    /// A break of this place in the list.
    Rest {
        rest: usize,
        /// The driver could begin it.
        ready: i64,
        begin: i64,
    },
    /// The visit of this index.
    Visit {
        ix: usize,
        arrive: i64,
        /// Loading or service begins.
        begin: i64,
        /// It is over, breaks after it not counted.
        done: i64,
    },
}

impl Clockwork<'_> {
    /// Driving time from the start place to the first depot.
    pub(in crate::route) fn lead(&self) -> i64 {
        self.visits
            .first()
            .map_or(0, |first| self.frame.van.drive(self.frame.van.start, first.node))
    }

    /// Goes through the visits from the arrival `first` at the first depot, as early as possible each,
    /// and shows each step to `see`. Gives the end, or none when a window, dock or break is missed.
    /// O(visits).
    #[inline]
    pub(in crate::route) fn forward(&self, first: i64, mut see: impl FnMut(Seen)) -> Option<i64> {
        let Frame { model, van, .. } = self.frame;
        let mut t = first;
        let mut node = self.visits.first()?.node;
        let mut next = 0;
        for (ix, visit) in self.visits.iter().enumerate() {
            t += van.drive(node, visit.node);
            node = visit.node;
            let arrive = t;
            let (ready, begin, done);
            if visit.is_loading() {
                self.rest(2 * ix, &mut next, &mut t, &mut see)?;
                ready = t;
                begin = first_at(self.frame.dock(visit.depot()), t)?;
                let loaded = begin + model.depots[visit.depot()].time;
                done = if ix == 0 { loaded } else { loaded.max(arrive + van.reload) };
            } else {
                let job = &model.jobs[visit.job as usize];
                ready = t;
                begin = match self.rests.get(next) {
                    Some(taken) if taken.spot == 2 * ix + 1 => taken.rest.serve(job, t)?,
                    _ => first_at(&job.spans, t)?,
                };
                done = begin + job.service;
            }
            see(Seen::Visit { ix, arrive: ready, begin, done });
            t = done;
            self.rest(2 * ix + 1, &mut next, &mut t, &mut see)?;
        }
        Some(t + van.drive(node, van.end))
    }

    /// The breaks at `spot`.
    #[inline]
    fn rest(
        &self,
        spot: usize,
        next: &mut usize,
        t: &mut i64,
        see: &mut impl FnMut(Seen),
    ) -> Option<()> {
        while let Some(taken) = self.rests.get(*next).filter(|taken| taken.spot == spot) {
            let ready = *t;
            *t = taken.rest.after(ready)?;
            see(Seen::Rest { rest: *next, ready, begin: *t - taken.rest.length });
            *next += 1;
        }
        Some(())
    }

    /// The latest arrival at the first depot from which the duty can end by `end`. O(visits).
    #[inline]
    pub(in crate::route) fn backward(&self, end: i64) -> Option<i64> {
        let Frame { model, van, .. } = self.frame;
        let mut t = end;
        let mut node = van.end;
        let mut next = self.rests.len();
        for (ix, visit) in self.visits.iter().enumerate().rev() {
            t -= van.drive(visit.node, node);
            node = visit.node;
            if visit.is_loading() {
                self.before(2 * ix + 1, 0, &mut next, &mut t)?;
                let reloaded = t - van.reload;
                t = last_at(self.frame.dock(visit.depot()), t - model.depots[visit.depot()].time)?;
                self.before(2 * ix, 0, &mut next, &mut t)?;
                if ix > 0 {
                    t = t.min(reloaded);
                }
            } else {
                let job = &model.jobs[visit.job as usize];
                // The break right after the service has a say in when that begins.
                self.before(2 * ix + 1, 1, &mut next, &mut t)?;
                t = match next.checked_sub(1).map(|ix| self.rests[ix]) {
                    Some(taken) if taken.spot == 2 * ix + 1 => {
                        next -= 1;
                        taken.rest.serve_by(job, t)?
                    }
                    _ => last_at(&job.spans, t - job.service)?,
                };
            }
        }
        Some(t)
    }

    /// The breaks at `spot`, last one first, but for the `but` first ones.
    #[inline]
    fn before(&self, spot: usize, but: usize, next: &mut usize, t: &mut i64) -> Option<()> {
        let here = |ix: Option<usize>| {
            ix.and_then(|ix| self.rests.get(ix)).is_some_and(|taken| taken.spot == spot)
        };
        while here(next.checked_sub(1)) && (but == 0 || here(next.checked_sub(2))) {
            *next -= 1;
            *t = self.rests[*next].rest.before(*t)?;
        }
        Some(())
    }

    /// The shortest duty among those that are at the first depot no earlier than `from` and end by
    /// `to`; stops early at a duty of length `floor`, below which none can be. O(visits × windows).
    pub(in crate::route) fn shortest(&self, from: i64, to: i64, floor: i64) -> Option<Timing> {
        let mut best: Option<Timing> = None;
        let mut from = from;
        loop {
            let Some(end) = self.forward(from, |_| ()).filter(|&end| end <= to) else {
                return best;
            };
            let Some(first) = self.backward(end) else { return best };
            let timing = Timing { first, end };
            let found = timing.length() <= floor;
            if found && !self.frame.late {
                return Some(timing);
            }
            let slack = self.slack(timing);
            // The duty keeps its length while it shifts within the slack.
            let shift = if self.frame.late { slack.min(to - end).max(0) } else { 0 };
            if best.is_none_or(|best| timing.length() < best.length() + i64::from(self.frame.late))
            {
                best = Some(Timing { first: first + shift, end: end + shift });
            }
            if found {
                return best;
            }
            from = first + slack + 1;
        }
    }

    /// How far the start of `timing` can be moved with its end moving along; after that something
    /// jumps.
    fn slack(&self, timing: Timing) -> i64 {
        let mut slack = i64::MAX;
        let end = self.forward(timing.first + 1, |seen| match seen {
            Seen::Rest { rest, ready, .. } => slack = slack.min(self.rests[rest].rest.to - ready),
            Seen::Visit { ix, begin, .. } => {
                let visit = &self.visits[ix];
                let spans = match visit.is_loading() {
                    true => self.frame.dock(visit.depot()),
                    false => &self.frame.model.jobs[visit.job as usize].spans,
                };
                let closes = spans.iter().find(|span| begin <= span.to).map(|span| span.to);
                slack = slack.min(closes.map_or(0, |to| to - begin));
            }
        });
        if end == Some(timing.end + 1) { slack + 1 } else { 0 }
    }
}
