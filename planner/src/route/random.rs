//! The random numbers of one search: seeded, one stream for each thread.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub(super) struct Random(Pcg64Mcg);

impl Random {
    /// The stream number `stream` of `seed`; streams of one seed have nothing in common.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        // SplitMix64 (Steele, Lea, Flood 2014) spreads neighbouring seeds over the whole range.
        let mut z = seed ^ stream.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Self(Pcg64Mcg::seed_from_u64(z ^ (z >> 31)))
    }

    /// A number from 0 to `n` − 1, as good as uniform for the sizes used here; 0 when `n` is 0.
    #[inline]
    pub(super) fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.0.next_u32()) * n as u64) >> 32) as usize
    }

    /// A number in (0, 1]: never 0, so that its logarithm exists.
    #[inline]
    pub(super) fn unit(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 1.0) / 4_294_967_296.0
    }

    /// True once in `n` times.
    #[inline]
    pub(super) fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// Puts `items` into a random order (Fisher–Yates).
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for ix in (1..items.len()).rev() {
            items.swap(ix, self.below(ix + 1));
        }
    }
}
