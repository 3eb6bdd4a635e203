//! `matrix`: measured legs.

use crate::fault::Finding;
use crate::formats::layout::{Column, required};
use crate::formats::row::Row;
use crate::words::MatrixRow;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("from", "起点", &["起点编码"]),
    required("to", "终点", &["终点编码"]),
    required("metres", "米", &["里程米"]),
    required("seconds", "秒", &["用时秒"]),
];

/// Reads one row. Both ends are codes of locations or of the centre.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<MatrixRow, Finding> {
    let end = |name: &str| row.need(name, row.centre(name)).map(|code| code.0);
    Ok(MatrixRow {
        from: end("from")?,
        to: end("to")?,
        distance: row.need("metres", row.metres("metres"))?,
        time: row.need("seconds", row.seconds("seconds"))?,
    })
}
