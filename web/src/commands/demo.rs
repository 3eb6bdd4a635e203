//! `fenjian demo`: one province's day from generated files to printable manifests.

use super::plan::{Planned, plan, states_text};
use super::{manifests, off_workers, sample, serve};
use crate::cli::{self, Day, Demo};
use crate::console::Console;
use crate::home::{self, Database};
use crate::manifests::{Choice, Kind};
use crate::print::{Binding, Job};
use chrono::NaiveDate;
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::FileKind;
use fenjian_planner::sample::Options;
use fenjian_planner::units::Fen;
use fenjian_planner::words::{CentreCode, Mode};
use fenjian_sql::import::ImportReport;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// Files in the order in which each finds what it refers to.
const ORDER: [FileKind; 10] = [
    FileKind::Centres,
    FileKind::Calendar,
    FileKind::Policy,
    FileKind::Locations,
    FileKind::Fleet,
    FileKind::Machines,
    FileKind::Tariff,
    FileKind::Pouching,
    FileKind::Alerts,
    FileKind::Cards,
];

/// Generates, imports, plans, publishes, sums up, and serves or writes the manifests.
pub(super) async fn run(args: Demo, console: &Console) -> Result<(), Fault> {
    // A port that is taken is better known before the work than after it.
    let listener = match args.no_serve {
        true => None,
        false => Some(serve::listen(args.listen).await?),
    };
    let begun = Instant::now();
    let folder = args.out.clone().unwrap_or_else(|| home::folder().join("demo"));
    let day = NaiveDate::from_ymd_opt(2026, 9, 28).unwrap_or_default();
    let options = Options { provinces: vec![args.province], cards: args.cards, seed: 1, day };
    let files = folder.join("files");
    console.note(&format!("生成示例：{}", files.display()));
    let into = files.clone();
    off_workers(move || sample::write(&options, &into)).await?;
    let database = home::open().await?;
    let imported = import_all(&database, &files, day, console).await?;
    let centre = CentreCode(format!("{}0000", args.province));
    let plan_args = cli::Plan {
        day: Day { centre, day },
        time: args.time,
        iterations: None,
        seed: 1,
        threads: None,
        spread: Fen::ZERO,
        balance: Fen::ZERO,
        publish: true,
    };
    console.note("计划与发布");
    let planned = plan(&database.store, &plan_args, console).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let object = json!({
        "cards": { "rows": imported.rows, "accepted": imported.accepted,
            "unchanged": imported.unchanged, "quarantined": imported.quarantined,
            "refused": imported.refused },
        "plan": planned.object(),
        "seconds": seconds,
    });
    console.result(&summary(&imported, &planned, seconds), &object);
    match listener {
        Some(listener) => serve::serve(listener, database, console).await,
        None => write_manifests(&database, planned, &folder.join("manifests"), console).await,
    }
}

/// Imports every file of the sample; answers with the report of the cards.
async fn import_all(
    database: &Database,
    files: &Path,
    day: NaiveDate,
    console: &Console,
) -> Result<ImportReport, Fault> {
    let mut last = ImportReport::default();
    for kind in ORDER {
        let args = cli::Import {
            kind,
            file: files.join(format!("{}.csv", kind.word())),
            centre: None,
            day: Some(day),
            dry_run: false,
        };
        last = super::import::import(database, &args, console).await?;
        console.note(&format!(
            "导入{}：{} 行 = 接收 {} + 未变 {} + 停发待查 {} + 拒收 {}",
            kind.zh(),
            last.rows,
            last.accepted,
            last.unchanged,
            last.quarantined,
            last.refused
        ));
    }
    Ok(last)
}

fn summary(imported: &ImportReport, planned: &Planned, seconds: f64) -> String {
    let edition = &planned.edition;
    let (problem, plan) = (&edition.problem, &edition.plan);
    let held: u32 = plan.holds.iter().map(|h| h.cards).sum();
    [
        format!("{} {}", problem.centre.name, problem.day),
        format!(
            "来件 {} 行 = 接收 {} + 未变 {} + 停发待查 {} + 拒收 {}",
            imported.rows,
            imported.accepted,
            imported.unchanged,
            imported.quarantined,
            imported.refused
        ),
        format!("账面 {}", states_text(&edition.ledger)),
        format!(
            "去向 专车 {}，邮寄到户 {}，自取 {}，待发 {held}",
            plan.leaving(problem, Mode::Van),
            plan.leaving(problem, Mode::Home),
            plan.leaving(problem, Mode::Pickup),
        ),
        planned.text().lines().next().unwrap_or_default().to_owned(),
        format!("合计用时 {seconds:.1} 秒"),
    ]
    .join("\n")
}

async fn write_manifests(
    database: &Database,
    planned: Planned,
    folder: &Path,
    console: &Console,
) -> Result<(), Fault> {
    let edition = Arc::new(planned.edition);
    manifests::inspect(&edition, None, console).await?;
    let job = Job { edition, choice: Choice::of(Kind::ALL), binding: Binding::default() };
    let signature = manifests::signature(None);
    let written = manifests::write_html(&database.store, job, &signature, folder).await?;
    console.note(&format!(
        "单据 {} 份，{} 页，在 {}",
        written.manifests,
        written.pages,
        folder.display()
    ));
    Ok(())
}
