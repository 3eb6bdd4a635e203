//! Sort plans of a revision: each stays as it was made, the newest one holds.

use crate::numbering::Numbering;
use crate::read;
use crate::snapshot::digest;
use crate::store::{Store, lock_ledger};
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::snapshot::{read_sort, write_sort};
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::words::{CentreCode, Machine};
use std::collections::BTreeMap;

/// Whose sort plan it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// The centre.
    pub centre: CentreCode,
    /// The dispatch day.
    pub day: NaiveDate,
    /// The revision whose cards are sorted.
    pub revision: u32,
    /// The machine's name.
    pub machine: String,
}

/// A sort plan read back.
#[derive(Clone, Debug)]
pub struct StoredSort {
    /// 1 for the first of its revision and machine.
    pub number: u32,
    /// The machine's name.
    pub machine: String,
    /// The plan.
    pub plan: SortPlan,
    /// SHA-256 of its text, in hex.
    pub plan_hash: String,
    /// The machine's last day before this one; none when it never sorted.
    pub before: Option<DayBefore>,
}

/// Which destinations had pockets of their own on an earlier day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayBefore {
    /// The day.
    pub day: NaiveDate,
    /// Their pockets, by a name that they have on every day.
    pub own: BTreeMap<String, Vec<u32>>,
}

impl Store {
    /// The machines of `centre`, by name; the usual rack when it has none.
    pub async fn machines(&self, centre: &CentreCode) -> Result<Vec<Machine>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        read::machines(&work, &centre.0).await
    }

    /// Stores `plan` as the newest of its key, and the pockets of its `own` destinations by a name that they
    /// have on other days too. Its sheets get their numbers where the revision is published. Gives its number. O(size).
    pub async fn save_sort(
        &self,
        key: &SortKey,
        plan: &SortPlan,
        own: &BTreeMap<String, Vec<u32>>,
    ) -> Result<u32, Fault> {
        let text = write_sort(plan);
        let hash = digest(&text);
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        lock_ledger(&work).await?;
        let revision = key.revision.cast_signed();
        let insert = "
            INSERT INTO sort_plan (centre, day, revision, machine, number, plan, plan_hash)
            SELECT $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6 FROM sort_plan
            WHERE centre = $1 AND day = $2 AND revision = $3 AND machine = $4
            RETURNING number";
        let row = (work)
            .query_one(insert, &[&key.centre.0, &key.day, &revision, &key.machine, &text, &hash])
            .await
            .map_err(fault_of)?;
        let number: i32 = row.get(0);
        let insert = "INSERT INTO sort_own VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let insert = work.prepare(insert).await.map_err(fault_of)?;
        for (destination, pockets) in own {
            let pockets: Vec<i32> = pockets.iter().map(|pocket| pocket.cast_signed()).collect();
            (work)
                .execute(
                    &insert,
                    &[
                        &key.centre.0,
                        &key.day,
                        &revision,
                        &key.machine,
                        &number,
                        destination,
                        &pockets,
                    ],
                )
                .await
                .map_err(fault_of)?;
        }
        number_sheets(&work, key, plan).await?;
        work.commit().await.map_err(fault_of)?;
        Ok(number.cast_unsigned())
    }

    /// The newest sort plan of each machine for a revision, by name. O(size).
    ///
    /// Errors: S719 when a stored text is broken.
    pub async fn sorts(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        revision: u32,
    ) -> Result<Vec<StoredSort>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        newest(&work, &centre.0, day, revision).await
    }

    /// The revision in force and a text that changes whenever one of its sort plans does; none while there is no
    /// revision in force.
    pub async fn sort_mark(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Option<(u32, String)>, Fault> {
        let client = self.client().await?;
        let select = "
            SELECT r.number, (
                SELECT coalesce(string_agg(s.machine || ' ' || s.number, ',' ORDER BY s.machine), '')
                FROM (SELECT machine, max(number) AS number FROM sort_plan
                      WHERE centre = $1 AND day = $2 AND revision = r.number GROUP BY machine) s
            ) AS plans
            FROM revision r WHERE r.centre = $1 AND r.day = $2 AND r.status = 'published'";
        let row = client.query_opt(select, &[&centre.0, &day]).await.map_err(fault_of)?;
        row.map(|row| Ok((read::count(&row, "number")?, row.get("plans")))).transpose()
    }

    /// Who had pockets of their own on `machine` on its last day before `day`; none when it never sorted.
    pub async fn day_before(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        machine: &str,
    ) -> Result<Option<DayBefore>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        day_before(&work, &centre.0, day, machine).await
    }
}

/// The newest sort plan of each machine for a revision, by name.
pub(crate) async fn newest(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    revision: u32,
) -> Result<Vec<StoredSort>, Fault> {
    let select = "
        SELECT DISTINCT ON (machine) machine, number, plan, plan_hash FROM sort_plan
        WHERE centre = $1 AND day = $2 AND revision = $3 ORDER BY machine, number DESC";
    let revision = revision.cast_signed();
    let rows = work.query(select, &[&centre, &day, &revision]).await.map_err(fault_of)?;
    let reading = tokio::task::spawn_blocking(move || {
        let stored = rows.iter().map(|row| {
            Ok(StoredSort {
                number: read::count(row, "number")?,
                machine: row.get("machine"),
                plan: read_sort(row.get("plan"))?,
                plan_hash: row.get("plan_hash"),
                before: None,
            })
        });
        stored.collect::<Result<Vec<_>, Fault>>()
    });
    let mut sorts = reading.await.map_err(|_| unreadable("sort_plan"))??;
    for sort in &mut sorts {
        sort.before = day_before(work, centre, day, &sort.machine).await?;
    }
    Ok(sorts)
}

/// By the sort plan of that day's revision in force, else of its newest.
async fn day_before(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    machine: &str,
) -> Result<Option<DayBefore>, Fault> {
    let select = "
        WITH newest AS (
            SELECT s.centre, s.day, s.revision, s.machine, s.number
            FROM sort_plan s JOIN revision r
              ON r.centre = s.centre AND r.day = s.day AND r.number = s.revision
            WHERE s.centre = $1 AND s.day < $2 AND s.machine = $3
            ORDER BY s.day DESC, r.status = 'published' DESC, s.revision DESC, s.number DESC
            LIMIT 1)
        SELECT day, destination, pockets FROM newest
        LEFT JOIN sort_own USING (centre, day, revision, machine, number)";
    let rows = work.query(select, &[&centre, &day, &machine]).await.map_err(fault_of)?;
    let Some(first) = rows.first() else { return Ok(None) };
    // A day on which nobody had pockets of their own is one row without a destination.
    let own = rows.iter().filter_map(|row| {
        let destination: Option<String> = row.get("destination");
        let pockets: Vec<i32> = row.get::<_, Option<_>>("pockets").unwrap_or_default();
        Some((destination?, pockets.into_iter().map(i32::cast_unsigned).collect()))
    });
    Ok(Some(DayBefore { day: first.get("day"), own: own.collect() }))
}

/// Gives numbers to the sheets of a sort plan whose revision is in force.
async fn number_sheets(
    work: &Transaction<'_>,
    key: &SortKey,
    plan: &SortPlan,
) -> Result<(), Fault> {
    let select =
        "SELECT status = 'published' FROM revision WHERE centre = $1 AND day = $2 AND number = $3";
    let revision = key.revision.cast_signed();
    let row = work.query_one(select, &[&key.centre.0, &key.day, &revision]).await;
    if row.map_err(fault_of)?.get(0) {
        let mut numbering = Numbering::read(work, &key.centre.0, key.day).await?;
        numbering.number_sort(&key.machine, plan);
        numbering.write(work, &key.centre.0, key.day).await?;
    }
    Ok(())
}
