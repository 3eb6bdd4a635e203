//! What is sealed and what has left, by what it is called in plans.

use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode};
use std::collections::{BTreeMap, BTreeSet};

/// The cards of each sealed pouch, by location and number, wherever it is by now.
pub type SealedCards = BTreeMap<(LocationCode, u32), Vec<CardSerial>>;

/// How far the floor has come, and which plan it works by: when it is as it was, nothing was sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloorMark {
    last_deed: i64,
    revision: Option<i32>,
}

impl Store {
    /// How far the floor of a day has come. O(log events).
    pub async fn floor_mark(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<FloorMark, Fault> {
        let select = "
            SELECT coalesce((SELECT max(seq) FROM custody_event
                    WHERE centre = $1 AND day = $2 AND kind <> 'scan'), 0) AS last_deed,
                (SELECT number FROM revision
                    WHERE centre = $1 AND day = $2 AND status = 'published') AS revision";
        let client = self.client().await?;
        let select = client.prepare_cached(select).await.map_err(fault_of)?;
        let row = client.query_one(&select, &[&centre.0, &day]).await.map_err(fault_of)?;
        Ok(FloorMark { last_deed: row.get("last_deed"), revision: row.get("revision") })
    }

    /// The vehicles for which a pouch of the plan in force is sealed. O(events of the day).
    pub async fn sealed_vehicles(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<BTreeSet<String>, Fault> {
        let select = format!("{SEALED} SELECT DISTINCT vehicle FROM shut");
        let client = self.client().await?;
        let rows = client.query(&select, &[&centre.0, &day]).await.map_err(fault_of)?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    /// The pouches of a day that are sealed. O(cards of the day).
    pub async fn sealed(&self, centre: &CentreCode, day: NaiveDate) -> Result<SealedCards, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        sealed(&work, &centre.0, day).await
    }
}

/// `shut`: the pouches of the plan in force that are sealed, wherever they are by now.
const SEALED: &str = "
    WITH last AS (
        SELECT DISTINCT ON (pouch) pouch, kind, cards FROM custody_event
        WHERE centre = $1 AND day = $2 AND kind IN ('seal', 'unseal')
        ORDER BY pouch, seq DESC
    ), shut AS (
        SELECT p.number, p.vehicle, p.route, p.drop_code, p.revision FROM last
        JOIN revision r ON r.centre = $1 AND r.day = $2 AND r.status = 'published'
        JOIN pouch p ON p.centre = $1 AND p.day = $2 AND p.revision = r.number
            AND p.number = last.pouch
        JOIN ledger l ON l.card_serial = last.cards[1] AND l.day = $2
        WHERE last.kind = 'seal'
          AND l.state IN ('sealed', 'loaded', 'in_transit', 'handed_over')
    )";

/// A route of the plan in force of which something is sealed.
#[derive(Debug, Default)]
pub(crate) struct SealedRoute {
    /// Its drop points in order.
    pub(crate) drops: Vec<String>,
    /// Its sealed pouches, each with its drop point.
    pub(crate) pouches: BTreeMap<String, String>,
}

/// The routes of the plan in force of which something is sealed, by number.
pub(crate) async fn sealed_routes(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<BTreeMap<String, SealedRoute>, Fault> {
    let mut found: BTreeMap<String, SealedRoute> = BTreeMap::new();
    let pouches = format!("{SEALED} SELECT route, number, drop_code FROM shut");
    for row in work.query(&pouches, &[&centre, &day]).await.map_err(fault_of)? {
        let route = found.entry(row.get("route")).or_default();
        route.pouches.insert(row.get("number"), row.get("drop_code"));
    }
    let stops = format!(
        "{SEALED} SELECT DISTINCT route, p.stop, p.drop_code FROM pouch p
         JOIN (SELECT DISTINCT route, revision FROM shut) s USING (route, revision)
         WHERE p.centre = $1 AND p.day = $2 ORDER BY route, p.stop"
    );
    for row in work.query(&stops, &[&centre, &day]).await.map_err(fault_of)? {
        found.entry(row.get("route")).or_default().drops.push(row.get("drop_code"));
    }
    Ok(found)
}

/// Every card that an event closed into a pouch which was not opened again and has not come back.
pub(crate) async fn sealed(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<SealedCards, Fault> {
    let select = "
        SELECT n.subject, n.part, l.card_serial FROM ledger l
        JOIN numbering n ON n.centre = l.centre AND n.day = l.day AND n.kind = 'pouch'
            AND n.number = l.pouch
        WHERE l.centre = $1 AND l.day = $2 AND l.event IS NOT NULL
          AND l.state IN ('sealed', 'loaded', 'in_transit', 'handed_over')
        ORDER BY l.card_serial";
    let mut found = SealedCards::new();
    for row in work.query(select, &[&centre, &day]).await.map_err(fault_of)? {
        let location = read::word(&row, "subject", LocationCode::parse)?;
        let key = (location, read::count(&row, "part")?);
        found.entry(key).or_default().push(read::word(&row, "card_serial", CardSerial::parse)?);
    }
    Ok(found)
}

/// Routes that have left, by vehicle and trip.
pub(crate) async fn departed(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<BTreeSet<(String, u32)>, Fault> {
    let select = "
        SELECT DISTINCT n.subject, n.part FROM custody_event e
        JOIN numbering n ON n.centre = e.centre AND n.day = e.day AND n.kind = 'route'
            AND n.number = e.route
        WHERE e.centre = $1 AND e.day = $2 AND e.kind = 'depart'";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    rows.iter().map(|row| Ok((row.get("subject"), read::count(row, "part")?))).collect()
}
