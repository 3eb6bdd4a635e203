//! The rules by which a card enters the ledger.
//!
//! What a row says was read by [`crate::formats`]; here it is judged by what the row alone shows.
//! Whatever needs other rows or the store (second cards, alerts, known locations) is judged there.

mod card;
pub mod citizen;
mod content;
mod judge;
mod key;
pub mod mask;
mod parents;
mod rules;

pub use card::JudgedCard;
pub(crate) use card::{CardRow, Remark};
pub(crate) use judge::{judge, judge_half};
pub use key::CitizenKey;
pub use parents::check_parents;
