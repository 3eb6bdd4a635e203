//! Puts absent customers back, each at its cheapest place near those it is near to, with blinks.
//!
//! Greedy insertion with blinks of Christiaens and Vanden Berghe (2020), but only beside near
//! customers, so that its cost does not grow with the instance.

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::local::Local;
use super::state::{NOWHERE, State};
use crate::route::random::Random;

/// One place in this many is passed over, so that the cheapest is not always taken.
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
    fn blinks(&mut self, random: &mut Random) -> bool {
        if self.until > 0 {
            self.until -= 1;
            return false;
        }
        // How many places pass until the next blink is distributed geometrically.
        self.until = (random.unit().ln() / (1.0 - 1.0 / BLINK).ln()) as u32;
        true
    }

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
        let timed = ground.timed();
        for (rank, near) in ground.near(customer).iter().enumerate() {
            if rank >= CLOSE && best.is_some() {
                break;
            }
            let beside = &state.nodes[near.node as usize];
            if beside.route == NOWHERE {
                continue;
            }
            let route = &state.routes[beside.route as usize];
            let over = (route.load + demand - ground.capacity).max(0).min(demand);
            let extra = fine.of(over);
            let mut bound = best.map_or(i64::MAX, |best| best.cost) - extra;
            // Behind the near customer. The one behind that is no nearer, or was looked at before.
            if beside.next == DEPOT || timed || i64::from(near.from + near.to - beside.out) < bound
            {
                let out = ground.distance(customer, beside.next);
                let cost = i64::from(near.from) + i64::from(out) - i64::from(beside.out);
                if cost < bound && !self.blinks(random) {
                    let fits = !timed
                        || state.in_time(
                            ground,
                            customer,
                            (near.node, near.from),
                            (beside.next, out),
                        );
                    if fits {
                        bound = cost;
                        best = Some(Place {
                            cost: cost + extra,
                            after: near.node,
                            route: beside.route,
                        });
                    }
                }
            }
            if beside.prev == DEPOT || timed || i64::from(near.from + near.to - beside.into) < bound
            {
                // Before it.
                let into = ground.distance(beside.prev, customer);
                let cost = i64::from(into) + i64::from(near.to) - i64::from(beside.into);
                if cost < bound && !self.blinks(random) {
                    let fits = !timed
                        || state.in_time(
                            ground,
                            customer,
                            (beside.prev, into),
                            (near.node, near.to),
                        );
                    if fits {
                        best = Some(Place {
                            cost: cost + extra,
                            after: beside.prev,
                            route: beside.route,
                        });
                    }
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
