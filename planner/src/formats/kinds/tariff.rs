//! `tariff`: what the post asks.

use crate::fault::Finding;
use crate::formats::layout::{Column, optional, required};
use crate::formats::row::Row;
use crate::units::{Fen, Grams};
use crate::words::TariffRow;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("mode", "运送方式", &[]),
    optional("division", "行政区划", &["区划代码"]),
    required("base_g", "首重克", &[]),
    required("base", "首重费用", &["首重费用元"]),
    optional("step_g", "续重克", &[]),
    optional("step", "续重费用", &["续重费用元"]),
    required("days", "天数", &["时效天数"]),
];

/// Reads one row.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<TariffRow, Finding> {
    let tariff = TariffRow {
        mode: row.need("mode", row.choice("mode"))?,
        division: row.may("division", "应为 6 位数字", |text| {
            let six = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
            six.then(|| text.parse().ok())?
        })?,
        base_weight: row.need("base_g", row.grams("base_g"))?,
        base: row.need("base", row.yuan("base"))?,
        step_weight: row.grams("step_g")?.unwrap_or(Grams::ZERO),
        step: row.yuan("step")?.unwrap_or(Fen::ZERO),
        days: row.need("days", row.whole("days", &["天", "日"]))?,
    };
    if tariff.step > Fen::ZERO && tariff.step_weight == Grams::ZERO {
        return Err(row.bad("step_g", "有续重费用，续重克须大于 0"));
    }
    Ok(tariff)
}
