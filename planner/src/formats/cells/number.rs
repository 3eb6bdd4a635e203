//! Numbers, read exactly: a price never passes through a binary fraction.

use super::text::halved;

/// The most digits a number may have, so that nothing overflows.
const MAX_DIGITS: usize = 18;

/// A whole number that is not negative: `1200`, `1,200`, `１２００`, `1200.0`, `1200 张`.
pub(crate) fn whole(text: &str, units: &[&str]) -> Option<u32> {
    let (mantissa, decimals) = decimal(text, units)?;
    let one = 10_i128.pow(decimals);
    (mantissa % one == 0).then(|| u32::try_from(mantissa / one).ok())?
}

/// `text` × `factor`, rounded half up, as in yuan → fen with a factor of 100. A unit of `units`
/// may follow the number, `¥` may stand before it.
pub(crate) fn scaled(text: &str, factor: i64, units: &[&str]) -> Option<i64> {
    let (mantissa, decimals) = decimal(text, units)?;
    let one = 10_i128.pow(decimals);
    let rounded = (2 * mantissa * i128::from(factor) + one).div_euclid(2 * one);
    i64::try_from(rounded).ok()
}

/// A decimal number as (mantissa, decimals): `-1,234.50` is (-123450, 2).
fn decimal(text: &str, units: &[&str]) -> Option<(i128, u32)> {
    let text = halved(text);
    let mut text = text.trim().trim_start_matches(['¥', '￥']).trim_start();
    if let Some(bare) = units.iter().find_map(|unit| text.strip_suffix(unit)) {
        text = bare.trim_end();
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut digits = ungrouped(whole)?;
    let decimals = fraction.len();
    digits.push_str(fraction);
    let sound = !whole.is_empty()
        && digits.len() <= MAX_DIGITS
        && digits.bytes().all(|b| b.is_ascii_digit());
    let mantissa: i128 = sound.then(|| digits.parse().ok())??;
    Some((if negative { -mantissa } else { mantissa }, u32::try_from(decimals).ok()?))
}

/// `text` without separators between its thousands; none when a group has not three digits, as in
/// `12,5`, which would be a decimal comma.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !(1..=3).contains(&first.len()) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}
