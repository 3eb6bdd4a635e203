//! Both engines with fixed seeds and fixed iterations: what an iteration costs, not how good the
//! answer is.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]
#![allow(clippy::expect_used, reason = "a bench without its instance has nothing to measure")]

use criterion::{Criterion, criterion_group, criterion_main};
use fenjian_benches::generate::{cvrp, vrptw};
use fenjian_benches::province::province;
use fenjian_planner::check::answer;
use fenjian_planner::check::instance::check;
use fenjian_planner::consolidate::consolidate;
use fenjian_planner::formats::routing::read;
use fenjian_planner::halt::Stop;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::{Settings, classic, fleet, problem};
use fenjian_planner::vrp::{Instance, Objective, Routes};

const SETTINGS: Settings = Settings { seed: 1, threads: 1 };

fn made(text: &str) -> Instance {
    read(text.as_bytes()).expect("the generator writes what the reader reads")
}

fn routes(instance: &Instance, iterations: u64) -> Routes {
    let never = || 0.0;
    let stop = Stop::after(iterations, &never);
    let found = classic::solve(instance, Objective::Distance, SETTINGS, stop, &|_| ());
    found.routes.unwrap_or_default()
}

fn classics(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("classic");
    group.sample_size(10);
    let plain = cvrp(1_000, 1).text();
    group.bench_function("read CVRP, 1,000", |b| b.iter(|| made(&plain)));
    let instance = made(&plain);
    group
        .bench_function("CVRP, 1,000, 20,000 iterations", |b| b.iter(|| routes(&instance, 20_000)));
    let found = routes(&instance, 1_000);
    group.bench_function("check CVRP, 1,000", |b| b.iter(|| check(&instance, &found)));
    let instance = made(&vrptw(200, 1).text());
    group.bench_function("VRPTW, 200, 5,000 iterations", |b| b.iter(|| routes(&instance, 5_000)));
    let instance = made(&cvrp(10_000, 1).text());
    group.bench_function("CVRP, 10,000, 1,000 iterations", |b| b.iter(|| routes(&instance, 1_000)));
    group.finish();
}

fn fleets(criterion: &mut Criterion) {
    let day = province(450, 1);
    let rich = problem(&day, &Matrix::of(&day), &consolidate(&day).loads);
    let never = || 0.0;
    let few = Stop::after(2_000, &never);
    let mut group = criterion.benchmark_group("fleet");
    group.sample_size(10);
    group.bench_function("450 drop points, 2,000 iterations", |b| {
        b.iter(|| fleet::solve(&rich, SETTINGS, few, &|_| ()));
    });
    let found =
        fleet::solve(&rich, SETTINGS, few, &|_| ()).expect("a day is a sound problem").answer;
    group.bench_function("check 450 drop points", |b| b.iter(|| answer::check(&rich, &found)));
    group.finish();
}

criterion_group!(benches, classics, fleets);
criterion_main!(benches);
