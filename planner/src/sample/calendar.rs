//! The calendar of 2026: holidays and 调休 workdays.

use super::table::{Column, Look, Open, Table};
use chrono::NaiveDate;
use std::io::Result;

/// Holidays as (first, last day), from the State Council's notice of 4 November 2025 on 2026.
const HOLIDAYS: &[(&str, &str)] = &[
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
];
/// Workdays at weekends, from the same notice, and the weekday whose hours they keep here: that of
/// the day off they make up for. The notice does not say; offices decide it.
const MADE_UP: &[(&str, &str)] = &[
    ("2026-01-04", "Fri"),
    ("2026-02-14", "Fri"),
    ("2026-02-28", "Mon"),
    ("2026-05-09", "Tue"),
    ("2026-09-20", "Tue"),
    ("2026-10-10", "Wed"),
];

/// Writes `calendar.csv`, by date.
pub(super) fn write(open: Open<'_>) -> Result<u64> {
    const COLUMNS: &[Column] = &[("date", "日期"), ("kind", "类型"), ("hours_as", "按星期几开放")];
    let mut days: Vec<[String; 3]> = Vec::new();
    for &(first, last) in HOLIDAYS {
        for day in date(first).iter_days().take_while(|&day| day <= date(last)) {
            days.push([day.to_string(), "holiday".into(), String::new()]);
        }
    }
    for &(day, hours_as) in MADE_UP {
        days.push([day.into(), "workday".into(), hours_as.into()]);
    }
    days.sort();
    let mut table = Table::open(open, "calendar.csv", COLUMNS, Look::default())?;
    for day in &days {
        table.row(day)?;
    }
    table.close()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}
