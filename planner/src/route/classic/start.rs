//! The start: savings of Clarke and Wright (1964) between near customers.

use super::ground::{DEPOT, Ground};
use super::standing::Standing;
use crate::vrp::Routes;

/// Savings between so many near customers of each are looked at.
const CLOSE: usize = 50;

/// Routes by savings; where they are more than the instance allows, the customers of the smallest
/// ones are absent.
pub(super) fn start(ground: &Ground<'_>) -> Standing {
    let mut routes = savings(ground);
    routes.sort_by_key(|route| std::cmp::Reverse(route.len()));
    let absent = routes.split_off(routes.len().min(ground.max_routes)).concat();
    let cost = routes.iter().map(|route| length(ground, route)).sum();
    Standing { routes, absent, cost }
}

/// The length of a route.
fn length(ground: &Ground<'_>, route: &[u32]) -> i64 {
    let from = std::iter::once(&DEPOT).chain(route);
    let to = route.iter().chain([&DEPOT]);
    from.zip(to).map(|(&a, &b)| i64::from(ground.distance(a, b))).sum()
}

/// Merges routes of one customer each wherever that saves most. O(n log n).
fn savings(ground: &Ground<'_>) -> Routes {
    let mut pairs: Vec<(i64, u32, u32)> = Vec::new();
    for from in 1..ground.nodes as u32 {
        for near in ground.near(from).iter().take(CLOSE) {
            // Both directions, as each pair need not be near from both sides.
            for (a, b, leg) in [(from, near.node, near.to), (near.node, from, near.from)] {
                let saving = i64::from(ground.distance(a, DEPOT))
                    + i64::from(ground.distance(DEPOT, b))
                    - i64::from(leg);
                if saving > 0 {
                    pairs.push((-saving, a, b));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let n = ground.nodes;
    let mut next = vec![DEPOT; n];
    let mut prev = vec![DEPOT; n];
    // For the ends of each chain its other end and its load.
    let mut other: Vec<u32> = (0..n as u32).collect();
    let mut load: Vec<i64> = ground.demand.clone();
    for (_, a, b) in pairs {
        let open = next[a as usize] == DEPOT && prev[b as usize] == DEPOT;
        if !open || other[a as usize] == b || load[a as usize] + load[b as usize] > ground.capacity
        {
            continue;
        }
        let (head, tail) = (other[a as usize], other[b as usize]);
        if !ground.in_time(chain(&next, head).chain(chain(&next, b))) {
            continue;
        }
        let sum = load[a as usize] + load[b as usize];
        (next[a as usize], prev[b as usize]) = (b, a);
        (other[head as usize], other[tail as usize]) = (tail, head);
        (load[head as usize], load[tail as usize]) = (sum, sum);
    }
    let mut routes = Routes::new();
    for first in (1..n as u32).filter(|&node| prev[node as usize] == DEPOT) {
        routes.push(chain(&next, first).collect());
    }
    routes
}

/// The customers from `first` on.
fn chain(next: &[u32], first: u32) -> impl Iterator<Item = u32> + '_ {
    std::iter::successors(Some(first), |&at| Some(next[at as usize])).take_while(|&at| at != DEPOT)
}
