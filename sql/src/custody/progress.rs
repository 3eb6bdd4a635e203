//! How far the floor has come with the pouches of a day: what is sealed, loaded and gone, and when.

use crate::read;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use std::collections::BTreeMap;
use tokio_postgres::{IsolationLevel, Row};

/// How far a day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The centre's name.
    pub centre_name: String,
    /// It is closed: nothing is sealed any more.
    pub closed: bool,
    /// The revision in force; none when nothing is published.
    pub revision: Option<u32>,
    /// The pouches of that revision by the numbers of their routes.
    pub routes: BTreeMap<String, Vec<PouchSteps>>,
}

/// Where a pouch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PouchSteps {
    /// Cards that the plan puts into it, or that its standing seal closed in.
    pub cards: u32,
    /// How far it is.
    pub step: Step,
    /// When it was sealed, while it is.
    pub sealed_at: Option<DateTime<Utc>>,
}

/// How far a pouch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Not sealed.
    Open,
    /// Sealed.
    Sealed,
    /// In its vehicle.
    Loaded,
    /// Gone.
    Gone,
}

impl Store {
    /// How far a day is; S709 when it has no account. O(events of the day that are no scans of cards, and its pouches).
    pub async fn progress(&self, centre: &CentreCode, day: NaiveDate) -> Result<Progress, Fault> {
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let select = "
            SELECT c.name, d.closed_at IS NOT NULL AS closed, (
                SELECT number FROM revision r
                WHERE r.centre = d.centre AND r.day = d.day AND r.status = 'published') AS revision
            FROM day d JOIN centre c ON c.code = d.centre WHERE d.centre = $1 AND d.day = $2";
        let row = work.query_opt(select, &[&centre.0, &day]).await.map_err(fault_of)?;
        let none = || Fault::new(fault::NO_SUCH_DAY, format!("{centre} {day}"));
        let row = row.ok_or_else(none)?;
        let (closed, revision) = (row.get("closed"), read::some_count(&row, "revision")?);
        // The last step of each pouch decides; a vehicle takes along what was loaded before it left.
        let pouches = "
            WITH step AS (
                SELECT seq, kind, pouch, route, occurred_at, cardinality(cards) AS cards
                FROM custody_event WHERE centre = $1 AND day = $2 AND kind <> 'scan'
            ), last AS (
                SELECT DISTINCT ON (pouch) pouch, seq, kind FROM step
                WHERE kind IN ('seal', 'unseal', 'load', 'hand_over', 'return')
                ORDER BY pouch, seq DESC
            ), seal AS (
                SELECT DISTINCT ON (pouch) pouch, occurred_at, cards FROM step
                WHERE kind = 'seal' ORDER BY pouch, seq DESC
            ), gone AS (
                SELECT route, max(seq) AS seq FROM step WHERE kind = 'depart' GROUP BY route
            )
            SELECT p.route, CASE
                    WHEN last.kind IN ('hand_over', 'return') THEN 'gone'
                    WHEN last.kind = 'load' AND gone.seq > last.seq THEN 'gone'
                    WHEN last.kind = 'load' THEN 'loaded'
                    WHEN last.kind = 'seal' THEN 'sealed'
                    ELSE 'open' END AS step,
                CASE WHEN last.kind <> 'unseal' THEN seal.cards ELSE p.cards END AS sealed_cards,
                CASE WHEN last.kind <> 'unseal' THEN seal.occurred_at END AS sealed_at, p.cards
            FROM pouch p
            LEFT JOIN last ON last.pouch = p.number
            LEFT JOIN seal ON seal.pouch = p.number
            LEFT JOIN gone ON gone.route = p.route
            WHERE p.centre = $1 AND p.day = $2 AND p.revision = $3 ORDER BY p.number";
        let number = revision.map(u32::cast_signed);
        let rows = work.query(pouches, &[&centre.0, &day, &number]).await.map_err(fault_of)?;
        let mut routes: BTreeMap<String, Vec<PouchSteps>> = BTreeMap::new();
        for pouch in &rows {
            routes.entry(pouch.get("route")).or_default().push(pouch_now(pouch)?);
        }
        Ok(Progress { centre_name: row.get("name"), closed, revision, routes })
    }
}

fn pouch_now(row: &Row) -> Result<PouchSteps, Fault> {
    let step = match row.get("step") {
        "open" => Step::Open,
        "sealed" => Step::Sealed,
        "loaded" => Step::Loaded,
        "gone" => Step::Gone,
        _ => return Err(unreadable("custody_event.kind")),
    };
    let sealed = read::some_count(row, "sealed_cards")?;
    let planned = read::count(row, "cards")?;
    Ok(PouchSteps { cards: sealed.unwrap_or(planned), step, sealed_at: row.get("sealed_at") })
}
