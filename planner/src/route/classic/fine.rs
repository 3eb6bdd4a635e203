//! What load above capacity costs. Searches may pass through states that are too full, at a price
//! that is adapted so that a given share of them is not.
//!
//! After Vidal, "Hybrid genetic search for the CVRP: Open-source implementation and SWAP*
//! neighborhood" (2022).

use super::ground::{DEPOT, Ground};

/// Fractions of a unit of distance in which prices are kept.
const PARTS: i64 = 256;
/// Iterations between two adaptations.
const PERIOD: u32 = 100;
/// Share of the states that are to be sound.
const SOUND: f64 = 0.9;

/// The price of a unit of load too much.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fine {
    price: i64,
    least: i64,
    most: i64,
    seen: u32,
    sound: u32,
}

impl Fine {
    /// A first price: the farthest customer's leg for the largest demand.
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        let farthest = (1..ground.nodes as u32).map(|node| ground.distance(DEPOT, node)).max();
        let largest = ground.demand.iter().max().copied().unwrap_or(1).max(1);
        let farthest = i64::from(farthest.unwrap_or(1)).max(1);
        let price = (PARTS * farthest / largest).max(1);
        Self {
            price,
            least: (price / 20).max(1),
            most: price.saturating_mul(100),
            seen: 0,
            sound: 0,
        }
    }

    /// The price of `excess` units too much, in units of distance.
    #[inline(always)]
    pub(super) fn of(&self, excess: i64) -> i64 {
        if excess == 0 { 0 } else { self.price.saturating_mul(excess) / PARTS }
    }

    /// One that is `times` as dear.
    pub(super) fn times(&self, times: i64) -> Self {
        Self { price: self.price.saturating_mul(times), ..*self }
    }

    /// Notes whether a state was sound: not too full.
    pub(super) fn learn(&mut self, sound: bool) {
        self.seen += 1;
        self.sound += u32::from(sound);
        if self.seen == PERIOD {
            let share = f64::from(self.sound) / f64::from(PERIOD);
            if share < SOUND {
                self.price = (self.price.saturating_mul(6) / 5 + 1).min(self.most);
            } else if share > SOUND + 0.05 {
                self.price = (self.price.saturating_mul(17) / 20).max(self.least);
            }
            (self.seen, self.sound) = (0, 0);
        }
    }
}
