//! What has not come back: pouches that left, on this day or before, without a receipt, and cards of short pouches
//! that nobody has found.

use crate::reconcile::Difference;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use tokio_postgres::{IsolationLevel, Row};

/// A stop whose receipt has not come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outstanding {
    /// The day on which its pouches left.
    pub day: NaiveDate,
    /// Days since then.
    pub age: i64,
    /// The number of its handover sheet.
    pub sheet: String,
    /// Its route.
    pub route: String,
    /// The vehicle that went.
    pub vehicle: String,
    /// The stop on the route, from 1.
    pub stop: u32,
    /// The drop point's code.
    pub drop_code: String,
    /// Its name, and whom to call there.
    pub name: String,
    /// Contact and telephone.
    pub contact: String,
    /// The pouches that nobody has signed for.
    pub pouches: Vec<String>,
    /// The cards that the plan puts into them.
    pub cards: u64,
    /// What was noted instead: `misdelivered`, `nobody-there`.
    pub reasons: Vec<String>,
}

/// What settles a pouch: it was received, with whatever remark, or came back.
const SETTLED: &str = "
    SELECT FROM custody_event e
    WHERE e.centre = p.centre AND e.evidence ->> 'belongs' = p.number AND e.kind <> 'scan'
      AND (e.kind IN ('hand_over', 'receipt', 'return') OR (e.kind = 'exception'
           AND e.evidence ->> 'reason' IN ('short', 'broken-seal', 'back')))";

/// Whether cards of the pouch left on its day, by the account.
const LEFT: &str = "
    SELECT FROM pouch q, unnest(q.serials) s (serial)
    JOIN ledger l ON l.card_serial = s.serial AND l.day = p.day AND l.pouch = p.number
    WHERE q.centre = p.centre AND q.day = p.day AND q.revision = p.revision
      AND q.location_code = p.location_code AND l.state IN ('in_transit', 'handed_over')";

impl Store {
    /// What of `day` and all days before has not come back by now, the oldest first. O(pouches of these days).
    ///
    /// Errors: S709 when the day has no account.
    pub async fn outstanding(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Vec<Outstanding>, Fault> {
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let account = "SELECT FROM day WHERE centre = $1 AND day = $2";
        let none = || Fault::new(fault::NO_SUCH_DAY, format!("{centre} {day}"));
        work.query_opt(account, &[&centre.0, &day]).await.map_err(fault_of)?.ok_or_else(none)?;
        outstanding(&work, &centre.0, day).await
    }
}

/// The same within a transaction.
pub(crate) async fn outstanding(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<Outstanding>, Fault> {
    let select = format!(
        "SELECT p.day, p.route, p.vehicle, p.stop, p.drop_code,
            coalesce(n.number, '') AS sheet,
            array_agg(p.number ORDER BY p.number) AS pouches, sum(p.cards)::bigint AS cards,
            array_remove(array_agg(DISTINCT said.reason), NULL) AS reasons,
            coalesce(place.name, '') AS name,
            trim(coalesce(place.contact, '') || ' ' || coalesce(place.phone, '')) AS contact
         FROM revision r
         JOIN day d ON d.centre = r.centre AND d.day = r.day AND d.receipts
         JOIN pouch p ON p.centre = r.centre AND p.day = r.day AND p.revision = r.number
         LEFT JOIN numbering n ON n.centre = p.centre AND n.day = p.day AND n.kind = 'handover'
            AND n.subject = p.route || '/' || p.drop_code
         LEFT JOIN LATERAL (
            SELECT v.name, v.contact, v.phone FROM location v
            WHERE v.code = p.drop_code AND v.active_from <= p.day
            ORDER BY v.active_from DESC LIMIT 1) place ON true
         LEFT JOIN LATERAL (
            SELECT e.evidence ->> 'reason' AS reason FROM custody_event e
            WHERE e.centre = p.centre AND e.evidence ->> 'belongs' = p.number
              AND e.kind <> 'scan' AND e.kind = 'exception'
            ORDER BY e.day DESC, e.seq DESC LIMIT 1) said ON true
         WHERE r.centre = $1 AND r.day <= $2 AND r.status = 'published'
           AND NOT EXISTS ({SETTLED}) AND EXISTS ({LEFT})
         GROUP BY p.day, p.route, p.vehicle, p.stop, p.drop_code, n.number, place.name,
            place.contact, place.phone
         ORDER BY p.day, p.route, p.stop"
    );
    let rows = work.query(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let one = |row: &Row| {
        let left: NaiveDate = row.get("day");
        Outstanding {
            day: left,
            age: (day - left).num_days(),
            sheet: row.get("sheet"),
            route: row.get("route"),
            vehicle: row.get("vehicle"),
            stop: row.get::<_, i32>("stop").unsigned_abs(),
            drop_code: row.get("drop_code"),
            name: row.get("name"),
            contact: row.get("contact"),
            pouches: row.get("pouches"),
            cards: row.get::<_, i64>("cards").unsigned_abs(),
            reasons: row.get("reasons"),
        }
    };
    Ok(rows.iter().map(one).collect())
}

/// Names the cards of each pouch that was received short, until one says that the rest is as declared; a card that
/// is back in an account is found.
pub(crate) async fn sought(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Option<Difference>, Fault> {
    let select = "
        WITH short AS (
            SELECT DISTINCT ON (e.evidence ->> 'belongs') e.evidence ->> 'belongs' AS pouch,
                (e.evidence ->> 'of_day')::date AS of_day, e.evidence ->> 'reason' AS reason
            FROM custody_event e
            WHERE e.centre = $1 AND e.day <= $2 AND e.kind <> 'scan'
              AND e.kind IN ('hand_over', 'receipt', 'return', 'exception')
            ORDER BY e.evidence ->> 'belongs', e.day DESC, e.seq DESC
        )
        SELECT l.card_serial, l.pouch FROM short
        JOIN ledger l ON l.centre = $1 AND l.day = short.of_day AND l.pouch = short.pouch
        WHERE short.reason = 'short' AND NOT EXISTS (
            SELECT FROM ledger n WHERE n.card_serial = l.card_serial AND n.day > l.day)
        ORDER BY l.pouch, l.card_serial";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    if rows.is_empty() {
        return Ok(None);
    }
    let name = |row: &Row| format!("{} 袋 {}", row.get::<_, &str>(0), row.get::<_, &str>(1));
    let names: Vec<String> = rows.iter().map(name).collect();
    let mut pouches: Vec<&str> = rows.iter().map(|row| row.get(1)).collect();
    pouches.dedup();
    let what = format!("{} 袋短少，其中的证件待查找", pouches.len());
    Ok(Some(Difference::new(fault::SHORT_NOT_FOUND, what, names)))
}
