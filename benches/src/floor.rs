//! Made-up days of the sorting floor: destinations with very skewed volumes, in routes.

pub mod measure;
pub mod plot;

use fenjian_planner::plan::sort::{Destination, LoadedPouch, To};
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::units::Seconds;
use fenjian_planner::words::{Machine, MachineKind};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// Destinations of a day in the order of loading, some 14 to a route, a pouch for each 200 cards: by Zipf's
/// law, scattered by a quarter, `cards` in all but for rounding. The same for the same seed.
pub fn floor(destinations: usize, cards: u32, seed: u64) -> Vec<Destination> {
    let mut random = Pcg64::seed_from_u64(seed);
    let mut weights: Vec<f64> = (1..=destinations)
        .map(|rank| (0.75 + 0.5 * random.random::<f64>()) / (rank as f64 + 4.0))
        .collect();
    for ix in (1..weights.len()).rev() {
        weights.swap(ix, random.random_range(0..=ix));
    }
    let sum: f64 = weights.iter().sum();
    let mut position = 0;
    let mut route = 0;
    let mut all = Vec::with_capacity(destinations);
    for (ix, weight) in weights.into_iter().enumerate() {
        if random.random_range(0..14) == 0 {
            position = 0;
            route += 1;
        }
        let cards = ((f64::from(cards) * weight / sum).round() as u32).max(1);
        let count = cards.div_ceil(200);
        let pouches = (0..count).rev().map(|number| {
            position += 1;
            let cards = if number + 1 == count { cards - 200 * number } else { 200 };
            LoadedPouch { number: number + 1, cards, position }
        });
        let consignment = ConsignmentId(ix as u32);
        let to = To::Stop { consignment, route, stop: 0 };
        let pouches = pouches.collect();
        all.push(Destination { to, cards, pouches, way: Vec::new() });
    }
    all
}

/// A sorter with `pockets`, otherwise as the sample has it.
pub fn sorter(pockets: u32) -> Machine {
    Machine {
        name: format!("sorter-{pockets}"),
        kind: MachineKind::Sorter,
        pockets,
        pocket_cards: 250,
        cards_per_hour: 6000,
        sweep: Seconds::minutes(8),
        full_pocket: Seconds(30),
        setup: Seconds::minutes(5),
    }
}
