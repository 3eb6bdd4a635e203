//! Local search around what has just changed: exchanges of segments between two routes, and moves
//! and reversals within one, always such that a customer becomes the neighbour of a near one.
//!
//! Exchanging segments of two routes covers relocation, swaps, cross exchanges and, when a segment is
//! the rest or the beginning of its route, both kinds of 2-opt* (Taillard et al., "A tabu search
//! heuristic for the vehicle routing problem with soft time windows", 1997). Only customers at which
//! something changed are looked at, and only near ones nearer than their present neighbours (the
//! gain criterion of Lin and Kernighan, 1973).

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::segment::Segment;
use super::state::{NOWHERE, State};

/// Longest segment moved.
const LONGEST: usize = 3;
/// So many near customers are looked at.
const WIDTH: usize = 10;

/// A change of one or two routes.
#[derive(Clone, Copy, Debug)]
enum Move {
    /// The segments of two routes change places, each turned round or not.
    Exchange { a: u32, b: u32, sa: Segment, sb: Segment, fa: bool, fb: bool },
    /// A segment goes into a gap of its own route that is not inside it; into the gap it leaves, it
    /// is just turned round.
    Shift { a: u32, segment: Segment, gap: Segment, flip: bool },
}

/// The best move found so far.
type Found = (i64, Option<Move>);

/// Memory of local search.
#[derive(Clone, Debug)]
pub(super) struct Local {
    queue: Vec<u32>,
    queued: Vec<bool>,
    a: Vec<u32>,
    b: Vec<u32>,
    made: Vec<u32>,
}

impl Local {
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        Self {
            queue: Vec::new(),
            queued: vec![false; ground.nodes],
            a: Vec::new(),
            b: Vec::new(),
            made: Vec::new(),
        }
    }

    /// Has `node` looked at.
    pub(super) fn push(&mut self, node: u32) {
        if node != DEPOT && !self.queued[node as usize] {
            self.queued[node as usize] = true;
            self.queue.push(node);
        }
    }

    /// Has the customers of all touched routes that are too full looked at.
    pub(super) fn push_full(&mut self, ground: &Ground<'_>, state: &State) {
        let full = |route: &u32| state.routes[*route as usize].load > ground.capacity;
        for node in state.touched().filter(full).flat_map(|route| state.customers(route)) {
            self.push(node);
        }
    }

    /// Makes improving moves until there is none around the customers pushed.
    pub(super) fn run(&mut self, ground: &Ground<'_>, state: &mut State, fine: &Fine) {
        while let Some(node) = self.queue.pop() {
            self.queued[node as usize] = false;
            while let Some(found) = Self::best_at(ground, state, fine, node) {
                self.apply(ground, state, found);
            }
        }
    }

    /// The best improving move that makes `u` the neighbour of a near customer.
    fn best_at(ground: &Ground<'_>, state: &State, fine: &Fine, u: u32) -> Option<Move> {
        let node = &state.nodes[u as usize];
        if node.route == NOWHERE {
            return None;
        }
        let excess = (state.routes[node.route as usize].load - ground.capacity).max(0);
        let farthest = i64::from(node.into.max(node.out)) + fine.of(excess);
        let mut best: Found = (0, None);
        for near in ground.near(u).iter().take(WIDTH) {
            if i64::from(near.to.min(near.from)) >= farthest {
                if ground.timed() {
                    continue; // In their order time counts too.
                }
                break;
            }
            let v = near.node;
            let other = &state.nodes[v as usize];
            if other.route == NOWHERE {
                continue;
            }
            if other.route == node.route {
                within(ground, state, u, v, &mut best);
                within(ground, state, v, u, &mut best);
            } else {
                between(ground, state, fine, (u, v), near.from.min(near.to), &mut best);
                between(ground, state, fine, (v, u), near.from.min(near.to), &mut best);
            }
        }
        best.1
    }

    fn apply(&mut self, ground: &Ground<'_>, state: &mut State, found: Move) {
        let Self { a: left, b: right, made, .. } = self;
        match found {
            Move::Exchange { a, b, sa, sb, fa, fb } => {
                let (ra, rb) = (sa.range(state), sb.range(state));
                left.clear();
                left.extend(state.customers(a));
                right.clear();
                right.extend(state.customers(b));
                state.clear(ground, a);
                state.clear(ground, b);
                compose(made, left, ra.clone(), &right[rb.clone()], fb);
                state.lay(ground, a, made);
                compose(made, right, rb, &left[ra], fa);
                state.lay(ground, b, made);
                for end in [
                    sa.before, sa.first, sa.last, sa.behind, sb.before, sb.first, sb.last,
                    sb.behind,
                ] {
                    self.push(end);
                }
            }
            Move::Shift { a, segment, gap, flip } => {
                let from = segment.range(state);
                let to = gap.range(state).start;
                left.clear();
                left.extend(state.customers(a));
                if flip {
                    left[from.clone()].reverse();
                }
                if to > from.end {
                    left[from.start..to].rotate_left(from.len());
                } else if to < from.start {
                    left[to..from.end].rotate_right(from.len());
                }
                state.replace(ground, a, left);
                for end in [
                    segment.before,
                    segment.first,
                    segment.last,
                    segment.behind,
                    gap.before,
                    gap.behind,
                ] {
                    self.push(end);
                }
            }
        }
    }
}

/// The route `own` with `gone` replaced by `come`, turned round or not.
fn compose(
    made: &mut Vec<u32>,
    own: &[u32],
    gone: std::ops::Range<usize>,
    come: &[u32],
    flip: bool,
) {
    made.clear();
    made.extend_from_slice(&own[..gone.start]);
    if flip {
        made.extend(come.iter().rev());
    } else {
        made.extend_from_slice(come);
    }
    made.extend_from_slice(&own[gone.end..]);
}

/// Exchanges that bring a segment with `u` at one end beside `v`, on another route, `leg` away.
fn between(
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
        excess: (ra.load - ground.capacity).max(0) + (rb.load - ground.capacity).max(0),
        fine,
    };
    // Which of the legs given up the new one is shorter than.
    let full = pair.excess > 0;
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
    /// What both have too much now.
    excess: i64,
    fine: &'a Fine,
}

impl Pair<'_> {
    /// Judges one exchange.
    #[inline(always)]
    fn offer(&self, sa: &Segment, sb: &Segment, fa: bool, fb: bool, best: &mut Found) {
        let moved = sb.load - sa.load;
        let excess = (moved - self.room_a).max(0) + (-moved - self.room_b).max(0);
        let gone = sa.gone + sb.gone - self.fine.of(excess - self.excess);
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

/// Moves of segments with `u` at one end beside `v`, on the same route, and the reversals that bring
/// them together.
fn within(ground: &Ground<'_>, state: &State, u: u32, v: u32, best: &mut Found) {
    let (nu, nv) = (&state.nodes[u as usize], &state.nodes[v as usize]);
    let a = nu.route;
    let symmetric = ground.symmetric();
    let mut consider = |segment: Segment, gap: Segment, delta: i64, flip: bool| {
        if delta < best.0 && (!ground.timed() || in_time(ground, state, a, segment, gap, flip)) {
            *best = (delta, Some(Move::Shift { a, segment, gap, flip }));
        }
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
    let mut shift = |segment: Segment, after: bool, flip: bool| {
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
            shift(segment, true, false);
            if symmetric || len == 1 {
                shift(segment, false, true);
            }
            tail = state.nodes[tail as usize].next;
        }
        heads &= head != DEPOT && head != v;
        if heads {
            if len > 1 {
                let segment = Segment::new(state, head, u);
                shift(segment, false, false);
                if symmetric {
                    shift(segment, true, true);
                }
            }
            head = state.nodes[head as usize].prev;
        }
    }
}

/// Whether a route stays in time when its segment goes into the gap. O(customers).
fn in_time(
    ground: &Ground<'_>,
    state: &State,
    a: u32,
    segment: Segment,
    gap: Segment,
    flip: bool,
) -> bool {
    let (from, to) = (segment.range(state), gap.range(state).start);
    let mut all: Vec<u32> = state.customers(a).collect();
    if flip {
        all[from.clone()].reverse();
    }
    if to > from.end {
        all[from.start..to].rotate_left(from.len());
    } else if to < from.start {
        all[to..from.end].rotate_right(from.len());
    }
    let mut t = ground.visits[0].opens;
    let mut prev = DEPOT;
    for node in all {
        let visit = &ground.visits[node as usize];
        t = (t + i64::from(ground.distance(prev, node))).max(visit.opens);
        if t > visit.closes {
            return false;
        }
        t += visit.service;
        prev = node;
    }
    t + i64::from(ground.distance(prev, DEPOT)) <= ground.visits[0].closes
}
