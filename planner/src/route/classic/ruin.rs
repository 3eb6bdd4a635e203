//! Takes neighbouring strings of customers off several routes.
//!
//! Adjacent string removal of Christiaens and Vanden Berghe, "Slack Induction by String Removals for
//! Vehicle Routing Problems", Transportation Science 54 (2020).

use super::ground::{DEPOT, Ground};
use super::local::Local;
use super::state::{NOWHERE, State};
use crate::route::random::Random;

/// Customers taken out on average, and the longest string.
const AVERAGE: f64 = 12.0;
const LONGEST: f64 = 10.0;
/// Every other string keeps customers in its middle: one, and one more with this probability, again
/// and again.
const KEEP: f64 = 0.01;

/// Memory of ruins.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruin {
    /// Routes already ruined by this ruin.
    ruined: Vec<u32>,
    string: Vec<u32>,
}

impl Ruin {
    /// Takes strings near `seed` off their routes; the customers become absent and are to be looked
    /// at, as are those beside them.
    pub(super) fn run(
        &mut self,
        ground: &Ground<'_>,
        state: &mut State,
        random: &mut Random,
        local: &mut Local,
        seed: u32,
    ) {
        let size = state.present as f64 / state.used.max(1) as f64;
        let longest = LONGEST.min(size).max(1.0);
        let most = 4.0 * AVERAGE / (1.0 + longest) - 1.0;
        let strings = (random.unit() * most + 1.0) as usize;
        self.ruined.clear();
        self.string_at(ground, state, random, local, seed, longest);
        for near in ground.near(seed) {
            if self.ruined.len() >= strings {
                return;
            }
            self.string_at(ground, state, random, local, near.node, longest);
        }
    }

    fn string_at(
        &mut self,
        ground: &Ground<'_>,
        state: &mut State,
        random: &mut Random,
        local: &mut Local,
        customer: u32,
        longest: f64,
    ) {
        let route = state.nodes[customer as usize].route;
        if route == NOWHERE || self.ruined.contains(&route) {
            return;
        }
        let size = state.routes[route as usize].size as usize;
        self.ruined.push(route);
        let length = (random.unit() * (size as f64).min(longest) + 1.0) as usize;
        let length = length.min(size);
        let mut kept = 0;
        if length > 1 && length < size && random.once_in(2) {
            kept = 1;
            while length + kept < size && random.unit() < KEEP {
                kept += 1;
            }
        }
        let span = length + kept;
        // The string covers the customer: so many steps back, then on, and farther back at the end.
        let mut first = customer;
        for _ in 0..random.below(span) {
            match state.nodes[first as usize].prev {
                DEPOT => break,
                prev => first = prev,
            }
        }
        self.string.clear();
        self.string.extend(along(state, first).take(span));
        while self.string.len() < span {
            first = state.nodes[first as usize].prev;
            self.string.insert(0, first);
        }
        if kept > 0 {
            let from = 1 + random.below(length - 1);
            self.string.drain(from..from + kept);
        }
        let timed = ground.timed();
        for ix in 0..self.string.len() {
            let node = self.string[ix];
            let (prev, next) = {
                let node = &state.nodes[node as usize];
                (node.prev, node.next)
            };
            state.remove(ground, node);
            state.absent.push(node);
            local.push(node);
            // The times of what stays are brought up to date once the string has ended.
            if self.string.get(ix + 1) != Some(&next) {
                local.push(prev);
                local.push(next);
                if timed {
                    state.time_gap(ground, prev, next);
                }
            }
        }
    }
}

/// The customers from `first` to the end of its route.
fn along(state: &State, first: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(first), |&at| Some(state.nodes[at as usize].next))
        .take_while(|&at| at != DEPOT)
}
