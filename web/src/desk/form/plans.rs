//! Plans side by side, what cannot be saved, and why.

use super::answer::{BrokenForm, ChangeForm};
use super::edit::EditForm;
use serde::Serialize;
use utoipa::ToSchema;

/// Two plans of one day.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Comparison)]
pub(crate) struct ComparisonForm {
    /// What the one is, in Chinese.
    pub(crate) one: String,
    /// What the other is.
    pub(crate) other: String,
    /// The sums of the other minus those of the one.
    pub(crate) totals: TotalsPair,
    /// Drop points that anything differs for.
    pub(crate) stops: Vec<StopPairForm>,
    /// How many nothing differs for.
    pub(crate) same_stops: usize,
    /// Routes that differ.
    pub(crate) routes: Vec<RoutePairForm>,
}

/// Differences of sums.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub(crate) struct TotalsPair {
    /// Routes.
    pub(crate) routes: i64,
    /// Stops.
    pub(crate) stops: i64,
    /// Road distance.
    pub(crate) metres: i64,
    /// Duty time.
    pub(crate) duty_s: i64,
    /// Cost.
    pub(crate) cost_fen: i64,
    /// Cards after their last window, or waiting though due.
    pub(crate) late_cards: i64,
    /// Cards that wait.
    pub(crate) waiting_cards: i64,
}

/// A drop point in both plans.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StopPair)]
pub(crate) struct StopPairForm {
    /// Its code.
    pub(crate) drop: String,
    /// Its name.
    pub(crate) name: String,
    /// Its visits in the one; empty for none.
    pub(crate) was: Vec<VisitForm>,
    /// Its visits in the other.
    pub(crate) is: Vec<VisitForm>,
    /// Cards that wait for it in the one.
    pub(crate) waited: u64,
    /// And in the other.
    pub(crate) waits: u64,
    /// Cards of the location that go by post or pickup in the one.
    pub(crate) went_otherwise: u64,
    /// And in the other.
    pub(crate) goes_otherwise: u64,
    /// `route`, `place`, `time`, `load`, `held`, `otherwise`.
    pub(crate) differs: Vec<String>,
}

/// A visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub(crate) struct VisitForm {
    /// The vehicle.
    pub(crate) vehicle: String,
    /// Its trip.
    pub(crate) trip: u32,
    /// The place on the trip, from 1.
    pub(crate) place: u32,
    /// When service begins.
    pub(crate) begin: String,
    /// Pouches.
    pub(crate) pouches: u32,
    /// Cards.
    pub(crate) cards: u32,
}

/// A route in both plans.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = RoutePair)]
pub(crate) struct RoutePairForm {
    /// The vehicle.
    pub(crate) vehicle: String,
    /// Its trip.
    pub(crate) trip: u32,
    /// In the one; null when it has no such route.
    pub(crate) was: Option<SumsForm>,
    /// In the other.
    pub(crate) is: Option<SumsForm>,
}

/// Sums of a route.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Sums)]
pub(crate) struct SumsForm {
    /// Stops.
    pub(crate) stops: usize,
    /// Cards.
    pub(crate) cards: u64,
    /// It leaves the centre.
    pub(crate) depart: String,
    /// It is back.
    pub(crate) end: String,
    /// Road distance.
    pub(crate) metres: i64,
    /// Duty time.
    pub(crate) duty_s: i64,
    /// Cost.
    pub(crate) cost_fen: i64,
}

/// What a re-plan says beside its outcome.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Report)]
pub(crate) struct ReportForm {
    /// The revision beside the plan that would be: what changes.
    pub(crate) comparison: ComparisonForm,
    /// What cannot be saved.
    pub(crate) unsaved: Vec<UnsavedForm>,
}

/// What cannot be saved.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Unsaved)]
pub(crate) struct UnsavedForm {
    /// The drop point, where it is about one.
    pub(crate) drop: Option<String>,
    /// Its name, or the vehicle's.
    pub(crate) name: String,
    /// Cards that wait; 0 where a limit breaks.
    pub(crate) cards: u32,
    /// Those of them that are due.
    pub(crate) due: u32,
    /// The limit that breaks.
    pub(crate) broken: Option<BrokenForm>,
    /// The code of what binds.
    pub(crate) code: String,
    /// The same in Chinese.
    pub(crate) reason: String,
    /// The nearest way out, in Chinese.
    pub(crate) way_out: String,
    /// The same in parts; null where a limit breaks.
    pub(crate) need: Option<NeedForm>,
    /// Whom to phone.
    pub(crate) call: Vec<CallForm>,
}

/// Somebody to phone.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Call)]
pub(crate) struct CallForm {
    /// The location or the vehicle.
    pub(crate) at: String,
    /// The person; may be empty.
    pub(crate) name: String,
    /// The number; may be empty.
    pub(crate) phone: String,
}

/// Why something is where it is.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Why)]
pub(crate) struct WhyForm {
    /// The version it is about.
    pub(crate) version: u32,
    /// What binds the route, the tightest first.
    pub(crate) bounds: Vec<BoundForm>,
    /// What leaving it out would change.
    pub(crate) without: Option<ChangeForm>,
    /// Why it cannot be moved at all, in Chinese.
    pub(crate) fixed: Option<String>,
    /// The code of that.
    pub(crate) fixed_code: Option<String>,
    /// Why it waits.
    pub(crate) waits: Option<WaitsForm>,
    /// Every other vehicle.
    pub(crate) offers: Vec<OfferForm>,
}

/// A limit and what is left of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Bound)]
pub(crate) struct BoundForm {
    /// The checker's code for breaking it.
    pub(crate) code: String,
    /// The limit, in Chinese.
    pub(crate) limit: String,
    /// The drop point whose window it is.
    pub(crate) drop: Option<String>,
    /// Its name.
    pub(crate) name: Option<String>,
    /// What is left; below zero where it breaks.
    pub(crate) spare: i64,
    /// `s`, `m`, `g`, `pouches` or `stops`.
    pub(crate) unit: String,
}

/// Why cards wait.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Waits)]
pub(crate) struct WaitsForm {
    /// The reason's code.
    pub(crate) code: String,
    /// The reason, in Chinese.
    pub(crate) reason: String,
    /// The nearest way out, in Chinese.
    pub(crate) way_out: String,
    /// The same in parts.
    pub(crate) need: NeedForm,
}

/// What would have to change for cards to travel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Need)]
pub(crate) struct NeedForm {
    /// `next_open`, `vehicle`, `skill`, `pouches`, `weight`, `window`, `shift`, `distance`, `stops`, `dock`, `break`,
    /// `slots` or `decision`.
    pub(crate) kind: String,
    /// How much: pouches, grams, seconds, metres, stops or slots.
    pub(crate) amount: Option<i64>,
    /// The day on which the drop point opens, or the skill.
    pub(crate) what: Option<String>,
    /// The vehicle that comes nearest.
    pub(crate) vehicle: Option<String>,
}

/// What another vehicle would cost.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Offer)]
pub(crate) struct OfferForm {
    /// The vehicle.
    pub(crate) vehicle: String,
    /// The edit to post; null when it takes nothing.
    pub(crate) edit: Option<EditForm>,
    /// The same in Chinese.
    pub(crate) text: Option<String>,
    /// What it changes.
    pub(crate) change: ChangeForm,
    /// The limits it would break.
    pub(crate) broken: Vec<BrokenForm>,
    /// Why it takes nothing, in Chinese.
    pub(crate) refused: Option<String>,
    /// The code of that.
    pub(crate) refused_code: Option<String>,
}
