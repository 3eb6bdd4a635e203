//! PDFs under way: one at a time uses the browsers, the others wait. Each is kept in memory until newer
//! ones crowd it out.

use crate::print::{Browser, Job, Order, press};
use axum::body::Bytes;
use fenjian_planner::fault::{self, Fault};
use fenjian_sql::print_log::Signature;
use fenjian_sql::store::Store;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

/// How many are kept: a day's sheets take 50 MB.
const KEPT: usize = 4;

/// Where a job stands.
#[derive(Clone)]
pub(super) enum State {
    Waiting,
    Working,
    Done(Bytes),
    Failed(Fault),
    Cancelled,
}

/// One job.
pub(super) struct Running {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) back: String,
    /// Sides that are done, and all.
    pub(super) done: AtomicUsize,
    pub(super) all: AtomicUsize,
    state: Mutex<State>,
    task: Mutex<Option<AbortHandle>>,
}

impl Running {
    pub(super) fn state(&self) -> State {
        locked(&self.state).clone()
    }

    /// Ends it, and with it its browsers; nothing happens when it has ended already.
    pub(super) fn cancel(&self) {
        let mut state = locked(&self.state);
        if matches!(*state, State::Waiting | State::Working) {
            *state = State::Cancelled;
            if let Some(task) = locked(&self.task).take() {
                task.abort();
            }
        }
    }

    fn becomes(&self, next: State) {
        let mut state = locked(&self.state);
        if !matches!(*state, State::Cancelled) {
            *state = next;
        }
    }
}

/// All jobs, the oldest first.
#[derive(Clone)]
pub(crate) struct Jobs {
    all: Arc<Mutex<VecDeque<Arc<Running>>>>,
    turn: Arc<Semaphore>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self { all: Arc::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Jobs {
    /// Begins a job and gives its identifier, which nobody guesses.
    ///
    /// Errors: W830 without a browser, W838 when as many as are kept are under way.
    pub(super) fn start(
        &self,
        store: Store,
        job: Job,
        signature: Signature,
        title: String,
        tagged: bool,
    ) -> Result<String, Fault> {
        let browser = Browser::find()?;
        let mut random = [0_u8; 16];
        let failed = |e: getrandom::Error| Fault::new(fault::PAGE_BROKEN, e.to_string());
        getrandom::fill(&mut random).map_err(failed)?;
        let id: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let edition = &job.edition;
        let back = format!("/days/{}/{}/print", edition.centre, edition.problem.day);
        let running = Arc::new(Running {
            id: id.clone(),
            title: title.clone(),
            back,
            done: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
            state: Mutex::new(State::Waiting),
            task: Mutex::default(),
        });
        let mut all = locked(&self.all);
        while all.len() >= KEPT {
            let ended =
                |one: &Arc<Running>| !matches!(one.state(), State::Waiting | State::Working);
            let oldest = all.iter().position(ended);
            let oldest = oldest.ok_or_else(|| Fault::new(fault::PRESS_BUSY, ""))?;
            all.remove(oldest);
        }
        let (turn, of) = (Arc::clone(&self.turn), Arc::clone(&running));
        let work = tokio::spawn(async move {
            let Ok(_turn) = turn.acquire().await else { return };
            of.becomes(State::Working);
            let made = make(&of, &store, &browser, job, &signature, title, tagged).await;
            of.becomes(match made {
                Ok(pdf) => State::Done(pdf),
                Err(fault) => State::Failed(fault),
            });
        });
        *locked(&running.task) = Some(work.abort_handle());
        all.push_back(running);
        Ok(id)
    }

    /// The job of an identifier.
    pub(super) fn find(&self, id: &str) -> Result<Arc<Running>, Fault> {
        let found = locked(&self.all).iter().find(|one| one.id == id).cloned();
        found.ok_or_else(|| Fault::new(fault::NO_SUCH_PAGE, "没有这个打印任务，或已被较新的挤出"))
    }
}

/// Makes the PDF, and notes what is in it before anybody can have it.
async fn make(
    running: &Running,
    store: &Store,
    browser: &Browser,
    job: Job,
    signature: &Signature,
    title: String,
    tagged: bool,
) -> Result<Bytes, Fault> {
    let counted = job.clone();
    let outcome = tokio::task::spawn_blocking(move || counted.outcome());
    let outcome = outcome.await.map_err(|e| Fault::new(fault::PAGE_BROKEN, e.to_string()))?;
    running.all.store(outcome.sides, Ordering::Relaxed);
    let edition = Arc::clone(&job.edition);
    let browsers = std::thread::available_parallelism().map_or(1, Into::into);
    let order = Order { title, dated: edition.revision.made_at, tagged, browsers };
    let progress = |sides| running.done.store(sides, Ordering::Relaxed);
    let pdf = press(browser, order, job, progress).await?;
    let of = (&edition.centre, edition.problem.day, edition.revision.number);
    store.log_prints(of, signature, &outcome.prints).await?;
    Ok(Bytes::from(pdf))
}

/// What a thread that panicked left behind is still whole: each change is one assignment.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
