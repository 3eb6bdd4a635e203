//! A draft as the page shows it.

use super::answer::{BrokenForm, ChangeForm};
use super::plans::NeedForm;
use super::today::IncidentForm;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// All of a draft.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Board)]
pub(crate) struct BoardForm {
    /// The draft.
    pub(crate) draft: i64,
    /// What it is called.
    pub(crate) name: String,
    /// The length of its log.
    pub(crate) version: u32,
    /// The centre's code.
    pub(crate) centre: String,
    /// The day.
    pub(crate) day: String,
    /// The revision it is edited on.
    pub(crate) revision: u32,
    /// Whether there is something to undo.
    pub(crate) can_undo: bool,
    /// Whether there is something to do again.
    pub(crate) can_redo: bool,
    /// Whether distances are estimates.
    pub(crate) estimated_roads: bool,
    /// The centre.
    pub(crate) depot: DepotForm,
    /// The drop points of the day by code.
    pub(crate) places: BTreeMap<String, PlaceForm>,
    /// The fleet.
    pub(crate) vehicles: Vec<VehicleForm>,
    /// The routes by vehicle and trip.
    pub(crate) routes: Vec<RouteForm>,
    /// What waits.
    pub(crate) tray: Vec<WaitingForm>,
    /// What goes by post or pickup though a van was to bring it.
    pub(crate) otherwise: Vec<SentForm>,
    /// Sums.
    pub(crate) totals: TotalsForm,
    /// What has changed since the draft was opened.
    pub(crate) changed: ChangeForm,
    /// The limits that break.
    pub(crate) overrides: Vec<OverrideForm>,
    /// What came up today and holds.
    pub(crate) incidents: Vec<IncidentForm>,
    /// Limits that this broke and that nobody has mended or accepted.
    pub(crate) unsettled: Vec<BrokenForm>,
    /// The account.
    pub(crate) ledger: LedgerForm,
}

/// The centre.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Depot)]
pub(crate) struct DepotForm {
    /// Its code.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
    /// Degrees east.
    pub(crate) lon: f64,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Loading can begin.
    pub(crate) opens: String,
    /// Loading has ended.
    pub(crate) closes: String,
    /// How many vehicles load at once.
    pub(crate) docks: u32,
    /// How long that takes.
    pub(crate) dock_s: i64,
}

/// A drop point.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DropPoint)]
pub(crate) struct PlaceForm {
    /// Its name.
    pub(crate) name: String,
    /// Its address.
    pub(crate) address: String,
    /// `station`, `hall` or `cabinet`.
    pub(crate) kind: String,
    /// Degrees east.
    pub(crate) lon: f64,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Whom to ask for.
    pub(crate) contact: String,
    /// The telephone.
    pub(crate) phone: String,
    /// When service may begin; empty when it is closed.
    pub(crate) windows: Vec<(String, String)>,
    /// How long a handover takes.
    pub(crate) service_s: i64,
    /// What the vehicle needs.
    pub(crate) skills: Vec<String>,
    /// The next later day on which it is open.
    pub(crate) next_open: Option<String>,
}

/// A vehicle.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Vehicle)]
pub(crate) struct VehicleForm {
    /// Its name.
    pub(crate) vehicle: String,
    /// Its number plate.
    pub(crate) plate: String,
    /// Its type.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The driver.
    pub(crate) driver: String,
    /// The escort.
    pub(crate) escort: String,
    /// The telephone in it.
    pub(crate) phone: String,
    /// Its shift.
    pub(crate) shift: (String, String),
    /// The pouches it takes at once.
    pub(crate) pouches: Option<u32>,
    /// What it carries at once.
    pub(crate) weight_g: Option<i64>,
    /// The distance of its day.
    pub(crate) max_metres: Option<i64>,
    /// The stops of its day.
    pub(crate) max_stops: Option<u32>,
    /// How many trips it may make.
    pub(crate) trips: u32,
    /// What it can do.
    pub(crate) skills: Vec<String>,
    /// Whether something is sealed for it, or it has left: it is not edited.
    pub(crate) frozen: bool,
    /// Whether it stops nowhere today.
    pub(crate) out: bool,
}

/// A route.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Route)]
pub(crate) struct RouteForm {
    /// The vehicle's name.
    pub(crate) vehicle: String,
    /// 1 for its first trip.
    pub(crate) trip: u32,
    /// Its number plate.
    pub(crate) plate: String,
    /// The driver.
    pub(crate) driver: String,
    /// The shift.
    pub(crate) shift: (String, String),
    /// Whether something is sealed for it, or it has left.
    pub(crate) frozen: bool,
    /// The duty begins.
    pub(crate) start: String,
    /// Loading begins.
    pub(crate) load: String,
    /// The dock, from 1.
    pub(crate) dock: u32,
    /// It leaves the centre.
    pub(crate) depart: String,
    /// When it must leave, where that is fixed.
    pub(crate) depart_fixed: Option<String>,
    /// It is back.
    pub(crate) end: String,
    /// The driver's break.
    pub(crate) pause: Option<PauseForm>,
    /// Pouches on board.
    pub(crate) pouches: i64,
    /// The most it takes.
    pub(crate) pouches_max: Option<u32>,
    /// Weight on board.
    pub(crate) weight_g: i64,
    /// The most it carries.
    pub(crate) weight_max_g: Option<i64>,
    /// Cards on board.
    pub(crate) cards: u64,
    /// Road distance.
    pub(crate) metres: i64,
    /// Duty time.
    pub(crate) duty_s: i64,
    /// Cost.
    pub(crate) cost_fen: i64,
    /// What is to spare.
    pub(crate) slack: SlackForm,
    /// Its locks; those of stops stand with them.
    pub(crate) locked: LockedForm,
    /// What breaks on it, and on the vehicle's day.
    pub(crate) broken: Vec<BrokenForm>,
    /// Its stops in order.
    pub(crate) stops: Vec<StopForm>,
}

/// The driver's break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Pause)]
pub(crate) struct PauseForm {
    /// It begins.
    pub(crate) begin: String,
    /// The drop point before which it is taken, `loading`, or null: before driving back.
    pub(crate) before: Option<String>,
}

/// What is to spare; below zero where it breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Slack)]
pub(crate) struct SlackForm {
    /// Until the end of the shift.
    pub(crate) shift_s: i64,
    /// So much later it could leave.
    pub(crate) depart_s: i64,
    /// Until the end of the window that is nearest to its end.
    pub(crate) window_s: Option<i64>,
    /// The drop point with that window.
    pub(crate) window_at: Option<String>,
}

/// Locks of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Locked)]
pub(crate) struct LockedForm {
    /// The route stays as it is.
    pub(crate) route: bool,
    /// Its stops stay in their order.
    pub(crate) order: bool,
}

/// A stop.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Stop)]
pub(crate) struct StopForm {
    /// The drop point's code.
    pub(crate) drop: String,
    /// The vehicle arrives.
    pub(crate) arrive: String,
    /// Service begins.
    pub(crate) begin: String,
    /// It leaves.
    pub(crate) leave: String,
    /// The window that service begins in, or the nearest; null when it is closed.
    pub(crate) window: Option<(String, String)>,
    /// Until the end of that window.
    pub(crate) slack_s: Option<i64>,
    /// Waiting for a window, and a break taken there.
    pub(crate) wait_s: i64,
    /// After the last window.
    pub(crate) late_s: i64,
    /// Pouches.
    pub(crate) pouches: usize,
    /// Their weight.
    pub(crate) weight_g: i64,
    /// Their cards.
    pub(crate) cards: u64,
    /// Cards whose last day is today.
    pub(crate) due_cards: u64,
    /// Cards whose last day has passed.
    pub(crate) overdue_cards: u64,
    /// The earliest last day.
    pub(crate) due: Option<String>,
    /// Whether it stays on its route.
    pub(crate) locked: bool,
    /// The pouches.
    pub(crate) contents: Vec<ContentForm>,
}

/// A pouch of a stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Content)]
pub(crate) struct ContentForm {
    /// Its receiving location.
    pub(crate) location: String,
    /// The location's name.
    pub(crate) name: String,
    /// Its number among the location's pouches.
    pub(crate) number: u32,
    /// How many of them travel.
    pub(crate) of: u32,
    /// Cards in it.
    pub(crate) cards: u32,
    /// Its weight.
    pub(crate) weight_g: i64,
}

/// Cards of a drop point that wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Waiting)]
pub(crate) struct WaitingForm {
    /// The drop point; null for cards that travel otherwise than by van.
    pub(crate) drop: Option<String>,
    /// Its name, or the location's.
    pub(crate) name: String,
    /// How many.
    pub(crate) cards: u64,
    /// Those whose last day is today.
    pub(crate) due_cards: u64,
    /// Those whose last day has passed.
    pub(crate) overdue_cards: u64,
    /// By location and reason.
    pub(crate) items: Vec<WaitingItem>,
}

/// Cards of a drop point that go by post or pickup though a van was to bring them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Sent)]
pub(crate) struct SentForm {
    /// The drop point.
    pub(crate) drop: String,
    /// Its name.
    pub(crate) name: String,
    /// `post` or `pickup`.
    pub(crate) mode: String,
    /// How many.
    pub(crate) cards: u64,
    /// Why.
    pub(crate) reason: String,
}

/// Cards of one location that wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WaitingItem {
    /// The receiving location.
    pub(crate) location: String,
    /// Its name.
    pub(crate) name: String,
    /// How many.
    pub(crate) cards: u32,
    /// How they were to travel.
    pub(crate) mode: String,
    /// The reason's code.
    pub(crate) code: String,
    /// The reason, in Chinese.
    pub(crate) reason: String,
    /// The nearest way out, in Chinese.
    pub(crate) way_out: String,
    /// The same in parts.
    pub(crate) need: NeedForm,
}

/// Sums over all routes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Totals)]
pub(crate) struct TotalsForm {
    /// Routes.
    pub(crate) routes: usize,
    /// Vehicles used.
    pub(crate) vehicles: usize,
    /// Stops.
    pub(crate) stops: usize,
    /// Pouches.
    pub(crate) pouches: u64,
    /// Cards by van.
    pub(crate) cards: u64,
    /// Cards that wait.
    pub(crate) waiting_cards: u64,
    /// Cards after their last window, or waiting though due.
    pub(crate) late_cards: u64,
    /// Road distance.
    pub(crate) metres: i64,
    /// Duty time.
    pub(crate) duty_s: i64,
    /// Cost.
    pub(crate) cost_fen: i64,
    /// Limits that break.
    pub(crate) broken: usize,
}

/// A limit that somebody lets break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Override)]
pub(crate) struct OverrideForm {
    /// The limit.
    pub(crate) broken: BrokenForm,
    /// Who.
    pub(crate) by: String,
    /// Why.
    pub(crate) reason: String,
}

/// The account of the day's cards as this draft has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Account)]
pub(crate) struct LedgerForm {
    /// Cards of the day.
    #[serde(rename = "in")]
    pub(crate) entered: u64,
    /// Cards in pouches, at home delivery or collected at the centre.
    pub(crate) planned: u64,
    /// Cards that wait.
    pub(crate) held: u64,
    /// Whether each card is in exactly one place.
    pub(crate) balanced: bool,
}
