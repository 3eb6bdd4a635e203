//! `calendar`: workdays and holidays.

use crate::fault::Finding;
use crate::formats::cells;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::words::CalendarDay;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("date", "日期", &[]),
    required("kind", "类型", &["日期类型"]),
    optional("hours_as", "按星期几开放", &["按周几"]),
];

/// Reads one row.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<CalendarDay, Finding> {
    Ok(CalendarDay {
        date: row.need("date", row.date("date"))?,
        kind: row.need("kind", row.choice("kind"))?,
        hours_as: row.may("hours_as", "应为星期几，如 monday 或 周一", cells::weekday)?,
    })
}
