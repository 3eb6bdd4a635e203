//! Missorts (错发): where cards and pouches turned up that did not belong there, against what was delivered there.

use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use fenjian_planner::fault::Fault;
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode};
use tokio_postgres::{IsolationLevel, Row};

/// Most missorts that are listed one by one.
const LISTED: i64 = 500;

/// What went wrong in a stretch of days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missorts {
    /// The locations at which something turned up, the highest rate first.
    pub locations: Vec<Rate>,
    /// Each of them, the newest first; at most 500.
    pub cards: Vec<Missort>,
    /// Who taught what, the newest first.
    pub taught: Vec<Taught>,
}

/// How often a location got what was not its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The location.
    pub at: LocationCode,
    /// Its name.
    pub name: String,
    /// Cards that turned up there and did not belong there.
    pub missorted: u64,
    /// Cards that were handed over there.
    pub delivered: u64,
}

/// A card that turned up at a wrong location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missort {
    /// The day it was noted.
    pub day: NaiveDate,
    /// The card.
    pub card: CardSerial,
    /// Its receiving code as the file says it.
    pub code: String,
    /// Where the plan sent it when it left.
    pub planned: Option<LocationCode>,
    /// Where it turned up.
    pub at: LocationCode,
}

impl Missort {
    /// The plan itself sent it there: what the file says of its receiving location led to a wrong one. Otherwise
    /// it lay in a wrong pouch, or the pouch went to a wrong place.
    pub fn by_code(&self) -> bool {
        self.planned == Some(self.at)
    }
}

/// A code that was taught to mean another location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taught {
    /// The code.
    pub alias: LocationCode,
    /// What it means.
    pub location: LocationCode,
    /// What it meant before.
    pub instead_of: Option<LocationCode>,
    /// Since when.
    pub active_from: NaiveDate,
    /// Under whose badge.
    pub who: String,
}

/// Cards that were noted as missorts between two days, with where the last plan before had sent them.
const NOTED: &str = "
    WITH noted AS (
        SELECT e.day, e.seq, c.serial, e.evidence ->> 'at' AS at, e.day - 1 AS left_by
        FROM custody_event e, unnest(e.cards) c (serial)
        WHERE e.centre = $1 AND e.day BETWEEN $2 AND $3 AND e.kind <> 'scan'
          AND e.kind = 'return' AND e.evidence ->> 'reason' = 'missort'
        UNION ALL
        SELECT e.day, e.seq, l.card_serial, e.evidence ->> 'at', l.day
        FROM custody_event e
        JOIN ledger l ON l.centre = e.centre AND l.day = (e.evidence ->> 'of_day')::date
            AND l.pouch = e.evidence ->> 'belongs'
        WHERE e.centre = $1 AND e.day BETWEEN $2 AND $3 AND e.kind <> 'scan'
          AND e.kind = 'exception' AND e.evidence ->> 'reason' = 'misdelivered'
    )";

impl Store {
    /// What turned up wrong from `first` to `last`, both included, and what was taught since `first`.
    /// O(events of the days that are no scans, and cards delivered to the locations concerned).
    pub async fn missorts(
        &self,
        centre: &CentreCode,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Missorts, Fault> {
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let between = [&centre.0 as &(dyn tokio_postgres::types::ToSql + Sync), &first, &last];
        let rates = format!(
            "{NOTED}, wrong AS (SELECT at, count(*) AS missorted FROM noted GROUP BY at)
             SELECT w.at, w.missorted, coalesce(v.name, '') AS name, (
                SELECT count(*) FROM revision r
                JOIN pouch p ON p.centre = r.centre AND p.day = r.day AND p.revision = r.number
                JOIN ledger l ON l.day = p.day AND l.card_serial = ANY (p.serials)
                    AND l.centre = p.centre AND l.state = 'handed_over'
                WHERE r.centre = $1 AND r.day BETWEEN $2 AND $3 AND r.status = 'published'
                  AND p.location_code = w.at) AS delivered
             FROM wrong w LEFT JOIN LATERAL (
                SELECT name FROM location WHERE code = w.at ORDER BY active_from DESC LIMIT 1) v ON true
             ORDER BY w.missorted DESC, w.at"
        );
        let rates = work.query(&rates, &between).await.map_err(fault_of)?;
        let cards = format!(
            "{NOTED}
             SELECT n.day, n.serial, n.at, coalesce(c.receiving_code, '') AS code, was.location_code AS planned
             FROM noted n JOIN card c ON c.serial = n.serial
             LEFT JOIN LATERAL (
                SELECT p.location_code FROM ledger l
                JOIN pouch p ON p.centre = l.centre AND p.day = l.day AND p.revision = l.revision
                    AND p.number = l.pouch
                WHERE l.card_serial = n.serial AND l.day <= n.left_by ORDER BY l.day DESC LIMIT 1) was ON true
             ORDER BY n.day DESC, n.seq DESC, n.serial LIMIT {LISTED}"
        );
        let cards = work.query(&cards, &between).await.map_err(fault_of)?;
        let taught = "
            SELECT t.alias, t.location_code, t.instead_of, t.active_from, b.name
            FROM alias_taught t JOIN badge b ON b.centre = t.centre AND b.number = t.badge
            WHERE t.centre = $1 AND t.active_from >= $2 ORDER BY t.id DESC";
        let taught = work.query(taught, &[&centre.0, &first]).await.map_err(fault_of)?;
        let mut locations: Vec<Rate> = rates.iter().map(rate).collect::<Result<_, _>>()?;
        locations.sort_by_key(|rate| (rate.delivered == 0, std::cmp::Reverse(rate.per_million())));
        Ok(Missorts {
            locations,
            cards: cards.iter().map(missort).collect::<Result<_, _>>()?,
            taught: taught.iter().map(lesson).collect::<Result<_, _>>()?,
        })
    }
}

impl Rate {
    /// Missorted of a million delivered; 0 where nothing was.
    pub fn per_million(&self) -> u64 {
        (self.missorted * 1_000_000).checked_div(self.delivered).unwrap_or(0)
    }
}

fn rate(row: &Row) -> Result<Rate, Fault> {
    Ok(Rate {
        at: read::word(row, "at", LocationCode::parse)?,
        name: row.get("name"),
        missorted: row.get::<_, i64>("missorted").unsigned_abs(),
        delivered: row.get::<_, i64>("delivered").unsigned_abs(),
    })
}

fn missort(row: &Row) -> Result<Missort, Fault> {
    Ok(Missort {
        day: row.get("day"),
        card: read::word(row, "serial", CardSerial::parse)?,
        code: row.get("code"),
        planned: read::some_code(row, "planned")?,
        at: read::word(row, "at", LocationCode::parse)?,
    })
}

fn lesson(row: &Row) -> Result<Taught, Fault> {
    Ok(Taught {
        alias: read::word(row, "alias", LocationCode::parse)?,
        location: read::word(row, "location_code", LocationCode::parse)?,
        instead_of: read::some_code(row, "instead_of")?,
        active_from: row.get("active_from"),
        who: row.get("name"),
    })
}
