//! Looks for a better plan around everything that is fixed: what is sealed, locked, fixed in time, let stand by a person,
//! and what was not selected.
//!
//! `field` says which vehicles and stops take part, `task` makes a problem of the fleet engine of them, in which the docks
//! that all others need are taken, `carry` brings the answer back as an edit.

mod carry;
mod field;
mod task;

use self::field::Field;
use self::task::Task;
use super::board::Board;
use super::breach::of_board;
use super::change::Change;
use super::draft::{Draft, agree, evaluate, uncovered};
use super::edit::{Edit, StopId};
use super::why::explain;
use crate::fault;
use crate::halt::Stop;
use crate::problem::VehicleId;
use crate::route::{Progress, Settings, fleet};
use crate::units::Fen;
use crate::vrp::Answer;
use std::collections::BTreeSet;

/// What may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// Everything; and what waits, unless a person lets it wait, may travel.
    All,
    /// These stops, and those beside them on a day on which something is unsettled; the others keep their vehicles, trips
    /// and order.
    Stops(BTreeSet<StopId>),
    /// The days of these vehicles, among themselves.
    Vehicles(BTreeSet<VehicleId>),
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What may change.
    pub selection: Selection,
    /// Seed and threads.
    pub settings: Settings,
    /// What it must be worth that a stop goes with another vehicle.
    pub moved: Fen,
    /// What it must be worth that a stop comes after another one than before.
    pub reordered: Fen,
}

/// How far a search is, told now and then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sought {
    /// Share of the budget spent, from 0 to 1.
    pub share: f64,
    /// Iterations done.
    pub iterations: u64,
    /// What the best so far costs less than the present plan (negative: more, where less waits), prices of changes
    /// included: as much as the draft has when it takes that over.
    pub saved: Fen,
    /// Stops of those that take part that it does not make; they wait.
    pub unserved: usize,
}

/// A better plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Better {
    /// The edit that takes it over.
    pub edit: Edit,
    /// What that changes.
    pub change: Change,
    /// How far it is from the present plan.
    pub departure: Departure,
    /// What could be had if changes had no price; none where they have none, or where that finds nothing better.
    pub free: Option<(Change, Departure)>,
}

/// How far one plan is from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Departure {
    /// Stops that go with another vehicle, or go while they waited.
    pub moved: usize,
    /// Stops of the same vehicle that come after another one than before.
    pub reordered: usize,
    /// What that costs at the prices asked.
    pub price: Fen,
}

/// This share of the budget is for the plan asked for; with the rest it is looked for what changes cost.
const ASKED: f64 = 0.8;
/// Once something better is known, the best so far is tried again after this share of the budget.
const LOOKS: f64 = 0.02;

impl Better {
    /// What it costs less than the present plan, changes priced.
    fn saved(&self) -> Fen {
        Fen::ZERO - self.change.cost - self.departure.price
    }
}

impl Draft {
    /// The best plan found until `stop`, as an edit to be entered; none when none is better than the present one: in limits
    /// that are unsettled, then in cards that wait, then in cost, changes priced as asked. It begins with the present plan,
    /// and a search that is cancelled gives the best so far. Without a price on changes all of the budget is spent on it,
    /// else a fifth on what it would be without.
    pub fn reoptimise(
        &self,
        search: &Search,
        stop: Stop<'_>,
        progress: &(dyn Fn(Sought) + Sync),
    ) -> Option<Better> {
        let board = self.board();
        let field = Field::of(board, &search.selection);
        if search.moved == Fen::ZERO && search.reordered == Fen::ZERO {
            return seek(board, &field, search, stop, progress);
        }
        let spent = || stop.share(0) / ASKED;
        let limit = stop.iterations().map(|all| (all as f64 * ASKED) as u64);
        let first = |limit| {
            if stop.timed() { Stop::within(limit, &spent) } else { Stop::after(limit, &spent) }
        };
        let asked = limit.map_or_else(|| Stop::when(&spent), first);
        let share = |sought: Sought| progress(Sought { share: sought.share * ASKED, ..sought });
        let found = seek(board, &field, search, asked, &share)?;
        let free = Search { moved: Fen::ZERO, reordered: Fen::ZERO, ..search.clone() };
        let spent = || ((stop.share(0) - ASKED) / (1.0 - ASKED)).max(0.0);
        let rest = stop.iterations().map(|all| all - limit.unwrap_or_default());
        let last = |limit| {
            if stop.timed() { Stop::within(limit, &spent) } else { Stop::after(limit, &spent) }
        };
        let rest = rest.map_or_else(|| Stop::when(&spent), last);
        let cheaper = |free: &Better| {
            (free.change.held, free.change.cost) < (found.change.held, found.change.cost)
        };
        let free = match stop.share(0).is_infinite() {
            true => None,
            false => seek(board, &field, &free, rest, &|_| ()).filter(cheaper),
        };
        Some(Better { free: free.map(|free| (free.change, free.departure)), ..found })
    }
}

/// One search. What is told to be saved was tried on the board: the engine rounds the cost of a day once and the plan that
/// of each route, and only the board knows which limits a plan breaks.
fn seek(
    board: &Board,
    field: &Field,
    search: &Search,
    stop: Stop<'_>,
    progress: &(dyn Fn(Sought) + Sync),
) -> Option<Better> {
    let task = Task::of(board, field, search);
    let present = task.present;
    let mut best: Option<(Worth, Better)> = None;
    let mut looked = None;
    let mut told = None;
    let mut tell = |so_far: Progress, answer: &dyn Fn() -> Answer| {
        let Progress { share, iterations, cost, unserved, .. } = so_far;
        let new = looked.is_none_or(|(known, at)| {
            let soon = best.is_none() || share >= 1.0 || share >= at + LOOKS;
            known != (unserved, cost) && soon
        });
        if new {
            looked = Some(((unserved, cost), share));
            let found = tried(board, field, &task, search, &answer());
            let known = best.as_ref().map(|(worth, _)| *worth);
            if let Some(found) = found.filter(|(worth, _)| known.is_none_or(|k| *worth < k)) {
                told = Some((found.1.saved(), unserved));
                best = Some(found);
            }
        }
        let (saved, unserved) = told.unwrap_or(((present - cost).min(Fen::ZERO), unserved));
        progress(Sought { share, iterations, saved, unserved });
    };
    let found = fleet::improve(&task.problem, search.settings, stop, &mut tell).ok()?;
    let last = tried(board, field, &task, search, &found.answer);
    let (_, better) = best.into_iter().chain(last).min_by_key(|(worth, _)| *worth)?;
    let board = evaluate(board, &better.edit).ok()?.board;
    Some(Better { edit: reasoned(&board, better.edit), ..better })
}

/// Unsettled limits, cards that wait more than now, and what it costs more, changes priced.
type Worth = (usize, i64, Fen);

/// What `answer` is worth, if it is better than the present plan.
fn tried(
    board: &Board,
    field: &Field,
    task: &Task,
    search: &Search,
    answer: &Answer,
) -> Option<(Worth, Better)> {
    let edit = carry::carry(board, field, task, answer)?;
    let outcome = evaluate(board, &edit).ok()?;
    let (before, after) = (of_board(board), outcome.breaches);
    if !uncovered(board, &after).is_empty() || agree(&outcome.board, &after).is_err() {
        return None;
    }
    let departure = task.departure(search, answer);
    let change = Change::between((board, &before), (&outcome.board, &after));
    let open = |breaches: &[super::Breach]| {
        breaches.iter().filter(|b| board.unsettled.iter().any(|open| b.within(open))).count()
    };
    let better = Better { edit, change, departure, free: None };
    let worth = (open(&after), change.held, Fen::ZERO - better.saved());
    (worth < (open(&before), 0, Fen::ZERO)).then_some((worth, better))
}

/// The edit with what binds as the reason of what waits.
fn reasoned(after: &Board, mut edit: Edit) -> Edit {
    if let Edit::Adopt { holds, .. } = &mut edit {
        for hold in holds.iter_mut().filter(|hold| hold.reason == fault::NO_VEHICLE) {
            let drop = after.ground.problem.consignments[hold.consignment.ix()].drop;
            if let Some(found) = drop.and_then(|drop| explain(after, drop)) {
                (hold.reason, hold.way_out) = found;
            }
        }
    }
    edit
}
