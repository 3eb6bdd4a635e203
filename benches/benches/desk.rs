//! Edits of a province's day of 840 drop points, each with the full independent check, with a fixed seed.
#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{Criterion, criterion_group, criterion_main};
use fenjian_benches::province::province;
use fenjian_planner::desk::{Draft, Edit, Entry, Place, RouteId, StopId, Subject, What};
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::Route;
use fenjian_planner::propose::propose;
use fenjian_planner::route::Settings;
use std::sync::Arc;

const SETTINGS: Settings = Settings { seed: 1, threads: 1 };

fn id(route: &Route) -> RouteId {
    RouteId { vehicle: route.vehicle, trip: route.trip }
}

fn desk(criterion: &mut Criterion) {
    let problem = Arc::new(province(840, 1));
    let never = || 0.0;
    let plan = propose(&problem, SETTINGS, Stop::after(2_000, &never), &|_| ()).plan;
    let (one, other) = (&plan.routes[0], &plan.routes[1]);
    let stop = StopId { route: id(one), drop: one.stops[0].drop };
    let to = Place { route: id(other), before: None };
    let edit = Edit::Move { stops: vec![stop], to };
    let Ok(draft) = Draft::open(problem, plan.clone(), Vec::new()) else { return };
    let entry = |what| Entry { by: "测".into(), what };
    let because = Some("测".to_owned());

    let mut group = criterion.benchmark_group("840 drop points on the desk");
    group.bench_function("move a stop, and undo", |b| {
        let mut draft = draft.clone();
        b.iter(|| {
            let what = What::Edit { edit: edit.clone(), because: because.clone() };
            let made = draft.enter(entry(what)).is_ok();
            made && draft.enter(entry(What::Undo)).is_ok()
        });
    });
    group.bench_function("what moving a stop would change", |b| b.iter(|| draft.look(&edit)));
    group.bench_function("why a stop is where it is", |b| {
        b.iter(|| draft.why(Subject::Stop(stop)));
    });
    group.finish();
}

criterion_group!(benches, desk);
criterion_main!(benches);
