//! `fleet`: the vehicles of a centre.

use crate::fault::{self, Finding};
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::units::{Fen, Seconds};
use crate::words::{Break, CentreCode, Vehicle};

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("vehicle", "车辆", &["车辆编号"]),
    optional("plate", "车牌", &["车牌号"]),
    optional("type", "车型", &["类型"]),
    optional("pouches", "可装袋数", &["装袋数"]),
    optional("weight_kg", "载重千克", &["载重公斤", "载重kg"]),
    required("shift_start", "当班开始", &["上班时间"]),
    required("shift_end", "当班结束", &["下班时间"]),
    optional("max_km", "最大里程公里", &["最大里程km"]),
    optional("max_stops", "最多站数", &["最大站数"]),
    optional("fixed_cost", "固定费用", &["固定费用元"]),
    optional("cost_per_km", "每公里费用", &["每公里费用元"]),
    optional("cost_per_hour", "每小时费用", &["每小时费用元"]),
    optional("skills", "具备条件", &["条件"]),
    optional("break_min", "休息分钟", &[]),
    optional("break_from", "休息最早", &[]),
    optional("break_to", "休息最晚", &[]),
    optional("trips", "车次", &["最多车次"]),
    optional("reload_min", "再装车分钟", &[]),
    optional("start_code", "出车地编码", &[]),
    optional("end_code", "收车地编码", &[]),
    optional("driver", "驾驶员", &["司机"]),
    optional("escort", "押运员", &[]),
    optional("phone", "联系电话", &["电话"]),
    optional("centre", "制证中心", &["中心编码"]),
];

/// Reads one row.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<(Vehicle, Option<CentreCode>), Finding> {
    let vehicle = Vehicle {
        name: row.need_text("vehicle")?.to_owned(),
        plate: row.text("plate").to_owned(),
        kind: row.text("type").to_owned(),
        pouches: row.whole("pouches", &["袋"])?,
        weight: row.kg("weight_kg")?,
        shift_start: row.need("shift_start", row.clock("shift_start"))?,
        shift_end: row.need("shift_end", row.clock("shift_end"))?,
        max_distance: row.km("max_km")?,
        max_stops: row.whole("max_stops", &["站"])?,
        fixed_cost: row.yuan("fixed_cost")?.unwrap_or(Fen::ZERO),
        cost_per_km: row.yuan("cost_per_km")?.unwrap_or(Fen::ZERO),
        cost_per_hour: row.yuan("cost_per_hour")?.unwrap_or(Fen::ZERO),
        skills: row.list("skills"),
        pause: pause(row)?,
        trips: row.whole("trips", &["次"])?.unwrap_or(1),
        reload: row.minutes("reload_min")?.unwrap_or(Seconds::ZERO),
        start: row.location("start_code")?,
        end: row.location("end_code")?,
        driver: row.text("driver").to_owned(),
        escort: row.text("escort").to_owned(),
        phone: row.text("phone").to_owned(),
    };
    if vehicle.trips == 0 {
        return Err(row.bad("trips", "至少 1 次"));
    }
    if vehicle.shift_start >= vehicle.shift_end {
        return Err(row.bad("shift_end", "当班结束须晚于开始；跨午夜写作 24:00 以后，如 26:00"));
    }
    Ok((vehicle, row.centre("centre")?))
}

/// The break: none, or all three of its columns. A break of no length is none.
fn pause(row: &Row<'_>) -> Result<Option<Break>, Finding> {
    let length = row.minutes("break_min")?.filter(|length| *length > Seconds::ZERO);
    let (from, to) = (row.clock("break_from")?, row.clock("break_to")?);
    let Some(length) = length else { return Ok(None) };
    let missing = |name: &str| row.finding(fault::MISSING_VALUE, name, "有休息分钟，须有休息时段");
    let from = from.ok_or_else(|| missing("break_from"))?;
    let to = to.ok_or_else(|| missing("break_to"))?;
    if to < from {
        return Err(row.bad("break_to", "休息最晚早于休息最早"));
    }
    Ok(Some(Break { length, from, to }))
}
