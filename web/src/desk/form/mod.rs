//! What the desk says and is told, as JSON: vehicles, drop points and locations by their names and codes, times as
//! `HH:MM`, everything else in whole numbers of the unit in its name. `docs/FORMATS.md` tells it in words, the
//! OpenAPI document in full.

mod answer;
mod board;
mod edit;
mod plans;
mod search;
mod today;

pub(crate) use answer::{
    BrokenForm, ChangeForm, DeltaForm, EntryForm, KeptForm, LogForm, Problem, RepairForm, TrialForm,
};
pub(crate) use board::{
    BoardForm, ContentForm, DepotForm, LedgerForm, LockedForm, OverrideForm, PauseForm, PlaceForm,
    RouteForm, SentForm, SlackForm, StopForm, TotalsForm, VehicleForm, WaitingForm, WaitingItem,
};
pub(crate) use edit::{EditForm, Places, PouchName, RouteName, StopName};
pub(crate) use plans::{
    BoundForm, CallForm, ComparisonForm, NeedForm, OfferForm, ReportForm, RoutePairForm,
    StopPairForm, SumsForm, TotalsPair, UnsavedForm, VisitForm, WaitsForm, WhyForm,
};
pub(crate) use search::{BestForm, FreeForm, SearchForm, SearchState};
pub(crate) use today::{AreaForm, HappenedForm, IncidentForm};
