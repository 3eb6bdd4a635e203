//! Opening a day and bringing cards forward into it.

use crate::import::{Scope, judge};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};

/// Opens the account of `day`, unless it is open: it takes over what closed days before left. A
/// card that was stopped stays so until it is judged anew; everything else begins as planned.
///
/// Errors: S707 for an unknown centre, S708 when this or a later day is closed.
pub(crate) async fn open_day(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<(), Fault> {
    let known = "SELECT FROM centre WHERE code = $1";
    if work.query_opt(known, &[&centre]).await.map_err(fault_of)?.is_none() {
        return Err(Fault::new(fault::NO_SUCH_CENTRE, centre));
    }
    let closed = "SELECT min(day) FROM day WHERE centre = $1 AND day >= $2
                  AND closed_at IS NOT NULL";
    let row = work.query_one(closed, &[&centre, &day]).await.map_err(fault_of)?;
    if let Some(closed) = row.get::<_, Option<NaiveDate>>(0) {
        return Err(Fault::new(fault::CLOSED_DAY, closed.to_string()));
    }
    let insert = "INSERT INTO day (centre, day) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    if work.execute(insert, &[&centre, &day]).await.map_err(fault_of)? == 0 {
        return Ok(());
    }
    let account = "INSERT INTO ledger_day (centre, day) VALUES ($1, $2)";
    work.execute(account, &[&centre, &day]).await.map_err(fault_of)?;
    bring_forward(work, centre, day).await
}

/// Refuses a day without an account (S709) or with a closed one (S708).
pub(crate) async fn require_open(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<(), Fault> {
    let select = "SELECT closed_at IS NOT NULL FROM day WHERE centre = $1 AND day = $2";
    let row = work.query_opt(select, &[&centre, &day]).await.map_err(fault_of)?;
    match row.map(|row| row.get::<_, bool>(0)) {
        Some(false) => Ok(()),
        Some(true) => Err(Fault::new(fault::CLOSED_DAY, day.to_string())),
        None => Err(Fault::new(fault::NO_SUCH_DAY, format!("{centre} {day}"))),
    }
}

/// Brings into `day` every open card of closed days before it, and judges them there.
pub(crate) async fn bring_forward(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<(), Fault> {
    let take_over = "
        WITH taken AS (
            UPDATE ledger l SET open = false FROM day d
            WHERE l.centre = $1 AND l.open AND l.day < $2
              AND d.centre = l.centre AND d.day = l.day AND d.closed_at IS NOT NULL
            RETURNING l.card_serial, l.state, l.reasons
        )
        INSERT INTO ledger (centre, day, card_serial, entered, state, open, reasons)
        SELECT $1, $2, card_serial, 'brought_forward',
            CASE WHEN state = 'quarantined' THEN state ELSE 'planned' END, true,
            CASE WHEN state = 'quarantined' THEN reasons ELSE '{}' END
        FROM taken";
    match work.execute(take_over, &[&centre, &day]).await.map_err(fault_of)? {
        0 => Ok(()),
        _ => judge(work, Scope::Day(centre, day)).await,
    }
}
