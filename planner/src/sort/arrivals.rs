//! Cards in random order.

use crate::plan::sort::SortPlan;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64;

/// Every card of `plan` as its destination's index, shuffled by `seed`. O(cards).
pub fn arrivals(plan: &SortPlan, seed: u64) -> Vec<u32> {
    let cards = plan.destinations.iter().zip(0..);
    let mut cards: Vec<u32> =
        cards.flat_map(|(d, ix)| std::iter::repeat_n(ix, d.cards as usize)).collect();
    cards.shuffle(&mut Pcg64::seed_from_u64(seed));
    cards
}
