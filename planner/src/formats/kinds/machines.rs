//! `machines`: sorters and racks.

use crate::fault::Finding;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::units::Seconds;
use crate::words::Machine;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("machine", "设备", &["设备名称"]),
    required("kind", "类型", &["设备类型"]),
    required("pockets", "格口数", &[]),
    required("pocket_cards", "每格张数", &[]),
    required("cards_per_hour", "每小时张数", &[]),
    optional("sweep_min", "取空分钟", &[]),
    optional("full_pocket_min", "满格处理分钟", &[]),
    optional("setup_min", "准备分钟", &[]),
];

/// Reads one row.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<Machine, Finding> {
    let at_least_one = |name: &str, units: &[&str]| match row.need(name, row.whole(name, units))? {
        0 => Err(row.bad(name, "至少为 1")),
        n => Ok(n),
    };
    let minutes = |name: &str| Ok(row.minutes(name)?.unwrap_or(Seconds::ZERO));
    Ok(Machine {
        name: row.need_text("machine")?.to_owned(),
        kind: row.need("kind", row.choice("kind"))?,
        pockets: at_least_one("pockets", &["个"])?,
        pocket_cards: at_least_one("pocket_cards", &["张"])?,
        cards_per_hour: at_least_one("cards_per_hour", &["张"])?,
        sweep: minutes("sweep_min")?,
        full_pocket: minutes("full_pocket_min")?,
        setup: minutes("setup_min")?,
    })
}
