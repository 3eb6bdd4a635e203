//! Beside everything tried: where no exchange is found, none of any kind gains.
#![allow(clippy::unwrap_used)]

use super::super::fine::Fine;
use super::super::ground::Ground;
use super::super::state::State;
use super::Swap;
use crate::vrp::{Instance, Metric, Rounding, Routes, Timing};
use proptest::prelude::*;

/// So few customers that each is near all others.
const CUSTOMERS: usize = 9;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ends_where_no_exchange_gains(
        points in proptest::collection::vec((0..100_u32, 0..100_u32), CUSTOMERS + 1),
        demand in proptest::collection::vec(1..10_i64, CUSTOMERS + 1),
        capacity in 15..30_i64,
        cuts in (1..CUSTOMERS, 1..CUSTOMERS),
        timed in any::<bool>(),
    ) {
        let instance = instance(&points, demand, capacity, timed);
        let ground = Ground::new(&instance);
        let all: Vec<u32> = (1..=CUSTOMERS as u32).collect();
        let (first, second) = (cuts.0.min(cuts.1), cuts.0.max(cuts.1));
        let pieces = [&all[..first], &all[first..second], &all[second..]];
        let routes: Routes = pieces.iter().map(|piece| piece.to_vec()).collect();
        prop_assume!(routes.iter().all(|route| ground.in_time(route.iter().copied())));
        let routes: Routes = routes.into_iter().filter(|route| !route.is_empty()).collect();
        let mut state = State::of(&ground, &routes, routes.len());
        let (fine, mut swap) = (Fine::new(&ground), Swap::default());
        loop {
            let before = worth(&ground, &fine, &state.lists());
            let moved = (0..routes.len() as u32).find_map(|route| {
                let nodes: Vec<u32> = state.customers(route).collect();
                swap.run(&ground, &mut state, &fine, route, &nodes)
            });
            let after = state.lists();
            let mut served = after.concat();
            served.sort_unstable();
            prop_assert_eq!(&served, &all);
            prop_assert!(after.iter().all(|route| ground.in_time(route.iter().copied())));
            match moved {
                Some(_) => prop_assert!(worth(&ground, &fine, &after) < before),
                None => break,
            }
        }
        // With windows only the cheapest place is tried, which may be too late.
        let least = worth(&ground, &fine, &state.lists());
        prop_assert!(timed || cheapest_exchange(&ground, &fine, &state.lists()) >= least);
    }
}

fn instance(points: &[(u32, u32)], mut demand: Vec<i64>, capacity: i64, timed: bool) -> Instance {
    demand[0] = 0;
    let points = points.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).collect();
    let window = |node: i64| (0, if node == 0 { 3_000 } else { 150 + 60 * node });
    let timing = timed.then(|| Timing {
        window: (0..=CUSTOMERS as i64).map(window).collect(),
        service: vec![5; CUSTOMERS + 1],
    });
    let metric = Metric::Plane { points, rounding: Rounding::Nearest };
    let name = String::from("drawn");
    Instance { name, metric, demand, capacity, timing, max_routes: None, scale: 1 }
}

/// Distance, and load above capacity at its price.
fn worth(ground: &Ground<'_>, fine: &Fine, routes: &Routes) -> i64 {
    let one = |route: &Vec<u32>| {
        let stops = [&[0][..], route, &[0]].concat();
        let length: i64 =
            stops.windows(2).map(|leg| i64::from(ground.distance(leg[0], leg[1]))).sum();
        let load: i64 = route.iter().map(|&node| ground.demand[node as usize]).sum();
        length + fine.of((load - ground.capacity).max(0))
    };
    routes.iter().map(one).sum()
}

/// The least worth after any exchange of two customers, each to any place of the other's route.
fn cheapest_exchange(ground: &Ground<'_>, fine: &Fine, routes: &Routes) -> i64 {
    let mut least = i64::MAX;
    for a in 0..routes.len() {
        for b in 0..a {
            for (i, j) in
                (0..routes[a].len()).flat_map(|i| (0..routes[b].len()).map(move |j| (i, j)))
            {
                let mut rest = routes.clone();
                let (u, v) = (rest[a].remove(i), rest[b].remove(j));
                for at in 0..=rest[a].len() {
                    for to in 0..=rest[b].len() {
                        let mut tried = rest.clone();
                        tried[a].insert(at, v);
                        tried[b].insert(to, u);
                        if tried.iter().all(|route| ground.in_time(route.iter().copied())) {
                            least = least.min(worth(ground, fine, &tried));
                        }
                    }
                }
            }
        }
    }
    least
}
