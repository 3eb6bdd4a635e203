//! `fenjian publish`: puts a revision into force.

use crate::cli::Publish;
use crate::console::Console;
use crate::home;
use fenjian_planner::fault::Fault;
use serde_json::json;

/// Publishes the named revision, or the newest.
pub(super) async fn run(args: Publish, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let (centre, day) = (&args.day.centre, args.day.day);
    let revision = database.store.publish(centre, day, args.revision, args.by.as_deref()).await?;
    console.result(
        &format!("第 {revision} 版已发布"),
        &json!({ "revision": revision, "status": "published" }),
    );
    Ok(())
}
