//! What came up and was published: days are planned with it until its last day, or until somebody ends it.

use crate::read;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::Transaction;
use fenjian_planner::desk::Carried;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::{Noted, read_noted};
use fenjian_planner::words::CentreCode;
use tokio_postgres::Row;

/// An incident in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The incident.
    pub carried: Carried,
    /// In Chinese, as its day called it.
    pub text: String,
    /// When it was published.
    pub made_at: DateTime<Utc>,
    /// The draft in which it was entered.
    pub draft: i64,
}

const SELECT: &str = "
    SELECT id, since, until_day, line, draft, made_at FROM incident
    WHERE centre = $1 AND ended_at IS NULL AND until_day >= $2 AND since <= $2 ORDER BY id";

impl Store {
    /// The incidents that hold on `day`, in the order in which they were published.
    ///
    /// Errors: S707 for an unknown centre.
    pub async fn incidents(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Vec<InForce>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        read::centre(&work, &centre.0).await?;
        let mut found = in_force(&work, &centre.0, day).await?;
        found.retain(|one| one.carried.holds_on(day));
        Ok(found)
    }

    /// Ends an incident: days planned from now on do not know of it.
    ///
    /// Errors: S757 when there is none such in force.
    pub async fn end_incident(&self, centre: &CentreCode, id: i64, by: &str) -> Result<(), Fault> {
        let client = self.client().await?;
        let end = "UPDATE incident SET ended_at = now(), ended_by = $3
                   WHERE centre = $1 AND id = $2 AND ended_at IS NULL";
        let ended = client.execute(end, &[&centre.0, &id, &by]).await.map_err(fault_of)?;
        match ended {
            0 => Err(Fault::new(fault::NO_SUCH_INCIDENT, id.to_string())),
            _ => Ok(()),
        }
    }
}

/// The incidents that are to be planned with on `day`.
pub(crate) async fn in_force(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<InForce>, Fault> {
    let rows = work.query(SELECT, &[&centre, &day]).await.map_err(fault_of)?;
    rows.iter().map(known).collect()
}

/// Puts the incidents of a published revision into force, and ends those that an earlier revision of the same draft, or
/// of one that it is a copy of, had and this one does not. A revision that nobody made on the desk changes nothing.
pub(crate) async fn put_into_force(
    work: &Transaction<'_>,
    (centre, day, number): (&str, NaiveDate, u32),
    by: &str,
) -> Result<(), Fault> {
    let select = "
        SELECT r.incidents, d.draft FROM revision r
        JOIN revision_deed d ON d.centre = r.centre AND d.day = r.day AND d.revision = r.number
            AND d.what = 'proposed'
        WHERE r.centre = $1 AND r.day = $2 AND r.number = $3";
    let signed = number.cast_signed();
    let row = work.query_opt(select, &[&centre, &day, &signed]).await.map_err(fault_of)?;
    let Some(row) = row else { return Ok(()) };
    let (text, draft): (&str, i64) = (row.get("incidents"), row.get("draft"));
    let lines: Vec<&str> = text.lines().collect();
    let untils: Vec<NaiveDate> = read_noted(text)?.iter().map(|noted| noted.until).collect();
    let end = "
        WITH RECURSIVE line_of_descent AS (
            SELECT id, copy_of FROM draft WHERE id = $3
            UNION SELECT d.id, d.copy_of FROM draft d JOIN line_of_descent l ON d.id = l.copy_of)
        UPDATE incident SET ended_at = now(), ended_by = $5
        WHERE centre = $1 AND since = $2 AND ended_at IS NULL AND line <> ALL ($4)
          AND draft IN (SELECT id FROM line_of_descent)";
    work.execute(end, &[&centre, &day, &draft, &lines, &by]).await.map_err(fault_of)?;
    let insert = "
        INSERT INTO incident (centre, since, until_day, line, revision, draft)
        SELECT $1, $2, n.until, n.line, $3, $4 FROM unnest($5::text[], $6::date[]) n (line, until)
        WHERE NOT EXISTS (SELECT FROM incident i WHERE i.centre = $1 AND i.since = $2
            AND i.line = n.line AND i.ended_at IS NULL)";
    work.execute(insert, &[&centre, &day, &signed, &draft, &lines, &untils])
        .await
        .map_err(fault_of)?;
    Ok(())
}

fn known(row: &Row) -> Result<InForce, Fault> {
    let noted = read_noted(row.get("line"))?.pop();
    let Noted { text, what, reason, owner, until } =
        noted.ok_or_else(|| unreadable("incident.line"))?;
    let (number, since) = (row.get("id"), row.get("since"));
    let carried = Carried { number, since, what, reason, owner, until };
    Ok(InForce { carried, text, made_at: row.get("made_at"), draft: row.get("draft") })
}
