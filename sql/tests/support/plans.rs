//! Planning in tests: few iterations, always the same.

use super::words::day;
use super::{Db, centre};
use fenjian_planner::check::check;
use fenjian_planner::day::{Assembled, assemble};
use fenjian_planner::halt::Stop;
use fenjian_planner::propose::propose;
use fenjian_planner::route::Settings;
use fenjian_sql::revision::NewRevision;

/// Plans a day and stores the revision.
pub async fn plan(db: &Db, on: u32) -> u32 {
    let input = db.store.day_input(&centre(), day(on)).await.unwrap();
    let Assembled { problem, set_aside, .. } = assemble(input).unwrap();
    let settings = Settings { seed: 1, threads: 1 };
    let proposed = propose(&problem, settings, Stop::after(20, &|| 0.0), &|_| {});
    assert_eq!(check(&problem, &proposed.plan), []);
    let new = NewRevision {
        centre: centre(),
        day: day(on),
        problem,
        plan: proposed.plan,
        seed: 1,
        iterations: proposed.iterations,
        threads: 1,
        set_aside,
    };
    db.store.save_revision(new).await.unwrap()
}

/// Plans a day and publishes the revision.
pub async fn planned(db: &Db, on: u32) -> u32 {
    let number = plan(db, on).await;
    db.store.publish(&centre(), day(on), Some(number), None).await.unwrap()
}
