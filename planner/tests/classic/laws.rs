//! What holds on instances too large to be solved by trying.

use super::case::{Kind, answer, instances};
use fenjian_planner::check::instance::check;
use fenjian_planner::halt::Stop;
use fenjian_planner::route::Settings;
use fenjian_planner::route::classic::solve;
use fenjian_planner::vrp::{Instance, Metric, Objective, Rounding};
use proptest::prelude::*;
use std::sync::Mutex;

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_are_sound_and_the_same_again(
        windows in any::<bool>(),
        matrix in any::<bool>(),
        threads in 1..4_usize,
        seed in any::<u64>(),
    ) {
        let kind = Kind { customers: 150, windows, matrix };
        let case = drawn(kind, seed);
        let first = answer(&case, Objective::Distance, 1_000, threads);
        let again = answer(&case, Objective::Distance, 1_000, threads);
        let verdict = check(&case, first.routes.as_ref().unwrap());
        prop_assert!(verdict.feasible(), "{:?}", verdict.faults);
        prop_assert_eq!(first.routes, again.routes);
        prop_assert_eq!(first.iterations, again.iterations);
        prop_assert!(first.iterations <= 1_000);
    }

    #[test]
    fn more_time_is_never_worse(seed in any::<u64>()) {
        let case = drawn(Kind { customers: 120, windows: false, matrix: false }, seed);
        let marks = Mutex::new(Vec::new());
        let never = || 0.0;
        let settings = Settings { seed, threads: 2 };
        let stop = Stop::after(2_000, &never);
        let solved = solve(&case, Objective::Distance, settings, stop, &|mark| {
            marks.lock().unwrap().push(mark.cost);
        });
        let marks = marks.into_inner().unwrap();
        prop_assert!(marks.is_sorted_by(|a, b| a >= b), "{marks:?}");
        let cost = check(&case, &solved.routes.unwrap()).cost;
        prop_assert_eq!(Some(&cost), marks.last());
        let start = answer(&case, Objective::Distance, 0, 1);
        prop_assert!(cost <= check(&case, &start.routes.unwrap()).cost);
    }
}

/// One instance of a kind, as `seed` draws it.
fn drawn(kind: Kind, seed: u64) -> Instance {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    instances(kind).new_tree(&mut runner).unwrap().current()
}

#[test]
fn a_cancelled_search_answers_with_what_it_has() {
    let case = drawn(Kind { customers: 200, windows: true, matrix: false }, 1);
    let cancelled = || f64::INFINITY;
    let settings = Settings { seed: 1, threads: 2 };
    let solved = solve(&case, Objective::Distance, settings, Stop::when(&cancelled), &|_| ());
    assert!(check(&case, &solved.routes.unwrap()).feasible());
}

#[test]
fn thirty_thousand_customers_need_no_matrix() {
    let points = (0..30_001_u64)
        .map(|ix| ((ix * 7_919 % 10_007) as f64, (ix * 104_729 % 10_009) as f64))
        .collect();
    let mut demand = vec![1; 30_001];
    demand[0] = 0;
    let case = Instance {
        name: String::from("large"),
        metric: Metric::Plane { points, rounding: Rounding::Nearest },
        demand,
        capacity: 40,
        timing: None,
        max_routes: None,
        scale: 1,
    };
    let start = check(&case, &answer(&case, Objective::Distance, 0, 2).routes.unwrap());
    let after = check(&case, &answer(&case, Objective::Distance, 2_000, 2).routes.unwrap());
    assert!(after.feasible(), "{:?}", after.faults);
    assert!(after.cost < start.cost);
}

#[test]
fn all_customers_at_one_place_and_a_single_customer() {
    for customers in [1, 2, 30] {
        let points = vec![(5.0, 5.0); customers + 1];
        let mut demand = vec![3; customers + 1];
        demand[0] = 0;
        let case = Instance {
            name: String::from("heap"),
            metric: Metric::Plane { points, rounding: Rounding::Nearest },
            demand,
            capacity: 9,
            timing: None,
            max_routes: None,
            scale: 1,
        };
        let solved = answer(&case, Objective::Distance, 200, 2);
        let verdict = check(&case, &solved.routes.unwrap());
        assert!(verdict.feasible(), "{:?}", verdict.faults);
        assert_eq!(verdict.cost, 0);
    }
}
