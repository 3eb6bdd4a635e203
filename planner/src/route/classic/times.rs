//! When service can begin at the customers of a state, kept up to date as they come and go.

use super::ground::{DEPOT, Ground};
use super::state::{Node, Route, State};

/// When service can begin at a customer: given what comes before it, and what after it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    pub(super) early: i64,
    pub(super) late: i64,
}

impl State {
    /// The earliest moment to leave `node` (the depot: its opening).
    #[inline(always)]
    pub(super) fn leaves(&self, ground: &Ground<'_>, node: u32) -> i64 {
        let visit = &ground.visits[node as usize];
        match node {
            DEPOT => visit.opens,
            node => self.times[node as usize].early + visit.service,
        }
    }

    /// The latest moment service may begin at `node` (the depot: to be back).
    #[inline(always)]
    pub(super) fn latest(&self, ground: &Ground<'_>, node: u32) -> i64 {
        match node {
            DEPOT => ground.visits[0].closes,
            node => self.times[node as usize].late,
        }
    }

    /// Whether `node` can stand between two neighbours, `into` and `out` away from them.
    #[inline(always)]
    pub(super) fn in_time(
        &self,
        ground: &Ground<'_>,
        node: u32,
        [(prev, into), (next, out)]: [(u32, i32); 2],
    ) -> bool {
        let visit = &ground.visits[node as usize];
        let begin = (self.leaves(ground, prev) + i64::from(into)).max(visit.opens);
        begin <= visit.closes && begin + visit.service + i64::from(out) <= self.latest(ground, next)
    }

    /// Whether somebody on `route`, or the depot at its end, is met too late. Where a detour is quicker
    /// than the direct leg, taking a customer out can do that. O(1).
    pub(super) fn too_late(&self, ground: &Ground<'_>, route: u32) -> bool {
        let Route { first, size, .. } = self.routes[route as usize];
        let first = || &self.times[first as usize];
        ground.timed() && size > 0 && first().early > first().late
    }

    /// Brings times up to date after what stood between `prev` and `next` was removed.
    pub(super) fn time_gap(&mut self, ground: &Ground<'_>, prev: u32, next: u32) {
        if next != DEPOT {
            self.forward(ground, next, false);
        }
        if prev != DEPOT {
            self.backward(ground, prev, false);
        }
    }

    /// Brings all times of a route up to date.
    pub(super) fn time(&mut self, ground: &Ground<'_>, route: u32) {
        let Route { first, last, .. } = self.routes[route as usize];
        if !ground.timed() {
            return;
        }
        let mut at = first;
        let mut leaves = ground.visits[0].opens;
        while at != DEPOT {
            let Node { next, into, .. } = self.nodes[at as usize];
            let visit = &ground.visits[at as usize];
            let early = (leaves + i64::from(into)).max(visit.opens);
            self.times[at as usize].early = early;
            leaves = early + visit.service;
            at = next;
        }
        let mut at = last;
        let mut late = ground.visits[0].closes;
        while at != DEPOT {
            let Node { prev, out, .. } = self.nodes[at as usize];
            let visit = &ground.visits[at as usize];
            late = visit.latest(late - i64::from(out) - visit.service);
            self.times[at as usize].late = late;
            at = prev;
        }
    }

    /// Earliest moments from `node` on until one stays as it was; that of `node` is new anyway when
    /// `fresh`.
    pub(super) fn forward(&mut self, ground: &Ground<'_>, node: u32, fresh: bool) {
        let (mut at, mut fresh) = (node, fresh);
        while at != DEPOT {
            let Node { prev, next, into, .. } = self.nodes[at as usize];
            let opens = ground.visits[at as usize].opens;
            let early = (self.leaves(ground, prev) + i64::from(into)).max(opens);
            let old = std::mem::replace(&mut self.times[at as usize].early, early);
            if early == old && !fresh {
                return;
            }
            fresh = false;
            at = next;
        }
    }

    /// Latest moments from `node` back, likewise.
    pub(super) fn backward(&mut self, ground: &Ground<'_>, node: u32, fresh: bool) {
        let (mut at, mut fresh) = (node, fresh);
        while at != DEPOT {
            let Node { prev, next, out, .. } = self.nodes[at as usize];
            let visit = &ground.visits[at as usize];
            let late = visit.latest(self.latest(ground, next) - i64::from(out) - visit.service);
            let old = std::mem::replace(&mut self.times[at as usize].late, late);
            if late == old && !fresh {
                return;
            }
            fresh = false;
            at = prev;
        }
    }
}
