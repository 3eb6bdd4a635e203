//! Which open cards are stopped: by what their row showed, by their place, by an alert.
//!
//! Places are judged by the planner, once for each receiving code and day; the rest is a join.
//! Only cards that still lie in the centre are judged: those that are planned, held, quarantined
//! or have come back. What a closed day left is judged when the next day takes it over.

use crate::places::Places;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{ALERTED, Fault, UNKNOWN_LOCATION};
use fenjian_planner::words::LocationCode;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// Which cards are judged.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    /// Those of the staged file, and others that its rows made second cards or freed of that.
    Staged,
    /// Every open card.
    Open,
    /// The open cards of a centre and day.
    Day(&'a str, NaiveDate),
}

/// `scope` holds only cards of which something may be wrong, or was.
const TABLES: &str = "
    DROP TABLE IF EXISTS scope, verdict, place_fault;
    CREATE TEMP TABLE scope (card_serial text, day date, state card_state, receiving_code text,
                             by_van boolean, receipt_no text, stopped text[]) ON COMMIT DROP;
    CREATE TEMP TABLE place_fault (day date, receiving_code text, by_van boolean, code text)
    ON COMMIT DROP";

const CARDS: &str = "
    FROM ledger l JOIN card c ON c.serial = l.card_serial
    WHERE (l.centre, l.day) NOT IN (SELECT centre, day FROM day WHERE closed_at IS NOT NULL)
    AND l.open AND l.state IN ('planned', 'held', 'quarantined', 'returned') AND ";

const FILL: &str = "
    INSERT INTO scope
    SELECT l.card_serial, l.day, l.state, coalesce(c.receiving_code, ''),
        c.delivery = 'collect', c.receipt_no, c.stopped";

const SUSPICIOUS: &str = "
    AND (l.state = 'quarantined' OR c.stopped <> '{}'
        OR (l.day, coalesce(c.receiving_code, ''), c.delivery = 'collect') IN (
            SELECT day, receiving_code, by_van FROM place_fault)
        OR c.serial IN (SELECT number FROM alert WHERE by = 'serial')
        OR c.receipt_no IN (SELECT number FROM alert WHERE by = 'receipt'))";

const CODES: &str = "SELECT DISTINCT l.day, coalesce(c.receiving_code, ''), c.delivery = 'collect'";

/// The codes of a staged file on every open day: few, whatever the file's size.
const STAGED_CODES: &str = "
    SELECT d.day, s.code, s.by_van FROM (
        SELECT DISTINCT coalesce(receiving_code, '') AS code, delivery = 'collect' AS by_van
        FROM stage
        UNION
        SELECT coalesce(receiving_code, ''), delivery = 'collect'
        FROM card JOIN remarked USING (serial)
    ) s CROSS JOIN (SELECT DISTINCT day FROM day WHERE closed_at IS NULL) d ORDER BY d.day";

/// Every reason that holds for a card of the scope, by code.
const VERDICT: &str = "
    CREATE TEMP TABLE verdict ON COMMIT DROP AS
    SELECT card_serial, day, array_agg(code ORDER BY code) AS reasons FROM (
        SELECT card_serial, day, unnest(stopped) AS code FROM scope WHERE stopped <> '{}'
        UNION
        SELECT s.card_serial, s.day, f.code FROM scope s
        JOIN place_fault f USING (day, receiving_code, by_van)
        UNION
        SELECT s.card_serial, s.day, 'ALERTED' FROM scope s
        JOIN alert a ON a.by = 'serial' AND a.number = s.card_serial
            AND s.day BETWEEN a.since AND coalesce(a.until, 'infinity')
        UNION
        SELECT s.card_serial, s.day, 'ALERTED' FROM scope s
        JOIN alert a ON a.by = 'receipt' AND a.number = s.receipt_no
            AND s.day BETWEEN a.since AND coalesce(a.until, 'infinity')
    ) reason GROUP BY card_serial, day";

/// Stops and releases the cards of `scope`; `verdict` then holds the reasons of each that is
/// stopped. O(cards + codes × locations of a day).
pub(crate) async fn judge(work: &Transaction<'_>, scope: Scope<'_>) -> Result<(), Fault> {
    work.batch_execute(TABLES).await.map_err(fault_of)?;
    let (condition, values): (_, Vec<&(dyn ToSql + Sync)>) = match &scope {
        Scope::Open => ("true", vec![]),
        Scope::Day(centre, day) => ("l.centre = $1 AND l.day = $2", vec![centre, day]),
        Scope::Staged => {
            ("c.serial IN (SELECT serial FROM stage UNION SELECT serial FROM remarked)", vec![])
        }
    };
    let codes = match scope {
        Scope::Staged => STAGED_CODES.to_owned(),
        _ => format!("{CODES} {CARDS} {condition} ORDER BY l.day"),
    };
    judge_places(work, work.query(&codes, &values).await.map_err(fault_of)?).await?;
    let fill = format!("{FILL} {CARDS} {condition} {SUSPICIOUS}");
    work.execute(&fill, &values).await.map_err(fault_of)?;
    let verdict = VERDICT.replace("ALERTED", ALERTED.id);
    work.batch_execute(&verdict).await.map_err(fault_of)?;
    let apply = "
        ANALYZE scope, verdict;
        UPDATE ledger l SET state = 'quarantined', reasons = v.reasons FROM verdict v
        WHERE l.card_serial = v.card_serial AND l.day = v.day AND l.open
          AND (l.state <> 'quarantined' OR l.reasons <> v.reasons);
        UPDATE ledger l SET state = 'planned', reasons = '{}' FROM scope s
        WHERE s.state = 'quarantined' AND l.card_serial = s.card_serial AND l.day = s.day
          AND l.open AND NOT EXISTS (
            SELECT FROM verdict v WHERE v.card_serial = s.card_serial AND v.day = s.day)";
    work.batch_execute(apply).await.map_err(fault_of)
}

/// Fills `place_fault` with those of `rows` (day, code, by van; by day) that no card can be sent
/// to.
async fn judge_places(work: &Transaction<'_>, rows: Vec<Row>) -> Result<(), Fault> {
    let places = Places::read(work).await?;
    for on_day in rows.chunk_by(|a, b| a.get::<_, NaiveDate>(0) == b.get::<_, NaiveDate>(0)) {
        let Some(day) = on_day.first().map(|row| row.get::<_, NaiveDate>(0)) else { continue };
        let places = places.on(day);
        let (mut texts, mut vans, mut codes) = (Vec::new(), Vec::new(), Vec::new());
        for row in on_day {
            let (text, by_van): (&str, bool) = (row.get(1), row.get(2));
            let fault = match LocationCode::parse(text).ok_or(UNKNOWN_LOCATION) {
                Ok(code) => places.fault(code, by_van),
                Err(unknown) => Some(unknown),
            };
            if let Some(fault) = fault {
                texts.push(text);
                vans.push(by_van);
                codes.push(fault.id);
            }
        }
        let insert = "INSERT INTO place_fault SELECT $1, t, v, c
                      FROM unnest($2::text[], $3::boolean[], $4::text[]) AS u (t, v, c)";
        work.execute(insert, &[&day, &texts, &vans, &codes]).await.map_err(fault_of)?;
    }
    work.batch_execute("ANALYZE place_fault").await.map_err(fault_of)
}
