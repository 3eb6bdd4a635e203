//! Filters of the templates: `{{ sum.cards|count }}`.

// The attribute writes `pub` items of its own.
#![allow(unreachable_pub)]

use super::text;
use askama::{Result, Values, filter_fn};
use chrono::NaiveDate;
use fenjian_planner::units::{Clock, Grams};
use std::borrow::Borrow;

/// A count of any width, by value or by reference.
pub(super) trait Whole {
    /// As u64.
    fn whole(&self) -> u64;
}

impl Whole for u64 {
    fn whole(&self) -> u64 {
        *self
    }
}
impl Whole for u32 {
    fn whole(&self) -> u64 {
        u64::from(*self)
    }
}
impl Whole for usize {
    fn whole(&self) -> u64 {
        *self as u64
    }
}
impl<T: Whole> Whole for &T {
    fn whole(&self) -> u64 {
        (*self).whole()
    }
}

/// `12,345`.
#[filter_fn]
pub(super) fn count(n: impl Whole, _: &dyn Values) -> Result<String> {
    Ok(text::count(n.whole()))
}

/// `壹仟贰佰叁拾肆`.
#[filter_fn]
pub(super) fn capital(n: impl Whole, _: &dyn Values) -> Result<String> {
    Ok(text::capital(n.whole()))
}

/// `−3`.
#[filter_fn]
pub(super) fn signed(n: impl Borrow<i64>, _: &dyn Values) -> Result<String> {
    Ok(text::signed(*n.borrow()))
}

/// `09:30`.
#[filter_fn]
pub(super) fn time(clock: impl Borrow<Clock>, _: &dyn Values) -> Result<String> {
    Ok(text::time(*clock.borrow()))
}

/// `2026-11-24`.
#[filter_fn]
pub(super) fn date(day: impl Borrow<Option<NaiveDate>>, _: &dyn Values) -> Result<String> {
    Ok(text::date(*day.borrow()))
}

/// `1.3`, in kilograms.
#[filter_fn]
pub(super) fn kg(weight: impl Borrow<Grams>, _: &dyn Values) -> Result<String> {
    Ok(text::kg(*weight.borrow()))
}
