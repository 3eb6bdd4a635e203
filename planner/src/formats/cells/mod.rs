//! What one cell of text says: text, whole numbers, quantities, dates, times, choices.
//!
//! Each function takes a trimmed cell and tells nothing of where it stood; empty cells are the
//! caller's business.

mod choice;
mod clock;
mod date;
mod number;
#[cfg(test)]
mod tests;
mod text;

pub(super) use choice::{Choice, flag, weekday};
pub(super) use clock::clock;
pub(crate) use date::Seen;
pub(super) use date::{date, date_time};
pub(super) use number::{scaled, whole};
pub(crate) use text::halved;
pub(super) use text::{centre, code, list};
