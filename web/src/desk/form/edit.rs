//! An edit in names.

use super::today::HappenedForm;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A trip of a vehicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteName {
    /// The vehicle's name.
    pub(crate) vehicle: String,
    /// 1 for its first trip.
    pub(crate) trip: u32,
}

/// A stop: a route goes to a drop point once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StopName {
    /// The vehicle's name.
    pub(crate) vehicle: String,
    /// 1 for its first trip.
    pub(crate) trip: u32,
    /// The drop point's code.
    pub(crate) drop: String,
}

/// A place for stops.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Place)]
pub(crate) struct Places {
    /// The vehicle's name.
    pub(crate) vehicle: String,
    /// The trip; one more than the vehicle makes is a new route.
    pub(crate) trip: u32,
    /// The drop point that they come before; null for the end of the route.
    pub(crate) before: Option<String>,
}

/// A pouch of a stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PouchName {
    /// Its receiving location's code.
    pub(crate) location: String,
    /// Its number among the pouches of the location.
    pub(crate) number: u32,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Edit)]
pub(crate) enum EditForm {
    /// Stops, in this order, to a place.
    Move {
        /// The stops.
        stops: Vec<StopName>,
        /// The place.
        to: Places,
    },
    /// Two stops change places.
    Swap {
        /// One.
        one: StopName,
        /// The other.
        other: StopName,
    },
    /// A part of a route turns round.
    Reverse {
        /// Its first stop.
        from: StopName,
        /// The drop point of its last stop.
        to: String,
    },
    /// Some pouches of a stop go with another vehicle.
    Split {
        /// The stop.
        stop: StopName,
        /// The pouches.
        pouches: Vec<PouchName>,
        /// The place of the new stop.
        to: Places,
    },
    /// A stop's pouches go with those of another stop at the same drop point.
    Join {
        /// The stop that ends.
        stop: StopName,
        /// The route that goes there too.
        into: RouteName,
    },
    /// The departure of a route is fixed, or (null) left to the planning.
    Depart {
        /// The route.
        route: RouteName,
        /// `HH:MM`.
        at: Option<String>,
    },
    /// The cards of stops wait.
    Hold {
        /// The stops.
        stops: Vec<StopName>,
        /// Why.
        reason: String,
    },
    /// What waits for a drop point travels.
    Take {
        /// The drop point.
        drop: String,
        /// The place of the stop.
        to: Places,
    },
    /// All cards for drop points go by post or pickup, or wait for a vehicle again.
    Send {
        /// The drop points.
        drops: Vec<String>,
        /// `post`, `pickup`, or `van` to take that back.
        mode: String,
        /// Why.
        reason: String,
    },
    /// A vehicle is out: its stops wait, its locks go.
    Clear {
        /// The vehicle.
        vehicle: String,
        /// Why.
        reason: String,
    },
    /// What came up today. It is entered whatever it breaks.
    Report {
        /// What.
        what: HappenedForm,
        /// Why.
        reason: String,
        /// Who answers for it.
        owner: String,
        /// The last day on which it holds.
        until: String,
    },
    /// What came up is taken back.
    Withdraw {
        /// Its number.
        incident: u32,
    },
    /// All that is unsettled may stand; it needs a reason.
    Accept {},
    /// A stop stays on its route.
    LockStop {
        /// The stop.
        stop: StopName,
    },
    /// The stops of a route stay in their order.
    LockOrder {
        /// The route.
        route: RouteName,
    },
    /// A route stays as it is.
    LockRoute {
        /// The route.
        route: RouteName,
    },
    /// A stop may leave its route again.
    UnlockStop {
        /// The stop.
        stop: StopName,
    },
    /// The stops of a route may change their order again.
    UnlockOrder {
        /// The route.
        route: RouteName,
    },
    /// A route may change again.
    UnlockRoute {
        /// The route.
        route: RouteName,
    },
    /// What a search found was kept. Stands in logs only.
    Adopt {
        /// The vehicles whose days it changed.
        vehicles: Vec<String>,
    },
}
