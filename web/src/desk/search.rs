//! Searches for better plans under way: off the async workers, told live to all who follow the draft, ended or thrown
//! away by a person, and kept as one record of the log. Those that have ended stay until newer ones crowd them out.

use super::form::{BestForm, ComparisonForm, FreeForm, ReportForm, SearchForm, SearchState};
use super::names::Names;
use super::refusal::Refusal;
use super::table::{Happening, Table, locked, off};
use super::{plans, show};
use fenjian_planner::desk::{
    Better, Comparison, Departure, Draft, Edit, Replan, Search, Selection, Sought, StopId, Unsaved,
};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::halt::Stop;
use fenjian_planner::problem::VehicleId;
use fenjian_planner::route::Settings;
use fenjian_planner::units::Fen;
use std::collections::{BTreeSet, VecDeque};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// So many are kept.
const KEPT: usize = 32;

/// Who follows is told so often.
const TOLD: Duration = Duration::from_millis(250);

/// The same search gives the same plan on the same machine in the same number of iterations.
const SEED: u64 = 1;

/// What ends a search before its time.
const GOES_ON: u8 = 0;
const STOPPED: u8 = 1;
const CANCELLED: u8 = 2;

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct NewSearch {
    pub(crate) by: String,
    pub(crate) seconds: u32,
    /// Only the days of these vehicles.
    pub(crate) vehicles: Option<Vec<String>>,
    /// Only these stops.
    pub(crate) stops: Option<Vec<super::form::StopName>>,
    pub(crate) moved: Fen,
    pub(crate) reordered: Fen,
    /// Everything, with a report.
    pub(crate) replan: bool,
}

/// All searches, the oldest first.
#[derive(Clone, Default)]
pub(crate) struct Searches(Arc<Mutex<VecDeque<Arc<Job>>>>);

/// One search.
pub(crate) struct Job {
    id: String,
    pub(crate) draft: i64,
    pub(crate) version: u32,
    by: String,
    seconds: u32,
    begun: Instant,
    end: AtomicU8,
    live: Mutex<Live>,
}

/// How far it is.
struct Live {
    state: SearchState,
    elapsed: Option<Duration>,
    sought: Sought,
    first_better: Option<Duration>,
    /// Stops that it did not make, and what it cost more, when it was first heard of.
    begun_with: Option<(usize, Fen)>,
    told: Instant,
    best: Option<(Edit, BestForm)>,
    report: Option<ReportForm>,
    fault: Option<Fault>,
}

/// What the planner needs of a search.
struct Task {
    draft: Draft,
    names: Arc<Names>,
    version: u32,
    revision: u32,
    search: Search,
}

impl Searches {
    /// Begins a search.
    ///
    /// Errors: W854 when one of this draft is under way, D102 for names that the day does not have.
    pub(crate) async fn start(
        &self,
        table: &Arc<Table>,
        (draft, revision): (i64, u32),
        new: NewSearch,
    ) -> Result<SearchForm, Refusal> {
        let asked = new.clone();
        let task = table.read(move |state| task(state, revision, &asked)).await??;
        let id = identifier()?;
        let now = Instant::now();
        let live = Live {
            state: SearchState::Running,
            elapsed: None,
            sought: Sought { share: 0.0, iterations: 0, saved: Fen::ZERO, unserved: 0 },
            first_better: None,
            begun_with: None,
            told: now,
            best: None,
            report: None,
            fault: None,
        };
        let job = Arc::new(Job {
            id,
            draft,
            version: task.version,
            by: new.by,
            seconds: new.seconds,
            begun: now,
            end: AtomicU8::new(GOES_ON),
            live: Mutex::new(live),
        });
        {
            let mut all = locked(&self.0);
            if all.iter().any(|other| other.draft == draft && other.runs()) {
                return Err(Fault::new(fault::SEARCH_UNDER_WAY, "").into());
            }
            while all.len() >= KEPT {
                let ended = all.iter().position(|other| !other.runs());
                let ended = ended.ok_or_else(|| Fault::new(fault::SEARCH_UNDER_WAY, "太多"))?;
                all.remove(ended);
            }
            all.push_back(Arc::clone(&job));
        }
        let form = job.form();
        table.tell(Happening::Search(Arc::new(form.clone())));
        let (table, replan) = (Arc::clone(table), new.replan);
        tokio::spawn(async move {
            let (searching, telling) = (Arc::clone(&job), Arc::clone(&table));
            let outcome = off(move || searching.run(&task, replan, &telling)).await;
            if let Err(fault) = outcome {
                job.ends(SearchState::Failed, |live| live.fault = Some(fault));
            }
            table.tell(Happening::Search(Arc::new(job.form())));
        });
        Ok(form)
    }

    /// The search of an identifier.
    pub(crate) fn find(&self, id: &str) -> Result<Arc<Job>, Fault> {
        let found = locked(&self.0).iter().find(|job| job.id == id).cloned();
        found.ok_or_else(|| Fault::new(fault::NO_SUCH_SEARCH, ""))
    }
}

fn task(state: &super::state::State, revision: u32, new: &NewSearch) -> Result<Task, Fault> {
    let names = &state.names;
    let selection = match (&new.vehicles, &new.stops) {
        (None, None) => Selection::All,
        (Some(vehicles), None) => {
            let ids = vehicles.iter().map(|name| names.vehicle(name));
            Selection::Vehicles(ids.collect::<Result<BTreeSet<VehicleId>, _>>()?)
        }
        (None, Some(stops)) => {
            let ids = stops.iter().map(|name| names.stop(name));
            Selection::Stops(ids.collect::<Result<BTreeSet<StopId>, _>>()?)
        }
        (Some(_), Some(_)) => return Err(Fault::new(fault::REQUEST_UNREADABLE, "stops")),
    };
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let settings = Settings { seed: SEED, threads };
    Ok(Task {
        draft: state.draft.clone(),
        names: Arc::clone(names),
        version: state.version(),
        revision,
        search: Search { selection, settings, moved: new.moved, reordered: new.reordered },
    })
}

/// An identifier that nobody guesses.
fn identifier() -> Result<String, Fault> {
    let mut random = [0_u8; 16];
    let failed = |e: getrandom::Error| Fault::new(fault::PAGE_BROKEN, e.to_string());
    getrandom::fill(&mut random).map_err(failed)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Job {
    fn run(&self, task: &Task, replan: bool, table: &Table) {
        let budget = f64::from(self.seconds);
        let spent = || match self.end.load(Ordering::Relaxed) {
            GOES_ON => self.begun.elapsed().as_secs_f64() / budget,
            _ => f64::INFINITY,
        };
        let stop = Stop::when(&spent);
        let progress = |sought: Sought| self.hears(sought, table);
        let (better, report) = match replan {
            false => (task.draft.reoptimise(&task.search, stop, &progress), None),
            true => {
                let Replan { better, comparison, unsaved } =
                    task.draft.replan(&task.search, stop, &progress);
                (better, Some(report(task, comparison, &unsaved)))
            }
        };
        let best = better.map(|better| best(&task.names, better));
        let state = match self.end.load(Ordering::Relaxed) {
            CANCELLED => SearchState::Cancelled,
            _ => SearchState::Done,
        };
        self.ends(state, |live| {
            live.best = best.filter(|_| state == SearchState::Done);
            live.report = report.filter(|_| state == SearchState::Done);
        });
    }

    /// Notes how far it is, and tells those who follow now and then.
    fn hears(&self, sought: Sought, table: &Table) {
        let now = Instant::now();
        let tell = {
            let mut live = locked(&self.live);
            // It saves something, or is better than what it began with where that was worse than the present plan.
            let found = (sought.unserved, -sought.saved);
            let begun_with = *live.begun_with.get_or_insert(found);
            let better =
                live.first_better.is_none() && (sought.saved > Fen::ZERO || found < begun_with);
            if better {
                live.first_better = Some(now - self.begun);
            }
            live.sought = sought;
            let tell = better || now - live.told >= TOLD;
            if tell {
                live.told = now;
            }
            tell
        };
        if tell {
            table.tell(Happening::Search(Arc::new(self.form())));
        }
    }

    fn ends(&self, state: SearchState, change: impl FnOnce(&mut Live)) {
        let mut live = locked(&self.live);
        if live.state == SearchState::Running {
            live.state = state;
            live.elapsed = Some(self.begun.elapsed());
            change(&mut live);
        }
    }

    fn runs(&self) -> bool {
        locked(&self.live).state == SearchState::Running
    }

    /// Ends it with the best so far.
    pub(crate) fn stop(&self) {
        let _ = self.end.compare_exchange(GOES_ON, STOPPED, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Throws it away, also when it has ended.
    pub(crate) fn cancel(&self) {
        self.end.store(CANCELLED, Ordering::Relaxed);
        let mut live = locked(&self.live);
        if live.state == SearchState::Done {
            live.state = SearchState::Cancelled;
            (live.best, live.report) = (None, None);
        }
    }

    /// The edit that keeps what it found.
    ///
    /// Errors: W856 when there is nothing to keep.
    pub(crate) fn found(&self) -> Result<Edit, Fault> {
        let live = locked(&self.live);
        let edit = live.best.as_ref().filter(|_| live.state == SearchState::Done);
        edit.map(|(edit, _)| edit.clone()).ok_or_else(|| Fault::new(fault::NOTHING_BETTER, ""))
    }

    /// What it found is kept now.
    pub(crate) fn kept(&self) {
        locked(&self.live).state = SearchState::Kept;
    }

    /// How far it is.
    pub(crate) fn form(&self) -> SearchForm {
        let live = locked(&self.live);
        let elapsed = live.elapsed.unwrap_or_else(|| self.begun.elapsed());
        SearchForm {
            id: self.id.clone(),
            draft: self.draft,
            version: self.version,
            by: self.by.clone(),
            state: live.state,
            elapsed_ms: millis(elapsed),
            seconds: self.seconds,
            share: (elapsed.as_secs_f64() / f64::from(self.seconds)).min(1.0),
            iterations: live.sought.iterations,
            first_better_ms: live.first_better.map(millis),
            saved_fen: live.sought.saved.0,
            unserved: live.sought.unserved,
            best: live.best.as_ref().map(|(_, best)| best.clone()),
            report: live.report.clone(),
            fault: live.fault.clone().map(|fault| Refusal::from(fault).into_problem()),
        }
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn best(names: &Names, better: Better) -> (Edit, BestForm) {
    let Better { edit, change, departure, free } = better;
    let vehicles = match &edit {
        Edit::Adopt { vehicles, .. } => vehicles.iter().map(|id| names.vehicle_name(*id)).collect(),
        _ => Vec::new(),
    };
    let Departure { moved, reordered, price } = departure;
    let free = free.map(|(change, departure)| FreeForm {
        change: show::change(&change),
        moved: departure.moved,
        reordered: departure.reordered,
    });
    let change = show::change(&change);
    (edit, BestForm { change, moved, reordered, price_fen: price.0, vehicles, free })
}

fn report(task: &Task, comparison: Comparison, unsaved: &[Unsaved]) -> ReportForm {
    let labels = (format!("第 {} 版", task.revision), "重新计划".to_owned());
    let comparison: ComparisonForm = plans::comparison(comparison, labels);
    plans::report(&task.names, comparison, unsaved)
}
