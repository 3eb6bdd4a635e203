//! Two customers of two routes change routes, each going to its cheapest place there.
//!
//! SWAP* of Vidal, "Hybrid genetic search for the CVRP: Open-source implementation and SWAP*
//! neighborhood", Computers & Operations Research 140 (2022), but only where something changed and
//! only between customers one of whom is near the other's route, and only into gaps beside those
//! near and at the ends of routes, so that long routes are not dearer than short ones.

#[cfg(test)]
mod tests;

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::segment::Segment;
use super::state::{NOWHERE, State};

/// So many near customers are looked at.
const WIDTH: usize = 10;

/// A place on the other route: what it costs to go there, and after whom it is.
#[derive(Clone, Copy, Debug)]
struct Place {
    cost: i64,
    after: u32,
}

/// No place at all.
const NONE: Place = Place { cost: i64::MAX / 4, after: NOWHERE };

/// A customer that may change routes, and its cheapest places on the other one, cheapest first: two
/// of them may be beside the customer that leaves, so three are enough.
#[derive(Clone, Copy, Debug)]
struct Mover {
    node: u32,
    places: [Place; 3],
}

/// A route near the one looked at, and who may go from one to the other.
#[derive(Clone, Debug, Default)]
struct Meeting {
    other: u32,
    ours: Vec<Mover>,
    theirs: Vec<Mover>,
}

/// Memory of these moves.
#[derive(Clone, Debug, Default)]
pub(super) struct Swap {
    /// Only the first few are of the route looked at; the others keep their memory.
    meetings: Vec<Meeting>,
    met: usize,
    a: Vec<u32>,
    b: Vec<u32>,
}

impl Swap {
    /// Makes an exchange between one of `nodes`, customers of `route`, and a customer of a route near
    /// it, if one gains; gives both. O(nodes × WIDTH²).
    pub(super) fn run(
        &mut self,
        ground: &Ground<'_>,
        state: &mut State,
        fine: &Fine,
        route: u32,
        nodes: &[u32],
    ) -> Option<[u32; 2]> {
        self.meet(ground, state, route, nodes);
        for ix in 0..self.met {
            let other = self.meetings[ix].other;
            if let Some([u, v]) = self.best(ground, state, fine, route, ix) {
                compose(state, route, u.0, v, &mut self.a);
                compose(state, other, v.0, u, &mut self.b);
                state.clear(ground, route);
                state.clear(ground, other);
                state.lay(ground, route, &self.a);
                state.lay(ground, other, &self.b);
                return Some([u.0, v.0]);
            }
        }
        None
    }

    /// Finds the routes near `nodes`, who may change, and their places.
    fn meet(&mut self, ground: &Ground<'_>, state: &State, route: u32, nodes: &[u32]) {
        self.met = 0;
        for &node in nodes {
            for near in ground.near(node).iter().take(WIDTH) {
                let other = state.nodes[near.node as usize].route;
                if other == route || other == NOWHERE {
                    continue;
                }
                let meeting = self.meeting(other);
                if meeting.ours.last().is_none_or(|mover| mover.node != node) {
                    meeting.ours.push(Mover { node, places: [NONE; 3] });
                }
                if let Some(mover) = meeting.ours.last_mut() {
                    mover.offer(ground, state, near.node);
                }
                if meeting.theirs.iter().all(|mover| mover.node != near.node) {
                    meeting.theirs.push(Mover { node: near.node, places: [NONE; 3] });
                }
            }
        }
        // The legs of the depot are long: a customer may be on the way though nobody near it is.
        let ends = |route: u32| {
            let route = &state.routes[route as usize];
            [route.first, route.last]
        };
        for Meeting { other, ours, theirs } in &mut self.meetings[..self.met] {
            for (movers, ends) in [(ours, ends(*other)), (theirs, ends(route))] {
                for mover in movers {
                    ends.iter().for_each(|&end| mover.offer(ground, state, end));
                }
            }
        }
        for mover in self.meetings[..self.met].iter_mut().flat_map(|meeting| &mut meeting.theirs) {
            for near in ground.near(mover.node).iter().take(WIDTH) {
                if state.nodes[near.node as usize].route == route {
                    mover.offer(ground, state, near.node);
                }
            }
        }
    }

    fn meeting(&mut self, other: u32) -> &mut Meeting {
        let known = self.meetings[..self.met].iter().position(|meeting| meeting.other == other);
        let ix = known.unwrap_or_else(|| {
            if self.met == self.meetings.len() {
                self.meetings.push(Meeting::default());
            }
            let meeting = &mut self.meetings[self.met];
            meeting.other = other;
            meeting.ours.clear();
            meeting.theirs.clear();
            self.met += 1;
            self.met - 1
        });
        &mut self.meetings[ix]
    }

    /// The exchange of one meeting that gains most: who goes after whom.
    fn best(
        &mut self,
        ground: &Ground<'_>,
        state: &State,
        fine: &Fine,
        route: u32,
        ix: usize,
    ) -> Option<[(u32, u32); 2]> {
        let Self { meetings, a, b, .. } = self;
        let Meeting { other, ours, theirs } = &meetings[ix];
        let [la, lb] = [route, *other].map(|route| state.routes[route as usize].load);
        let over = |load: i64| (load - ground.capacity).max(0);
        let price = |la: i64, lb: i64| fine.of(over(la)) + fine.of(over(lb));
        let fined = price(la, lb);
        let (mut least, mut best) = (0, None);
        for u in ours {
            let gone = u.gone(ground, state);
            for v in theirs {
                let moved = ground.demand[u.node as usize] - ground.demand[v.node as usize];
                let gone = gone + v.gone(ground, state);
                let most = gone + fined - price(la - moved, lb + moved) + least;
                let x = u.cheapest(ground, state, v.node);
                if x.cost >= most {
                    continue;
                }
                let y = v.cheapest(ground, state, u.node);
                if x.cost + y.cost >= most {
                    continue;
                }
                let pair = [(u.node, x.after), (v.node, y.after)];
                if ground.timed() {
                    compose(state, route, u.node, pair[1], a);
                    compose(state, *other, v.node, pair[0], b);
                    if ![&*a, &*b].iter().all(|made| ground.in_time(made.iter().copied())) {
                        continue;
                    }
                }
                least += x.cost + y.cost - most;
                best = Some(pair);
            }
        }
        best
    }
}

impl Mover {
    /// Takes note of the gaps before and after `beside`, on the other route.
    #[inline]
    fn offer(&mut self, ground: &Ground<'_>, state: &State, beside: u32) {
        for gap in [Segment::gap_before(state, beside), Segment::gap_after(state, beside)] {
            let into = i64::from(ground.distance(gap.before, self.node));
            let out = i64::from(ground.distance(self.node, gap.behind));
            let place = Place { cost: into + out - gap.gone, after: gap.before };
            let [first, second, third] = self.places;
            if self.places.iter().any(|known| known.after == place.after) {
                continue;
            }
            if place.cost < first.cost {
                self.places = [place, first, second];
            } else if place.cost < second.cost {
                self.places = [first, place, second];
            } else if place.cost < third.cost {
                self.places = [first, second, place];
            }
        }
    }

    /// What its route becomes shorter by when it leaves.
    #[inline]
    fn gone(&self, ground: &Ground<'_>, state: &State) -> i64 {
        let this = &state.nodes[self.node as usize];
        let direct = match (this.prev, this.next) {
            (DEPOT, DEPOT) => 0,
            (prev, next) => i64::from(ground.distance(prev, next)),
        };
        i64::from(this.into) + i64::from(this.out) - direct
    }

    /// Its cheapest place once `leaving` has left the other route: in its stead, which is said by a
    /// place after it, or the best one not beside it.
    #[inline]
    fn cheapest(&self, ground: &Ground<'_>, state: &State, leaving: u32) -> Place {
        let this = &state.nodes[leaving as usize];
        let (prev, next) = (this.prev, this.next);
        let leg = |a, b| i64::from(ground.distance(a, b));
        let direct = if (prev, next) == (DEPOT, DEPOT) { 0 } else { leg(prev, next) };
        let stead = leg(prev, self.node) + leg(self.node, next) - direct;
        let apart = |place: &&Place| place.after != leaving && place.after != prev;
        match self.places.iter().find(apart) {
            Some(place) if place.cost < stead => *place,
            _ => Place { cost: stead, after: leaving },
        }
    }
}

/// The customers of `route` with `gone` away and `come` after `after`, or in the stead of `gone` when
/// it comes after that.
fn compose(state: &State, route: u32, gone: u32, (come, after): (u32, u32), made: &mut Vec<u32>) {
    made.clear();
    if after == DEPOT {
        made.push(come);
    }
    for node in state.customers(route) {
        if node != gone {
            made.push(node);
        }
        if node == after {
            made.push(come);
        }
    }
}
