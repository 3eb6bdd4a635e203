//! Whatever the day is like, the plan passes the independent checker, two runs agree, and a longer
//! search is not worse than the solution it began with.

use super::case::{Case, Drop, Van};
use fenjian_planner::check::check;
use fenjian_planner::fault;
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DEAREST;
use fenjian_planner::propose::{Proposed, propose};
use fenjian_planner::route::Settings;
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::Smoothness;
use proptest::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// A position near the centre.
fn position() -> impl Strategy<Value = (i64, i64)> {
    (-4i64..5, -4i64..5)
}

fn drop() -> impl Strategy<Value = Drop> {
    let windows = prop_oneof![
        Just(vec![(0, 60)]),
        (0i64..30, 0i64..20).prop_map(|(from, length)| vec![(from, from + length)]),
        (0i64..15, 0i64..9, 1i64..12, 0i64..15).prop_map(|(from, length, gap, again)| {
            vec![(from, from + length), (from + length + gap, from + length + gap + again)]
        }),
    ];
    (position(), 0i64..3, 1usize..20, windows, 0usize..6).prop_map(
        |(at, service, cards, windows, asks)| {
            let skills = if asks == 0 { vec!["山路".to_string()] } else { vec![] };
            Drop { at, windows, service, cards, skills }
        },
    )
}

/// A van that has some of the limits.
fn van() -> impl Strategy<Value = Van> {
    let limits = (
        proptest::option::of(1u32..9),
        proptest::option::of(40i64..300),
        proptest::option::of(10i64..90),
        proptest::option::of(0u32..7),
        (0i64..10, 15i64..60),
    );
    let day = (
        proptest::option::of((0i64..5, 0i64..25, 0i64..8)),
        1u32..4,
        0i64..4,
        proptest::option::of(position()),
        proptest::option::of(position()),
    );
    let money = (0i64..9_000, 0i64..4, 0i64..4);
    (limits, day, money, any::<bool>()).prop_map(|(limits, day, money, skilled)| Van {
        pouches: limits.0,
        grams: limits.1,
        max_km: limits.2,
        max_stops: limits.3,
        shift: limits.4,
        pause: day.0.map(|(length, from, wide)| (length, from, from + wide)),
        trips: day.1,
        reload: day.2,
        start: day.3,
        end: day.4,
        fixed: money.0,
        prices: (money.1, money.2),
        skills: if skilled { vec!["山路".into()] } else { vec![] },
    })
}

fn case() -> impl Strategy<Value = Case> {
    let drops = proptest::collection::vec(drop(), 1..25);
    let vans = proptest::collection::vec(van(), 0..6);
    (drops, vans, 1u32..3, 0i64..5, 0i64..12, 5i64..60).prop_map(
        |(drops, vans, docks, dock_time, opens, open)| Case {
            drops,
            vans,
            docks,
            dock_time,
            opens,
            closes: opens + open,
        },
    )
}

fn proposed(case: &Case, iterations: u64, threads: usize) -> Proposed {
    let never = || 0.0;
    let settings = Settings { seed: 7, threads };
    propose(&case.build().0, settings, Stop::after(iterations, &never), &|_| ())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn the_checker_finds_nothing(case in case()) {
        let problem = case.build().0;
        let plan = proposed(&case, 60, 2).plan;
        prop_assert_eq!(check(&problem, &plan), vec![], "{:#?}", plan);
    }

    #[test]
    fn two_runs_agree_and_are_not_worse_than_the_start(case in case()) {
        let problem = case.build().0;
        let rank = |plan: &Plan| {
            (plan.holds.iter().map(|hold| hold.cards).sum::<u32>(), plan.cost())
        };
        let long = proposed(&case, 50, 2);
        prop_assert_eq!(long.iterations, if case.vans.is_empty() { 0 } else { long.iterations });
        prop_assert_eq!(&long.plan, &proposed(&case, 50, 2).plan);
        let start = proposed(&case, 0, 2).plan;
        prop_assert!(rank(&long.plan) <= rank(&start), "{problem:?}");
    }
}

#[test]
fn balanced_days_are_shorter_and_dearer_and_shown_at_their_cost() {
    let drop =
        |x| Drop { at: (x, 0), windows: vec![(0, 60)], service: 6, cards: 3, skills: vec![] };
    let vans = vec![Van { fixed: 100, ..Van::default() }; 2];
    let case = Case { drops: (1..5).map(drop).collect(), vans, ..Case::default() };
    let problem = case.build().0;
    let smoothness = Smoothness { spread_per_km: Fen(50), balance: DEAREST };
    let balanced = problem.clone().smoothed(smoothness).unwrap();
    let settings = Settings { seed: 1, threads: 1 };
    let plan = |problem| propose(problem, settings, Stop::after(500, &|| 0.0), &|_| ()).plan;
    let longest = |plan: &Plan| plan.routes.iter().map(|route| route.end - route.start).max();
    let (plain, even) = (plan(&problem), plan(&balanced));
    assert!(longest(&even) < longest(&plain) && even.cost() > plain.cost());
    // What untidiness is taken to cost is in no cost that is shown.
    assert_eq!(check(&problem, &even), vec![]);
    for price in [Fen(-1), DEAREST + Fen(1)] {
        let dear = Smoothness { balance: price, ..smoothness };
        assert_eq!(problem.clone().smoothed(dear).unwrap_err()[0].code, fault::INVALID_PROBLEM);
    }
}

/// A day that takes a while to plan.
fn busy() -> Case {
    let drop = |ix: i64| Drop {
        at: (ix % 9 - 4, ix / 9 % 9 - 4),
        windows: vec![(ix % 7, 20 + ix % 11), (40, 60)],
        service: 1,
        cards: 3,
        skills: vec![],
    };
    let vans = vec![Van { pouches: Some(9), trips: 2, ..Van::default() }; 9];
    Case { drops: (0..80).map(drop).collect(), vans, ..Case::default() }
}

#[test]
fn a_cancelled_search_ends_at_once_with_a_lawful_plan() {
    let asked = AtomicU64::new(0);
    // Cancelled when the caller is asked for the fifth time: no limit in iterations is near.
    let spent = || if asked.fetch_add(1, Ordering::Relaxed) < 5 { 0.0 } else { f64::INFINITY };
    let settings = Settings { seed: 1, threads: 2 };
    for stop in [Stop::when(&spent), Stop::after(u64::MAX, &spent)] {
        asked.store(0, Ordering::Relaxed);
        let case = busy();
        let proposed = propose(&case.build().0, settings, stop, &|_| ());
        assert!(proposed.iterations < 100, "{}", proposed.iterations);
        assert_eq!(check(&case.build().0, &proposed.plan), vec![]);
    }
}

#[test]
fn progress_only_gets_better_and_ends_at_the_whole() {
    let never = || 0.0;
    let seen = std::sync::Mutex::new(Vec::new());
    let settings = Settings { seed: 1, threads: 2 };
    let proposed = propose(&busy().build().0, settings, Stop::after(400, &never), &|progress| {
        seen.lock().unwrap().push(progress);
    });
    let seen = seen.into_inner().unwrap();
    let last = seen.last().unwrap();
    assert_eq!((last.share, last.iterations), (1.0, 400));
    assert_eq!(proposed.iterations, 400);
    assert!(last.cost >= proposed.plan.cost());
    for (before, after) in seen.iter().zip(&seen[1..]) {
        assert!(before.share < after.share && before.iterations <= after.iterations);
        assert!((after.unserved, after.cost) <= (before.unserved, before.cost));
    }
}
