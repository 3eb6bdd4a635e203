//! The sort plan of a day: plain types that say into which pocket each destination's cards go in
//! each pass, in which order pockets are swept, and where each pouch stands when it is loaded.
//!
//! An artefact of its own, kept by revision and machine. Whoever scans or prints has nothing left to
//! decide. docs/SORTING.md tells the model behind it.

use crate::problem::ConsignmentId;
use std::collections::BTreeMap;

/// How one day's cards are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortPlan {
    /// What is sorted, in the order of loading: the route that departs first comes first, of each
    /// route the last stop; then what no vehicle takes.
    pub destinations: Vec<Destination>,
    /// Runs of a machine, in the order in which they are made.
    pub passes: Vec<Pass>,
}

/// Where cards go that need not be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// Where.
    pub to: To,
    /// How many cards; at least 1.
    pub cards: u32,
    /// Its pouches, ascending by load position; none but for a stop.
    pub pouches: Vec<LoadedPouch>,
    /// Its slot in each pass that its cards go through, first pass first; in the last one they are
    /// alone, or in one run among others that the order of feeding keeps apart.
    pub way: Vec<SlotRef>,
}

/// Where a destination's cards go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum To {
    /// By van, to a stop of a route.
    Stop {
        /// Whose cards.
        consignment: ConsignmentId,
        /// Index into [`super::Plan::routes`].
        route: u32,
        /// Index into [`super::Route::stops`].
        stop: u32,
    },
    /// By post to the drop point.
    Post(ConsignmentId),
    /// To holders' homes, all together.
    Home,
    /// Collected at the centre, all together.
    Pickup,
    /// Waits for another day, all together.
    Held,
}

/// A pouch and its place in the vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadedPouch {
    /// Its number among the pouches of its consignment.
    pub number: u32,
    /// How many cards are in it.
    pub cards: u32,
    /// When it is loaded: 1 is the first of its route, for the last stop.
    pub position: u32,
}

/// A slot of a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotRef {
    /// Index into [`SortPlan::passes`].
    pub pass: u32,
    /// Index into [`Pass::slots`].
    pub slot: u32,
}

/// One run of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The machine's name.
    pub machine: String,
    /// The earlier pass whose slots it is fed from, in their order; none is fed with the day's
    /// cards as they come.
    pub from: Option<u32>,
    /// Its pockets in the order in which they are swept: what is finished first, in the order of
    /// loading.
    pub slots: Vec<Slot>,
}

/// Pockets that take the same cards, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Numbers of the pockets as they are written on the machine, from 1; never empty.
    pub pockets: Vec<u32>,
    /// The later pass its cards go to; none when they are finished.
    pub next: Option<u32>,
}

impl SortPlan {
    /// The pockets of `destination` in `pass`; none when its cards do not go through it.
    pub fn pockets(&self, destination: usize, pass: usize) -> Option<&[u32]> {
        let way = &self.destinations.get(destination)?.way;
        let slot = way.iter().find(|at| at.pass as usize == pass)?.slot;
        Some(&self.passes.get(pass)?.slots.get(slot as usize)?.pockets)
    }

    /// The destination of each pouch, by consignment and number. O(pouches log pouches).
    pub fn by_pouch(&self) -> BTreeMap<(ConsignmentId, u32), usize> {
        let mut found = BTreeMap::new();
        for (ix, destination) in self.destinations.iter().enumerate() {
            if let To::Stop { consignment, .. } = destination.to {
                let numbers = destination.pouches.iter().map(|pouch| pouch.number);
                found.extend(numbers.map(|number| ((consignment, number), ix)));
            }
        }
        found
    }

    /// The destination that goes to `to`.
    pub fn going(&self, to: To) -> Option<usize> {
        self.destinations.iter().position(|destination| destination.to == to)
    }

    /// Whether `destination` has pockets of its own in its first pass.
    pub fn is_own(&self, destination: usize) -> bool {
        self.destinations[destination].way.len() == 1
    }
}
