//! Drafts of the planner's desk: which there are, and their logs, to which records are only added.
//!
//! | file | what it does |
//! | --- | --- |
//! | `log` | a log read and checked, a record added |
//! | `propose` | a draft becomes a revision; who proposed, named and published which |

mod log;
mod propose;

pub use log::{Appended, Logged, NewEntry};
pub(crate) use propose::{Deed, note, second_person};
pub use propose::{Deeds, Proposal};

use crate::read;
use crate::revision::{Loaded, load};
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::desk::Override;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::read_overrides;
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use tokio_postgres::Row;

/// A draft as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftHead {
    /// Its identifier.
    pub id: i64,
    /// Whose day.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// The revision it is edited on.
    pub revision: u32,
    /// The draft whose log it began with.
    pub copy_of: Option<i64>,
    /// What people call it.
    pub name: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The length of its log.
    pub version: u32,
    /// When and by whom the last record was added.
    pub last: Option<(DateTime<Utc>, String)>,
}

/// What a draft is edited on.
#[derive(Clone, Debug)]
pub struct DraftBase {
    /// The day's problem.
    pub problem: DayProblem,
    /// The revision's plan.
    pub plan: Plan,
    /// The limits that the plan may break.
    pub overrides: Vec<Override>,
}

const SELECT: &str = "
    SELECT d.id, d.centre, d.day, d.revision, d.copy_of, d.name, d.made_by, d.made_at,
        coalesce(e.n, 0) AS version, e.at AS last_at, e.who AS last_by
    FROM draft d LEFT JOIN LATERAL (
        SELECT n, at, who FROM draft_entry WHERE draft = d.id ORDER BY n DESC LIMIT 1) e ON true";

impl Store {
    /// The drafts of a day, the newest first.
    pub async fn drafts(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Vec<DraftHead>, Fault> {
        let client = self.client().await?;
        let select = format!("{SELECT} WHERE d.centre = $1 AND d.day = $2 ORDER BY d.id DESC");
        let rows = client.query(&select, &[&centre.0, &day]).await.map_err(fault_of)?;
        rows.iter().map(head).collect()
    }

    /// One draft.
    ///
    /// Errors: S752 when there is none such.
    pub async fn draft(&self, id: i64) -> Result<DraftHead, Fault> {
        let client = self.client().await?;
        let select = format!("{SELECT} WHERE d.id = $1");
        let row = client.query_opt(&select, &[&id]).await.map_err(fault_of)?;
        head(&row.ok_or_else(|| no_such_draft(id))?)
    }

    /// Opens a draft on a revision of a day, the one in force (else the newest) when none is named.
    ///
    /// Errors: S711 when there is none such.
    pub async fn open_draft(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        revision: Option<u32>,
        (name, by): (&str, &str),
    ) -> Result<DraftHead, Fault> {
        let client = self.client().await?;
        let wanted = revision.map(u32::cast_signed);
        let insert = "
            INSERT INTO draft (centre, day, revision, name, made_by)
            SELECT centre, day, number, $4, $5 FROM revision
            WHERE centre = $1 AND day = $2 AND ($3::integer IS NULL OR number = $3)
            ORDER BY status = 'published' DESC, number DESC LIMIT 1
            RETURNING id";
        let row = client.query_opt(insert, &[&centre.0, &day, &wanted, &name, &by]).await;
        let row = row.map_err(fault_of)?;
        let row = row.ok_or_else(|| crate::revision::no_such(day, wanted))?;
        drop(client);
        self.draft(row.get(0)).await
    }

    /// Copies a draft with its log up to `version`, or the whole of it.
    ///
    /// Errors: S752 when there is none such, or not so long.
    pub async fn copy_draft(
        &self,
        of: i64,
        version: Option<u32>,
        (name, by): (&str, &str),
    ) -> Result<DraftHead, Fault> {
        let original = self.draft(of).await?;
        let version = version.unwrap_or(original.version);
        if version > original.version {
            return Err(no_such_draft(of));
        }
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let insert = "
            INSERT INTO draft (centre, day, revision, copy_of, name, made_by)
            SELECT centre, day, revision, id, $2, $3 FROM draft WHERE id = $1 RETURNING id";
        let row = work.query_one(insert, &[&of, &name, &by]).await.map_err(fault_of)?;
        let id: i64 = row.get(0);
        let copy = "
            INSERT INTO draft_entry (draft, n, at, who, entry, digest)
            SELECT $2, n, at, who, entry, digest FROM draft_entry
            WHERE draft = $1 AND n <= $3 ORDER BY n";
        work.execute(copy, &[&of, &id, &version.cast_signed()]).await.map_err(fault_of)?;
        work.commit().await.map_err(fault_of)?;
        drop(client);
        self.draft(id).await
    }

    /// Gives a draft another name.
    ///
    /// Errors: S752 when there is none such.
    pub async fn rename_draft(&self, id: i64, name: &str) -> Result<DraftHead, Fault> {
        let client = self.client().await?;
        let update = "UPDATE draft SET name = $2 WHERE id = $1";
        client.execute(update, &[&id, &name]).await.map_err(fault_of)?;
        drop(client);
        self.draft(id).await
    }

    /// The problem, the plan and its overrides that a draft is edited on. O(cards).
    pub async fn draft_base(&self, draft: &DraftHead) -> Result<DraftBase, Fault> {
        self.revision_base(&draft.centre, draft.day, draft.revision).await
    }

    /// The same of a revision.
    ///
    /// Errors: S711 when there is none such.
    pub async fn revision_base(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        number: u32,
    ) -> Result<DraftBase, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let Loaded { problem, plan, .. } = load(&work, &centre.0, day, Some(number)).await?;
        let select =
            "SELECT overrides FROM revision WHERE centre = $1 AND day = $2 AND number = $3";
        let row = work.query_one(select, &[&centre.0, &day, &number.cast_signed()]).await;
        let overrides = read_overrides(row.map_err(fault_of)?.get(0))?;
        Ok(DraftBase { problem, plan, overrides })
    }
}

fn head(row: &Row) -> Result<DraftHead, Fault> {
    let at: Option<DateTime<Utc>> = row.get("last_at");
    Ok(DraftHead {
        id: row.get("id"),
        centre: CentreCode(row.get("centre")),
        day: row.get("day"),
        revision: read::count(row, "revision")?,
        copy_of: row.get("copy_of"),
        name: row.get("name"),
        made_by: row.get("made_by"),
        made_at: row.get("made_at"),
        version: read::count(row, "version")?,
        last: at.zip(row.get("last_by")),
    })
}

pub(crate) fn no_such_draft(id: i64) -> Fault {
    Fault::new(fault::NO_SUCH_DRAFT, id.to_string())
}
