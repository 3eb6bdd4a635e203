//! Text as people type it, made comparable.

use crate::words::CentreCode;
use std::borrow::Cow;

/// `text` with full-width letters, digits and signs as their ASCII twins: `２０２６：０８` becomes
/// `2026:08`. Costs nothing when there are none.
pub(crate) fn halved(text: &str) -> Cow<'_, str> {
    let wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}');
    if text.is_ascii() || !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(half).collect())
}

fn half(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A code, serial or number that is a name: half-width and without the marks by which a
/// spreadsheet says "this is text" (`'123`, `="123"`) or that it took it for a number (`123.0`).
pub(crate) fn code(text: &str) -> Cow<'_, str> {
    match halved(text) {
        Cow::Borrowed(text) => Cow::Borrowed(unmarked(text)),
        Cow::Owned(text) => Cow::Owned(unmarked(&text).to_owned()),
    }
}

fn unmarked(text: &str) -> &str {
    let text = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let text = text.strip_prefix('\'').unwrap_or(text).trim();
    match text.strip_suffix(".0") {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()) => whole,
        _ => text,
    }
}

/// The entries of a `;` list; `；` and `、` part them too, empty ones are dropped.
pub(crate) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// The code of a centre: ASCII letters, digits and hyphens, at most 32.
pub(crate) fn centre(text: &str) -> Option<CentreCode> {
    let text = code(text);
    let sound = (1..=32).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    sound.then(|| CentreCode(text.into_owned()))
}
