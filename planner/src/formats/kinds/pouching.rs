//! `pouching`: how cards are put into pouches; one row.

use crate::fault::Finding;
use crate::formats::layout::{Column, required};
use crate::formats::row::Row;
use crate::words::Pouching;

pub(in crate::formats) const COLUMNS: &[Column] = &[
    required("cards_per_pouch", "每袋张数", &[]),
    required("card_g", "每张克", &["单张克"]),
    required("pouch_g", "空袋克", &["证件袋克"]),
];

/// Reads the row.
pub(in crate::formats) fn read(row: &Row<'_>) -> Result<Pouching, Finding> {
    let pouching = Pouching {
        cards_per_pouch: row.need("cards_per_pouch", row.whole("cards_per_pouch", &["张"]))?,
        card_weight: row.need("card_g", row.grams("card_g"))?,
        pouch_weight: row.need("pouch_g", row.grams("pouch_g"))?,
    };
    if pouching.cards_per_pouch == 0 {
        return Err(row.bad("cards_per_pouch", "至少 1 张"));
    }
    Ok(pouching)
}
