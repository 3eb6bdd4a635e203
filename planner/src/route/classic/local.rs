//! Local search around what has just changed: moves that make a customer the neighbour of a near one.
//!
//! Only customers at which something changed are looked at, and only near ones nearer than their
//! present neighbours (the gain criterion of Lin and Kernighan, "An effective heuristic algorithm for
//! the traveling-salesman problem", Operations Research 21 (1973)).

use super::between::between;
use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::segment::Segment;
use super::state::{NOWHERE, State};
use super::swap::Swap;
use super::within::{shift, within};

/// Longest segment moved.
pub(super) const LONGEST: usize = 3;
/// So many near customers are looked at.
const WIDTH: usize = 10;

/// A change of one or two routes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Move {
    /// The segments of two routes change places, each turned round or not.
    Exchange { a: u32, b: u32, sa: Segment, sb: Segment, fa: bool, fb: bool },
    /// A segment goes into a gap of its own route that is not inside it; into the gap it leaves, it
    /// is just turned round.
    Shift { a: u32, segment: Segment, gap: Segment, flip: bool },
}

/// The best move found so far.
pub(super) type Found = (i64, Option<Move>);

/// Memory of local search.
#[derive(Clone, Debug)]
pub(super) struct Local {
    queue: Vec<u32>,
    queued: Vec<bool>,
    /// Customers looked at since a run began.
    seen: Vec<u32>,
    is_seen: Vec<bool>,
    a: Vec<u32>,
    b: Vec<u32>,
    made: Vec<u32>,
    swap: Swap,
}

impl Local {
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        Self {
            queue: Vec::new(),
            queued: vec![false; ground.nodes],
            seen: Vec::new(),
            is_seen: vec![false; ground.nodes],
            a: Vec::new(),
            b: Vec::new(),
            made: Vec::new(),
            swap: Swap::default(),
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

    /// Makes improving moves until there is none around the customers pushed, and exchanges of two
    /// customers in between.
    pub(super) fn run(&mut self, ground: &Ground<'_>, state: &mut State, fine: &Fine) {
        for node in self.seen.drain(..) {
            self.is_seen[node as usize] = false;
        }
        self.descend(ground, state, fine);
        let mut due: Vec<u32> = state.touched().collect();
        while let Some(route) = due.pop() {
            let on_route = |node: &u32| state.nodes[*node as usize].route == route;
            self.a.clear();
            self.a.extend(self.seen.iter().copied().filter(on_route));
            let Some(moved) = self.swap.run(ground, state, fine, route, &self.a) else { continue };
            for node in moved {
                let this = state.nodes[node as usize];
                [node, this.prev, this.next].iter().for_each(|&node| self.push(node));
                if !due.contains(&this.route) {
                    due.push(this.route);
                }
            }
            self.descend(ground, state, fine);
        }
    }

    /// Makes improving moves until there is none around the customers pushed.
    pub(super) fn descend(&mut self, ground: &Ground<'_>, state: &mut State, fine: &Fine) {
        while let Some(node) = self.queue.pop() {
            self.queued[node as usize] = false;
            if !self.is_seen[node as usize] {
                self.is_seen[node as usize] = true;
                self.seen.push(node);
            }
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
                left.clear();
                left.extend(state.customers(a));
                shift(state, left, &segment, &gap, flip);
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
