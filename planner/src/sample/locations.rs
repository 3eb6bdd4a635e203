//! Writing `locations.csv`: a register exported from an old office system.

use super::divisions::County;
use super::places::Site;
use super::shared::degrees;
use super::table::{Column, Encoding, Look, Open, Table};
use super::versions::{CLOSED_ON, Past, RENAMED_ON};
use crate::words::Via;
use chrono::NaiveDate;
use std::io::Result;

const COLUMNS: &[Column] = &[
    ("code", "受理点编码"),
    ("name", "受理点名称"),
    ("kind", "类型"),
    ("address", "地址"),
    ("lon", "经度"),
    ("lat", "纬度"),
    ("parent_code", "上级编码"),
    ("via", "交接方式"),
    ("service_min", "交接分钟"),
    ("opening_hours", "开放时间"),
    ("slots", "空格数"),
    ("slots_on", "空格统计日期"),
    ("remote", "边远"),
    ("contact", "联系人"),
    ("phone", "联系电话"),
    ("skills", "车辆条件"),
    ("active_from", "启用日期"),
    ("active_to", "停用日期"),
    ("aliases", "曾用编码"),
];

/// Versions that were never touched began on this day: nationwide off-site acceptance.
const BEGAN_ON: &str = "2017-07-01";

/// What differs between the rows of one location.
struct Version<'a> {
    code: u64,
    name: &'a str,
    has_parent: bool,
    from: &'a str,
    to: &'a str,
    aliases: String,
}

/// Writes the present `sites` with slots counted on `day`, then what has become of others; how
/// many rows. Title row, Chinese header, 合计 row, GB18030.
pub(super) fn write(
    open: Open<'_>,
    counties: &[County],
    sites: &[Site],
    past: &Past,
    day: NaiveDate,
) -> Result<u64> {
    let look = Look {
        title: Some("居民身份证受理点登记表（示例数据）"),
        chinese: true,
        total: true,
        encoding: Encoding::Gb18030,
    };
    let mut table = Table::open(open, "locations.csv", COLUMNS, look)?;
    for (ix, site) in sites.iter().enumerate() {
        let aliases = past.aliases.iter().filter(|(of, _)| *of == ix);
        let aliases: Vec<_> = aliases.map(|(_, code)| format!("{code:012}")).collect();
        let is_new = past.renamed.contains(&ix) || !aliases.is_empty();
        let version = Version {
            code: site.code,
            name: &site.name,
            has_parent: true,
            from: if is_new { RENAMED_ON } else { BEGAN_ON },
            to: "",
            aliases: aliases.join(";"),
        };
        table.row(row(counties, site, day, version))?;
    }
    for former in &past.closed {
        let version = Version {
            code: former.code,
            name: &former.name,
            has_parent: former.has_parent,
            from: BEGAN_ON,
            to: CLOSED_ON,
            aliases: String::new(),
        };
        table.row(row(counties, &sites[former.site], day, version))?;
    }
    table.close()
}

fn row(counties: &[County], site: &Site, day: NaiveDate, version: Version<'_>) -> [String; 19] {
    let has_parent = version.has_parent && !site.is_bureau();
    let direct = site.direct || !has_parent;
    let via = if direct { Via::Direct } else { Via::Parent };
    let phone = 10_000 + counties[site.county].code % 10_000 * 7 % 90_000;
    [
        format!("{:012}", version.code),
        version.name.to_owned(),
        site.kind.zh().to_owned(),
        site.address.clone(),
        degrees(site.at.lon_e6),
        degrees(site.at.lat_e6),
        if has_parent { format!("{:012}", site.bureau()) } else { String::new() },
        via.zh().to_owned(),
        site.service_min.to_string(),
        site.hours.text.to_owned(),
        site.slots.map_or(String::new(), |slots| slots.to_string()),
        site.slots.map_or(String::new(), |_| day.to_string()),
        if site.remote { "是" } else { "否" }.to_owned(),
        format!("{}警官", site.contact),
        format!("000-{phone}{:03}", site.code / 100 % 1_000),
        site.skill.to_owned(),
        version.from.to_owned(),
        version.to.to_owned(),
        version.aliases,
    ]
}
