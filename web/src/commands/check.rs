//! `fenjian check`: the independent checker on the stored revision.

use crate::cli::Day;
use crate::console::{Console, cause};
use crate::home;
use fenjian_planner::check::check;
use fenjian_planner::desk::{Draft, Override};
use fenjian_planner::fault::{self, Fault};
use serde_json::json;
use std::sync::Arc;

/// Reads the revision in force (else the newest) back from the database and checks it.
pub(super) async fn run(args: Day, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let edition = database.store.edition(&args.centre, args.day, None).await?;
    let number = edition.revision.number;
    let may = database.store.revision_base(&args.centre, args.day, number).await?.overrides;
    let mut faults = check(&edition.problem, &edition.plan);
    // Limits that people let break are no faults as long as they are all that the checker finds.
    let let_break = |may: &Override| {
        format!("{}（{}：{}）", may.breach.text(&edition.problem), may.by, may.reason)
    };
    let let_break: Vec<String> = may.iter().map(let_break).collect();
    if !may.is_empty() && Draft::open(Arc::new(edition.problem), edition.plan, may).is_ok() {
        faults.clear();
    }
    let object = json!({
        "revision": number,
        "overrides": let_break,
        "sound": faults.is_empty(),
        "faults": faults.iter().map(|f| json!({
            "code": f.code.id, "cause": cause(f.code.cause, &f.detail), "action": f.code.action,
        })).collect::<Vec<_>>(),
    });
    let mut text = format!("第 {number} 版");
    if faults.is_empty() {
        text += "：检查通过";
    }
    for limit in &let_break {
        text += &format!("\n强行保留：{limit}");
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
