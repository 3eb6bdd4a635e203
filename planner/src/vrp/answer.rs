//! An answer to a rich problem, with every moment of every vehicle's day.

use crate::units::{Clock, Fen, Metres, Seconds};

/// Who serves what and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The days of the vehicles used, ascending by vehicle.
    pub tours: Vec<Tour>,
    /// Stops not served, ascending; of a group that is served, none.
    pub absent: Vec<usize>,
    /// All that is minimised but weights: the tours, prizes not taken, departures from the
    /// reference, untidiness.
    pub cost: Fen,
}

/// One vehicle's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tour {
    /// The vehicle.
    pub vehicle: usize,
    /// From its start to its end.
    pub steps: Vec<Step>,
    /// Its way.
    pub metres: Metres,
    /// Its driving.
    pub driving: Seconds,
    /// Fixed cost, way, legs' own costs, day and driving; neither prizes nor departures nor
    /// untidiness.
    pub cost: Fen,
}

/// One thing that happens on a tour. `begin` is no earlier than `arrive`; `leave` is when it is over
/// and the vehicle drives on at once. At the start and the end all three are the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub event: Event,
    /// Where; a break is taken where the step before it is, or where the loading after it is.
    pub node: usize,
    /// It gets there.
    pub arrive: Clock,
    /// Loading, service or the break begins.
    pub begin: Clock,
    /// It is over.
    pub leave: Clock,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The day begins.
    Start,
    /// Loading at a depot for the next trip.
    Load {
        /// Which.
        depot: usize,
    },
    /// A stop.
    Stop(usize),
    /// The break of this number.
    Break(usize),
    /// The day ends.
    End,
}
