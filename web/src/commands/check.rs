//! `fenjian check`: the independent checker on the stored revision.

use crate::cli::Day;
use crate::console::{Console, cause};
use crate::home;
use fenjian_planner::check::check;
use fenjian_planner::fault::{self, Fault};
use serde_json::json;

/// Reads the revision in force (else the newest) back from the database and checks it.
pub(super) async fn run(args: Day, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let edition = database.store.edition(&args.centre, args.day, None).await?;
    let faults = check(&edition.problem, &edition.plan);
    let object = json!({
        "revision": edition.revision.number,
        "sound": faults.is_empty(),
        "faults": faults.iter().map(|f| json!({
            "code": f.code.id, "cause": cause(f.code.cause, &f.detail), "action": f.code.action,
        })).collect::<Vec<_>>(),
    });
    let mut text = format!("第 {} 版", edition.revision.number);
    if faults.is_empty() {
        text += "：检查通过";
    }
    for fault in &faults {
        text += &format!("\n{fault}");
    }
    console.result(&text, &object);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Fault::new(fault::PLAN_UNSOUND, format!("{} 处不符", faults.len())))
    }
}
