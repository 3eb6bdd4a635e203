//! The steps of planning a province's day of 700 drop points, with fixed seeds and iterations.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use fenjian_benches::province::province;
use fenjian_planner::check::check;
use fenjian_planner::consolidate::consolidate;
use fenjian_planner::formats::snapshot::{digest, read_problem, write_problem};
use fenjian_planner::halt::Stop;
use fenjian_planner::propose::propose;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::Settings;

const SETTINGS: Settings = Settings { seed: 1, threads: 1 };

fn day(criterion: &mut Criterion) {
    let problem = province(700, 1);
    let never = || 0.0;
    let few = Stop::after(2_000, &never);
    let plan = propose(&problem, SETTINGS, few, &|_| ()).plan;
    let text = write_problem(&problem);

    let mut group = criterion.benchmark_group("700 drop points");
    group.sample_size(10);
    group.bench_function("road matrix", |b| b.iter(|| Matrix::of(&problem)));
    group.bench_function("consolidate", |b| b.iter(|| consolidate(&problem)));
    group.bench_function("propose, 2,000 iterations", |b| {
        b.iter(|| propose(&problem, SETTINGS, few, &|_| ()));
    });
    group.bench_function("check", |b| b.iter(|| check(&problem, &plan)));
    group.bench_function("write and digest the problem", |b| {
        b.iter(|| digest(&write_problem(&problem)));
    });
    group.bench_function("read the problem", |b| b.iter(|| read_problem(&text)));
    group.finish();
}

criterion_group!(benches, day);
criterion_main!(benches);
