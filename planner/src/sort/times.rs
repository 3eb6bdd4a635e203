//! When destinations are sealed, and who is late.
//!
//! A machine makes its passes one after the other; several machines work side by side, each pass as
//! soon as the one that feeds it is swept. Pouches of a pass are sealed when its sweep is over: later
//! than most of them are, never earlier.

use super::rules::Rules;
use crate::plan::Plan;
use crate::plan::sort::{SortPlan, To};
use crate::units::{Clock, Seconds};
use crate::words::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds after the beginning at which the sweep of each pass is over; a pass on a machine that is not among
/// `machines` takes no time. O(destinations × passes).
pub fn sealed_after(plan: &SortPlan, machines: &[Machine]) -> Vec<f64> {
    let mut slots: Vec<Vec<u64>> =
        plan.passes.iter().map(|pass| vec![0; pass.slots.len()]).collect();
    for destination in &plan.destinations {
        for at in &destination.way {
            slots[at.pass as usize][at.slot as usize] += u64::from(destination.cards);
        }
    }
    let mut ends: Vec<f64> = Vec::new();
    let mut busy: BTreeMap<&str, f64> = BTreeMap::new();
    for (pass, cards) in plan.passes.iter().zip(slots) {
        let fed = pass.from.and_then(|from| ends.get(from as usize)).copied().unwrap_or(0.0);
        let free = busy.entry(&pass.machine).or_default();
        let machine = machines.iter().find(|machine| machine.name == pass.machine);
        let took = machine.map_or(0.0, |machine| {
            let rules = Rules::of(machine);
            let fills = pass.slots.iter().zip(&cards);
            let emptied = fills
                .map(|(slot, &cards)| rules.fills(cards).saturating_sub(slot.pockets.len() as u64));
            rules.pass(cards.iter().sum(), emptied.sum())
        });
        *free = free.max(fed) + took;
        ends.push(*free);
    }
    ends
}

/// Destinations that are sealed after they are `due`, in seconds from the beginning.
pub(super) fn late(plan: &SortPlan, machines: &[Machine], due: &[Option<f64>]) -> BTreeSet<usize> {
    let ends = sealed_after(plan, machines);
    let end = |ix: usize| plan.destinations[ix].way.last().map_or(0.0, |at| ends[at.pass as usize]);
    let due = due.iter().enumerate().filter_map(|(ix, due)| Some((ix, (*due)?)));
    due.filter(|&(ix, due)| end(ix) > due + 1e-6).map(|(ix, _)| ix).collect()
}

/// For each route, seconds from the beginning until its last pouch is sealed.
fn routes(sort: &SortPlan, machines: &[Machine]) -> BTreeMap<u32, f64> {
    let ends = sealed_after(sort, machines);
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
pub fn latest_begin(plan: &Plan, sort: &SortPlan, machines: &[Machine]) -> Option<Clock> {
    let routes = routes(sort, machines).into_iter();
    let begin = |(route, sealed): (u32, f64)| {
        let route = plan.routes.get(route as usize)?;
        Some(route.load + Seconds(-(sealed.ceil() as i64)))
    };
    routes.filter_map(begin).min()
}

/// Routes that are sealed after their loading begins when sorting begins at `begin`, by index.
pub fn late_routes(plan: &Plan, sort: &SortPlan, machines: &[Machine], begin: Clock) -> Vec<usize> {
    let late = |&(route, sealed): &(u32, f64)| {
        let route = plan.routes.get(route as usize);
        route.is_some_and(|route| begin + Seconds(sealed.ceil() as i64) > route.load)
    };
    routes(sort, machines).into_iter().filter(late).map(|(route, _)| route as usize).collect()
}
