//! Bringing files in: one transaction for each file, every row accounted for.
//!
//! The caller reads the file on a thread of its own and sends batches of records.
//! Rows are copied into a temporary table and judged there as sets, so that half a million cards
//! take seconds. A dry run does everything and rolls it back.

mod cards;
mod copying;
mod feed;
mod findings;
mod judge;
mod parents;
mod plain;
mod second;
mod stage;
mod tables;

pub(crate) use copying::Copying;
pub(crate) use judge::{Scope, judge};

use crate::import::feed::Feed;
use crate::store::{Store, lock_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault, Finding};
use fenjian_planner::formats::{FileKind, Record};
use fenjian_planner::words::CentreCode;
use std::collections::BTreeSet;
use tokio::sync::{mpsc, oneshot};

/// What is imported and for when.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// What the file holds.
    pub kind: FileKind,
    /// The file as the person called it, without its folder.
    pub file_name: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Whose cards, vehicles, machines or pouches they are, where a row does not say; the only
    /// centre when none.
    pub centre: Option<CentreCode>,
    /// The day whose account cards enter.
    pub day: NaiveDate,
    /// Do everything, then leave no trace.
    pub dry_run: bool,
}

/// What became of a file: rows = accepted + unchanged + quarantined + refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Data rows of the file.
    pub rows: u64,
    /// New or changed rows that may go their way.
    pub accepted: u64,
    /// Rows that say what the store knew.
    pub unchanged: u64,
    /// New or changed cards that are stopped.
    pub quarantined: u64,
    /// Rows that could not enter.
    pub refused: u64,
    /// Remarks by line, those on the whole file first; at most 100,000.
    pub findings: Vec<Finding>,
    /// How many findings there are beyond those.
    pub findings_omitted: u64,
}

/// What every step of one import needs.
struct Import<'a> {
    work: &'a Transaction<'a>,
    request: &'a ImportRequest,
    /// The row of `import_file`.
    id: i64,
    centres: Centres,
}

/// The centres that exist, and the one meant where a row names none.
struct Centres {
    known: BTreeSet<String>,
    home: Option<String>,
}

impl Store {
    /// Imports a file. Nothing of it stays when an error is returned or `dry_run` is set.
    /// O(rows log rows), on the side of the database.
    ///
    /// `records` are the rows in the order of the file, in batches of about a thousand; once they
    /// have ended, `end` says what was found about the whole file, or why it could not be read. A
    /// reader that drops both without a word is taken to have failed.
    ///
    /// Errors: the reader's own; S707 when it is not clear whose rows they are, S708 when the day
    /// is closed (found before any row is read), S713 and S714 from the database.
    pub async fn import(
        &self,
        request: ImportRequest,
        records: mpsc::Receiver<Vec<Record>>,
        end: oneshot::Receiver<Result<Vec<Finding>, Fault>>,
    ) -> Result<ImportReport, Fault> {
        let feed = Feed { records, end };
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let centres = Centres::of(&work, &request).await?;
        let insert = "INSERT INTO import_file (kind, file_name, sha256, centre, day)
                      VALUES ($1, $2, $3, $4, $5) RETURNING id";
        let sha256 = request.sha256.as_slice();
        let kind = request.kind.word();
        let row = (work)
            .query_one(insert, &[&kind, &request.file_name, &sha256, &centres.home, &request.day])
            .await
            .map_err(fault_of)?;
        let import = Import { work: &work, request: &request, id: row.get(0), centres };
        let mut report = match tables::Table::of(request.kind) {
            None => import.cards(feed).await?,
            Some(table) => import.plain(&table, feed).await?,
        };
        import.sign(&report).await?;
        import.report_findings(&mut report).await?;
        match request.dry_run {
            true => work.rollback().await,
            false => work.commit().await,
        }
        .map_err(fault_of)?;
        Ok(report)
    }
}

impl Import<'_> {
    /// Imports a file of any kind but cards, then judges the cards that its rows concern.
    async fn plain(&self, table: &tables::Table, feed: Feed) -> Result<ImportReport, Fault> {
        let mut report = self.copy_plain(table, feed).await?;
        lock_ledger(self.work).await?;
        self.merge_plain(table, &mut report).await?;
        match self.request.kind {
            FileKind::Locations => {
                self.find_unfit_parents().await?;
                judge(self.work, Scope::Open).await?;
            }
            FileKind::Alerts => judge(self.work, Scope::Open).await?,
            _ => {}
        }
        Ok(report)
    }

    /// Writes the counts to the import's own row.
    async fn sign(&self, report: &ImportReport) -> Result<(), Fault> {
        let update = "UPDATE import_file SET accepted = $2, unchanged = $3, quarantined = $4,
                      refused = $5 WHERE id = $1";
        let counts =
            [report.accepted, report.unchanged, report.quarantined, report.refused].map(signed);
        let [accepted, unchanged, quarantined, refused] = counts;
        (self.work)
            .execute(update, &[&self.id, &accepted, &unchanged, &quarantined, &refused])
            .await
            .map_err(fault_of)?;
        Ok(())
    }
}

impl Centres {
    async fn of(work: &Transaction<'_>, request: &ImportRequest) -> Result<Self, Fault> {
        let rows = work.query("SELECT code FROM centre", &[]).await.map_err(fault_of)?;
        let known: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
        let home = match &request.centre {
            Some(centre) if known.contains(&centre.0) => Some(centre.0.clone()),
            Some(centre) => return Err(Fault::new(fault::NO_SUCH_CENTRE, &centre.0)),
            None if known.len() == 1 => known.first().cloned(),
            None => None,
        };
        Ok(Self { known, home })
    }

    /// The centre of a row that names `own`: none when that one does not exist, or when the row
    /// names none and it is not clear which is meant.
    fn resolve<'a>(&'a self, own: Option<&'a CentreCode>, whose: &mut Whose) -> Option<&'a str> {
        match (own, &self.home) {
            (Some(own), _) => {
                whose.named = true;
                self.known.get(&own.0).map(String::as_str)
            }
            (None, Some(home)) => Some(home),
            (None, None) => {
                whose.unclear = true;
                None
            }
        }
    }

    /// A file in which no row says whose it is fails as a whole; where others do, a row that does
    /// not is a bad row among good ones.
    ///
    /// Errors: S707, with the centres that there are.
    fn settle(&self, whose: &Whose) -> Result<(), Fault> {
        if whose.named || !whose.unclear {
            return Ok(());
        }
        let known: Vec<&str> = self.known.iter().map(String::as_str).collect();
        let detail =
            if known.is_empty() { "还没有制证中心".into() } else { known.join("、") };
        Err(Fault::new(fault::NO_SUCH_CENTRE, detail))
    }
}

/// What the rows read so far say of whose they are.
#[derive(Default)]
struct Whose {
    /// Some row names its centre.
    named: bool,
    /// Some row names none, and none is meant by default.
    unclear: bool,
}

/// A count as PostgreSQL stores it.
pub(crate) fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
