//! Words → numbers, within bounds in which nothing that is computed from them overflows.
//!
//! A leg fits 32 bits, so the sum over any solution fits 64 bits with room for penalties; so do
//! demands and, in finer units, times.

use super::text::{Line, shown};
use crate::fault::{self, Fault};

/// Largest leg, demand and capacity.
pub(super) const MOST: i64 = i32::MAX as i64;

/// Largest time, in units of the instance.
pub(super) const LATEST: i64 = 1 << 40;

/// Largest coordinate, either way.
pub(super) const FARTHEST: f64 = 1e9;

/// A finite number; `what` names it in faults.
///
/// # Errors
/// F304 for what is no number, or is NaN or infinite.
pub(super) fn number(word: &str, line: Line<'_>, what: &str) -> Result<f64, Fault> {
    let bad = || line.fault(fault::NUMBER_BAD, format!("{what} 不是有限的数 {}", shown(word)));
    word.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(bad)
}

/// A number as a whole number of units of 1 / `scale`, between -`most` and `most`.
///
/// # Errors
/// F304 for what is no number or not whole in these units, F306 beyond `most`.
pub(super) fn scaled(
    word: &str,
    scale: i64,
    most: i64,
    line: Line<'_>,
    what: &str,
) -> Result<i64, Fault> {
    let value = number(word, line, what)? * scale as f64;
    if value.abs() > most as f64 {
        return Err(line.fault(fault::NUMBER_TOO_LARGE, format!("{what} {}", shown(word))));
    }
    let whole = value.round();
    if (value - whole).abs() > 1e-6 {
        let rule = if scale == 1 { "应为整数" } else { "至多一位小数" };
        return Err(line.fault(fault::NUMBER_BAD, format!("{what} {rule}，这里是 {}", shown(word))));
    }
    Ok(whole as i64)
}

/// A whole number from 0 to `most`.
///
/// # Errors
/// As [`scaled`], and F304 for a negative one.
pub(super) fn amount(
    word: &str,
    scale: i64,
    most: i64,
    line: Line<'_>,
    what: &str,
) -> Result<i64, Fault> {
    let value = scaled(word, scale, most, line, what)?;
    if value < 0 {
        return Err(line.fault(fault::NUMBER_BAD, format!("{what} 不能是负数 {}", shown(word))));
    }
    Ok(value)
}

/// A coordinate.
///
/// # Errors
/// F304 for what is no finite number, F306 when it is too far out.
pub(super) fn coordinate(word: &str, line: Line<'_>) -> Result<f64, Fault> {
    let value = number(word, line, "坐标")?;
    if value.abs() > FARTHEST {
        return Err(line.fault(fault::NUMBER_TOO_LARGE, format!("坐标 {}", shown(word))));
    }
    Ok(value)
}
