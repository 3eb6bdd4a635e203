//! `fenjian import`: one file into the ledger, in one transaction.

use super::off_workers;
use crate::cli;
use crate::console::{Console, cause};
use crate::home::{self, Database};
use crate::shanghai;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault, Finding};
use fenjian_planner::formats::{self, Context, FileKind, Record, Survey};
use fenjian_planner::intake::CitizenKey;
use fenjian_sql::import::{ImportReport, ImportRequest};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use std::fs::File;
use std::path::PathBuf;
use tokio::sync::{mpsc, oneshot};

/// How many rows travel together from the reader to the database.
const BATCH: usize = 2_000;

/// Imports a file and reports what became of each row.
pub(super) async fn run(args: cli::Import, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let report = import(&database, &args, console).await?;
    console.result(&text(&args, &report), &object(&args, &report));
    Ok(())
}

/// Reads on a thread of its own while the database takes what was read before.
pub(super) async fn import(
    database: &Database,
    args: &cli::Import,
    console: &Console,
) -> Result<ImportReport, Fault> {
    let key = match args.kind {
        FileKind::Cards => Some(database.key().await?),
        _ => None,
    };
    let day = args.day.unwrap_or_else(shanghai::today);
    let path = args.file.clone();
    let survey = off_workers(move || formats::survey(&mut open(&path)?)).await?;
    let (rows, received) = mpsc::channel(4);
    let (end, ended) = oneshot::channel();
    let reader = Reader {
        kind: args.kind,
        path: args.file.clone(),
        survey: survey.clone(),
        key,
        day,
        bar: console.bar(survey.lines, "导入"),
    };
    let reading = tokio::task::spawn_blocking(move || {
        // When nobody listens any more, the import has failed and says so itself.
        let _ = end.send(reader.read(&rows));
    });
    let request = ImportRequest {
        kind: args.kind,
        file_name: args.file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into()),
        sha256: survey.sha256,
        centre: args.centre.clone(),
        day,
        dry_run: args.dry_run,
    };
    let report = tokio::select! {
        report = database.store.import(request, received, ended) => report,
        _ = tokio::signal::ctrl_c() => Err(Fault::new(fault::STOPPED_BY_PERSON, "什么也没有导入")),
    };
    let _ = reading.await;
    report
}

fn open(path: &PathBuf) -> Result<File, Fault> {
    File::open(path)
        .map_err(|e| Fault::new(fault::UNREADABLE_FILE, format!("{}：{e}", path.display())))
}

/// Reads one file and sends its rows in batches.
struct Reader {
    kind: FileKind,
    path: PathBuf,
    survey: Survey,
    key: Option<CitizenKey>,
    day: NaiveDate,
    bar: ProgressBar,
}

impl Reader {
    fn read(self, rows: &mpsc::Sender<Vec<Record>>) -> Result<Vec<Finding>, Fault> {
        let gone = || Fault::new(fault::STOPPED_BY_PERSON, "导入中断");
        let mut batch = Vec::with_capacity(BATCH);
        let context = Context { key: self.key.as_ref(), day: self.day };
        let mut each = |record: Record| {
            self.bar.set_position(record.line);
            batch.push(record);
            if batch.len() < BATCH {
                return Ok(());
            }
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            rows.blocking_send(full).map_err(|_| gone())
        };
        let findings =
            formats::read(self.kind, &mut open(&self.path)?, &self.survey, &context, &mut each)?;
        rows.blocking_send(batch).map_err(|_| gone())?;
        self.bar.finish_and_clear();
        Ok(findings)
    }
}

fn text(args: &cli::Import, report: &ImportReport) -> String {
    let mut text = format!(
        "{}{} {}：{} 行 = 接收 {} + 未变 {} + 停发待查 {} + 拒收 {}",
        if args.dry_run { "预览 " } else { "" },
        args.kind.zh(),
        args.file.display(),
        report.rows,
        report.accepted,
        report.unchanged,
        report.quarantined,
        report.refused
    );
    for finding in &report.findings {
        text += &format!(
            "\n{}{}{} {}。{}",
            finding.line.map_or_else(String::new, |line| format!("第 {line} 行 ")),
            finding.column.as_ref().map_or_else(String::new, |column| format!("「{column}」列 ")),
            finding.code,
            cause(finding.code.cause, &finding.detail),
            finding.code.action
        );
    }
    if report.findings_omitted > 0 {
        text += &format!("\n另有 {} 条，见异常单", report.findings_omitted);
    }
    text
}

fn object(args: &cli::Import, report: &ImportReport) -> Value {
    let findings: Vec<_> = (report.findings.iter())
        .map(|f| {
            json!({
                "line": f.line,
                "column": f.column,
                "value": f.value,
                "code": f.code.id,
                "cause": cause(f.code.cause, &f.detail),
                "action": f.code.action,
            })
        })
        .collect();
    json!({
        "file": args.file,
        "kind": args.kind.word(),
        "dry_run": args.dry_run,
        "rows": report.rows,
        "accepted": report.accepted,
        "unchanged": report.unchanged,
        "quarantined": report.quarantined,
        "refused": report.refused,
        "findings": findings,
        "findings_omitted": report.findings_omitted,
    })
}
