//! From a day's plan to what has to be sorted.

use crate::plan::sort::{Destination, LoadedPouch, To};
use crate::plan::{Plan, Route};
use crate::problem::{ConsignmentId, DayProblem};
use crate::words::Mode;
use std::collections::BTreeMap;

/// Every destination of the day in the order of loading, without its way: the route that departs first comes
/// first, of each route the last stop, of each stop its last pouch, as on the load list; then
/// what goes by post, home, is collected, and waits. Cards that wait are one destination: they stay
/// in the house. O(cards).
pub fn destinations(problem: &DayProblem, plan: &Plan) -> Vec<Destination> {
    let mut found = Vec::new();
    for ix in loading_order(plan) {
        of_route(&plan.routes[ix], ix as u32, &mut found);
    }
    found.extend(otherwise(problem, plan));
    found
}

/// Indices of the routes, the first to depart first; of two at the same moment, the one that loads first.
pub fn loading_order(plan: &Plan) -> Vec<usize> {
    let mut order: Vec<usize> = (0..plan.routes.len()).collect();
    order.sort_by_key(|&ix| {
        let route = &plan.routes[ix];
        (route.depart, route.load, route.vehicle, route.trip)
    });
    order
}

fn of_route(route: &Route, ix: u32, found: &mut Vec<Destination>) {
    let mut position = 0;
    for (stop_ix, stop) in route.stops.iter().enumerate().rev() {
        for of_one in stop.pouches.chunk_by(|a, b| a.consignment == b.consignment).rev() {
            let pouches = of_one.iter().rev().map(|pouch| {
                position += 1;
                LoadedPouch { number: pouch.number, cards: pouch.cards, position }
            });
            let pouches: Vec<_> = pouches.collect();
            let consignment = of_one[0].consignment;
            let to = To::Stop { consignment, route: ix, stop: stop_ix as u32 };
            let cards = pouches.iter().map(|pouch| pouch.cards).sum();
            found.push(Destination { to, cards, pouches, way: Vec::new() });
        }
    }
}

/// What no vehicle takes.
fn otherwise(problem: &DayProblem, plan: &Plan) -> Vec<Destination> {
    let held: BTreeMap<ConsignmentId, u32> =
        plan.holds.iter().map(|hold| (hold.consignment, hold.cards)).collect();
    let mut cards: BTreeMap<To, u32> = BTreeMap::new();
    for (id, consignment) in problem.consignments_with_ids() {
        let waiting = held.get(&id).copied().unwrap_or(0);
        let leaving = consignment.cards.len() as u32 - waiting;
        let to = match consignment.mode {
            Mode::Van => None,
            Mode::Post => Some(To::Post(id)),
            Mode::Home => Some(To::Home),
            Mode::Pickup => Some(To::Pickup),
        };
        if let Some(to) = to {
            *cards.entry(to).or_default() += leaving;
        }
        *cards.entry(To::Held).or_default() += waiting;
    }
    let some = cards.into_iter().filter(|(_, cards)| *cards > 0);
    some.map(|(to, cards)| Destination { to, cards, pouches: Vec::new(), way: Vec::new() })
        .collect()
}
