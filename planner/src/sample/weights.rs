//! Drawing from weighted things, all of them or a range.

use rand::{Rng, RngExt};
use std::ops::Range;

/// Weighted things by index.
pub(super) struct Weights {
    /// Sum of the weights before each index, and of all at the end.
    sums: Vec<f64>,
}

impl Weights {
    /// From weights that are not negative.
    pub(super) fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for weight in weights {
            sum += weight;
            sums.push(sum);
        }
        Self { sums }
    }

    fn len(&self) -> usize {
        self.sums.len() - 1
    }

    /// One of `range`, which is not empty. O(log n).
    pub(super) fn within(&self, rng: &mut impl Rng, range: Range<usize>) -> usize {
        let (from, to) = (self.sums[range.start], self.sums[range.end]);
        self.at(from + rng.random::<f64>() * (to - from)).clamp(range.start, range.end - 1)
    }

    /// One of all. O(log n).
    pub(super) fn any(&self, rng: &mut impl Rng) -> usize {
        self.within(rng, 0..self.len())
    }

    /// One outside of `range`, which is not everything. O(log n).
    pub(super) fn outside(&self, rng: &mut impl Rng, range: Range<usize>) -> usize {
        let (from, to) = (self.sums[range.start], self.sums[range.end]);
        let point = rng.random::<f64>() * (self.sums[self.len()] - (to - from));
        match self.at(if point < from { point } else { point + (to - from) }) {
            // Rounding at the edges.
            ix if range.contains(&ix) && range.start > 0 => range.start - 1,
            ix if range.contains(&ix) => range.end,
            ix => ix,
        }
    }

    fn at(&self, point: f64) -> usize {
        let behind = self.sums.partition_point(|&sum| sum <= point);
        behind.saturating_sub(1).min(self.len() - 1)
    }
}
