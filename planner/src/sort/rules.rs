//! What handling costs on a machine, and how full its pockets get.

use crate::units::Seconds;
use crate::words::Machine;

/// A machine's rules as numbers to count with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// Its pockets.
    pub pockets: u32,
    /// Cards a pocket takes.
    pub capacity: u64,
    /// Seconds for a card to go through once.
    pub per_card: f64,
    /// Seconds for emptying a full pocket during a pass.
    pub full: f64,
    /// Seconds of set-up before a pass.
    pub setup: f64,
    /// Seconds of the sweep after it.
    pub sweep: f64,
}

impl Rules {
    /// The rules of `machine`.
    pub fn of(machine: &Machine) -> Self {
        let seconds = |time: Seconds| time.0 as f64;
        Self {
            pockets: machine.pockets,
            capacity: u64::from(machine.pocket_cards),
            per_card: 3600.0 / f64::from(machine.cards_per_hour),
            full: seconds(machine.full_pocket),
            setup: seconds(machine.setup),
            sweep: seconds(machine.sweep),
        }
    }

    /// How often a pocket is filled, the last time perhaps not to the top, by `cards` that belong together.
    pub fn fills(&self, cards: u64) -> u64 {
        cards.div_ceil(self.capacity)
    }

    /// How many full pockets are emptied during a pass in which pockets are filled `fills` times
    /// in all. A pocket that is spare is given to cards that overflow, so each pocket of the machine
    /// spares one emptying, as long as no more groups of cards are told apart than there are pockets.
    pub fn emptied(&self, fills: u64) -> u64 {
        fills.saturating_sub(u64::from(self.pockets))
    }

    /// Seconds of a pass of `cards` in which `emptied` full pockets are emptied.
    pub fn pass(&self, cards: u64, emptied: u64) -> f64 {
        self.setup + self.per_card * cards as f64 + self.full * emptied as f64 + self.sweep
    }
}
