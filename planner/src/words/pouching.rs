//! How cards are put into pouches.

use crate::units::Grams;

/// The rule of a centre for its pouches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pouching {
    /// Most cards of one pouch; at least 1.
    pub cards_per_pouch: u32,
    /// Weight of a card with its slip.
    pub card_weight: Grams,
    /// Weight of an empty pouch with its seal.
    pub pouch_weight: Grams,
}

impl Default for Pouching {
    fn default() -> Self {
        Self { cards_per_pouch: 200, card_weight: Grams(6), pouch_weight: Grams(80) }
    }
}
