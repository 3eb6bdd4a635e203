//! A fixed sequence of visits in time: forwards to the earliest end, backwards to the latest start,
//! and from both the shortest duty.
//!
//! Arriving earlier never makes anything later (first in, first out), so one pass each way is exact.
//! How the end depends on the start is a staircase with slopes: flat while a wait absorbs the delay,
//! steep while nothing does, with a jump where a window closes. The duty is shortest at the end of
//! a flat piece, and flat pieces begin at jumps only, so it is enough to go from jump to jump.

use super::duty::{CENTRE, RestAt, Visit};
use super::model::{Model, Van};
use super::span::{Span, first_at, last_at};

/// What a duty is scheduled against.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) model: &'a Model,
    pub(super) van: &'a Van,
    /// The moments at which it may load.
    pub(super) dock: &'a [Span],
    /// Of equally short duties the last one is taken, not the first.
    pub(super) late: bool,
}

impl Frame<'_> {
    /// Driving time from the start place to the centre.
    pub(super) fn lead(&self) -> i64 {
        self.model.drive(self.van.start, CENTRE)
    }
}

/// A sequence of visits, the first one a loading, within a frame.
#[derive(Clone, Copy)]
pub(super) struct Clockwork<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) visits: &'a [Visit],
}

/// A schedule: when the vehicle is at the centre for the first time, and when its duty ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timing {
    pub(super) first: i64,
    pub(super) end: i64,
}

impl Timing {
    fn length(self) -> i64 {
        self.end - self.first
    }
}

/// What a pass forwards sees of each visit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Arrival.
    pub(super) arrive: i64,
    /// Loading or service begins.
    pub(super) begin: i64,
    /// It could leave.
    pub(super) done: i64,
    /// It drives on, after a break where one is taken here.
    pub(super) leave: i64,
}

impl Clockwork<'_> {
    /// Goes through the visits from the arrival `first` at the centre, as early as possible each,
    /// and shows each step to `see`. Gives the end, or none when a window, dock or break is missed.
    /// O(visits).
    pub(super) fn forward(
        &self,
        first: i64,
        rest: RestAt,
        mut see: impl FnMut(usize, Step),
    ) -> Option<i64> {
        let mut t = first;
        let mut node = self.visits.first()?.node;
        for (ix, visit) in self.visits.iter().enumerate() {
            t += self.frame.model.drive(node, visit.node);
            node = visit.node;
            let arrive = t;
            if rest == RestAt::Before(ix) {
                t = self.frame.van.rest?.after(t)?;
            }
            let (begin, done) = if visit.is_loading() {
                let begin = first_at(self.frame.dock, t)?;
                let loaded = begin + self.frame.model.dock_time;
                let done =
                    if ix == 0 { loaded } else { loaded.max(arrive + self.frame.van.reload) };
                (begin, done)
            } else {
                let job = &self.frame.model.jobs[visit.job as usize];
                let begin = match rest == RestAt::After(ix) {
                    true => self.frame.van.rest?.serve(job, t)?,
                    false => first_at(&job.spans, t)?,
                };
                (begin, begin + job.service)
            };
            t = done;
            if rest == RestAt::After(ix) {
                t = self.frame.van.rest?.after(t)?;
            }
            see(ix, Step { arrive, begin, done, leave: t });
        }
        Some(t + self.frame.model.drive(node, self.frame.van.end))
    }

    /// The latest arrival at the centre from which the duty can end by `end`. O(visits).
    pub(super) fn backward(&self, end: i64, rest: RestAt) -> Option<i64> {
        let mut t = end;
        let mut node = self.frame.van.end;
        for (ix, visit) in self.visits.iter().enumerate().rev() {
            t -= self.frame.model.drive(visit.node, node);
            node = visit.node;
            if visit.is_loading() {
                if rest == RestAt::After(ix) {
                    t = self.frame.van.rest?.before(t)?;
                }
                let reloaded = t - self.frame.van.reload;
                t = last_at(self.frame.dock, t - self.frame.model.dock_time)?;
                if rest == RestAt::Before(ix) {
                    t = self.frame.van.rest?.before(t)?;
                }
                if ix > 0 {
                    t = t.min(reloaded);
                }
            } else {
                let job = &self.frame.model.jobs[visit.job as usize];
                t = match rest == RestAt::After(ix) {
                    true => self.frame.van.rest?.serve_by(job, t)?,
                    false => last_at(&job.spans, t - job.service)?,
                };
            }
        }
        Some(t)
    }

    /// The shortest duty among those that are at the centre no earlier than `from` and end by `to`;
    /// stops early at a duty of length `floor`, below which none can be. O(visits × windows).
    pub(super) fn shortest(&self, from: i64, to: i64, rest: RestAt, floor: i64) -> Option<Timing> {
        let mut best: Option<Timing> = None;
        let mut from = from;
        loop {
            let Some(end) = self.forward(from, rest, |_, _| ()).filter(|&end| end <= to) else {
                return best;
            };
            let Some(first) = self.backward(end, rest) else { return best };
            let timing = Timing { first, end };
            let found = timing.length() <= floor;
            if found && !self.frame.late {
                return Some(timing);
            }
            let slack = self.slack(timing, rest);
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
    fn slack(&self, timing: Timing, rest: RestAt) -> i64 {
        let mut slack = i64::MAX;
        let end = self.forward(timing.first + 1, rest, |ix, step| {
            let visit = &self.visits[ix];
            let spans = match visit.is_loading() {
                true => self.frame.dock,
                false => &self.frame.model.jobs[visit.job as usize].spans,
            };
            let closes = spans.iter().find(|span| step.begin <= span.to).map(|span| span.to);
            slack = slack.min(closes.map_or(0, |to| to - step.begin));
            if let Some(pause) = self.frame.van.rest {
                let ready = match rest {
                    RestAt::Before(at) if at == ix => step.arrive,
                    RestAt::After(at) if at == ix => step.done,
                    _ => return,
                };
                slack = slack.min(pause.to - ready);
            }
        });
        if end == Some(timing.end + 1) { slack + 1 } else { 0 }
    }
}
