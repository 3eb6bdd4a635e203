//! Random streams: one for each aspect, so that one more draw in one of them moves nothing else.

use rand::{Rng, RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// The stream of `aspect` for `seed`: the same two always give the same numbers.
pub(super) fn stream(seed: u64, aspect: &str) -> Pcg64 {
    Pcg64::seed_from_u64(seed.rotate_left(32) ^ mixed(aspect))
}

/// A number for `text` in which every byte matters (FNV-1a, 64 bits).
pub(super) fn mixed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Skewed weight with median 1: log-normal with `spread`, its normal taken as the sum of twelve
/// uniform numbers, which cuts the tails at six standard deviations.
pub(super) fn skewed(rng: &mut impl Rng, spread: f64) -> f64 {
    let normal = (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
    (spread * normal).exp()
}

/// One of `list`, which is not empty.
pub(super) fn pick<'a, T: ?Sized>(rng: &mut impl Rng, list: &[&'a T]) -> &'a T {
    list[rng.random_range(0..list.len())]
}
