//! `locations`: receiving locations, one row for each version.

use crate::fault::{self, Finding};
use crate::formats::cells;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::words::{Location, LocationCode, Via};
use chrono::NaiveDate;
use opening_hours::OpeningHours;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("code", "受理点编码", &["编码"]),
    required("name", "受理点名称", &["名称"]),
    required("kind", "类型", &["受理点类型"]),
    optional("address", "地址", &[]),
    required("lon", "经度", &["longitude"]),
    required("lat", "纬度", &["latitude"]),
    optional("parent_code", "上级编码", &["parent"]),
    optional("via", "交接方式", &[]),
    required("service_min", "交接分钟", &["交接用时分钟"]),
    optional("opening_hours", "开放时间", &["可交接时间"]),
    optional("slots", "空格数", &[]),
    optional("slots_on", "空格统计日期", &[]),
    optional("remote", "边远", &["交通不便"]),
    optional("contact", "联系人", &[]),
    optional("phone", "联系电话", &["电话"]),
    optional("skills", "车辆条件", &[]),
    required("active_from", "启用日期", &[]),
    optional("active_to", "停用日期", &[]),
    optional("aliases", "曾用编码", &[]),
];

/// Reads one row imported for `day`; remarks that do not refuse it go to `remarks`.
pub(in crate::formats) fn read(
    row: &Row<'_>,
    day: NaiveDate,
    remarks: &mut Vec<Finding>,
) -> Result<Location, Finding> {
    let location = Location {
        code: row.need("code", row.location("code"))?,
        name: row.need_text("name")?.to_owned(),
        kind: row.need("kind", row.choice("kind"))?,
        address: row.text("address").to_owned(),
        at: row.lon_lat()?,
        parent: row.location("parent_code")?,
        via: row.choice("via")?.unwrap_or(Via::Direct),
        service: row.need("service_min", row.minutes("service_min"))?,
        opening_hours: opening_hours(row)?,
        slots: slots(row, day, remarks)?,
        remote: row.flag("remote")?.unwrap_or(false),
        contact: row.text("contact").to_owned(),
        phone: row.text("phone").to_owned(),
        skills: row.list("skills"),
        active_from: row.need("active_from", row.date("active_from"))?,
        active_to: row.date("active_to")?,
        aliases: aliases(row)?,
    };
    if location.active_to.is_some_and(|to| to < location.active_from) {
        return Err(row.bad("active_to", "停用早于启用"));
    }
    Ok(location)
}

fn opening_hours(row: &Row<'_>) -> Result<String, Finding> {
    let text = row.text("opening_hours");
    if !text.is_empty()
        && let Err(error) = text.parse::<OpeningHours>()
    {
        let place = error.to_string().lines().next().unwrap_or_default().trim().to_owned();
        return Err(row.finding(fault::BAD_HOURS, "opening_hours", place));
    }
    Ok(text.to_owned())
}

/// Free slots and the date they were counted; without a date, the day of the import.
fn slots(
    row: &Row<'_>,
    day: NaiveDate,
    remarks: &mut Vec<Finding>,
) -> Result<Option<(u32, NaiveDate)>, Finding> {
    let Some(slots) = row.whole("slots", &["个"])? else { return Ok(None) };
    let counted = row.date("slots_on")?;
    if counted.is_none() {
        remarks.push(row.finding(fault::MISSING_VALUE, "slots_on", format!("按 {day} 计")));
    }
    Ok(Some((slots, counted.unwrap_or(day))))
}

fn aliases(row: &Row<'_>) -> Result<Vec<LocationCode>, Finding> {
    let read = |entry: &str| {
        let code = LocationCode::parse(&cells::code(entry));
        code.ok_or_else(|| row.bad("aliases", "每个应为 12 位数字，以 ; 分隔"))
    };
    cells::list(row.text("aliases")).map(read).collect()
}
