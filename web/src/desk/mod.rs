//! The planner's desk: drafts that are open, each replayed from its log once and then kept in memory.
//!
//! | file | what it does |
//! | --- | --- |
//! | `table` | one draft: from a wish to a stored record and its answer; who follows |
//! | `state` | one draft at its newest version, its log and what it shows |
//! | `names` | names and codes for the indices of a day, and back |
//! | `show`, `tell` | parts of a board; edits in a sentence |
//! | `today` | what came up today |
//! | `search` | searches under way |
//! | `plans` | plans side by side; why something is where it is |
//! | `refusal` | why something was not done |
//! | `form` | all of it as JSON |

pub(crate) mod form;
mod names;
mod plans;
mod refusal;
mod search;
mod show;
mod state;
mod table;
mod tell;
mod today;

pub(crate) use names::clock;
pub(crate) use refusal::Refusal;
pub(crate) use search::{NewSearch, Searches};
pub(crate) use table::{Ask, Grown, Happening, Table, Wish};

use fenjian_planner::desk::{Incident, Override, Subject, compare as side_by_side};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_sql::store::Store;
use std::cmp::Ordering as Cmp;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;
use table::{locked, off};

/// So many drafts stay in memory, beside those that somebody follows.
const KEPT: usize = 16;

/// Logs are looked at so often for what another program added.
const GLANCE: Duration = Duration::from_secs(1);

/// All open drafts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desk(Arc<Inner>);

struct Inner {
    store: Store,
    tables: Mutex<HashMap<i64, Arc<Table>>>,
    seats: AtomicU64,
}

/// What a draft is at one version.
pub(crate) struct Snapshot {
    pub(crate) version: u32,
    pub(crate) problem: Arc<DayProblem>,
    pub(crate) plan: Plan,
    pub(crate) overrides: Vec<Override>,
    pub(crate) incidents: Vec<Incident>,
    unsettled: Vec<form::BrokenForm>,
}

/// What is asked about.
pub(crate) enum About {
    /// A stop.
    Stop(form::StopName),
    /// A route.
    Route(form::RouteName),
    /// What waits for a drop point.
    Waiting(String),
}

/// Two plans of a day beside each other, each with what it is called. O(stops log stops).
pub(crate) async fn compare(
    one: (String, Arc<DayProblem>, Plan),
    other: (String, Arc<DayProblem>, Plan),
) -> Result<form::ComparisonForm, Fault> {
    off(move || {
        let found = side_by_side((&one.1, &one.2), (&other.1, &other.2));
        plans::comparison(found, (one.0, other.0))
    })
    .await
}

impl Desk {
    /// Must be called within a runtime, on which other programs' edits are noticed.
    pub(crate) fn open(store: Store) -> Self {
        let tables = Mutex::default();
        let inner = Arc::new(Inner { store, tables, seats: AtomicU64::new(0) });
        tokio::spawn(glance(Arc::downgrade(&inner)));
        Self(inner)
    }

    /// The draft of an identifier.
    ///
    /// Errors: S752 when there is none such.
    pub(crate) async fn table(&self, id: i64) -> Result<Arc<Table>, Fault> {
        if let Some(table) = locked(&self.0.tables).get(&id) {
            return Ok(Arc::clone(table));
        }
        // An unknown one is not kept.
        self.0.store.draft(id).await?;
        let mut tables = locked(&self.0.tables);
        while tables.len() >= KEPT {
            let idle = tables.iter().filter_map(|(id, table)| Some((table.idle_since()?, *id)));
            let Some((_, oldest)) = idle.min() else { break };
            tables.remove(&oldest);
        }
        let fresh = || Arc::new(Table::new(self.0.store.clone(), id));
        Ok(Arc::clone(tables.entry(id).or_insert_with(fresh)))
    }

    /// Somebody follows a draft; they have gone when the seat is dropped.
    pub(crate) fn seat(&self, table: &Arc<Table>, name: String) -> (Seat, Arc<Vec<String>>) {
        let number = self.0.seats.fetch_add(1, Ordering::Relaxed);
        let people = table.come(number, name);
        (Seat { table: Arc::clone(table), number }, people)
    }
}

impl Table {
    /// The plan at the newest version.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, Fault> {
        self.read(|state| Snapshot {
            version: state.version(),
            problem: Arc::clone(state.draft.problem()),
            plan: state.plan.clone(),
            overrides: state.draft.overrides().to_vec(),
            incidents: state.draft.incidents().iter().map(|(_, one)| one.clone()).collect(),
            unsettled: state.unsettled(),
        })
        .await
    }

    /// Why something is where it is.
    ///
    /// Errors: D102 for what is not there, D110 when nothing waits.
    pub(crate) async fn why(&self, about: About) -> Result<form::WhyForm, Refusal> {
        let why = self.read(move |state| {
            let names: &names::Names = &state.names;
            let subject = match about {
                About::Stop(stop) => Subject::Stop(names.stop(&stop)?),
                About::Route(route) => Subject::Route(names.route(&route)?),
                About::Waiting(drop) => Subject::Waiting(names.drop(&drop)?),
            };
            let why = state.draft.why(subject)?;
            Ok::<_, Fault>(plans::why(names, state.version(), &why))
        });
        Ok(why.await??)
    }

    /// The same as [`Self::snapshot`] where the newest version is `wanted` and nothing is unsettled.
    ///
    /// Errors: W853 when there is no such version, D114 with what others did since when it is older, D103 with what is
    /// unsettled.
    pub(crate) async fn snapshot_of(&self, wanted: u32) -> Result<Snapshot, Refusal> {
        self.catch_up().await?;
        let snapshot = self.snapshot().await?;
        match wanted.cmp(&snapshot.version) {
            Cmp::Equal if snapshot.unsettled.is_empty() => Ok(snapshot),
            Cmp::Equal => Err(Refusal::unsettled(snapshot.unsettled).at(snapshot.version)),
            Cmp::Greater => Err(Fault::new(fault::VERSION_UNKNOWN, wanted.to_string()).into()),
            Cmp::Less => {
                let since = self.log(wanted).await?.entries;
                let overtaken = Refusal::from(Fault::new(fault::OVERTAKEN, ""));
                Err(overtaken.overtaken(since).at(snapshot.version))
            }
        }
    }
}

/// A place at a draft.
pub(crate) struct Seat {
    table: Arc<Table>,
    number: u64,
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.table.go(self.number);
    }
}

/// Notices what other programs added to drafts that somebody follows.
async fn glance(desk: Weak<Inner>) {
    loop {
        tokio::time::sleep(GLANCE).await;
        let Some(desk) = desk.upgrade() else { return };
        let followed: Vec<Arc<Table>> = {
            let tables = locked(&desk.tables);
            tables.values().filter(|table| table.idle_since().is_none()).cloned().collect()
        };
        drop(desk);
        for table in followed {
            if let Err(fault) = table.catch_up().await {
                tracing::warn!(code = fault.code.id, detail = fault.detail, "draft not followed");
            }
            if let Err(refusal) = table.heed_floor().await {
                let refused = refusal.into_problem();
                tracing::warn!(code = refused.code, detail = refused.detail, "floor not heeded");
            }
        }
    }
}
