//! A piece of a route, or the gap between two customers, with what stands at and beside its ends.

use super::ground::{DEPOT, Ground};
use super::state::State;

/// A piece of a route; empty for a gap.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) before: u32,
    /// The depot when empty.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) behind: u32,
    /// Length of the legs to and from it, or across the gap.
    pub(super) gone: i64,
    pub(super) load: i64,
}

impl Segment {
    /// From `first` to `last`, of the same route.
    #[inline(always)]
    pub(super) fn new(state: &State, first: u32, last: u32) -> Self {
        let (head, tail) = (&state.nodes[first as usize], &state.nodes[last as usize]);
        let gone = i64::from(head.into) + i64::from(tail.out);
        let before = if head.prev == DEPOT { 0 } else { state.nodes[head.prev as usize].sum };
        Self { before: head.prev, first, last, behind: tail.next, gone, load: tail.sum - before }
    }

    /// The gap just after `node`.
    #[inline(always)]
    pub(super) fn gap_after(state: &State, node: u32) -> Self {
        let this = &state.nodes[node as usize];
        let gone = i64::from(this.out);
        Self { before: node, first: DEPOT, last: DEPOT, behind: this.next, gone, load: 0 }
    }

    /// The gap just before `node`.
    #[inline(always)]
    pub(super) fn gap_before(state: &State, node: u32) -> Self {
        let this = &state.nodes[node as usize];
        let gone = i64::from(this.into);
        Self { before: this.prev, first: DEPOT, last: DEPOT, behind: node, gone, load: 0 }
    }

    /// Whether it is a gap.
    #[inline(always)]
    pub(super) fn is_gap(&self) -> bool {
        self.first == DEPOT
    }

    /// Length of the legs that join this to `before` and `behind`; backwards when `flip`. Where
    /// distances are not symmetric, what is turned round must be one customer.
    #[inline(always)]
    pub(super) fn joined(&self, ground: &Ground<'_>, before: u32, behind: u32, flip: bool) -> i64 {
        let leg = |a, b| i64::from(ground.distance(a, b));
        match (self.is_gap(), flip) {
            (true, _) if before == DEPOT && behind == DEPOT => 0,
            (true, _) => leg(before, behind),
            (false, false) => leg(before, self.first) + leg(self.last, behind),
            (false, true) => leg(before, self.last) + leg(self.first, behind),
        }
    }

    /// Its positions on its route: the first one and the one behind the last.
    pub(super) fn range(&self, state: &State) -> std::ops::Range<usize> {
        let at = |node: u32| state.nodes[node as usize].at as usize;
        match (self.is_gap(), self.before) {
            (true, DEPOT) => 0..0,
            (true, before) => at(before) + 1..at(before) + 1,
            (false, _) => at(self.first)..at(self.last) + 1,
        }
    }

    /// Whether a route stays in time when this comes between `before` and `behind`. O(1) when it
    /// ends its route and will do so again, O(customers) otherwise.
    #[inline]
    pub(super) fn in_time(
        &self,
        ground: &Ground<'_>,
        state: &State,
        before: u32,
        behind: u32,
        flip: bool,
    ) -> bool {
        let leaves = state.leaves(ground, before);
        let leg = |a, b| i64::from(ground.distance(a, b));
        if self.is_gap() {
            return (before == DEPOT && behind == DEPOT)
                || leaves + leg(before, behind) <= state.latest(ground, behind);
        }
        if !flip && self.behind == DEPOT && behind == DEPOT {
            return leaves + leg(before, self.first) <= state.latest(ground, self.first);
        }
        let (mut at, end) = if flip { (self.last, self.first) } else { (self.first, self.last) };
        let (mut from, mut t) = (before, leaves);
        loop {
            let visit = &ground.visits[at as usize];
            t = (t + leg(from, at)).max(visit.opens);
            if t > visit.closes {
                return false;
            }
            t += visit.service;
            if at == end {
                break;
            }
            from = at;
            let this = &state.nodes[at as usize];
            at = if flip { this.prev } else { this.next };
        }
        t + leg(end, behind) <= state.latest(ground, behind)
    }
}
