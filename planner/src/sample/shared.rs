//! The small files: centres, policy, machines, tariff, pouching.

use super::divisions::Province;
use super::fleet::Yard;
use super::table::{Column, Encoding, Look, Open, Table};
use std::io::Result;

/// The code of a province's centre: `440000`.
pub(super) fn centre_code(province: u32) -> String {
    format!("{province}0000")
}

/// Writes `centres.csv`: one centre in each provincial capital, open from one in the morning so
/// that long-distance vehicles can be loaded before the others, with a dock for every seven
/// vehicles and one more.
pub(super) fn centres(open: Open<'_>, provinces: &[Province], yards: &[Yard]) -> Result<u64> {
    const COLUMNS: &[Column] = &[
        ("code", "中心编码"),
        ("name", "中心名称"),
        ("lon", "经度"),
        ("lat", "纬度"),
        ("opens", "开门时间"),
        ("closes", "关门时间"),
        ("dock_minutes", "装车分钟"),
        ("docks", "装车位数"),
    ];
    let mut table = Table::open(open, "centres.csv", COLUMNS, Look::default())?;
    for (province, yard) in provinces.iter().zip(yards) {
        table.row([
            centre_code(province.code),
            format!("{}居民身份证制证中心（{}）", province.name, province.capital),
            degrees(province.at.lon_e6),
            degrees(province.at.lat_e6),
            "01:00".into(),
            "21:00".into(),
            "12".into(),
            (1 + yard.vehicles.len().div_ceil(7)).to_string(),
        ])?;
    }
    table.close()
}

/// Writes `policy.csv`: the law's limits by date (FACTS: Art. 12 of 2003, 公通字〔2021〕12号) and a
/// promise of 30 days for local applications, with the legs after the centre of one
/// province's rule.
pub(super) fn policy(open: Open<'_>) -> Result<u64> {
    const COLUMNS: &[Column] = &[
        ("in_force_from", "生效日期"),
        ("channel", "渠道"),
        ("limit_days", "时限天数"),
        ("remote_extra_days", "边远延长天数"),
        ("unit", "计日方式"),
        ("legs_after", "转交工作日"),
        ("promised_days", "承诺天数"),
    ];
    const ROWS: &[[&str; 7]] = &[
        ["2004-01-01", "本地", "60", "30", "自然日", "5", ""],
        ["2004-01-01", "省内异地", "60", "30", "自然日", "5", ""],
        ["2004-01-01", "跨省异地", "60", "30", "自然日", "5", ""],
        ["2021-10-01", "本地", "45", "30", "自然日", "5", ""],
        ["2021-10-01", "省内异地", "45", "30", "自然日", "5", ""],
        ["2021-10-01", "跨省异地", "45", "30", "自然日", "5", ""],
        ["2025-01-01", "本地", "45", "30", "自然日", "5", "30"],
    ];
    let look = Look { chinese: true, ..Look::default() };
    write(open, "policy.csv", COLUMNS, ROWS, look)
}

/// Writes `machines.csv`: a sorter and a rack.
pub(super) fn machines(open: Open<'_>) -> Result<u64> {
    const COLUMNS: &[Column] = &[
        ("machine", "设备"),
        ("kind", "类型"),
        ("pockets", "格口数"),
        ("pocket_cards", "每格张数"),
        ("cards_per_hour", "每小时张数"),
        ("sweep_min", "取空分钟"),
        ("full_pocket_min", "满格处理分钟"),
        ("setup_min", "准备分钟"),
    ];
    const ROWS: &[[&str; 8]] = &[
        ["sorter-1", "sorter", "64", "250", "6000", "8", "0.5", "5"],
        ["rack-1", "rack", "60", "400", "1500", "6", "0.5", "2"],
    ];
    write(open, "machines.csv", COLUMNS, ROWS, Look::default())
}

/// Writes `tariff.csv`; the prices are made up.
pub(super) fn tariff(open: Open<'_>) -> Result<u64> {
    const COLUMNS: &[Column] = &[
        ("mode", "运送方式"),
        ("division", "行政区划"),
        ("base_g", "首重克"),
        ("base", "首重费用"),
        ("step_g", "续重克"),
        ("step", "续重费用"),
        ("days", "天数"),
    ];
    const ROWS: &[[&str; 7]] = &[
        ["邮政速递", "", "500", "12.00", "500", "4.00", "2"],
        ["邮政速递", "650000", "500", "18.00", "500", "9.00", "4"],
        ["邮政速递", "540000", "500", "18.00", "500", "10.00", "5"],
        ["邮寄到户", "", "100", "15.00", "100", "3.00", "3"],
    ];
    let look = Look { chinese: true, encoding: Encoding::Gb18030, ..Look::default() };
    write(open, "tariff.csv", COLUMNS, ROWS, look)
}

/// Writes `pouching.csv`: 200 cards in a pouch.
pub(super) fn pouching(open: Open<'_>) -> Result<u64> {
    const COLUMNS: &[Column] =
        &[("cards_per_pouch", "每袋张数"), ("card_g", "每张克"), ("pouch_g", "空袋克")];
    write(open, "pouching.csv", COLUMNS, &[["200", "6", "80"]], Look::default())
}

fn write<const N: usize>(
    open: Open<'_>,
    name: &str,
    columns: &[Column],
    rows: &[[&str; N]],
    look: Look,
) -> Result<u64> {
    let mut table = Table::open(open, name, columns, look)?;
    for row in rows {
        table.row(row)?;
    }
    table.close()
}

/// A coordinate in degrees with five decimals, about a metre.
pub(super) fn degrees(e6: i32) -> String {
    format!("{:.5}", f64::from(e6) / 1e6)
}
