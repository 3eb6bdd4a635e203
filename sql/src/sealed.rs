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

impl Store {
    /// The pouches of a day that are sealed. O(cards of the day).
    pub async fn sealed(&self, centre: &CentreCode, day: NaiveDate) -> Result<SealedCards, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        sealed(&work, &centre.0, day).await
    }
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
