//! Citizen numbers of people who do not exist (GB 11643-1999), none twice within a month of days.

use super::streams::mixed;
use chrono::{Datelike, Days, NaiveDate};

/// Birth dates in use: the 25,000 days before 2010, so that nobody is below sixteen in 2026.
const BIRTHS: u64 = 25_000;
const FIRST_YEAR_AFTER_BIRTHS: i32 = 2010;
/// Sequence numbers of one birth date: 001 to 999.
const SEQUENCES: u64 = 999;
/// Cards that one day may have; the next day's numbers begin behind them.
pub(super) const MOST_CARDS: u32 = 500_000;
/// A prime that divides neither 25,000 nor 999: stepping by it passes every pair of birth date and
/// sequence number once.
const STEP: u64 = 15_485_863;

/// The number of the holder of row `ix` of `day`: register `division`, then a birth date and a
/// sequence number that differ between all rows of 49 days in a row, whatever the division.
pub(super) fn number(seed: u64, day: NaiveDate, ix: u32, division: u32) -> String {
    let space = BIRTHS * SEQUENCES;
    let day_ix = day.num_days_from_ce().unsigned_abs();
    let begin = u64::from(day_ix) * u64::from(MOST_CARDS) + mixed(&seed.to_string()) % space;
    let place = (begin + u64::from(ix)) % space * STEP % space;
    let after = NaiveDate::from_ymd_opt(FIRST_YEAR_AFTER_BIRTHS, 1, 1).unwrap_or(day);
    let born = after.checked_sub_days(Days::new(1 + place / SEQUENCES)).unwrap_or(day);
    let sequence = 1 + place % SEQUENCES;
    with_check_digit(&format!("{division:06}{}{sequence:03}", born.format("%Y%m%d")))
}

/// `digits` (17 of them) with the check character of ISO 7064 MOD 11-2.
pub(super) fn with_check_digit(digits: &str) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let sum: u32 =
        digits.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    format!("{digits}{}", CHECKS[(sum % 11) as usize])
}

/// `number` with a check character that is wrong.
pub(super) fn spoiled(number: &str) -> String {
    let (digits, check) = number.split_at(number.len() - 1);
    format!("{digits}{}", if check == "7" { "2" } else { "7" })
}
