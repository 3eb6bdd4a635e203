//! The lock under which a chain grows, and events that it holds already.

use super::{Answer, Home, Sent, Verdict};
use crate::read;
use crate::trouble::{fault_of, unreadable};
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_planner::words::{CardSerial, Mode};
use std::collections::HashMap;
use tokio_postgres::Row;

/// Makes `work` the only writer of the day's chain until its transaction ends. A day that is closed or has no
/// account has nothing to lock and refuses events by itself.
pub(crate) async fn lock(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<(), Fault> {
    let lock = "SELECT FROM custody_chain WHERE centre = $1 AND day = $2 FOR UPDATE";
    let lock = work.prepare_cached(lock).await.map_err(fault_of)?;
    work.execute(&lock, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(())
}

/// An event that was written before.
pub(super) struct Known {
    kind: String,
    badge: i32,
    occurred_at: DateTime<Utc>,
    answer: Answer,
}

impl Known {
    /// Its answer, if it is what is sent now, an event of one of `kinds`; S731 when the identifier was used for
    /// something else.
    pub(super) fn answer_to(
        &self,
        sent: &Sent,
        badge: i32,
        kinds: &[&str],
    ) -> Result<Answer, Fault> {
        // The database keeps microseconds.
        let same_moment =
            self.occurred_at.timestamp_micros() == sent.occurred_at.timestamp_micros();
        match same_moment && self.badge == badge && kinds.contains(&self.kind.as_str()) {
            true => Ok(self.answer.clone()),
            false => Err(Fault::new(fault::EVENT_REUSED, sent.client_id.clone())),
        }
    }
}

/// Events with one of these identifiers.
pub(super) async fn known(
    work: &Transaction<'_>,
    client_ids: &[&str],
) -> Result<HashMap<String, Known>, Fault> {
    let select = "
        SELECT client_id, kind::text, badge, occurred_at, seq, cards[1] AS card,
            evidence ->> 'verdict' AS verdict, evidence ->> 'code' AS code,
            evidence ->> 'mode' AS mode, evidence ->> 'belongs' AS pouch,
            (evidence ->> 'weighs_as')::integer AS weighs_as, evidence ->> 'route' AS route, evidence ->> 'location' AS location
        FROM custody_event WHERE client_id = ANY ($1)";
    let select = work.prepare_cached(select).await.map_err(fault_of)?;
    let rows = work.query(&select, &[&client_ids]).await.map_err(fault_of)?;
    rows.iter().map(|row| Ok((row.get("client_id"), known_of(row)?))).collect()
}

fn known_of(row: &Row) -> Result<Known, Fault> {
    let verdict =
        row.get::<_, Option<&str>>("verdict").map_or(Some(Verdict::Right), Verdict::named);
    let code: Option<&str> = row.get("code");
    let mode: Option<&str> = row.get("mode");
    let card: Option<&str> = row.get("card");
    let kind: String = row.get("kind");
    let answer = Answer {
        verdict: verdict.ok_or_else(|| unreadable("custody_event.evidence"))?,
        code: code.and_then(Code::named),
        // Steps of a pouch name all its cards; their answer is about the pouch.
        card: card.filter(|_| kind == "scan").and_then(CardSerial::parse),
        home: Home {
            mode: mode.and_then(Mode::named),
            pouch: row.get("pouch"),
            route: row.get("route"),
            location: read::some_code(row, "location")?,
        },
        seq: Some(row.get::<_, i64>("seq").cast_unsigned()),
        again: true,
        weighs_as: row.get::<_, Option<i32>>("weighs_as").map(i32::cast_unsigned),
        filling: None,
    };
    Ok(Known { kind, badge: row.get("badge"), occurred_at: row.get("occurred_at"), answer })
}
