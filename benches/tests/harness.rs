//! The harness keeps what was run, thins curves without flattering, and makes instances that hold.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fenjian_benches::day;
use fenjian_benches::generate::{cvrp, vrptw};
use fenjian_benches::harness::curve;
use fenjian_benches::harness::runs::{Key, Run, Runs};
use fenjian_benches::harness::solver::Solver;
use fenjian_benches::province::province;
use fenjian_planner::check::instance::check;
use fenjian_planner::consolidate::consolidate;
use fenjian_planner::formats::{routing, vroom};
use fenjian_planner::roads::Matrix;
use fenjian_planner::route;

fn run(seed: u64) -> Run {
    let key = Key {
        solver: Solver::VrpCli,
        version: "1".into(),
        instance: "X-n101-k25".into(),
        seconds: 10.0,
        seed,
        threads: 2,
        vehicles_first: false,
    };
    Run {
        key,
        n: 100,
        cost: Some(27_591.0),
        routes: 26,
        absent: 0,
        fault: None,
        wall: 10.2,
        cpu: 20.1,
        peak_mb: 30.0,
        curve: vec![(0.5, 28_000.0), (9.0, 27_591.0)],
    }
}

#[test]
fn a_protocol_goes_on_where_it_was_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("new/runs.jsonl");
    let mut runs = Runs::open(&file).unwrap();
    runs.keep(run(1)).unwrap();
    drop(runs);

    let mut again = Runs::open(&file).unwrap();
    assert_eq!(again.find(&run(1).key).unwrap().curve, run(1).curve);
    assert!(again.find(&run(2).key).is_none());
    again.keep(run(2)).unwrap();
    assert_eq!(Runs::open(&file).unwrap().all.len(), 2);

    std::fs::write(&file, "{\"solver\":\"vroom\"}\n").unwrap();
    let spoilt = Runs::open(&file).unwrap_err().to_string();
    assert!(spoilt.contains("runs.jsonl line 1"), "{spoilt}");
}

#[test]
fn a_curve_never_shows_a_cost_before_it_was_reached() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("curve.csv");
    let marks: Vec<(f64, f64)> =
        (0..2000_u32).map(|ix| (0.01 * f64::from(ix), f64::from(20_000 - ix))).collect();
    let lines = marks.iter().map(|(seconds, cost)| format!("{seconds},{cost}\n"));
    std::fs::write(&file, format!("seconds,cost\n{}", lines.collect::<String>())).unwrap();

    let thinned = curve::read(&file, 10.0).unwrap();
    assert!(thinned.len() < 300, "{}", thinned.len());
    for &(seconds, cost) in &marks {
        let shown = curve::at(&thinned, seconds);
        assert!(shown.is_none_or(|shown| shown >= cost / 10.0));
        assert!(curve::reached(&thinned, cost / 10.0).is_none_or(|when| when >= seconds));
    }
    assert_eq!(thinned.last(), marks.last().map(|mark| (mark.0, mark.1 / 10.0)).as_ref());
    assert!(curve::read(&folder.path().join("none.csv"), 1.0).unwrap().is_empty());
}

#[test]
fn generated_instances_are_read_and_can_be_served() {
    for seed in 0..40 {
        let n = 1 + 7 * seed as usize;
        let (plain, timed) = (cvrp(n, seed).text(), vrptw(n, seed).text());
        assert_eq!((&plain, &timed), (&cvrp(n, seed).text(), &vrptw(n, seed).text()));
        for text in [plain, timed] {
            let instance = routing::read(text.as_bytes()).unwrap();
            assert_eq!(instance.customers(), n);
            let alone = (1..=n as u32).map(|customer| vec![customer]).collect();
            let verdict = check(&instance, &alone);
            assert!(verdict.feasible(), "seed {seed}: {:?}", verdict.faults);
        }
    }
}

#[test]
fn the_day_that_peers_get_is_the_day() {
    let day = province(60, 3);
    let own = route::problem(&day, &Matrix::of(&day), &consolidate(&day).loads);
    let text = day::vroom(&day).to_string();
    let theirs = vroom::read(text.as_bytes(), 100).unwrap().problem;

    assert_eq!((theirs.stops.len(), theirs.vehicles.len()), (own.stops.len(), own.vehicles.len()));
    let legs = |problem: &fenjian_planner::vrp::Problem, a: usize, b: usize| {
        let leg = problem.stops[a].node * problem.nodes + problem.stops[b].node;
        (problem.profiles[0].metres[leg], problem.profiles[0].seconds[leg])
    };
    for (ix, (a, b)) in own.stops.iter().zip(&theirs.stops).enumerate() {
        assert_eq!((a.service, &a.windows, &a.delivery), (b.service, &b.windows, &b.delivery));
        assert_eq!(legs(&own, ix, 0), legs(&theirs, ix, 0));
    }
    for (a, b) in own.vehicles.iter().zip(&theirs.vehicles) {
        assert_eq!((&a.capacity, a.shift), (&b.capacity, b.shift));
        assert_eq!((a.max_distance, a.max_stops), (b.max_distance, b.max_stops));
        assert_eq!(a.breaks[0].begin, b.breaks[0].begin);
        assert!(a.per_hour.0 > 0 && b.per_hour.0 == 0);
        // The same ratio of prices, in whatever unit makes all of them whole.
        assert_eq!(a.per_hour.0 * b.fixed.0, b.per_driving_hour.0 * a.fixed.0);
        assert_eq!(a.per_km.0 * b.fixed.0, b.per_km.0 * a.fixed.0);
    }
}
