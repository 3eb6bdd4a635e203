//! `centres`: production centres.

use crate::fault::Finding;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::words::Centre;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("code", "中心编码", &["编码"]),
    required("name", "中心名称", &["名称"]),
    required("lon", "经度", &["longitude"]),
    required("lat", "纬度", &["latitude"]),
    required("opens", "开门时间", &[]),
    required("closes", "关门时间", &[]),
    required("dock_minutes", "装车分钟", &["装车用时分钟"]),
    required("docks", "装车位数", &["装车位"]),
    optional("two_persons", "发布须两人", &["双人发布"]),
];

/// Reads one row: a centre, and whether who proposes a plan there may not publish it.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<(Centre, bool), Finding> {
    let centre = Centre {
        code: row.need("code", row.centre("code"))?,
        name: row.need_text("name")?.to_owned(),
        at: row.lon_lat()?,
        opens: row.need("opens", row.clock("opens"))?,
        closes: row.need("closes", row.clock("closes"))?,
        dock_time: row.need("dock_minutes", row.minutes("dock_minutes"))?,
        docks: row.need("docks", row.whole("docks", &["个"]))?,
    };
    if centre.docks == 0 {
        return Err(row.bad("docks", "至少 1 个"));
    }
    if centre.opens >= centre.closes {
        return Err(row.bad("closes", "关门须晚于开门"));
    }
    Ok((centre, row.flag("two_persons")?.unwrap_or(false)))
}
