//! The days with an account, and what one day's page shows besides its edition.

use crate::edition::{Ledger, Revision};
use crate::ledger::{self, ledger_of};
use crate::read;
use crate::revision::{self, revision_of};
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::FileKind;
use fenjian_planner::words::CentreCode;
use tokio_postgres::Row;

/// One centre's day in a list of days.
#[derive(Clone, Debug)]
pub struct Day {
    /// The centre.
    pub centre: CentreCode,
    /// Its name.
    pub centre_name: String,
    /// The day.
    pub day: NaiveDate,
    /// When it was closed; none while it is open.
    pub closed_at: Option<DateTime<Utc>>,
    /// Its account.
    pub ledger: Ledger,
    /// The number of the revision in force.
    pub published: Option<u32>,
    /// The number of the newest revision.
    pub newest: Option<u32>,
}

/// One import that brought cards into a day.
#[derive(Clone, Debug)]
pub struct DayImport {
    /// What the file held.
    pub kind: FileKind,
    /// The file as the person called it.
    pub file: String,
    /// When it was imported.
    pub at: DateTime<Utc>,
    /// Rows accepted, unchanged, quarantined and refused.
    pub accepted: u64,
    /// Rows that said what was known.
    pub unchanged: u64,
    /// Cards that were stopped.
    pub quarantined: u64,
    /// Rows that could not enter.
    pub refused: u64,
}

/// One day with its history.
#[derive(Clone, Debug)]
pub struct DaySummary {
    /// The day.
    pub day: Day,
    /// Its revisions, the newest first.
    pub revisions: Vec<Revision>,
    /// Its imports of cards, the newest first.
    pub imports: Vec<DayImport>,
}

fn select(condition: &str) -> String {
    format!(
        "SELECT d.centre, c.name, d.day, d.closed_at, {},
            (SELECT number FROM revision r WHERE r.centre = d.centre AND r.day = d.day
                AND r.status = 'published') AS published,
            (SELECT max(number) FROM revision r WHERE r.centre = d.centre AND r.day = d.day)
                AS newest
         FROM day d JOIN centre c ON c.code = d.centre JOIN ledger_day t USING (centre, day)
         {condition} ORDER BY d.day DESC, d.centre",
        ledger::COLUMNS
    )
}

impl Store {
    /// The newest `limit` days of all centres, the newest first.
    pub async fn days(&self, limit: u32) -> Result<Vec<Day>, Fault> {
        let client = self.client().await?;
        let select = format!("{} LIMIT $1", select(""));
        let rows = client.query(&select, &[&i64::from(limit)]).await.map_err(fault_of)?;
        rows.iter().map(day_of).collect()
    }

    /// A centre's newest day; S709 when it has none.
    pub async fn newest_day(&self, centre: &CentreCode) -> Result<NaiveDate, Fault> {
        let client = self.client().await?;
        let select = "SELECT max(day) FROM day WHERE centre = $1";
        let row = client.query_one(select, &[&centre.0]).await.map_err(fault_of)?;
        row.get::<_, Option<NaiveDate>>(0)
            .ok_or_else(|| Fault::new(fault::NO_SUCH_DAY, centre.0.as_str()))
    }

    /// The centre's earliest day that is not closed.
    pub async fn open_day(&self, centre: &CentreCode) -> Result<Option<NaiveDate>, Fault> {
        let client = self.client().await?;
        let select = "SELECT min(day) FROM day WHERE centre = $1 AND closed_at IS NULL";
        let row = client.query_one(select, &[&centre.0]).await.map_err(fault_of)?;
        Ok(row.get(0))
    }

    /// One day with its revisions and imports; S709 when it has no account.
    pub async fn day_summary(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<DaySummary, Fault> {
        let client = self.client().await?;
        let one = select("WHERE d.centre = $1 AND d.day = $2");
        let row = client.query_opt(&one, &[&centre.0, &day]).await.map_err(fault_of)?;
        let none = || Fault::new(fault::NO_SUCH_DAY, format!("{centre} {day}"));
        let found = day_of(&row.ok_or_else(none)?)?;
        let revisions = format!(
            "SELECT {} FROM revision WHERE centre = $1 AND day = $2 ORDER BY number DESC",
            revision::COLUMNS
        );
        let revisions = client.query(&revisions, &[&centre.0, &day]).await.map_err(fault_of)?;
        let imports = "
            SELECT kind, file_name, imported_at, accepted, unchanged, quarantined, refused
            FROM import_file
            WHERE kind = 'cards' AND day = $2 AND (centre = $1 OR centre IS NULL)
            ORDER BY id DESC";
        let imports = client.query(imports, &[&centre.0, &day]).await.map_err(fault_of)?;
        Ok(DaySummary {
            day: found,
            revisions: revisions.iter().map(revision_of).collect::<Result<_, _>>()?,
            imports: imports.iter().map(import_of).collect::<Result<_, _>>()?,
        })
    }
}

fn day_of(row: &Row) -> Result<Day, Fault> {
    Ok(Day {
        centre: CentreCode(row.get("centre")),
        centre_name: row.get("name"),
        day: row.get("day"),
        closed_at: row.get("closed_at"),
        ledger: ledger_of(row),
        published: read::some_count(row, "published")?,
        newest: read::some_count(row, "newest")?,
    })
}

fn import_of(row: &Row) -> Result<DayImport, Fault> {
    let count = |column: &str| row.get::<_, i64>(column).cast_unsigned();
    Ok(DayImport {
        kind: read::word(row, "kind", FileKind::named)?,
        file: row.get("file_name"),
        at: row.get("imported_at"),
        accepted: count("accepted"),
        unchanged: count("unchanged"),
        quarantined: count("quarantined"),
        refused: count("refused"),
    })
}
