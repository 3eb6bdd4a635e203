//! Calendar, limits, alerts, pouch rules and measured legs.

use super::{count, some_count, word};
use crate::trouble::{fault_of, unreadable};
use chrono::Weekday;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::units::{Grams, Metres, Seconds};
use fenjian_planner::words::{
    Alert, AlertReason, Alerted, Calendar, CalendarDay, CardSerial, Channel, DayKind, LimitUnit,
    MatrixRow, PolicyRow, Pouching,
};
use tokio_postgres::Row;

/// The shared calendar.
pub(crate) async fn calendar(work: &Transaction<'_>) -> Result<Calendar, Fault> {
    let rows = work.query("SELECT * FROM calendar_day ORDER BY day", &[]).await;
    let days: Result<Vec<_>, Fault> = rows.map_err(fault_of)?.iter().map(calendar_day).collect();
    Ok(Calendar::new(days?))
}

fn calendar_day(row: &Row) -> Result<CalendarDay, Fault> {
    // Stored as ISO 8601 counts: Monday is 1.
    let hours_as = match some_count(row, "hours_as")? {
        None => None,
        Some(number) => {
            let from_monday = u8::try_from(number).ok().and_then(|n| n.checked_sub(1));
            let weekday = from_monday.and_then(|n| Weekday::try_from(n).ok());
            Some(weekday.ok_or_else(|| unreadable("calendar_day.hours_as"))?)
        }
    };
    Ok(CalendarDay { date: row.get("day"), kind: word(row, "kind", DayKind::named)?, hours_as })
}

/// The policy, by date and channel.
pub(crate) async fn policy(work: &Transaction<'_>) -> Result<Vec<PolicyRow>, Fault> {
    let rows = work.query("SELECT * FROM policy ORDER BY in_force_from, channel", &[]).await;
    let row = |row: &Row| {
        Ok(PolicyRow {
            in_force_from: row.get("in_force_from"),
            channel: word(row, "channel", Channel::named)?,
            limit_days: count(row, "limit_days")?,
            remote_extra_days: count(row, "remote_extra_days")?,
            unit: word(row, "unit", LimitUnit::named)?,
            legs_after: count(row, "legs_after")?,
            promised_days: some_count(row, "promised_days")?,
        })
    };
    rows.map_err(fault_of)?.iter().map(row).collect()
}

/// Every alert.
pub(crate) async fn alerts(work: &Transaction<'_>) -> Result<Vec<Alert>, Fault> {
    let rows = work.query("SELECT * FROM alert ORDER BY by, number, reason, since", &[]).await;
    let row = |row: &Row| {
        let number: String = row.get("number");
        let card = match row.get::<_, &str>("by") {
            "receipt" => Alerted::Receipt(number),
            _ => Alerted::Serial(
                CardSerial::parse(&number).ok_or_else(|| unreadable("alert.number"))?,
            ),
        };
        let reason = word(row, "reason", AlertReason::named)?;
        Ok(Alert { card, reason, since: row.get("since"), until: row.get("until") })
    };
    rows.map_err(fault_of)?.iter().map(row).collect()
}

/// The pouch rule of `centre`, or the usual one.
pub(crate) async fn pouching(work: &Transaction<'_>, centre: &str) -> Result<Pouching, Fault> {
    let select = "SELECT * FROM pouching WHERE centre = $1";
    match work.query_opt(select, &[&centre]).await.map_err(fault_of)? {
        None => Ok(Pouching::default()),
        Some(row) => Ok(Pouching {
            cards_per_pouch: count(&row, "cards_per_pouch")?,
            card_weight: Grams(row.get("card_g")),
            pouch_weight: Grams(row.get("pouch_g")),
        }),
    }
}

/// Every measured leg.
pub(crate) async fn matrix(work: &Transaction<'_>) -> Result<Vec<MatrixRow>, Fault> {
    let rows = work.query("SELECT * FROM matrix_leg ORDER BY from_code, to_code", &[]).await;
    let leg = |row: &Row| MatrixRow {
        from: row.get("from_code"),
        to: row.get("to_code"),
        distance: Metres(row.get("distance_m")),
        time: Seconds(row.get("time_s")),
    };
    Ok(rows.map_err(fault_of)?.iter().map(leg).collect())
}
