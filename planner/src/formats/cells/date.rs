//! Dates and moments in the ways files write them. All are Asia/Shanghai.

use super::clock::seconds_of_day;
use super::text::halved;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// What a cell turned out to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen<T> {
    /// It is empty.
    Nothing,
    /// It cannot be read.
    Unreadable,
    /// It reads well, but there is no such thing: 30 February.
    Impossible,
    /// A value.
    Value(T),
}

impl<T> Seen<T> {
    /// The value, if there is one.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// A date: `2026-09-28`, `2026/9/28`, `2026.9.28`, `20260928`, `2026年9月28日`; with `serials`,
/// also the day numbers of Excel. A time of day behind it is read over.
pub(crate) fn date(text: &str, serials: bool) -> Seen<NaiveDate> {
    match date_time(text, serials) {
        Seen::Value(moment) => Seen::Value(moment.date()),
        Seen::Nothing => Seen::Nothing,
        Seen::Unreadable => Seen::Unreadable,
        Seen::Impossible => Seen::Impossible,
    }
}

/// A moment: a date, then perhaps a time of day after a blank or `T`, perhaps with `+08:00` or
/// `Z`. Without a time it is the beginning of the day.
pub(crate) fn date_time(text: &str, serials: bool) -> Seen<NaiveDateTime> {
    let text = halved(text);
    let text = text.trim();
    if text.is_empty() {
        return Seen::Nothing;
    }
    if let Some(moment) = serials.then(|| excel_serial(text)).flatten() {
        return Seen::Value(moment);
    }
    let chinese = text.contains('年');
    let plain = if chinese {
        Cow::Owned(text.replace(['年', '月'], "-").replace(['日', '号'], " "))
    } else {
        Cow::Borrowed(text)
    };
    let (date, time) =
        plain.trim_end().split_once([' ', 'T', 't']).unwrap_or((plain.trim_end(), ""));
    let Some((year, month, day)) = year_month_day(date) else { return Seen::Unreadable };
    let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else { return Seen::Impossible };
    let midnight = date.and_time(NaiveTime::MIN);
    match time.trim() {
        "" => Seen::Value(midnight),
        time => time_of_day(time, midnight),
    }
}

/// The three parts of `2026-9-28` or `20260928`; whether there is such a day is not asked.
fn year_month_day(text: &str) -> Option<(i32, u32, u32)> {
    let number = |part: &str, digits: RangeInclusive<usize>| -> Option<u32> {
        let sound = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        sound.then(|| part.parse().ok())?
    };
    if text.len() == 8 && number(text, 8..=8).is_some() {
        let (year, rest) = text.split_at(4);
        let (month, day) = rest.split_at(2);
        return Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?));
    }
    let mut parts = text.split(['-', '/', '.']);
    let year = i32::try_from(number(parts.next()?, 4..=4)?).ok()?;
    let month = number(parts.next()?, 1..=2)?;
    let day = number(parts.next()?, 1..=2)?;
    parts.next().is_none().then_some((year, month, day))
}

/// `time` of the day that begins at `midnight`, in Asia/Shanghai unless it says it is UTC.
fn time_of_day(time: &str, midnight: NaiveDateTime) -> Seen<NaiveDateTime> {
    let (time, shift) = match time.strip_suffix('Z') {
        Some(utc) => (utc, TimeDelta::hours(8)),
        None => {
            let local = time.strip_suffix("+08:00").or(time.strip_suffix("+0800"));
            (local.unwrap_or(time), TimeDelta::zero())
        }
    };
    match seconds_of_day(time.trim()) {
        Some(seconds) if seconds < 24 * 3600 => {
            let moment = midnight.checked_add_signed(TimeDelta::seconds(seconds) + shift);
            moment.map_or(Seen::Impossible, Seen::Value)
        }
        Some(_) => Seen::Impossible,
        None => Seen::Unreadable,
    }
}

/// A day number of Excel between 1954 and 2173, perhaps with a fraction for the time of day.
fn excel_serial(text: &str) -> Option<NaiveDateTime> {
    let number: f64 = text.parse().ok()?;
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain || !(20_000.0..100_000.0).contains(&number) {
        return None;
    }
    let seconds = (number * 86_400.0).round() as i64;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(TimeDelta::seconds(seconds))
}
