//! The engine for rich problems: mixed fleets with windows, breaks, trips, docks and locks.
//!
//! A `model` is the problem as arrays. A `solution` has one `duty` a vehicle, which
//! `schedule` evaluates exactly, `clockwork` in time and `measure` in everything else;
//! `lawful` says what may not be done at any time. A `search` takes stops out (`ruin`), puts
//! them back (`recreate`, by `insertion` into the trips there are or by new `trips`) and moves
//! whole parts of days (`exchange`); a `team` of them runs side by side and chooses the best
//! combination of the days they have seen (`pool`).

mod bench;
mod bounds;
pub(super) mod clockwork;
pub(super) mod depot;
pub(super) mod docks;
pub(super) mod duty;
mod emit;
mod exchange;
mod field;
mod habit;
mod insertion;
pub(super) mod job;
mod lawful;
mod legs;
mod measure;
mod merge;
pub(super) mod model;
mod near;
mod pool;
mod recreate;
pub(super) mod rest;
mod room;
mod ruin;
mod schedule;
mod search;
pub(super) mod solution;
pub(super) mod span;
mod start;
mod team;
mod tidy;
mod trips;
pub(super) mod van;
mod worth;

use self::model::Model;
use self::solution::Solution;
use super::random;
use super::{Progress, Settings};
use crate::fault::Fault;
use crate::halt::Stop;
use crate::vrp::{Answer, Problem};

/// An answer and how it was found.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    /// Who serves what and when.
    pub answer: Answer,
    /// Iterations done by all threads.
    pub iterations: u64,
}

/// Looks for the best answer to `problem` until `stop`: least weight left out, then least cost.
///
/// The same problem, settings and iteration limit give the same answer. An iteration takes about
/// O(stops of some vehicles near each other + vehicles); memory is O(profiles × nodes² + stops ×
/// vehicles).
///
/// # Errors
/// A100 for a problem that [`Problem::check`] refuses.
pub fn solve(
    problem: &Problem,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Fleet, Fault> {
    problem.check()?;
    Ok(solve_checked(problem, settings, stop, progress))
}

/// Looks for an answer better than the problem's reference, near it: the search begins with it, puts each of its stops
/// where it costs least and hardly ever takes a worse one, so that it improves soon and changes little. With its progress it
/// offers the best answer so far.
///
/// # Errors
/// A100 for a problem that [`Problem::check`] refuses.
pub fn improve(
    problem: &Problem,
    settings: Settings,
    stop: Stop<'_>,
    progress: &mut dyn FnMut(Progress, &dyn Fn() -> Answer),
) -> Result<Fleet, Fault> {
    problem.check()?;
    let mut model = Model::new(problem);
    model.improves = true;
    let mut tell = |so_far: Progress, best: &Solution| {
        progress(so_far, &|| emit::answer(&model, best));
    };
    let (solution, iterations) = begin(&model, settings, stop, &mut tell);
    Ok(Fleet { answer: emit::answer(&model, &solution), iterations })
}

/// The same for a problem that has passed [`Problem::check`].
pub(super) fn solve_checked(
    problem: &Problem,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Fleet {
    let model = Model::new(problem);
    let (solution, iterations) = search(&model, settings, stop, progress);
    Fleet { answer: emit::answer(&model, &solution), iterations }
}

/// The same for a model, giving the duties themselves.
pub(super) fn search(
    model: &Model,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> (Solution, u64) {
    begin(model, settings, stop, &mut |so_far, _| progress(so_far))
}

/// The same, showing each best solution as well.
fn begin(
    model: &Model,
    settings: Settings,
    stop: Stop<'_>,
    tell: &mut dyn FnMut(Progress, &Solution),
) -> (Solution, u64) {
    match model.jobs.is_empty() || model.vans.is_empty() {
        true => (Solution::new(model), 0),
        false => team::run(model, settings, stop, tell),
    }
}

/// The answer that `solution` is.
pub(super) fn answer(model: &Model, solution: &Solution) -> Answer {
    emit::answer(model, solution)
}
