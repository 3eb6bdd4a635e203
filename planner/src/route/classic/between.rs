//! Exchanges of segments between two routes.
//!
//! They cover relocation, swaps, cross exchanges and, when a segment is the rest or the beginning of
//! its route, both kinds of 2-opt* (Taillard et al., "A tabu search heuristic for the vehicle routing
//! problem with soft time windows", Transportation Science 31 (1997)).

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::local::{Found, LONGEST, Move};
use super::segment::Segment;
use super::state::State;

/// Exchanges that bring a segment with `u` at one end beside `v`, on another route, `leg` away.
pub(super) fn between(
    ground: &Ground<'_>,
    state: &State,
    fine: &Fine,
    (u, v): (u32, u32),
    leg: i32,
    best: &mut Found,
) {
    let (nu, nv) = (&state.nodes[u as usize], &state.nodes[v as usize]);
    let (a, b) = (nu.route, nv.route);
    let (ra, rb) = (&state.routes[a as usize], &state.routes[b as usize]);
    let pair = Pair {
        ground,
        state,
        a,
        b,
        room_a: ground.capacity - ra.load,
        room_b: ground.capacity - rb.load,
        leg: i64::from(leg),
        fined: fine.of((ra.load - ground.capacity).max(0))
            + fine.of((rb.load - ground.capacity).max(0)),
        fine,
    };
    // Which of the legs given up the new one is shorter than.
    let full = pair.fined > 0;
    let (u_in, u_out) = (full || leg < nu.into, full || leg < nu.out);
    let (v_in, v_out) = (full || leg < nv.into, full || leg < nv.out);
    let symmetric = ground.symmetric();
    if u_in || v_out {
        // u and what follows it come just after v.
        let other = beyond(state, v, true);
        let mut last = u;
        for len in 1..=LONGEST {
            let segment = Segment::new(state, u, last);
            for other in &other[..len.min(2) + 1] {
                pair.offer(&segment, other, false, false, best);
            }
            last = state.nodes[last as usize].next;
            if last == DEPOT {
                break;
            }
        }
        let rest = Segment::new(state, u, ra.last);
        let other = match nv.next {
            DEPOT => other[0],
            next => Segment::new(state, next, rb.last),
        };
        pair.offer(&rest, &other, false, false, best);
    }
    if u_out || v_in {
        // u and what precedes it come just before v.
        let other = beyond(state, v, false);
        let mut first = u;
        for len in 1..=LONGEST {
            let segment = Segment::new(state, first, u);
            for other in &other[..len.min(2) + 1] {
                pair.offer(&segment, other, false, false, best);
            }
            first = state.nodes[first as usize].prev;
            if first == DEPOT {
                break;
            }
        }
    }
    if !symmetric {
        return;
    }
    if u_out || v_out {
        // u and what precedes it, turned round, come just after v.
        let other = beyond(state, v, true);
        let mut first = nu.prev;
        for _ in 2..=LONGEST {
            if first == DEPOT {
                break;
            }
            let segment = Segment::new(state, first, u);
            for other in &other {
                pair.offer(&segment, other, true, false, best);
            }
            first = state.nodes[first as usize].prev;
        }
        let head = Segment::new(state, ra.first, u);
        let other = match nv.next {
            DEPOT => other[0],
            next => Segment::new(state, next, rb.last),
        };
        pair.offer(&head, &other, true, true, best);
    }
    if u_in || v_in {
        // u and what follows it, turned round, come just before v.
        let other = beyond(state, v, false);
        let mut last = nu.next;
        for _ in 2..=LONGEST {
            if last == DEPOT {
                break;
            }
            let segment = Segment::new(state, u, last);
            for other in &other {
                pair.offer(&segment, other, true, false, best);
            }
            last = state.nodes[last as usize].next;
        }
        let rest = Segment::new(state, u, ra.last);
        let other = match nv.prev {
            DEPOT => other[0],
            prev => Segment::new(state, rb.first, prev),
        };
        pair.offer(&rest, &other, true, true, best);
    }
}

/// What of its route may go when something comes just after `v` (or before it): nothing, or the one
/// or two customers beyond; repeated where there are fewer.
#[inline(always)]
fn beyond(state: &State, v: u32, after: bool) -> [Segment; 3] {
    let step = |node: u32| {
        let node = &state.nodes[node as usize];
        if after { node.next } else { node.prev }
    };
    let segment = |near: u32, far: u32| {
        if after { Segment::new(state, near, far) } else { Segment::new(state, far, near) }
    };
    let gap = if after { Segment::gap_after(state, v) } else { Segment::gap_before(state, v) };
    let mut all = [gap; 3];
    let near = step(v);
    if near != DEPOT {
        all[1] = segment(near, near);
        all[2] = all[1];
        let far = step(near);
        if far != DEPOT {
            all[2] = segment(near, far);
        }
    }
    all
}

/// Two routes between which segments are exchanged.
struct Pair<'a> {
    ground: &'a Ground<'a>,
    state: &'a State,
    a: u32,
    b: u32,
    room_a: i64,
    room_b: i64,
    /// The leg by which two near customers come together.
    leg: i64,
    /// The price of what each has too much now. Prices are rounded for each route, never for a
    /// difference, so that no round of moves gains by rounding alone and goes on for ever.
    fined: i64,
    fine: &'a Fine,
}

impl Pair<'_> {
    /// Judges one exchange.
    #[inline(always)]
    fn offer(&self, sa: &Segment, sb: &Segment, fa: bool, fb: bool, best: &mut Found) {
        let moved = sb.load - sa.load;
        let over = [moved - self.room_a, -moved - self.room_b].map(|over| over.max(0));
        let gone = sa.gone + sb.gone + self.fined - self.fine.of(over[0]) - self.fine.of(over[1]);
        let most = gone + best.0;
        if self.leg >= most {
            return;
        }
        let Self { ground, state, a, b, .. } = *self;
        let made = sa.joined(ground, sb.before, sb.behind, fa);
        if made >= most {
            return;
        }
        let made = made + sb.joined(ground, sa.before, sa.behind, fb);
        if made >= most {
            return;
        }
        if ground.timed()
            && !(sa.in_time(ground, state, sb.before, sb.behind, fa)
                && sb.in_time(ground, state, sa.before, sa.behind, fb))
        {
            return;
        }
        *best = (made - gone, Some(Move::Exchange { a, b, sa: *sa, sb: *sb, fa, fb }));
    }
}
