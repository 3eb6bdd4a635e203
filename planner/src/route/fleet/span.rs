//! Lists of windows: the one kind of question asked of them, in both directions of time.

use crate::units::Window;

/// Far from anything that happens, and far from overflow even when many are added.
pub(in crate::route) const FOREVER: i64 = 1 << 50;

/// A window in seconds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::route) struct Span {
    pub(in crate::route) from: i64,
    pub(in crate::route) to: i64,
}

/// `windows` as spans; none are always.
pub(super) fn spans(windows: &[Window]) -> Vec<Span> {
    match windows {
        [] => vec![Span { from: -FOREVER, to: FOREVER }],
        _ => windows.iter().map(|w| Span { from: w.from.0, to: w.to.0 }).collect(),
    }
}

/// The earliest moment at or after `t` inside one of `spans` (ascending, disjoint). O(spans).
#[inline]
pub(in crate::route) fn first_at(spans: &[Span], t: i64) -> Option<i64> {
    spans.iter().find(|span| t <= span.to).map(|span| t.max(span.from))
}

/// The latest moment at or before `t` inside one of `spans` (ascending, disjoint). O(spans).
#[inline]
pub(in crate::route) fn last_at(spans: &[Span], t: i64) -> Option<i64> {
    spans.iter().rev().find(|span| span.from <= t).map(|span| t.min(span.to))
}
