//! Whatever the problem asks for at once, the answer stands the checker, two runs agree, and a longer
//! search is not worse than the solution it began with.

use super::case::{at, pause, plain, problem, units, van, window, windows};
use super::compare::{solved, worth};
use fenjian_planner::check::answer;
use fenjian_planner::halt::Stop;
use fenjian_planner::route::Settings;
use fenjian_planner::route::fleet::{Fleet, solve};
use fenjian_planner::units::{Fen, Metres};
use fenjian_planner::vrp::{
    Among, Break, Depot, Event, Frozen, Problem, Reference, Smoothness, Stop as Visit, Vehicle,
};
use proptest::prelude::*;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

type At = (i64, i64);

/// A stop that asks for some of what stops can ask for.
fn stop() -> impl Strategy<Value = (At, Visit)> {
    let wishes = (proptest::option::of(windows()), 0i64..3, 0usize..5, 0u32..9, 0u32..9);
    let bound = (0usize..9, proptest::option::weighted(0.2, 0i64..30_000));
    (plain(), wishes, bound).prop_map(
        |((at, stop), (windows, pickup, skills, group, apart), bound)| {
            let named = |key: u32| (key < 2).then_some(key);
            let stop = Visit {
                windows: windows.unwrap_or_default(),
                pickup: vec![pickup],
                skills: if skills == 0 { vec![1] } else { vec![] },
                vehicles: (bound.0 == 0).then(|| vec![0, 2]),
                prize: bound.1.map(Fen),
                group: named(group),
                apart: named(apart),
                ..stop
            };
            (at, stop)
        },
    )
}

fn rest() -> impl Strategy<Value = Break> {
    (1i64..4, 0i64..25, 0i64..6, any::<bool>(), any::<bool>()).prop_map(
        |(length, from, wide, due, promptly)| Break {
            promptly,
            ..pause(length, from, from + wide, due)
        },
    )
}

/// A vehicle that has some of the limits.
fn vehicle() -> impl Strategy<Value = Vehicle> {
    let limits = (
        proptest::option::weighted(0.3, 10i64..60),
        proptest::option::weighted(0.3, 5i64..40),
        proptest::option::weighted(0.3, 5i64..90),
        proptest::option::weighted(0.3, 1u32..7),
        (0i64..10, 15i64..60),
    );
    let day = (1u32..4, 0i64..4, 0usize..4, proptest::option::of(0usize..2), any::<bool>());
    let money = (0i64..20_000, 0i64..3, 0i64..3, 0i64..3);
    let breaks = proptest::collection::vec(rest(), 0..3);
    (limits, day, money, breaks, any::<bool>(), 3i64..15).prop_map(
        |(limits, day, money, breaks, skilled, room)| Vehicle {
            max_duration: limits.0.map(units),
            max_driving: limits.1.map(units),
            max_distance: limits.2.map(|km| Metres(km * 1_000)),
            max_stops: limits.3,
            shift: window(limits.4.0, limits.4.1),
            trips: day.0,
            reload: units(day.1),
            depots: [vec![0], vec![0, 1], vec![1], vec![]][day.2].clone(),
            start: Some(day.3.unwrap_or(0)),
            end: if day.4 { day.3 } else { Some(0) },
            fixed: Fen(money.0),
            per_km: Fen(1_000 * money.1),
            per_hour: Fen(3_600 * money.2),
            per_driving_hour: Fen(3_600 * money.3),
            breaks,
            skills: if skilled { vec![1] } else { vec![] },
            ..van(&[room])
        },
    )
}

fn case() -> impl Strategy<Value = Problem> {
    let stops = proptest::collection::vec(stop(), 3..25);
    let vehicles = proptest::collection::vec(vehicle(), 1..6);
    let docks = proptest::option::of(0u32..3);
    let locks = (0usize..5, any::<bool>(), 0i64..3_000, 0i64..3_000);
    (stops, vehicles, at(), docks, 0i64..3, locks, (0i64..3, 0i64..2)).prop_map(
        |(stops, mut vehicles, hub, docks, dock_time, locks, tidy)| {
            let many = stops.len();
            match locks.0 {
                0 => vehicles[0].frozen = Frozen::Prefix(vec![1, 0]),
                1 => vehicles[0].frozen = Frozen::Route(vec![vec![2]]),
                2 => {
                    let stay = Among { first: 1, stops: vec![2, 0] };
                    vehicles[0].frozen = Frozen::Among(vec![stay]);
                }
                _ => (),
            }
            let mut problem = problem(stops, hub, vehicles);
            problem.depots[0].docks = docks;
            let windows = vec![window(0, 9), window(12, 40)];
            problem.depots.push(Depot { node: 1, windows, dock_time: units(dock_time), docks });
            problem.befores = if many > 6 { vec![(3, 4), (4, 5)] } else { vec![] };
            problem.smoothness =
                Smoothness { spread_per_km: Fen(100 * tidy.0), balance: Fen(300 * tidy.1) };
            let vans = problem.vehicles.len();
            let bound = problem.stops.iter_mut().flat_map(|stop| &mut stop.vehicles);
            bound.for_each(|only| only.retain(|&van| van < vans));
            problem.reference = locks.1.then(|| Reference {
                vehicle: (0..many).map(|ix| (ix % 3 > 0).then_some(ix % vans)).collect(),
                previous: (0..many).map(|ix| (ix % 4 > 0).then(|| ix - 1)).collect(),
                moved: Fen(locks.2),
                reordered: Fen(locks.3),
            });
            problem
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn the_checker_finds_nothing(problem in case()) {
        let fleet = solved(&problem, 80, 2);
        prop_assert_eq!(answer::check(&problem, &fleet.answer), vec![], "{:#?}", fleet.answer);
    }

    #[test]
    fn two_runs_agree_and_are_not_worse_than_the_start(problem in case()) {
        let long = solved(&problem, 50, 2);
        prop_assert_eq!(&long.answer, &solved(&problem, 50, 2).answer);
        prop_assert!(worth(&problem, &long) <= worth(&problem, &solved(&problem, 0, 2)));
    }
}

/// A problem that takes a while, large enough for threads to share it out.
fn busy() -> Problem {
    let stop = |ix: i64| {
        let windows = vec![window(ix % 7, 20 + ix % 11), window(40, 60)];
        let visit =
            Visit { service: units(1), windows, delivery: vec![3], weight: 3, ..Visit::default() };
        ((ix % 13 - 6, ix / 13 - 6), visit)
    };
    let breaks = vec![pause(2, 20, 24, true)];
    let vans = vec![Vehicle { trips: 2, breaks, ..van(&[15]) }; 30];
    let mut problem = problem((0..160).map(stop).collect(), (0, 0), vans);
    problem.depots[0].docks = Some(3);
    problem
}

#[test]
fn several_threads_share_a_large_problem_out() {
    let problem = busy();
    let start = solved(&problem, 0, 3);
    let long = solved(&problem, 900, 3);
    assert_eq!(answer::check(&problem, &long.answer), vec![]);
    assert_eq!((long.iterations, long.answer.clone()), (900, solved(&problem, 900, 3).answer));
    assert!(long.answer.absent.is_empty());
    assert!(long.answer.cost.0 * 100 < start.answer.cost.0 * 97, "three threads find a good deal");
}

#[test]
fn a_cancelled_search_ends_at_once_with_a_lawful_answer() {
    let asked = AtomicU64::new(0);
    let spent = || if asked.fetch_add(1, Ordering::Relaxed) < 5 { 0.0 } else { f64::INFINITY };
    let settings = Settings { seed: 1, threads: 2 };
    for stop in [Stop::when(&spent), Stop::after(u64::MAX, &spent)] {
        asked.store(0, Ordering::Relaxed);
        let fleet = solve(&busy(), settings, stop, &|_| ()).unwrap();
        assert!(fleet.iterations < 100, "{}", fleet.iterations);
        assert_eq!(answer::check(&busy(), &fleet.answer), vec![]);
    }
}

#[test]
fn work_that_is_enough_ends_before_its_time() {
    let asked = AtomicU64::new(0);
    let slow = || asked.fetch_add(1, Ordering::Relaxed) as f64 / 1e9;
    let settings = Settings { seed: 1, threads: 2 };
    let run = |stop| solve(&busy(), settings, stop, &|_| ()).unwrap();
    assert_eq!(run(Stop::within(300, &slow)).iterations, 300);
    let fast = || asked.fetch_add(1, Ordering::Relaxed) as f64 / 1e3;
    asked.store(0, Ordering::Relaxed);
    let cut = run(Stop::within(u64::MAX, &fast));
    assert!((1..100_000).contains(&cut.iterations), "{}", cut.iterations);
}

#[test]
fn progress_only_gets_better_and_ends_at_the_whole() {
    let never = || 0.0;
    let seen = Mutex::new(Vec::new());
    let settings = Settings { seed: 1, threads: 2 };
    let fleet = solve(&busy(), settings, Stop::after(400, &never), &|progress| {
        seen.lock().unwrap().push(progress);
    })
    .unwrap();
    let seen = seen.into_inner().unwrap();
    let last = seen.last().unwrap();
    assert_eq!((last.share, last.iterations, fleet.iterations), (1.0, 400, 400));
    assert!(last.cost >= fleet.answer.cost);
    for (before, after) in seen.iter().zip(&seen[1..]) {
        assert!(before.share < after.share && before.iterations <= after.iterations);
        assert!((after.unserved, after.cost) <= (before.unserved, before.cost));
    }
}

/// What an answer does, as a reference for the next one.
fn reference(problem: &Problem, fleet: &Fleet) -> Reference {
    let many = problem.stops.len();
    let mut known = Reference {
        vehicle: vec![None; many],
        previous: vec![None; many],
        moved: Fen(1),
        reordered: Fen(1),
    };
    for tour in &fleet.answer.tours {
        let mut before = None;
        for step in &tour.steps {
            match step.event {
                Event::Load { .. } => before = None,
                Event::Stop(stop) => {
                    known.vehicle[stop] = Some(tour.vehicle);
                    known.previous[stop] = before.replace(stop);
                }
                _ => (),
            }
        }
    }
    known
}

#[test]
fn a_search_is_never_worse_than_the_plan_that_people_know() {
    let mut problem = busy();
    problem.depots[0].docks = None;
    let known = solved(&problem, 900, 1);
    problem.reference = Some(reference(&problem, &known));
    let worth = |fleet: &Fleet| (fleet.answer.absent.len(), fleet.answer.cost);
    assert!(worth(&solved(&problem, 0, 1)) <= worth(&known));
}

#[test]
fn nothing_to_do_or_nobody_to_do_it() {
    let nobody = problem(vec![((1, 1), Visit { weight: 1, ..Visit::default() })], (0, 0), vec![]);
    assert_eq!(solved(&nobody, 10, 2).answer.absent, [0]);
    let nothing = problem(vec![], (0, 0), vec![van(&[1])]);
    assert_eq!(solved(&nothing, 10, 2).answer.tours, []);
}
