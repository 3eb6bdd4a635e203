//! The events of a pouch, of a card or of a day, for people who look: who, when, on what evidence.

use super::verify::kind_zh;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::fault::Fault;
use fenjian_planner::words::{CardSerial, CentreCode};
use tokio_postgres::Row;

/// An event as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day in whose chain it stands.
    pub day: NaiveDate,
    /// Its number there.
    pub seq: u64,
    /// What it is, in Chinese.
    pub kind: &'static str,
    /// Whose badge it was.
    pub who: String,
    /// On which device.
    pub device: String,
    /// When it happened, by the device.
    pub occurred_at: DateTime<Utc>,
    /// When it was written.
    pub recorded_at: DateTime<Utc>,
    /// The pouch it is about.
    pub pouch: Option<String>,
    /// The route it is about.
    pub route: Option<String>,
    /// How many cards it names.
    pub cards: u64,
    /// What it says beside that, as words of the database with their values.
    pub evidence: Vec<(String, String)>,
}

/// What of the evidence is not said elsewhere in an event.
const TOLD: [&str; 10] = [
    "seal",
    "count",
    "weight_g",
    "accepted_by",
    "reason",
    "at",
    "sheet",
    "of_day",
    "verdict",
    "code",
];

const COLUMNS: &str = "e.day, e.seq, e.kind::text, b.name, e.device, e.occurred_at, e.recorded_at,
    coalesce(e.evidence ->> 'belongs', e.pouch) AS pouch, coalesce(e.route, e.evidence ->> 'route') AS route,
    cardinality(e.cards)::bigint AS cards,
    ARRAY(SELECT x.key FROM jsonb_each_text(e.evidence) x ORDER BY x.key) AS keys,
    ARRAY(SELECT x.value FROM jsonb_each_text(e.evidence) x ORDER BY x.key) AS values
    FROM custody_event e JOIN badge b ON b.centre = e.centre AND b.number = e.badge";

impl Store {
    /// All steps of the pouches and cards of a day, by pouch; scans of single cards are left out.
    pub async fn events_of_day(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Vec<Event>, Fault> {
        let select = format!(
            "SELECT {COLUMNS} WHERE e.centre = $1 AND e.day = $2 AND e.kind <> 'scan'
             ORDER BY coalesce(e.evidence ->> 'belongs', e.pouch, e.route, ''), e.seq"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&centre.0, &day]).await.map_err(fault_of)?;
        Ok(rows.iter().map(event).collect())
    }

    /// All steps of a pouch, on its day and later, with the departures of its route on that day.
    pub async fn events_of_pouch(
        &self,
        centre: &CentreCode,
        pouch: &str,
    ) -> Result<Vec<Event>, Fault> {
        let select = format!(
            "SELECT {COLUMNS} WHERE e.centre = $1 AND e.kind <> 'scan' AND e.evidence ->> 'belongs' = $2
             UNION ALL
             SELECT {COLUMNS}
             JOIN pouch p ON p.centre = e.centre AND p.day = e.day AND p.route = e.route
             JOIN revision r ON r.centre = p.centre AND r.day = p.day AND r.number = p.revision
                AND r.status = 'published'
             WHERE e.centre = $1 AND e.kind = 'depart' AND e.kind <> 'scan' AND p.number = $2
             ORDER BY day, seq"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&centre.0, &pouch]).await.map_err(fault_of)?;
        Ok(rows.iter().map(event).collect())
    }

    /// All that was done with a card: its steps, the scans that put it into a pouch, and what was said of its
    /// pouches.
    pub async fn events_of_card(&self, card: &CardSerial) -> Result<Vec<Event>, Fault> {
        let select = format!(
            "SELECT {COLUMNS} JOIN (SELECT centre, day, pouch FROM ledger WHERE card_serial = $1) l
                ON l.centre = e.centre AND l.day = e.day
             WHERE (e.kind <> 'scan' AND ($1 = ANY (e.cards) OR (e.kind = 'exception'
                    AND e.pouch = l.pouch)))
                OR (e.kind = 'scan' AND e.pouch IS NOT NULL AND e.cards[1] = $1)
             UNION
             SELECT {COLUMNS} JOIN (SELECT centre, day, pouch FROM ledger WHERE card_serial = $1) l
                ON l.centre = e.centre AND l.pouch = e.evidence ->> 'belongs'
             WHERE e.kind <> 'scan' AND e.day > l.day AND e.evidence ->> 'of_day' = l.day::text
             ORDER BY day, seq"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&card.as_str()]).await.map_err(fault_of)?;
        Ok(rows.iter().map(event).collect())
    }
}

fn event(row: &Row) -> Event {
    let (keys, values): (Vec<String>, Vec<String>) = (row.get("keys"), row.get("values"));
    let said = keys.into_iter().zip(values).filter(|(key, _)| TOLD.contains(&key.as_str()));
    Event {
        day: row.get("day"),
        seq: row.get::<_, i64>("seq").unsigned_abs(),
        kind: kind_zh(row.get("kind")),
        who: row.get("name"),
        device: row.get("device"),
        occurred_at: row.get("occurred_at"),
        recorded_at: row.get("recorded_at"),
        pouch: row.get("pouch"),
        route: row.get("route"),
        cards: row.get::<_, i64>("cards").unsigned_abs(),
        evidence: said.collect(),
    }
}
