//! Comparing the engine with its twin, and making sure that the feature in question matters.

use super::twin;
use fenjian_planner::check::answer;
use fenjian_planner::halt::Stop;
use fenjian_planner::route::Settings;
use fenjian_planner::route::fleet::{Fleet, solve};
use fenjian_planner::vrp::{Event, Problem};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};
use std::cell::Cell;

/// Iterations of a comparison.
const ITERATIONS: u64 = 2_000;

/// Runs the engine.
pub(super) fn solved(problem: &Problem, iterations: u64, threads: usize) -> Fleet {
    let never = || 0.0;
    let settings = Settings { seed: 1, threads };
    solve(problem, settings, Stop::after(iterations, &never), &|_| ()).unwrap()
}

/// What an answer is worth: missing weight and cost.
pub(super) fn worth(problem: &Problem, fleet: &Fleet) -> (i64, i64) {
    let steps = fleet.answer.tours.iter().flat_map(|tour| &tour.steps);
    let set = steps.fold(0, |set, step| match step.event {
        Event::Stop(stop) => set | 1 << stop,
        _ => set,
    });
    (twin::missing(problem, set), fleet.answer.cost.0)
}

/// On each of `cases` problems of `strategy` the engine finds what trying everything finds, and its
/// answer stands the checker. In at least a tenth of them the best would be another one if the
/// feature were ignored, as `without` does.
///
/// The problems are the same every time: a search promises no optimum, so that one problem in many
/// thousands may come out a little dearer.
pub(super) fn compare(
    cases: u32,
    strategy: impl Strategy<Value = Problem>,
    without: impl Fn(&mut Problem),
) {
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..ProptestConfig::default()
    };
    let bound = Cell::new(0);
    let outcome = TestRunner::new(config).run(&strategy, |problem| {
        let fleet = solved(&problem, ITERATIONS, 1);
        let faults = answer::check(&problem, &fleet.answer);
        prop_assert_eq!(faults, vec![], "{:#?}", fleet.answer);
        let best = twin::best(&problem);
        prop_assert_eq!(worth(&problem, &fleet), best, "{:#?}", fleet.answer);
        let mut ignored = problem.clone();
        without(&mut ignored);
        bound.set(bound.get() + u32::from(twin::best(&ignored) != best));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    assert!(bound.get() * 10 >= cases, "it mattered in {} of {cases} only", bound.get());
}
