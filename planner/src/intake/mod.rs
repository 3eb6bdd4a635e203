//! The rules by which a card enters the ledger.
//!
//! What a row says was read by [`crate::formats`]; here it is judged by what the row alone shows.
//! Whatever needs other rows or the store (second cards, alerts, known locations) is judged there.

pub mod citizen;
mod content;
mod judge;
mod key;
pub mod mask;
mod parents;

pub use judge::JudgedCard;
pub(crate) use judge::{CardRow, Remark, judge, judge_half};
pub use key::CitizenKey;
pub use parents::check_parents;
