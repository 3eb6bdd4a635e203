//! Routes: for a day's loads, for rich problems, for classic instances.
//!
//! [`fleet`] is the engine for mixed fleets; a day of cards is one of its problems. [`classic`] is the
//! engine for large instances of the two problems that benchmarks know; [`plain`] takes a rich problem
//! to the one that suits it.

pub mod classic;
mod day;
pub mod fleet;
pub mod plain;
mod random;
mod threads;
pub mod timetable;

pub use day::{Routed, problem, solve};
pub(crate) use day::{Skills, of_tour, stop, vehicle};

use crate::units::Fen;

/// How the search is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Seed of every random stream.
    pub seed: u64,
    /// Threads to use, at least 1.
    pub threads: usize,
}

/// How far the search is; given to the caller now and then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Share of the budget spent, from 0 to 1.
    pub share: f64,
    /// Iterations done.
    pub iterations: u64,
    /// Cost of the best routes so far.
    pub cost: Fen,
    /// How many vehicles make them.
    pub routes: usize,
    /// Loads not served by them.
    pub unserved: usize,
}
