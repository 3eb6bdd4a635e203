//! Citizen numbers (公民身份号码, GB 11643-1999): 6 digits of division, 8 of birth date, 3 of
//! sequence, and a check character by ISO 7064 MOD 11-2.

use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// Shorter common runs of digits say nothing about a person.
const TELLING_RUN: usize = 15;

/// What is wrong with a citizen number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not 17 digits and a digit or X.
    Shape,
    /// Its birth date does not exist.
    Birth,
    /// Its check character is another one.
    Check,
}

/// `text` as it is hashed and checked: half-width, without blanks, with a capital X.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'X');
    if is_plain {
        return Cow::Borrowed(text);
    }
    let half = crate::formats::halved(text);
    let kept = half.chars().filter(|c| !c.is_whitespace());
    Cow::Owned(kept.map(|c| c.to_ascii_uppercase()).collect())
}

/// The check character of the first 17 digits (ISO 7064 MOD 11-2), `0`–`9` or `X`.
pub fn check_character(digits: &[u8; 17]) -> u8 {
    // Horner's rule: each place counts twice the one behind it, modulo 11.
    let sum = digits.iter().fold(0_u32, |sum, b| (sum + u32::from(b - b'0')) * 2 % 11);
    match (12 - sum) % 11 {
        10 => b'X',
        digit => b'0' + digit as u8,
    }
}

/// The birth date in a number that is right; `number` is [`plain`]. O(1).
pub fn birth(number: &str) -> Result<NaiveDate, Wrong> {
    let bytes: &[u8; 18] = number.as_bytes().try_into().map_err(|_| Wrong::Shape)?;
    let (first, check) = bytes.split_first_chunk::<17>().ok_or(Wrong::Shape)?;
    if !first.iter().all(u8::is_ascii_digit) || !matches!(check, [b'0'..=b'9' | b'X']) {
        return Err(Wrong::Shape);
    }
    let part = |from: usize, to: usize| {
        first[from..to].iter().fold(0_u32, |n, b| n * 10 + u32::from(b - b'0'))
    };
    let year = i32::try_from(part(6, 10)).map_err(|_| Wrong::Birth)?;
    let date = NaiveDate::from_ymd_opt(year, part(10, 12), part(12, 14));
    let date = date.filter(|date| date.year() >= 1850).ok_or(Wrong::Birth)?;
    if [check_character(first)] == check { Ok(date) } else { Err(Wrong::Check) }
}

/// Whether `text`, read on `day`, shows a citizen number: 15 digits in a row out of `own`, the
/// row's number ([`plain`]), or its old form of 15 digits, or 18 characters that are anybody's
/// right number.
///
/// A receipt number is often division, date of application and sequence, and then looks like the
/// number of somebody born on that date; one in eleven even has the right check character. So
/// someone else's number counts only when its birth date lies more than a year before `day`.
pub fn shown_in(text: &str, own: Option<&str>, day: NaiveDate) -> bool {
    if text.len() < TELLING_RUN {
        return false;
    }
    let text = squeezed(text);
    let is_anyones = |number: &str| {
        is_division(number) && birth(number).is_ok_and(|born| (day - born).num_days() > 366)
    };
    own.is_some_and(|own| shares_run(&text, own)) || runs(&text, 18).any(is_anyones)
}

/// Whether `text` shows 15 digits in a row out of `own`, or its old form of 15 digits.
pub(super) fn own_shown_in(text: &str, own: &str) -> bool {
    text.len() >= TELLING_RUN && shares_run(&squeezed(text), own)
}

fn shares_run(text: &str, own: &str) -> bool {
    // Until 1999 a number had no century and no check character.
    let old = match (own.get(..6), own.get(8..17)) {
        (Some(division), Some(rest)) => format!("{division}{rest}"),
        _ => return false,
    };
    let is_number = |run: &&str| run.bytes().all(|b| b.is_ascii_digit());
    runs(text, TELLING_RUN).filter(is_number).any(|run| own.contains(run) || run == old)
}

/// Every run of `width` characters; `text` is ASCII.
fn runs(text: &str, width: usize) -> impl Iterator<Item = &str> {
    (0..(text.len() + 1).saturating_sub(width)).filter_map(move |at| text.get(at..at + width))
}

/// The ASCII letters and digits of `text`, half-width and capital: separators hide nothing.
fn squeezed(text: &str) -> String {
    let half = crate::formats::halved(text);
    let kept = half.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether the first two digits are those of a province (GB/T 2260).
fn is_division(number: &str) -> bool {
    let province: u32 = number.get(..2).and_then(|p| p.parse().ok()).unwrap_or(0);
    matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}
