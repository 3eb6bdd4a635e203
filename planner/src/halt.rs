//! When long work ends: after a number of iterations, or when its caller says so.

/// The limit of a search. The caller owns the clock and the cancel button; the search only asks
/// which share of its budget is spent.
#[derive(Clone, Copy)]
pub struct Stop<'a> {
    iterations: Option<u64>,
    /// Whether the clock counts beside a limit in iterations.
    timed: bool,
    spent: &'a (dyn Fn() -> f64 + Sync),
}

impl<'a> Stop<'a> {
    /// Ends when `spent` reaches 1. `spent` is called often, from several threads, and answers with
    /// the share of the time budget used; infinity cancels.
    pub fn when(spent: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        Self { iterations: None, timed: true, spent }
    }

    /// Ends after `iterations`, so that two runs are the same; `spent` can still cancel.
    pub fn after(iterations: u64, spent: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        Self { iterations: Some(iterations), timed: false, spent }
    }

    /// Ends after `iterations`, or when `spent` reaches 1 where that comes first: for work that is
    /// not worth all the time there is.
    pub fn within(iterations: u64, spent: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        Self { iterations: Some(iterations), timed: true, spent }
    }

    /// The same limits with another clock.
    pub fn asking<'b>(self, spent: &'b (dyn Fn() -> f64 + Sync)) -> Stop<'b> {
        Stop { iterations: self.iterations, timed: self.timed, spent }
    }

    /// The same with `done` iterations fewer.
    pub fn less(self, done: u64) -> Self {
        Self { iterations: self.iterations.map(|limit| limit.saturating_sub(done)), ..self }
    }

    /// The limit in iterations, if there is one.
    pub fn iterations(&self) -> Option<u64> {
        self.iterations
    }

    /// Whether the clock can end the search, other than by cancelling it.
    pub fn timed(&self) -> bool {
        self.timed
    }

    /// The share of the budget spent once `done` iterations are over; at 1 or more the search ends.
    /// After [`Stop::after`] the clock has no influence unless it cancels.
    pub fn share(&self, done: u64) -> f64 {
        let spent = (self.spent)();
        match self.iterations {
            Some(limit) if spent.is_finite() => {
                let done = done as f64 / limit.max(1) as f64;
                if self.timed { done.max(spent) } else { done }
            }
            _ => spent,
        }
    }
}
