//! Lists of windows: the one kind of question asked of them, in both directions of time.

/// A window in seconds of the day, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
}

/// The earliest moment at or after `t` inside one of `spans` (ascending, disjoint). O(spans).
#[inline]
pub(super) fn first_at(spans: &[Span], t: i64) -> Option<i64> {
    spans.iter().find(|span| t <= span.to).map(|span| t.max(span.from))
}

/// The latest moment at or before `t` inside one of `spans` (ascending, disjoint). O(spans).
#[inline]
pub(super) fn last_at(spans: &[Span], t: i64) -> Option<i64> {
    spans.iter().rev().find(|span| span.from <= t).map(|span| t.min(span.to))
}
