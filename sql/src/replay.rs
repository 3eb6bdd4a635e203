//! A day as it was planned beside what became of it.

use crate::edition::Numbered;
use crate::numbering::Numbering;
use crate::revision::{Loaded, load};
use crate::store::Store;
use crate::trips::{Trip, trips};
use crate::trouble::fault_of;
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use std::collections::{BTreeMap, BTreeSet};
use tokio_postgres::IsolationLevel;

/// The plan in force of a day, and what is known of how it went.
#[derive(Clone, Debug)]
pub struct Played {
    /// The day.
    pub day: NaiveDate,
    /// Its problem.
    pub problem: DayProblem,
    /// Its plan.
    pub plan: Plan,
    /// Numbers of its routes.
    pub numbers: BTreeMap<Numbered, String>,
    /// When routes left the centre, by number, as far as it was scanned.
    pub departed: BTreeMap<String, DateTime<Utc>>,
    /// What drivers brought back, by number of the route.
    pub trips: BTreeMap<String, Trip>,
    /// Cards that were in the account at its end and had not left it; none while the day is open.
    pub left_over: Option<BTreeSet<String>>,
    /// Cards noted as missorts on that day.
    pub missorts: u64,
}

impl Store {
    /// A day as planned and as it went. O(cards + events that are no scans).
    ///
    /// Errors: S711 when nothing was planned.
    pub async fn played(&self, centre: &CentreCode, day: NaiveDate) -> Result<Played, Fault> {
        let missorts = self.missorts(centre, day, day).await?;
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let code = centre.0.as_str();
        let Loaded { problem, plan, .. } = load(&work, code, day, None).await?;
        let numbers = Numbering::read(&work, code, day).await?.number(&problem, &plan);
        Ok(Played {
            day,
            departed: departed(&work, code, day).await?,
            trips: trips(&work, code, day).await?,
            left_over: left_over(&work, code, day).await?,
            missorts: missorts.locations.iter().map(|rate| rate.missorted).sum(),
            numbers,
            problem,
            plan,
        })
    }

    /// The days of a centre between two that have a plan in force, ascending.
    pub async fn planned_days(
        &self,
        centre: &CentreCode,
        (first, last): (NaiveDate, NaiveDate),
    ) -> Result<Vec<NaiveDate>, Fault> {
        let client = self.client().await?;
        let select = "
            SELECT day FROM revision WHERE centre = $1 AND day BETWEEN $2 AND $3 AND status = 'published'
            ORDER BY day";
        let rows = client.query(select, &[&centre.0, &first, &last]).await.map_err(fault_of)?;
        Ok(rows.iter().map(|row| row.get("day")).collect())
    }
}

async fn departed(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<BTreeMap<String, DateTime<Utc>>, Fault> {
    let select = "SELECT route, min(occurred_at) AS at FROM custody_event
                  WHERE centre = $1 AND day = $2 AND kind = 'depart' GROUP BY route";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(rows.iter().map(|row| (row.get("route"), row.get("at"))).collect())
}

async fn left_over(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Option<BTreeSet<String>>, Fault> {
    let closed = "SELECT FROM day WHERE centre = $1 AND day = $2 AND closed_at IS NOT NULL";
    if work.query_opt(closed, &[&centre, &day]).await.map_err(fault_of)?.is_none() {
        return Ok(None);
    }
    let select = "
        SELECT card_serial FROM ledger WHERE centre = $1 AND day = $2
          AND state IN ('quarantined', 'planned', 'held', 'sealed', 'loaded', 'in_transit', 'returned')";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(Some(rows.iter().map(|row| row.get("card_serial")).collect()))
}
