//! When long work ends: after a number of iterations, or when its caller says so.

/// The limit of a search. The caller owns the clock and the cancel button; the search only asks
/// which share of its budget is spent.
#[derive(Clone, Copy)]
pub struct Stop<'a> {
    iterations: Option<u64>,
    spent: &'a (dyn Fn() -> f64 + Sync),
}

impl<'a> Stop<'a> {
    /// Ends when `spent` reaches 1. `spent` is called often, from several threads, and answers with
    /// the share of the time budget used; infinity cancels.
    pub fn when(spent: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        Self { iterations: None, spent }
    }

    /// Ends after `iterations`, so that two runs are the same; `spent` can still cancel.
    pub fn after(iterations: u64, spent: &'a (dyn Fn() -> f64 + Sync)) -> Self {
        Self { iterations: Some(iterations), spent }
    }

    /// The limit in iterations, if there is one.
    pub fn iterations(&self) -> Option<u64> {
        self.iterations
    }

    /// The share of the budget spent once `done` iterations are over; at 1 or more the search ends.
    /// With a limit in iterations the clock has no influence unless it cancels.
    pub fn share(&self, done: u64) -> f64 {
        let spent = (self.spent)();
        match self.iterations {
            Some(limit) if spent.is_finite() => done as f64 / limit.max(1) as f64,
            _ => spent,
        }
    }
}
