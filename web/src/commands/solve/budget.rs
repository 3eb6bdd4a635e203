//! How much of its time a command may still use, and Ctrl-C.

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
    cancelled: Arc<AtomicBool>,
}

impl Budget {
    /// The budget of a command that began at `begun` for a problem with `customers`.
    pub(super) fn new(begun: Instant, args: &Solve, customers: usize) -> Self {
        let time = args.time.or(args.iterations.is_none().then_some(USUAL));
        // Threads end their step, the answer is checked and written.
        let reserve = Duration::from_millis(30) + Duration::from_micros(2) * customers as u32;
        let limit = time.map(|time| time.saturating_sub(reserve).max(time / 2));
        Self { begun, limit, iterations: args.iterations, cancelled: on_interrupt() }
    }

    /// The share of the time that is spent; infinite once Ctrl-C was pressed, or when the time runs
    /// out before the iterations asked for are done.
    pub(super) fn spent(&self) -> f64 {
        if self.cancelled.load(Ordering::Relaxed) {
            return f64::INFINITY;
        }
        let Some(limit) = self.limit else { return 0.0 };
        let share = self.begun.elapsed().as_secs_f64() / limit.as_secs_f64().max(1e-9);
        match self.iterations {
            Some(_) if share >= 1.0 => f64::INFINITY,
            _ => share,
        }
    }

    /// The limit that a search asks.
    pub(super) fn stop<'a>(&self, spent: &'a (dyn Fn() -> f64 + Sync)) -> Stop<'a> {
        match self.iterations {
            Some(iterations) => Stop::after(iterations, spent),
            None => Stop::when(spent),
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
