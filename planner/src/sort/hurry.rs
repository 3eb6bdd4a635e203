//! Routes that are late, those that must be, and what helps the others.

use super::crew::Station;
use super::task::Task;
use super::times::late;
use crate::plan::sort::{SortPlan, To};
use std::collections::{BTreeMap, BTreeSet};

/// What is sealed too late.
pub(super) struct Tardy {
    pub(super) destinations: BTreeSet<usize>,
    pub(super) routes: BTreeSet<u32>,
}

impl Tardy {
    pub(super) fn of(task: &Task<'_>, plan: &SortPlan) -> Self {
        let destinations = late(plan, task.machines, &task.due);
        let route = |&ix: &usize| match plan.destinations[ix].to {
            To::Stop { route, .. } => Some(route),
            _ => None,
        };
        Self { routes: destinations.iter().filter_map(route).collect(), destinations }
    }

    /// What is smaller when it is better.
    pub(super) fn rank(&self) -> (usize, usize) {
        (self.routes.len(), self.destinations.len())
    }
}

/// A route: when it has to be sealed, in seconds from the beginning, and its destinations.
pub(super) struct Due {
    route: u32,
    by: f64,
    destinations: Vec<usize>,
}

/// Routes that are due, the one with the fewest destinations first: so many pockets of its own it takes to seal it after the
/// first pass.
pub(super) fn due(task: &Task<'_>) -> Vec<Due> {
    let mut found: BTreeMap<u32, Due> = BTreeMap::new();
    for (ix, destination) in task.destinations.iter().enumerate() {
        let by = task.due.get(ix).copied().flatten();
        let (To::Stop { route, .. }, Some(by)) = (destination.to, by) else { continue };
        let due = found.entry(route).or_insert(Due { route, by, destinations: Vec::new() });
        due.by = due.by.min(by);
        due.destinations.push(ix);
    }
    let mut found: Vec<Due> = found.into_values().collect();
    found.sort_by_key(|due| due.destinations.len());
    found
}

/// Destinations of the late routes that pockets of their own would seal in time, the first pass being over after `first`
/// seconds: of as many routes as `room` pockets suffice for.
pub(super) fn helped(dues: &[Due], tardy: &Tardy, first: f64, room: usize) -> Vec<usize> {
    let saved = dues.iter().filter(|due| tardy.routes.contains(&due.route) && first <= due.by);
    within(saved, room).flat_map(|due| due.destinations.iter().copied()).collect()
}

/// The first of `dues` for all of whose destinations `room` pockets suffice.
fn within<'a>(dues: impl Iterator<Item = &'a Due>, room: usize) -> impl Iterator<Item = &'a Due> {
    dues.scan(0, |used, due| {
        *used += due.destinations.len();
        Some((*used, due))
    })
    .take_while(move |&(used, _)| used <= room)
    .map(|(_, due)| due)
}

/// So many routes are late in every sort: those due before any first pass can be over, and of those due before any second one
/// can be, all but the most whose destinations have room in the first. O(destinations).
pub(super) fn least_late(task: &Task<'_>, dues: &[Due], stations: &[Station<'_>]) -> usize {
    let Some(first) = stations.first() else { return 0 };
    let cards = task.destinations.iter().map(|d| u64::from(d.cards)).sum();
    let one = first.rules.pass(cards, first.rules.emptied(first.rules.fills(cards)));
    let again = stations.iter().map(|station| station.rules.pass(0, 0));
    let two = one + again.fold(f64::INFINITY, f64::min);
    let pockets = first.usable.len();
    // Where not everybody has a pocket, one is kept for the residue.
    let room = if task.destinations.len() > pockets { pockets.saturating_sub(1) } else { pockets };
    let lost = dues.iter().filter(|due| due.by < one).count();
    let between = || dues.iter().filter(|due| one <= due.by && due.by < two);
    lost + between().count() - within(between(), room).count()
}
