//! When destinations are sealed, and who is late.
//!
//! A machine makes its passes one after the other. Pouches of a pass are sealed when its sweep is over:
//! later than most of them are, never earlier.

use super::rules::Rules;
use crate::plan::Plan;
use crate::plan::sort::{SortPlan, To};
use crate::units::{Clock, Seconds};
use crate::words::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds after the beginning at which the sweep of each pass is over. O(destinations × passes).
pub fn sealed_after(plan: &SortPlan, machine: &Machine) -> Vec<f64> {
    let rules = Rules::of(machine);
    let mut slots: Vec<Vec<u64>> =
        plan.passes.iter().map(|pass| vec![0; pass.slots.len()]).collect();
    for destination in &plan.destinations {
        for at in &destination.way {
            slots[at.pass as usize][at.slot as usize] += u64::from(destination.cards);
        }
    }
    let mut now = 0.0;
    let each = plan.passes.iter().zip(slots).map(|(pass, cards)| {
        let emptied = pass.slots.iter().zip(&cards);
        let emptied = emptied
            .map(|(slot, &cards)| rules.fills(cards).saturating_sub(slot.pockets.len() as u64));
        now += rules.pass(cards.iter().sum(), emptied.sum());
        now
    });
    each.collect()
}

/// Destinations that are sealed after they are `due`, in seconds from the beginning.
pub(super) fn late(plan: &SortPlan, machine: &Machine, due: &[Option<f64>]) -> BTreeSet<usize> {
    let ends = sealed_after(plan, machine);
    let end = |ix: usize| plan.destinations[ix].way.last().map_or(0.0, |at| ends[at.pass as usize]);
    let due = due.iter().enumerate().filter_map(|(ix, due)| Some((ix, (*due)?)));
    due.filter(|&(ix, due)| end(ix) > due + 1e-6).map(|(ix, _)| ix).collect()
}

/// For each route, seconds from the beginning until its last pouch is sealed.
fn routes(sort: &SortPlan, machine: &Machine) -> BTreeMap<u32, f64> {
    let ends = sealed_after(sort, machine);
    let mut sealed: BTreeMap<u32, f64> = BTreeMap::new();
    for destination in &sort.destinations {
        if let (To::Stop { route, .. }, Some(at)) = (destination.to, destination.way.last()) {
            let end = sealed.entry(route).or_default();
            *end = end.max(ends[at.pass as usize]);
        }
    }
    sealed
}

/// The latest moment to begin so that every route is sealed before its loading; none when there is no route.
pub fn latest_begin(plan: &Plan, sort: &SortPlan, machine: &Machine) -> Option<Clock> {
    let routes = routes(sort, machine).into_iter();
    let begin = |(route, sealed): (u32, f64)| {
        let route = plan.routes.get(route as usize)?;
        Some(route.load + Seconds(-(sealed.ceil() as i64)))
    };
    routes.filter_map(begin).min()
}

/// Routes that are sealed after their loading begins when sorting begins at `begin`, by index.
pub fn late_routes(plan: &Plan, sort: &SortPlan, machine: &Machine, begin: Clock) -> Vec<usize> {
    let late = |&(route, sealed): &(u32, f64)| {
        let route = plan.routes.get(route as usize);
        route.is_some_and(|route| begin + Seconds(sealed.ceil() as i64) > route.load)
    };
    routes(sort, machine).into_iter().filter(late).map(|(route, _)| route as usize).collect()
}
