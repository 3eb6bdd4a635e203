//! Vehicles of a centre's fleet.

use super::LocationCode;
use crate::units::{Clock, Fen, Grams, Metres, Seconds};

/// A driver's break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// How long it lasts.
    pub length: Seconds,
    /// It begins no earlier than this.
    pub from: Clock,
    /// It begins no later than this.
    pub to: Clock,
}

/// One vehicle for one day. Limits that are `None` do not bind.
/// `max_distance` and `max_stops` bound the whole day, over all trips.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vehicle {
    /// Its name in the fleet, unique in the centre.
    pub name: String,
    /// Its number plate.
    pub plate: String,
    /// Its type, as people call it.
    pub kind: String,
    /// How many pouches it takes at once.
    pub pouches: Option<u32>,
    /// What it carries at once.
    pub weight: Option<Grams>,
    /// The duty begins no earlier.
    pub shift_start: Clock,
    /// The duty ends no later.
    pub shift_end: Clock,
    /// Road distance of the day.
    pub max_distance: Option<Metres>,
    /// Stops of the day.
    pub max_stops: Option<u32>,
    /// Price of using it at all.
    pub fixed_cost: Fen,
    /// Price of a kilometre.
    pub cost_per_km: Fen,
    /// Price of an hour of duty.
    pub cost_per_hour: Fen,
    /// What it can do.
    pub skills: Vec<String>,
    /// The driver's break, due when the duty begins before `to` and ends after it.
    pub pause: Option<Break>,
    /// How many trips it may make in all; at least 1.
    pub trips: u32,
    /// Time at the centre between two trips, in which it is loaded again.
    pub reload: Seconds,
    /// Where its day begins; the centre when none.
    pub start: Option<LocationCode>,
    /// Where its day ends; the centre when none.
    pub end: Option<LocationCode>,
    /// The driver; may be empty.
    pub driver: String,
    /// The escort; may be empty.
    pub escort: String,
    /// The telephone in the vehicle; may be empty.
    pub phone: String,
}

impl Vehicle {
    /// Whether it may make any stop at all; one that is out for the day may not.
    pub fn may_stop(&self) -> bool {
        self.max_stops != Some(0)
    }
}
