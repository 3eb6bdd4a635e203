//! Proves the custody of a centre: every event is as it was written and none is missing, and every card is where
//! the last event that names it took it.
//!
//! An event that was changed no longer has its digest; if that was made anew, the next event, or the end of the
//! chain, still names the old one. Events taken out leave a gap in the numbers. Somebody who writes the whole
//! rest of a chain anew, its end included, is found where a day was closed before: its digest holds the end.

use crate::reconcile::Difference;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};

/// Events of days up to `day` that are not as they were written. O(events of all days up to this one).
const ALTERED: &str = "
    WITH chain AS (
        SELECT e.day, e.seq, e.kind, e.pouch, e.cards, e.previous, e.digest,
            custody_digest(e) AS proper,
            lead(e.previous) OVER links AS kept, lead(e.seq) OVER links AS after_seq
        FROM custody_event e WHERE e.centre = $1 AND e.day <= $2
        WINDOW links AS (PARTITION BY e.day ORDER BY e.seq)
    )
    SELECT c.day, c.seq, c.kind::text, coalesce(c.pouch, c.cards[1], '') AS about
    FROM chain c LEFT JOIN custody_chain t ON t.centre = $1 AND t.day = c.day
    WHERE c.digest <> c.proper
        OR (c.seq = 1 AND c.previous <> '')
        OR (c.after_seq = c.seq + 1 AND c.kept <> c.digest)
        OR (c.after_seq IS NULL AND t.events = c.seq AND t.digest <> c.digest)
        OR t.events IS NULL OR c.seq > t.events
    ORDER BY c.day, c.seq";

/// Numbers that a chain should hold and does not, as ranges.
const MISSING: &str = "
    SELECT day, seq + 1 AS first, next - 1 AS last FROM (
        SELECT day, seq, coalesce(lead(seq) OVER (PARTITION BY day ORDER BY seq), events + 1) AS next
        FROM (
            SELECT t.day, 0::bigint AS seq, t.events FROM custody_chain t
            WHERE t.centre = $1 AND t.day <= $2
            UNION ALL
            SELECT e.day, e.seq, t.events FROM custody_event e
            JOIN custody_chain t USING (centre, day) WHERE e.centre = $1 AND e.day <= $2
        ) numbers
    ) gaps WHERE next > seq + 1 ORDER BY day, seq";

/// Names each event of days up to `day` that was changed or is missing.
pub(crate) async fn chain_differences(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<Difference>, Fault> {
    let rows = work.query(ALTERED, &[&centre, &day]).await.map_err(fault_of)?;
    let altered: Vec<String> = (rows.iter())
        .map(|row| {
            let (day, seq): (NaiveDate, i64) = (row.get("day"), row.get("seq"));
            let (kind, about): (&str, &str) = (row.get("kind"), row.get("about"));
            format!("{day} 第 {seq} 号{} {about}", kind_zh(kind)).trim_end().to_owned()
        })
        .collect();
    let rows = work.query(MISSING, &[&centre, &day]).await.map_err(fault_of)?;
    let missing: Vec<String> = (rows.iter())
        .map(|row| {
            let (day, first, last): (NaiveDate, i64, i64) =
                (row.get("day"), row.get("first"), row.get("last"));
            match first == last {
                true => format!("{day} 第 {first} 号"),
                false => format!("{day} 第 {first}–{last} 号"),
            }
        })
        .collect();
    let mut differences = Vec::new();
    for (code, what, names) in [
        (fault::EVENT_ALTERED, "条交接记录被改动过", altered),
        (fault::EVENT_MISSING, "处交接记录缺失", missing),
    ] {
        if !names.is_empty() {
            differences.push(Difference::new(code, format!("{} {what}", names.len()), names));
        }
    }
    Ok(differences)
}

/// A kind of event as people call it.
pub(crate) fn kind_zh(kind: &str) -> &'static str {
    match kind {
        "seal" => "封袋",
        "unseal" => "拆封",
        "load" => "装车",
        "depart" => "发车",
        "hand_over" => "交接",
        "receipt" => "签收",
        "return" => "退回",
        "exception" => "异常",
        "spoiled" => "废损",
        "found" => "捡拾",
        _ => "扫描",
    }
}

/// Cards that are not where the last event that names them took them. Closing a day may take a card on; within
/// an open one only cards that are back in the house go on by themselves.
const UNPROVED: &str = "
    WITH last AS (
        SELECT c.serial, max(e.seq) AS seq FROM custody_event e, unnest(e.cards) c (serial)
        WHERE e.centre = $1 AND e.day = $2 AND e.kind NOT IN ('scan', 'exception', 'receipt')
        GROUP BY c.serial
    ), kept AS (
        SELECT card_serial AS serial, event, state, pouch FROM ledger
        WHERE centre = $1 AND day = $2 AND event IS NOT NULL
    )
    SELECT serial, coalesce(k.pouch, '') FROM last FULL JOIN kept k USING (serial)
    LEFT JOIN custody_event e ON e.centre = $1 AND e.day = $2 AND e.seq = k.event
    WHERE last.seq IS DISTINCT FROM k.event OR e.seq IS NULL
        OR (k.state <> custody_state(e.kind) AND NOT (
            may_move(custody_state(e.kind), k.state)
            AND (custody_state(e.kind) NOT IN ('sealed', 'loaded', 'in_transit') OR EXISTS (
                SELECT FROM day d WHERE d.centre = $1 AND d.day = $2 AND d.closed_at IS NOT NULL))))
    ORDER BY 1";

/// Cards that are planned for a pouch which is sealed without them.
const LEFT_OUT: &str = "
    SELECT l.card_serial, l.pouch FROM ledger l
    WHERE l.centre = $1 AND l.day = $2 AND l.open AND l.state = 'planned' AND l.pouch IN (
        SELECT pouch FROM (
            SELECT DISTINCT ON (pouch) pouch, kind FROM custody_event
            WHERE centre = $1 AND day = $2 AND kind IN ('seal', 'unseal')
            ORDER BY pouch, seq DESC) last
        WHERE kind = 'seal')
    ORDER BY l.pouch, l.card_serial";

/// Names each card of the day whose place its events do not prove. O(cards of events + cards of the day).
pub(crate) async fn card_differences(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<Difference>, Fault> {
    let mut differences = Vec::new();
    for (code, what, query) in [
        (fault::STATE_UNPROVED, "张证件的状态与交接记录不符", UNPROVED),
        (fault::LEFT_UNSEALED, "张证件不在其已封的袋内", LEFT_OUT),
    ] {
        let rows = work.query(query, &[&centre, &day]).await.map_err(fault_of)?;
        let names: Vec<String> = (rows.iter())
            .map(|row| match row.get::<_, &str>(1) {
                "" => row.get(0),
                pouch => format!("{} 袋 {pouch}", row.get::<_, &str>(0)),
            })
            .collect();
        if !names.is_empty() {
            differences.push(Difference::new(code, format!("{} {what}", names.len()), names));
        }
    }
    Ok(differences)
}
