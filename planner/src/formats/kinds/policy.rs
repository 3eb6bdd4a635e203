//! `policy`: the dated table of limits.

use crate::fault::Finding;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::words::{LimitUnit, PolicyRow};

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("in_force_from", "施行日期", &["生效日期"]),
    required("channel", "渠道", &[]),
    required("limit_days", "时限天数", &["时限"]),
    optional("remote_extra_days", "边远延长天数", &[]),
    optional("unit", "计日方式", &["单位"]),
    optional("legs_after", "转交工作日", &[]),
    optional("promised_days", "承诺天数", &[]),
];

const DAYS: &[&str] = &["天", "日"];

/// Reads one row. Without a unit, days are calendar days, as in the law.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<PolicyRow, Finding> {
    let days = |name: &str| {
        let days = row.whole(name, DAYS)?;
        match days {
            // Beyond ten years a limit is a slip of the pen, and dates would run out of range.
            Some(days) if days > 3650 => Err(row.bad(name, "天数过大")),
            _ => Ok(days),
        }
    };
    Ok(PolicyRow {
        in_force_from: row.need("in_force_from", row.date("in_force_from"))?,
        channel: row.need("channel", row.choice("channel"))?,
        limit_days: row.need("limit_days", days("limit_days"))?,
        remote_extra_days: days("remote_extra_days")?.unwrap_or(0),
        unit: row.choice("unit")?.unwrap_or(LimitUnit::Days),
        legs_after: days("legs_after")?.unwrap_or(0),
        promised_days: days("promised_days")?,
    })
}
