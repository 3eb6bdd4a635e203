//! What an edit is answered, and the log.

use super::board::{
    LedgerForm, OverrideForm, PlaceForm, RouteForm, SentForm, TotalsForm, VehicleForm, WaitingForm,
};
use super::edit::EditForm;
use super::today::IncidentForm;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What changes, the later state minus the earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Change)]
pub(crate) struct ChangeForm {
    /// Road distance.
    pub(crate) metres: i64,
    /// Duty time.
    pub(crate) duty_s: i64,
    /// Cost.
    pub(crate) cost_fen: i64,
    /// Cards handed over after the last window, or waiting though they are due.
    pub(crate) late_cards: i64,
    /// Cards that wait.
    pub(crate) waiting_cards: i64,
    /// Pouches to sort again once labels are printed.
    pub(crate) resort_pouches: u32,
}

/// A limit that breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Broken)]
pub(crate) struct BrokenForm {
    /// The checker's code.
    pub(crate) code: String,
    /// The limit, in Chinese.
    pub(crate) limit: String,
    /// All of it, in Chinese.
    pub(crate) text: String,
    /// The vehicle, if it is of one.
    pub(crate) vehicle: Option<String>,
    /// The trip, if it is of one.
    pub(crate) trip: Option<u32>,
    /// The drop point, if it is of a stop.
    pub(crate) drop: Option<String>,
    /// By how much.
    pub(crate) over: i64,
    /// `s`, `m`, `g`, `pouches`, `stops`, `trips`, `skills` or `visits`.
    pub(crate) unit: String,
}

/// What could be done instead.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Repair)]
pub(crate) struct RepairForm {
    /// In Chinese.
    pub(crate) text: String,
    /// The edit to post.
    pub(crate) edit: EditForm,
    /// What it changes.
    pub(crate) change: ChangeForm,
}

/// One record of the log.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Entry)]
pub(crate) struct EntryForm {
    /// Its number, from 1; the version it made.
    pub(crate) n: u32,
    /// When (RFC 3339).
    pub(crate) at: String,
    /// Who.
    pub(crate) by: String,
    /// `edit`, `undo`, `redo`, or `sealed`: the floor sealed something for vehicles of which nothing changes any more.
    pub(crate) what: String,
    /// In Chinese.
    pub(crate) text: String,
    /// The edit; null for all else.
    pub(crate) edit: Option<EditForm>,
    /// Why it may break limits.
    pub(crate) because: Option<String>,
    /// What it changed then.
    pub(crate) change: ChangeForm,
    /// The vehicles it touched.
    pub(crate) vehicles: Vec<String>,
}

/// All that differs between two versions of a board.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Delta)]
pub(crate) struct DeltaForm {
    /// The older version.
    pub(crate) from: u32,
    /// The newer one.
    pub(crate) version: u32,
    /// Vehicles of which all routes are to be replaced by those in `routes`.
    pub(crate) vehicles: Vec<String>,
    /// Their routes now.
    pub(crate) routes: Vec<RouteForm>,
    /// What waits; null when that did not change.
    pub(crate) tray: Option<Vec<WaitingForm>>,
    /// What goes by post or pickup now.
    pub(crate) otherwise: Vec<SentForm>,
    /// The sums now.
    pub(crate) totals: TotalsForm,
    /// What has changed since the draft was opened.
    pub(crate) changed: ChangeForm,
    /// The limits that break now.
    pub(crate) overrides: Vec<OverrideForm>,
    /// What came up today and holds.
    pub(crate) incidents: Vec<IncidentForm>,
    /// Limits that this broke and that nobody has mended or accepted.
    pub(crate) unsettled: Vec<BrokenForm>,
    /// The drop points; null when nothing came up in between.
    pub(crate) places: Option<BTreeMap<String, PlaceForm>>,
    /// The fleet; null when nothing came up in between.
    pub(crate) fleet: Option<Vec<VehicleForm>>,
    /// Whether there is something to undo.
    pub(crate) can_undo: bool,
    /// Whether there is something to do again.
    pub(crate) can_redo: bool,
    /// The account now.
    pub(crate) ledger: LedgerForm,
}

/// An edit that is kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Kept)]
pub(crate) struct KeptForm {
    /// The version it made.
    pub(crate) version: u32,
    /// Whether it was kept before already and only sent again.
    pub(crate) repeated: bool,
    /// Its record.
    pub(crate) entry: EntryForm,
    /// What it changed.
    pub(crate) change: ChangeForm,
    /// What came between the version it was made on and this one; it still meant the same.
    pub(crate) since: Vec<EntryForm>,
    /// What differs from the version it was made on.
    pub(crate) delta: DeltaForm,
}

/// What an edit would change.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Trial)]
pub(crate) struct TrialForm {
    /// The version it was tried on: the newest.
    pub(crate) version: u32,
    /// Whether no limit would break that nobody lets stand.
    pub(crate) lawful: bool,
    /// What it would change.
    pub(crate) change: ChangeForm,
    /// The limits it would break.
    pub(crate) broken: Vec<BrokenForm>,
}

/// A part of the log.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Log)]
pub(crate) struct LogForm {
    /// The newest version.
    pub(crate) version: u32,
    /// The records asked for.
    pub(crate) entries: Vec<EntryForm>,
}

/// A refusal, as RFC 9457 has it. Everything from `version` on is there for drafts only.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// `urn:fenjian:error:` and the code.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The cause, in Chinese.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What exactly.
    pub(crate) detail: String,
    /// The code, as docs/ERRORS.md lists it.
    pub(crate) code: String,
    /// What to do, in Chinese.
    pub(crate) action: String,
    /// The newest version of the draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<u32>,
    /// What the edit would change; null when it is impossible whatever may break.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<ChangeForm>,
    /// The limits it would break.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) broken: Vec<BrokenForm>,
    /// What could be done instead, the cheapest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) repairs: Vec<RepairForm>,
    /// What others did since the version that was named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) since: Vec<EntryForm>,
}
