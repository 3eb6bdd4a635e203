//! What people do to a plan, in words that stay true when others edit it too: stops are named by route and drop
//! point, places by the stop they come before.

use super::incident::Incident;
use crate::plan::{Hold, Route};
use crate::problem::{ConsignmentId, DropId, VehicleId};
use crate::units::Clock;
use crate::words::Mode;

/// A route: a trip of a vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RouteId {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// 1 for its first trip.
    pub trip: u32,
}

/// A stop of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StopId {
    /// The route.
    pub route: RouteId,
    /// The drop point; a route goes there once.
    pub drop: DropId,
}

/// A place for stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The route; one trip more than a vehicle makes is a new route.
    pub route: RouteId,
    /// The stop they come before; none for the end of the route.
    pub before: Option<DropId>,
}

/// What no edit and no search may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// The stop stays on its route.
    Stop(StopId),
    /// The stops of the route stay in their order; others may come between, and any may leave.
    Order(RouteId),
    /// The route stays as it is.
    Route(RouteId),
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Moves stops, in this order, to a place.
    Move {
        /// The stops.
        stops: Vec<StopId>,
        /// The place.
        to: Place,
    },
    /// Exchanges the places of two stops.
    Swap {
        /// One.
        one: StopId,
        /// The other.
        other: StopId,
    },
    /// Reverses a part of a route.
    Reverse {
        /// The first stop of the part.
        from: StopId,
        /// Its last stop, on the same route.
        to: DropId,
    },
    /// Takes some pouches of a stop to a stop of their own on another route.
    Split {
        /// The stop.
        stop: StopId,
        /// The pouches, by consignment and number.
        pouches: Vec<(ConsignmentId, u32)>,
        /// The place of the new stop.
        to: Place,
    },
    /// Brings the pouches of a stop with another stop at the same drop point.
    Join {
        /// The stop that ends.
        stop: StopId,
        /// The route that goes there too.
        into: RouteId,
    },
    /// Fixes when a route leaves the centre, or (none) leaves that to the planning.
    Depart {
        /// The route.
        route: RouteId,
        /// When.
        at: Option<Clock>,
    },
    /// Lets the cards of stops wait.
    Hold {
        /// The stops.
        stops: Vec<StopId>,
        /// Why.
        reason: String,
    },
    /// Brings what waits for a drop point, as far as it can travel, to a place.
    Take {
        /// The drop point.
        drop: DropId,
        /// The place.
        to: Place,
    },
    /// Sends all cards for drop points by post or pickup, or (van) lets them wait for a vehicle again.
    Send {
        /// The drop points.
        drops: Vec<DropId>,
        /// How.
        mode: Mode,
        /// Why.
        reason: String,
    },
    /// Takes a vehicle out: all of its stops wait, its locks go.
    Clear {
        /// The vehicle.
        vehicle: VehicleId,
        /// Why.
        reason: String,
    },
    /// Enters what came up today. What it breaks is not asked about: it stays unsettled until a re-plan mends it or
    /// somebody accepts it.
    Report(Incident),
    /// Takes back what came up.
    Withdraw {
        /// Its number.
        incident: u32,
    },
    /// Lets everything that is unsettled stand, by name and reason.
    Accept,
    /// Locks.
    Lock(Lock),
    /// Unlocks.
    Unlock(Lock),
    /// Takes over what a search found.
    Adopt {
        /// The vehicles whose days it changed, ascending.
        vehicles: Vec<VehicleId>,
        /// What it was found instead of: the fingerprint of their days and of what waits. When anything of that has
        /// changed since, the edit is refused.
        instead_of: u64,
        /// All of their routes, ascending by vehicle, then trip.
        routes: Vec<Route>,
        /// All that waits.
        holds: Vec<Hold>,
    },
}

/// One record of a draft's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub by: String,
    /// What.
    pub what: What,
}

/// What a record says. Undoing is a record too, so that everybody who follows the log sees the same, in one
/// order, and nothing that was done is ever gone from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An edit.
    Edit {
        /// Which.
        edit: Edit,
        /// Why it may break limits; none when it may not.
        because: Option<String>,
    },
    /// The last edit in force is undone.
    Undo,
    /// The edit undone last is done again; after a new edit there is none.
    Redo,
    /// The floor has sealed something for these vehicles since the day was planned, and for no others: their days stay.
    /// It is a fact, so no undoing takes it back.
    Sealed {
        /// All of them, ascending.
        vehicles: Vec<VehicleId>,
    },
}
