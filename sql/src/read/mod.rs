//! Rows of the imported tables as the domain's words.

mod locations;
mod machines;
mod rules;
mod vehicles;

pub(crate) use locations::{centre, locations};
pub(crate) use machines::machines;
pub(crate) use rules::{alerts, calendar, matrix, policy, pouching};
pub(crate) use vehicles::vehicles;

use crate::trouble::unreadable;
use fenjian_planner::fault::Fault;
use fenjian_planner::words::LocationCode;
use tokio_postgres::Row;

/// A stored word as one of the domain's values.
pub(crate) fn word<T>(
    row: &Row,
    column: &str,
    named: impl Fn(&str) -> Option<T>,
) -> Result<T, Fault> {
    let text: &str = row.try_get(column).map_err(|_| unreadable(column))?;
    named(text).ok_or_else(|| unreadable(column))
}

/// A stored count.
pub(crate) fn count(row: &Row, column: &str) -> Result<u32, Fault> {
    let count: i32 = row.try_get(column).map_err(|_| unreadable(column))?;
    u32::try_from(count).map_err(|_| unreadable(column))
}

/// A stored count that may be absent.
pub(crate) fn some_count(row: &Row, column: &str) -> Result<Option<u32>, Fault> {
    let count: Option<i32> = row.try_get(column).map_err(|_| unreadable(column))?;
    count.map(|count| u32::try_from(count).map_err(|_| unreadable(column))).transpose()
}

/// A stored location code that may be absent.
pub(crate) fn some_code(row: &Row, column: &str) -> Result<Option<LocationCode>, Fault> {
    let text: Option<&str> = row.try_get(column).map_err(|_| unreadable(column))?;
    text.map(|text| LocationCode::parse(text).ok_or_else(|| unreadable(column))).transpose()
}

/// A stored length of time or moment, in seconds.
pub(crate) fn seconds(row: &Row, column: &str) -> i64 {
    i64::from(row.get::<_, i32>(column))
}
