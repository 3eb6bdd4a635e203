//! Times of day.

use super::text::halved;
use crate::units::Clock;
use std::borrow::Cow;

/// A moment of the dispatch day: `8:30`, `08:30:00`, `8：30`, `8时30分`, `8点`; `26:00` is two in
/// the morning after it.
pub(crate) fn clock(text: &str) -> Option<Clock> {
    let text = halved(text);
    let seconds = seconds_of_day(text.trim())?;
    (seconds <= 48 * 3600).then_some(Clock(seconds))
}

/// Hours, minutes and perhaps seconds as seconds. The text is half-width.
pub(super) fn seconds_of_day(text: &str) -> Option<i64> {
    let chinese = text.contains(['时', '点']);
    let plain = if chinese {
        Cow::Owned(text.replace(['时', '点', '分'], ":").replace('秒', ""))
    } else {
        Cow::Borrowed(text)
    };
    let mut parts = if chinese { plain.trim_end_matches(':') } else { &plain }.split(':');
    let hours = two_digits(parts.next()?)?;
    let minutes = parts.next().or(chinese.then_some("0")).and_then(two_digits)?;
    let seconds = parts.next().unwrap_or("0");
    let seconds = two_digits(seconds.split_once('.').map_or(seconds, |(whole, _)| whole))?;
    let sound = parts.next().is_none() && minutes < 60 && seconds < 60;
    sound.then_some(hours * 3600 + minutes * 60 + seconds)
}

fn two_digits(text: &str) -> Option<i64> {
    let sound = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok())?
}
