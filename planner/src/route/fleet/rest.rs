//! A driver's break: when it begins and ends, in both directions of time, and which kinds of days a
//! driver can have.

use super::job::Job;
use super::span::{first_at, last_at};
use crate::vrp::Break;

/// A break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::route) struct Rest {
    /// Its number among the vehicle's breaks.
    pub(in crate::route) number: usize,
    pub(in crate::route) length: i64,
    /// It begins within.
    pub(in crate::route) from: i64,
    pub(in crate::route) to: i64,
    /// Only a day around `to` has it.
    pub(in crate::route) when_due: bool,
    /// It begins as soon as the stop before it is over.
    pub(in crate::route) promptly: bool,
}

/// Where a break is taken: `2 * i` before the loading that is visit `i`, `2 * i + 1` after visit `i`.
pub(in crate::route) type Spot = usize;

/// A break that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::route) struct Taken {
    pub(in crate::route) rest: Rest,
    pub(in crate::route) spot: Spot,
}

/// Days that have the same breaks: those that begin and end within.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::route) struct Kind {
    /// The day begins no earlier.
    pub(in crate::route) from: i64,
    /// It ends no later.
    pub(in crate::route) to: i64,
    /// The breaks it has, in order.
    pub(in crate::route) rests: Vec<Rest>,
}

impl Rest {
    /// A break in each of its windows; only one of them is taken.
    pub(super) fn all(number: usize, pause: &Break) -> impl Iterator<Item = Self> {
        std::iter::once(&pause.begin).chain(&pause.instead).map(move |begin| Self {
            number,
            length: pause.length.0,
            from: begin.from.0,
            to: begin.to.0,
            when_due: pause.when_due,
            promptly: pause.promptly,
        })
    }

    /// The earliest moment to begin the service of `job` after an arrival at `t` when the break
    /// follows.
    #[inline]
    pub(super) fn serve(self, job: &Job, t: i64) -> Option<i64> {
        let ready = if self.promptly { t.max(self.from - job.service) } else { t };
        let begin = first_at(&job.spans, ready)?;
        (begin + job.service <= self.to).then_some(begin)
    }

    /// The latest moment to begin the service of `job` when the break follows and has ended by `t`.
    #[inline]
    pub(super) fn serve_by(self, job: &Job, t: i64) -> Option<i64> {
        let over = t - self.length;
        let begin = last_at(&job.spans, over.min(self.to) - job.service)?;
        let rested = if self.promptly { begin + job.service } else { over };
        (rested >= self.from).then_some(begin)
    }

    /// When a break ends for which the driver is ready at `t`; none when it would begin too late.
    #[inline]
    pub(in crate::route) fn after(self, t: i64) -> Option<i64> {
        (t <= self.to).then(|| t.max(self.from) + self.length)
    }

    /// The latest moment to be ready for a break that has ended by `t`.
    #[inline]
    pub(in crate::route) fn before(self, t: i64) -> Option<i64> {
        let begin = t - self.length;
        (begin >= self.from).then(|| begin.min(self.to))
    }
}

/// The kinds of days that a driver with the breaks `rests` can have between `from` and `to`, those
/// with fewer breaks first: a break that falls due only around its last moment is taken, or the day
/// ends by then, or it begins after; of a break with several windows one is chosen.
/// O(3^breaks × windows^breaks), but breaks one after the other rule most of it out.
pub(in crate::route) fn kinds(rests: &[Rest], from: i64, to: i64) -> Vec<Kind> {
    let mut kinds = vec![Kind { from, to, rests: Vec::new() }];
    for windows in rests.chunk_by(|a, b| a.number == b.number) {
        let mut next = Vec::new();
        for kind in kinds {
            for rest in windows {
                if rest.when_due {
                    next.push(Kind { to: kind.to.min(rest.to), ..kind.clone() });
                    next.push(Kind { from: kind.from.max(rest.to), ..kind.clone() });
                }
                if !rest.when_due || (kind.from < rest.to && rest.to < kind.to) {
                    let rests = [&kind.rests[..], &[*rest]].concat();
                    next.push(Kind { rests, ..kind.clone() });
                }
            }
        }
        next.retain(|kind| kind.from <= kind.to);
        kinds = next;
    }
    kinds.sort_by_key(|kind| kind.rests.len());
    kinds
}
