//! One day sorted and simulated, as figures.

use super::{floor, sorter};
use fenjian_planner::fault::Fault;
use fenjian_planner::sort::{Rules, Settings, Task, arrivals, by_code, simulate, sort};
use std::time::Instant;

/// What a day's sort came to.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Simulated seconds of handling.
    pub handling: f64,
    /// Seconds below which none goes.
    pub bound: f64,
    /// Seconds of two-pass radix by code.
    pub by_code: f64,
    /// Passes.
    pub passes: usize,
    /// Cards out of place.
    pub misplaced: u64,
    /// Seconds of planning.
    pub planning: f64,
}

impl Figures {
    /// How far above the bound, in percent.
    pub fn gap(&self) -> f64 {
        100.0 * (self.handling / self.bound - 1.0)
    }

    /// How far below sorting by code, in percent.
    pub fn saving(&self) -> f64 {
        100.0 * (1.0 - self.handling / self.by_code)
    }
}

/// Sorts `floor(destinations, cards, seed)` on a sorter with `pockets`.
///
/// # Errors
/// When the sorter has too few pockets.
pub fn measure(destinations: usize, cards: u32, pockets: u32, seed: u64) -> Result<Figures, Fault> {
    let day = floor(destinations, cards, seed);
    let machine = sorter(pockets);
    let begun = Instant::now();
    let sorted = sort(&Task::new(&day, std::slice::from_ref(&machine)), Settings::default())?;
    let planning = begun.elapsed().as_secs_f64();
    let machines = std::slice::from_ref(&machine);
    let simulated = simulate(&sorted.plan, machines, &arrivals(&sorted.plan, seed));
    let volumes: Vec<u64> = day.iter().map(|d| u64::from(d.cards)).collect();
    Ok(Figures {
        handling: simulated.seconds(),
        bound: sorted.bound.unwrap_or(f64::NAN),
        by_code: by_code(&volumes, Rules::of(&machine)).unwrap_or(f64::NAN),
        passes: sorted.plan.passes.len(),
        misplaced: simulated.misplaced,
        planning,
    })
}
