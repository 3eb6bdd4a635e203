//! One draft in memory at its newest version: the plan as the planner has it, and what each record of its log did.

use super::form::{BoardForm, BrokenForm, DeltaForm, EntryForm, RouteForm, WaitingForm};
use super::names::Names;
use super::show::{self, Dues};
use super::{tell, today};
use crate::shanghai::rfc3339;
use chrono::{DateTime, Utc};
use fenjian_planner::desk::{Change, Draft, Edit, Entry, Lane, Lock, Refused, RouteId, What};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::{read_entries, write_entry};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::VehicleId;
use fenjian_sql::drafts::{DraftBase, DraftHead, Logged};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A draft at its newest version.
pub(super) struct State {
    pub(super) names: Arc<Names>,
    dues: Arc<Dues>,
    pub(super) draft: Draft,
    pub(super) plan: Plan,
    lanes: Vec<Lane>,
    pub(super) log: Vec<Record>,
    /// How many edits can be undone, and done again.
    undoable: (u32, u32),
}

/// What a record of the log did.
pub(super) struct Record {
    pub(super) form: Arc<EntryForm>,
    /// The vehicles it touched.
    pub(super) touched: BTreeSet<VehicleId>,
    /// Whether what waits changed.
    tray: bool,
    /// Whether the day itself did.
    day: bool,
    /// What the device called it.
    client: Option<String>,
}

impl State {
    /// Makes a draft again from its log. O(log × evaluation).
    ///
    /// Errors: S719 for a log that cannot be read, D108 and the like for one that does not fit.
    pub(super) fn replay(base: DraftBase, log: &[Logged]) -> Result<Self, Fault> {
        let draft = Draft::open(Arc::new(base.problem), base.plan, base.overrides)?;
        let names = Arc::new(Names::of(Arc::clone(draft.problem())));
        let mut state = Self {
            dues: Arc::new(Dues::of(&names.problem)),
            names,
            plan: draft.plan(),
            lanes: draft.lanes(),
            draft,
            log: Vec::new(),
            undoable: (0, 0),
        };
        for logged in log {
            state.follow(logged)?;
        }
        Ok(state)
    }

    /// Does what a stored record says.
    pub(super) fn follow(&mut self, logged: &Logged) -> Result<(), Fault> {
        let mut entries = read_entries(logged.n as usize, &logged.text)?;
        let entry = entries.pop().ok_or_else(|| Fault::new(fault::BROKEN_SNAPSHOT, "空的记录"))?;
        self.enter(entry, logged.client.clone()).map_err(|refused| refused.fault)?;
        self.stamp(logged.at);
        Ok(())
    }

    /// Does what `entry` says. Its record has no time before [`Self::stamp`].
    pub(super) fn enter(
        &mut self,
        entry: Entry,
        client: Option<String>,
    ) -> Result<Change, Box<Refused>> {
        let (by, what) = (entry.by.clone(), entry.what.clone());
        let change = self.draft.enter(entry)?;
        let (undo, redo) = self.undoable;
        let (edit, because) = match &what {
            What::Edit { edit, because } => (Some(edit), because.clone()),
            What::Undo | What::Redo | What::Sealed { .. } => (None, None),
        };
        self.undoable = match what {
            What::Edit { .. } => (undo + 1, 0),
            What::Undo => (undo.saturating_sub(1), redo + 1),
            What::Redo => (undo + 1, redo.saturating_sub(1)),
            What::Sealed { .. } => self.undoable,
        };
        let (plan, lanes) = (self.draft.plan(), self.draft.lanes());
        let day = !Arc::ptr_eq(&self.names.problem, self.draft.problem());
        if day {
            self.names = Arc::new(Names::of(Arc::clone(self.draft.problem())));
            self.dues = Arc::new(Dues::of(&self.names.problem));
        }
        let day = day || matches!(what, What::Sealed { .. });
        let touched = differ(&self.lanes, &lanes);
        let form = EntryForm {
            n: self.version() + 1,
            at: String::new(),
            by,
            what: word(&what).into(),
            text: tell::what(&self.names, &what),
            edit: edit.map(|edit| self.names.form(edit)),
            because,
            change: show::change(&change),
            vehicles: touched.iter().map(|id| self.names.vehicle_name(*id)).collect(),
        };
        let tray = plan.holds != self.plan.holds;
        self.log.push(Record { form: Arc::new(form), touched, tray, day, client });
        (self.plan, self.lanes) = (plan, lanes);
        Ok(change)
    }

    /// The vehicles of these names, as far as the day has them; those planned with something sealed stay in any case.
    pub(super) fn vehicles(&self, names: &[String]) -> Vec<VehicleId> {
        let ids = names.iter().filter_map(|name| self.names.vehicle(name).ok());
        let planned = |id: &VehicleId| {
            let mut kept = self.names.problem.kept.iter();
            kept.any(|kept| kept.vehicle == *id)
        };
        let ids: BTreeSet<VehicleId> = ids.filter(|id| !planned(id)).collect();
        ids.into_iter().collect()
    }

    /// The names of all vehicles for which something is sealed, where that is news.
    pub(super) fn newly_sealed(&self, sealed: &BTreeSet<String>) -> Option<Vec<String>> {
        let sealed: Vec<String> = sealed.iter().cloned().collect();
        let news = !self.vehicles(&sealed).iter().eq(self.draft.sealed());
        news.then_some(sealed)
    }

    /// Says when the last record was added.
    pub(super) fn stamp(&mut self, at: DateTime<Utc>) {
        if let Some(record) = self.log.last_mut() {
            Arc::make_mut(&mut record.form).at = rfc3339(at);
        }
    }

    /// The last record as it is to be stored.
    pub(super) fn line(&self) -> String {
        let log = self.draft.log();
        log.last().map(|entry| write_entry(log.len(), entry)).unwrap_or_default()
    }

    /// The length of the log.
    pub(super) fn version(&self) -> u32 {
        u32::try_from(self.log.len()).unwrap_or(u32::MAX)
    }

    /// The record that a device called `client`.
    pub(super) fn known(&self, client: &str) -> Option<&Record> {
        self.log.iter().rev().find(|record| record.client.as_deref() == Some(client))
    }

    /// The records after version `from`.
    pub(super) fn since(&self, from: u32) -> &[Record] {
        self.log.get(from as usize..).unwrap_or_default()
    }

    /// The same as their forms.
    pub(super) fn entries(&self, from: u32) -> Vec<EntryForm> {
        self.since(from).iter().map(|record| record.form.as_ref().clone()).collect()
    }

    /// Whether `edit`, made on version `from`, still means the same. Stops and places are named by what is there, so
    /// most edits do, and what a search found knows itself what it was found instead of; those that mean all of a route
    /// need it as it was.
    pub(super) fn same_meaning(&self, edit: &Edit, from: u32) -> bool {
        let untouched = |vehicle: VehicleId| {
            !self.since(from).iter().any(|record| record.touched.contains(&vehicle))
        };
        let whole = |id: &RouteId| untouched(id.vehicle);
        match edit {
            Edit::Reverse { from, .. } => whole(&from.route),
            Edit::Depart { route, .. } => whole(route),
            Edit::Clear { vehicle, .. } => untouched(*vehicle),
            Edit::Lock(Lock::Order(route) | Lock::Route(route))
            | Edit::Unlock(Lock::Order(route) | Lock::Route(route)) => whole(route),
            // It is about whatever is unsettled when somebody looks.
            Edit::Accept => self.since(from).is_empty(),
            _ => true,
        }
    }

    fn routes(&self, of: impl Fn(VehicleId) -> bool) -> Vec<RouteForm> {
        let lanes = self.lanes.iter().filter(|lane| of(lane.id.vehicle));
        show::routes(&self.names, &self.dues, &self.plan, lanes)
    }

    /// How many limits break.
    fn broken(&self) -> usize {
        self.draft.overrides().len() + self.draft.unsettled().len()
    }

    /// The limits that incidents broke and that nobody has mended or accepted.
    pub(super) fn unsettled(&self) -> Vec<BrokenForm> {
        let open = self.draft.unsettled().iter();
        open.map(|breach| show::broken(&self.names, breach)).collect()
    }

    fn tray(&self) -> Vec<WaitingForm> {
        show::tray(&self.names, &self.dues, &self.plan)
    }

    /// What differs from version `from`. O(plan).
    pub(super) fn delta(&self, from: u32) -> DeltaForm {
        let since = self.since(from);
        let touched: BTreeSet<VehicleId> =
            since.iter().flat_map(|record| &record.touched).copied().collect();
        let (all, tray) = (self.routes(|_| true), self.tray());
        let totals = show::totals(&all, &tray, self.broken());
        let day = since.iter().any(|record| record.day);
        let vehicles: BTreeSet<String> =
            touched.iter().map(|id| self.names.vehicle_name(*id)).collect();
        DeltaForm {
            from,
            version: self.version(),
            routes: all.into_iter().filter(|route| vehicles.contains(&route.vehicle)).collect(),
            vehicles: vehicles.into_iter().collect(),
            tray: since.iter().any(|record| record.tray).then_some(tray),
            otherwise: show::otherwise(&self.names, &self.draft),
            totals,
            changed: show::change(&self.draft.changed()),
            overrides: show::overrides(&self.names, self.draft.overrides()),
            incidents: today::incidents(&self.names, self.draft.incidents()),
            unsettled: self.unsettled(),
            places: day.then(|| show::places(&self.names.problem)),
            fleet: day.then(|| show::vehicles(&self.names.problem, self.draft.kept())),
            can_undo: self.undoable.0 > 0,
            can_redo: self.undoable.1 > 0,
            ledger: show::ledger(&self.names.problem, &self.plan, &totals),
        }
    }

    /// All of it. O(plan + drop points).
    pub(super) fn board(&self, head: &DraftHead) -> BoardForm {
        let problem = &self.names.problem;
        let (routes, tray) = (self.routes(|_| true), self.tray());
        let totals = show::totals(&routes, &tray, self.broken());
        BoardForm {
            draft: head.id,
            name: head.name.clone(),
            version: self.version(),
            centre: head.centre.to_string(),
            day: head.day.to_string(),
            revision: head.revision,
            can_undo: self.undoable.0 > 0,
            can_redo: self.undoable.1 > 0,
            estimated_roads: !matches!(
                problem.roads,
                fenjian_planner::problem::Roads::Matrix { estimated: 0, .. }
            ),
            depot: show::depot(problem),
            places: show::places(problem),
            vehicles: show::vehicles(problem, self.draft.kept()),
            ledger: show::ledger(problem, &self.plan, &totals),
            routes,
            tray,
            otherwise: show::otherwise(&self.names, &self.draft),
            totals,
            changed: show::change(&self.draft.changed()),
            overrides: show::overrides(&self.names, self.draft.overrides()),
            incidents: today::incidents(&self.names, self.draft.incidents()),
            unsettled: self.unsettled(),
        }
    }
}

/// The vehicles whose lanes differ; both are ascending by vehicle.
fn differ(old: &[Lane], new: &[Lane]) -> BTreeSet<VehicleId> {
    let vehicles: BTreeSet<VehicleId> = old.iter().chain(new).map(|lane| lane.id.vehicle).collect();
    let of = |lanes: &'_ [Lane], id: VehicleId| -> (usize, usize) {
        let from = lanes.partition_point(|lane| lane.id.vehicle < id);
        (from, lanes.partition_point(|lane| lane.id.vehicle <= id))
    };
    let changed = |id: &VehicleId| {
        let ((a, b), (c, d)) = (of(old, *id), of(new, *id));
        old[a..b] != new[c..d]
    };
    vehicles.into_iter().filter(changed).collect()
}

fn word(what: &What) -> &'static str {
    match what {
        What::Edit { .. } => "edit",
        What::Undo => "undo",
        What::Redo => "redo",
        What::Sealed { .. } => "sealed",
    }
}
