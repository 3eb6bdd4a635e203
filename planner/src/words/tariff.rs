//! What the post asks.

use super::Mode;
use crate::units::{Fen, Grams};

/// One row of the tariff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TariffRow {
    /// The mode it prices.
    pub mode: Mode,
    /// The division it is for, six digits; none for everywhere else.
    pub division: Option<u32>,
    /// Weight the base price covers.
    pub base_weight: Grams,
    /// The base price.
    pub base: Fen,
    /// Each further step of this weight.
    pub step_weight: Grams,
    /// Costs this.
    pub step: Fen,
    /// Days it takes.
    pub days: u32,
}
