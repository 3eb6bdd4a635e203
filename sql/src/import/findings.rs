//! Findings: kept row by row while a file is read, reported at the end in the order of its lines.

use crate::import::copying::Copying;
use crate::import::{Import, ImportReport};
use crate::trouble::{fault_of, unreadable};
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Code, Fault, Finding};
use fenjian_planner::formats::Record;
use tokio_postgres::types::Type;

/// How many findings a report carries; the rest are counted.
const REPORTED: i64 = 100_000;

/// How many are gathered before they are written.
const BATCH: usize = 5_000;

/// Findings on their way into the table.
pub(super) struct Findings<'a> {
    work: &'a Transaction<'a>,
    import: i64,
    waiting: Vec<(Finding, bool)>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(import: &'a Import<'a>) -> Self {
        Self { work: import.work, import: import.id, waiting: Vec::new() }
    }

    /// Takes the remarks of a record, and why it is refused if it is.
    pub(super) fn take(&mut self, record: &Record) {
        self.waiting.extend(record.findings.iter().map(|finding| (finding.clone(), false)));
        if let Err(finding) = &record.value {
            self.refuse(finding.clone());
        }
    }

    /// Takes the reason for which a row is refused.
    pub(super) fn refuse(&mut self, finding: Finding) {
        self.waiting.push((finding, true));
    }

    /// Takes remarks about the whole file.
    pub(super) fn remark(&mut self, findings: Vec<Finding>) {
        self.waiting.extend(findings.into_iter().map(|finding| (finding, false)));
    }

    /// Writes what waits, once it is worth while. No other COPY may be under way.
    pub(super) async fn write_some(&mut self) -> Result<(), Fault> {
        match self.waiting.len() < BATCH {
            true => Ok(()),
            false => self.write().await,
        }
    }

    /// Writes what waits.
    pub(super) async fn write(&mut self) -> Result<(), Fault> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let columns = "finding (import_file, line, column_name, value, code, detail, refused)";
        let text = Type::TEXT;
        let types =
            [Type::INT8, Type::INT8, text.clone(), text.clone(), text.clone(), text, Type::BOOL];
        let mut copying = Copying::begin(self.work, columns, &types).await?;
        for (finding, refused) in self.waiting.drain(..) {
            let line = finding.line.map(super::signed);
            let (column, value, code) = (&finding.column, &finding.value, finding.code.id);
            copying
                .write(&[&self.import, &line, column, value, &code, &finding.detail, &refused])
                .await?;
        }
        copying.finish().await
    }
}

impl Import<'_> {
    /// Reads back what the file's findings are, by line.
    pub(super) async fn report_findings(&self, report: &mut ImportReport) -> Result<(), Fault> {
        let select = "SELECT line, column_name, value, code, detail FROM finding
                      WHERE import_file = $1 ORDER BY line NULLS FIRST, refused DESC, code LIMIT $2";
        let rows = self.work.query(select, &[&self.id, &REPORTED]).await.map_err(fault_of)?;
        report.findings.reserve_exact(rows.len());
        for row in rows {
            let code = Code::named(row.get(3)).ok_or_else(|| unreadable("finding.code"))?;
            report.findings.push(Finding {
                line: row.get::<_, Option<i64>>(0).map(i64::unsigned_abs),
                column: row.get(1),
                value: row.get(2),
                code,
                detail: row.get(4),
            });
        }
        let count = "SELECT count(*) FROM finding WHERE import_file = $1";
        let row = self.work.query_one(count, &[&self.id]).await.map_err(fault_of)?;
        let all = row.get::<_, i64>(0).unsigned_abs();
        report.findings_omitted = all - report.findings.len() as u64;
        Ok(())
    }
}
