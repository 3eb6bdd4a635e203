//! Moves of segments within a route, and reversals.

use super::ground::{DEPOT, Ground};
use super::local::{Found, LONGEST, Move};
use super::segment::Segment;
use super::state::State;

/// Moves of segments with `u` at one end beside `v`, on the same route, and the reversals that bring
/// them together.
pub(super) fn within(ground: &Ground<'_>, state: &State, u: u32, v: u32, best: &mut Found) {
    let (nu, nv) = (&state.nodes[u as usize], &state.nodes[v as usize]);
    let a = nu.route;
    let symmetric = ground.symmetric();
    let mut consider = |segment: Segment, gap: Segment, delta: i64, flip: bool| {
        if delta >= best.0 {
            return;
        }
        if ground.timed() {
            let mut route: Vec<u32> = state.customers(a).collect();
            shift(state, &mut route, &segment, &gap, flip);
            if !ground.in_time(route.into_iter()) {
                return;
            }
        }
        *best = (delta, Some(Move::Shift { a, segment, gap, flip }));
    };
    if symmetric && nu.at < nv.at {
        let turned = [(nu.next, v), (u, nv.prev)];
        for (first, last) in turned {
            if first == v || last == u {
                continue; // Neighbours already.
            }
            let segment = Segment::new(state, first, last);
            let delta = segment.joined(ground, segment.before, segment.behind, true) - segment.gone;
            consider(segment, segment, delta, true);
        }
    }
    let mut beside = |segment: Segment, after: bool, flip: bool| {
        let gap = if after { Segment::gap_after(state, v) } else { Segment::gap_before(state, v) };
        if gap.before == segment.last || gap.behind == segment.first {
            return;
        }
        let left = i64::from(ground.distance(segment.before, segment.behind));
        let made = segment.joined(ground, gap.before, gap.behind, flip) + left;
        consider(segment, gap, made - segment.gone - gap.gone, flip);
    };
    let (mut head, mut tail) = (u, u);
    let (mut heads, mut tails) = (true, true);
    for len in 1..=LONGEST {
        tails &= tail != DEPOT && tail != v;
        if tails {
            let segment = Segment::new(state, u, tail);
            beside(segment, true, false);
            if symmetric || len == 1 {
                beside(segment, false, true);
            }
            tail = state.nodes[tail as usize].next;
        }
        heads &= head != DEPOT && head != v;
        if heads {
            if len > 1 {
                let segment = Segment::new(state, head, u);
                beside(segment, false, false);
                if symmetric {
                    beside(segment, true, true);
                }
            }
            head = state.nodes[head as usize].prev;
        }
    }
}

/// Makes `route`, the customers of a route, what it is when its `segment` goes into the `gap`, turned
/// round or not. O(customers).
pub(super) fn shift(
    state: &State,
    route: &mut [u32],
    segment: &Segment,
    gap: &Segment,
    flip: bool,
) {
    let (from, to) = (segment.range(state), gap.range(state).start);
    if flip {
        route[from.clone()].reverse();
    }
    if to > from.end {
        route[from.start..to].rotate_left(from.len());
    } else if to < from.start {
        route[to..from.end].rotate_right(from.len());
    }
}
