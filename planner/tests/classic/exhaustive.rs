//! The best solution of a small instance by trying every one.

use super::case::{Kind, answer, instances};
use fenjian_planner::check::instance::check;
use fenjian_planner::vrp::{Instance, Objective};
use proptest::prelude::*;

/// The least (routes, distance) or distance with at most `max_routes` routes; none when there is no
/// solution. Every order of every subset is tried.
fn best(instance: &Instance, objective: Objective) -> Option<(usize, i64)> {
    let n = instance.customers();
    let mut single = vec![None; 1 << n];
    extend(instance, &mut Vec::new(), 0, &mut single);
    // By number of routes and set of customers.
    let most = instance.max_routes.unwrap_or(n).min(n);
    let mut least = vec![vec![None; 1 << n]; most + 1];
    least[0][0] = Some(0);
    for routes in 1..=most {
        for set in 1_usize..1 << n {
            let mut part = set;
            while part > 0 {
                if let (Some(one), Some(rest)) = (single[part], least[routes - 1][set & !part]) {
                    let sum: i64 = one + rest;
                    let old = &mut least[routes][set];
                    *old = Some(old.map_or(sum, |old: i64| old.min(sum)));
                }
                part = (part - 1) & set;
            }
        }
    }
    let all = (1 << n) - 1;
    let found = least.iter().enumerate().filter_map(|(routes, by)| Some((routes, by[all]?)));
    match objective {
        Objective::Distance => found.min_by_key(|(_, cost)| *cost),
        Objective::VehiclesFirst => found.min(),
    }
}

/// Notes the cost of every route that goes on from `route`.
fn extend(instance: &Instance, route: &mut Vec<usize>, set: usize, single: &mut [Option<i64>]) {
    if let Some(cost) = drive(instance, route) {
        let old = single[set];
        single[set] = Some(old.map_or(cost, |old| old.min(cost)));
    } else if !route.is_empty() {
        return; // Whatever follows comes too late or is too much.
    }
    for customer in 1..=instance.customers() {
        let bit = 1 << (customer - 1);
        if set & bit == 0 {
            route.push(customer);
            extend(instance, route, set | bit, single);
            route.pop();
        }
    }
}

fn drive(instance: &Instance, route: &[usize]) -> Option<i64> {
    let load: i64 = route.iter().map(|&node| instance.demand[node]).sum();
    if load > instance.capacity {
        return None;
    }
    let (mut at, mut t, mut cost) = (0, 0, 0);
    for &next in route.iter().chain([&0]) {
        let leg = instance.metric.distance(at, next);
        cost += leg;
        if let Some(timing) = &instance.timing {
            let (opens, closes) = timing.window[next];
            t = (t + leg).max(opens);
            if t > closes {
                return None;
            }
            t += timing.service[next];
        }
        at = next;
    }
    Some(cost)
}

/// What the engine answers is sound and as good as any.
fn agree(instance: &Instance, objective: Objective) -> Result<(), TestCaseError> {
    let found = answer(instance, objective, 6_000, 1).routes;
    let Some((routes, cost)) = best(instance, objective) else {
        prop_assert!(found.is_none());
        return Ok(());
    };
    let verdict = check(instance, &found.unwrap());
    prop_assert!(verdict.feasible(), "{:?}", verdict.faults);
    if objective == Objective::VehiclesFirst {
        prop_assert_eq!(verdict.routes, routes);
    }
    prop_assert_eq!(verdict.cost, cost);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn capacity_alone(case in instances(Kind { customers: 6, windows: false, matrix: false })) {
        agree(&case, Objective::Distance)?;
    }

    #[test]
    fn windows(case in instances(Kind { customers: 6, windows: true, matrix: false })) {
        agree(&case, Objective::Distance)?;
    }

    #[test]
    fn a_matrix_that_is_not_symmetric(
        case in instances(Kind { customers: 6, windows: false, matrix: true })
    ) {
        agree(&case, Objective::Distance)?;
    }

    #[test]
    fn windows_and_such_a_matrix(
        case in instances(Kind { customers: 6, windows: true, matrix: true })
    ) {
        agree(&case, Objective::Distance)?;
    }

    #[test]
    fn vehicles_first(case in instances(Kind { customers: 6, windows: true, matrix: false })) {
        agree(&case, Objective::VehiclesFirst)?;
    }

    #[test]
    fn few_routes(
        mut case in instances(Kind { customers: 6, windows: false, matrix: false }),
        spare in 0..2_usize,
    ) {
        // The fewest possible, where distance alone might like more.
        let fewest = best(&case, Objective::VehiclesFirst).unwrap().0;
        case.max_routes = Some(fewest + spare);
        agree(&case, Objective::Distance)?;
    }
}
