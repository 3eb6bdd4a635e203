//! The harness keeps what was run, thins curves without flattering, and makes instances that hold.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use fenjian_benches::generate::{cvrp, vrptw};
use fenjian_benches::harness::curve;
use fenjian_benches::harness::runs::{Key, Run, Runs};
use fenjian_benches::harness::solver::Solver;
use fenjian_planner::check::instance::check;
use fenjian_planner::formats::routing;

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
