//! What travels today and in which pouches.

use crate::plan::{Hold, Pouch};
use crate::problem::{DayProblem, DropId};

/// What a vehicle has to bring to one drop point in one stop. A drop point whose pouches fit no
/// vehicle at once has several loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Where to.
    pub drop: DropId,
    /// Its pouches, ascending by consignment, then number.
    pub pouches: Vec<Pouch>,
}

/// The outcome of consolidation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consolidated {
    /// Loads for the vans, ascending by drop point.
    pub loads: Vec<Load>,
    /// Cards that cannot travel whatever the routes are, ascending by consignment.
    pub holds: Vec<Hold>,
}

/// Decides what travels and makes the pouches. O(cards).
pub fn consolidate(_problem: &DayProblem) -> Consolidated {
    unimplemented!("later")
}
