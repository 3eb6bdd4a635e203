//! Puts absent customers back, each at its cheapest place near those it is near to, with blinks.
//!
//! Greedy insertion with blinks of Christiaens and Vanden Berghe (2020), but only beside near
//! customers, so that its cost does not grow with the instance.

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::local::Local;
use super::segment::Segment;
use super::state::{NOWHERE, Route, State};
use crate::route::random::Random;

/// One place in this many is passed over, so that the cheapest is not always taken; with fewer
/// customers one in as many as they are: greed alone would put a handful of them back in the same few
/// ways again and again.
const BLINK: f64 = 100.0;
/// So many near customers are looked at first; the others only when none of them has a place.
const CLOSE: usize = 25;

/// A place for a customer.
#[derive(Clone, Copy, Debug)]
struct Place {
    cost: i64,
    after: u32,
    route: u32,
}

/// Memory of recreation.
#[derive(Clone, Debug, Default)]
pub(super) struct Recreate {
    /// Places until the next blink.
    until: u32,
    order: Vec<(i64, u32)>,
    /// Routes already met on the way from near to far.
    met: Vec<u32>,
}

impl Recreate {
    /// Puts the absent customers of `state` back in a random kind of order. Those for which there
    /// is no place stay absent.
    pub(super) fn run(
        &mut self,
        ground: &Ground<'_>,
        state: &mut State,
        random: &mut Random,
        local: &mut Local,
        fine: &Fine,
    ) {
        self.sort(ground, state, random);
        state.absent.clear();
        for ix in 0..self.order.len() {
            let customer = self.order[ix].1;
            match self.cheapest(ground, state, random, fine, customer) {
                Some(place) => {
                    state.insert(ground, customer, place.after, place.route);
                    let node = state.nodes[customer as usize];
                    local.push(node.prev);
                    local.push(node.next);
                }
                None => state.absent.push(customer),
            }
        }
    }

    /// Weights as in the paper: random 4, demand 4, far 2, close 1; with windows also 2 short
    /// windows first, 2 early ones, 2 late ones.
    fn sort(&mut self, ground: &Ground<'_>, state: &State, random: &mut Random) {
        let kinds = if ground.timed() { 17 } else { 11 };
        let kind = random.below(kinds);
        let mut random = || random.below(1 << 20) as i64;
        let visit = |node: u32| &ground.visits[node as usize];
        let far = |node: u32| i64::from(ground.distance(DEPOT, node));
        self.order.clear();
        self.order.extend(state.absent.iter().map(|&node| {
            let key = match kind {
                0..4 => random(),
                4..8 => -ground.demand[node as usize],
                8..10 => -far(node),
                10 => far(node),
                11..13 => visit(node).closes - visit(node).opens,
                13..15 => visit(node).opens,
                _ => -visit(node).closes,
            };
            (key, node)
        }));
        self.order.sort_unstable();
    }

    #[inline]
    fn blinks(&mut self, ground: &Ground<'_>, random: &mut Random) -> bool {
        if self.until > 0 {
            self.until -= 1;
            return false;
        }
        // How many places pass until the next blink is distributed geometrically.
        let blink = BLINK.min(ground.demand.len() as f64);
        self.until = (random.unit().ln() / (1.0 - 1.0 / blink).ln()) as u32;
        true
    }

    /// The cheapest place beside a near customer, or on a route of its own.
    fn cheapest(
        &mut self,
        ground: &Ground<'_>,
        state: &mut State,
        random: &mut Random,
        fine: &Fine,
        customer: u32,
    ) -> Option<Place> {
        let mut best: Option<Place> = None;
        let demand = ground.demand[customer as usize];
        self.met.clear();
        for (rank, near) in ground.near(customer).iter().enumerate() {
            if rank >= CLOSE && best.is_some() {
                break;
            }
            let route = state.nodes[near.node as usize].route;
            if route == NOWHERE {
                continue;
            }
            let Route { load, first, last, .. } = state.routes[route as usize];
            let extra = fine.of((load + demand - ground.capacity).clamp(0, demand));
            let beside =
                [Segment::gap_after(state, near.node), Segment::gap_before(state, near.node)];
            // The legs of the depot are long: the customer may be on the way though nobody near it is.
            let met = self.met.contains(&route);
            let ends = (!met).then(|| {
                self.met.push(route);
                [Segment::gap_before(state, first), Segment::gap_after(state, last)]
            });
            for gap in beside.into_iter().chain(ends.into_iter().flatten()) {
                let bound = best.map_or(i64::MAX, |best| best.cost);
                // What is on the other side of the gap is no nearer, or was looked at before.
                let inner = gap.before != DEPOT && gap.behind != DEPOT && !ground.timed();
                if inner && i64::from(near.to) + i64::from(near.from) - gap.gone + extra >= bound {
                    continue;
                }
                let into = ground.distance(gap.before, customer);
                let out = ground.distance(customer, gap.behind);
                let cost = i64::from(into) + i64::from(out) - gap.gone + extra;
                if cost >= bound || self.blinks(ground, random) {
                    continue;
                }
                let ends = [(gap.before, into), (gap.behind, out)];
                if !ground.timed() || state.in_time(ground, customer, ends) {
                    best = Some(Place { cost, after: gap.before, route });
                }
            }
        }
        let alone = i64::from(ground.distance(DEPOT, customer))
            + i64::from(ground.distance(customer, DEPOT));
        if best.is_none_or(|best| alone < best.cost)
            && let Some(route) = state.empty_route()
        {
            return Some(Place { cost: alone, after: DEPOT, route });
        }
        best
    }
}
