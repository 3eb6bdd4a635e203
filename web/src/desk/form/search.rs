//! A search, as it goes and as it ended.

use super::answer::{ChangeForm, Problem};
use super::plans::ReportForm;
use serde::Serialize;
use utoipa::ToSchema;

/// A search for a better plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Search)]
pub(crate) struct SearchForm {
    /// Its identifier.
    pub(crate) id: String,
    /// The draft.
    pub(crate) draft: i64,
    /// The version it began with.
    pub(crate) version: u32,
    /// Who began it.
    pub(crate) by: String,
    /// Where it stands.
    pub(crate) state: SearchState,
    /// Since it began.
    pub(crate) elapsed_ms: u64,
    /// What it may take.
    pub(crate) seconds: u32,
    /// The share of that which is spent.
    pub(crate) share: f64,
    /// Iterations done.
    pub(crate) iterations: u64,
    /// When it first found something better.
    pub(crate) first_better_ms: Option<u64>,
    /// What the best so far costs less, prices of changes included.
    pub(crate) saved_fen: i64,
    /// Stops that the best so far does not make.
    pub(crate) unserved: usize,
    /// The outcome; null while it runs, and when nothing is better.
    pub(crate) best: Option<BestForm>,
    /// Of a re-plan: what changes and what not, and what cannot be saved.
    pub(crate) report: Option<ReportForm>,
    /// Why it failed.
    pub(crate) fault: Option<Problem>,
}

/// Where a search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SearchState {
    /// It looks.
    Running,
    /// It has ended; what it found can be kept.
    Done,
    /// It was thrown away.
    Cancelled,
    /// It came to no end.
    Failed,
    /// What it found was kept.
    Kept,
}

/// What a search found.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Best)]
pub(crate) struct BestForm {
    /// What keeping it changes.
    pub(crate) change: ChangeForm,
    /// Stops that go with another vehicle, or go while they waited.
    pub(crate) moved: usize,
    /// Stops of the same vehicle that come after another one than before.
    pub(crate) reordered: usize,
    /// What that costs at the prices asked.
    pub(crate) price_fen: i64,
    /// The vehicles whose days change.
    pub(crate) vehicles: Vec<String>,
    /// What could be had if changes had no price.
    pub(crate) free: Option<FreeForm>,
}

/// A plan that is not looked for, for comparison.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = Free)]
pub(crate) struct FreeForm {
    /// What it would change.
    pub(crate) change: ChangeForm,
    /// Stops that go with another vehicle.
    pub(crate) moved: usize,
    /// Stops that come after another one.
    pub(crate) reordered: usize,
}
