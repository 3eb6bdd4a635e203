//! How much of its time a command may still use, and Ctrl-C.

use super::effort;
use crate::cli::Solve;
use fenjian_planner::halt::Stop;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::signal::unix::{SignalKind, signal};

/// Used when neither a time nor a number of iterations is given.
const USUAL: Duration = Duration::from_secs(10);

/// The clock and the cancel button of one search.
pub(super) struct Budget {
    begun: Instant,
    /// Without it only iterations count.
    limit: Option<Duration>,
    iterations: Option<u64>,
    /// Iterations that are enough when none are asked for.
    enough: Option<u64>,
    cancelled: Arc<AtomicBool>,
}

impl Budget {
    /// The budget of a command that began at `begun` for a problem with `customers`.
    pub(super) fn new(begun: Instant, args: &Solve, customers: usize) -> Self {
        let time = args.time.or(args.iterations.is_none().then_some(USUAL));
        // Threads end their step, the answer is checked and written.
        let reserve = Duration::from_millis(30) + Duration::from_micros(2) * customers as u32;
        let limit = time.map(|time| time.saturating_sub(reserve).max(time / 2));
        let iterations = args.iterations;
        Self { begun, limit, iterations, enough: None, cancelled: on_interrupt() }
    }

    /// The same for a problem that says itself what is enough for it: `iterations`, and perhaps a
    /// time. Neither counts where the command asks for a number of iterations.
    pub(super) fn enough(self, iterations: u64, time: Option<Duration>) -> Self {
        if self.iterations.is_some() {
            return self;
        }
        let limit = self.limit.into_iter().chain(time).min();
        Self { enough: Some(iterations), limit, ..self }
    }

    /// The share of the time that is spent; infinite once Ctrl-C was pressed, or when the time runs
    /// out before the iterations asked for are done.
    pub(super) fn spent(&self) -> f64 {
        if self.cancelled.load(Ordering::Relaxed) {
            return f64::INFINITY;
        }
        let Some(limit) = self.limit else { return 0.0 };
        let share = self.begun.elapsed().as_secs_f64() / limit.as_secs_f64().max(1e-9);
        match (self.iterations, self.enough) {
            (Some(_), _) if share >= 1.0 => f64::INFINITY,
            (None, Some(_)) => effort::spent(share),
            _ => share,
        }
    }

    /// The limit that a search asks.
    pub(super) fn stop<'a>(&self, spent: &'a (dyn Fn() -> f64 + Sync)) -> Stop<'a> {
        match (self.iterations, self.enough) {
            (Some(iterations), _) => Stop::after(iterations, spent),
            (None, Some(enough)) => Stop::within(enough, spent),
            (None, None) => Stop::when(spent),
        }
    }
}

/// A flag that Ctrl-C sets from now on. A small runtime on a thread of its own waits for it: the
/// command needs no other. Where it cannot be had, Ctrl-C ends the program at once.
fn on_interrupt() -> Arc<AtomicBool> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
        return cancelled;
    };
    let listening = runtime.block_on(async { signal(SignalKind::interrupt()) });
    let Ok(mut interrupt) = listening else { return cancelled };
    let flag = Arc::clone(&cancelled);
    // It waits until the program ends.
    let _ = std::thread::Builder::new().name("interrupt".into()).spawn(move || {
        if runtime.block_on(interrupt.recv()).is_some() {
            flag.store(true, Ordering::Relaxed);
        }
    });
    cancelled
}
