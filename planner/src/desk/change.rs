//! What an edit changes, in numbers.

use super::board::Board;
use super::breach::Breach;
use super::edit::RouteId;
use crate::fault;
use crate::plan::{Hold, Route};
use crate::problem::{ConsignmentId, DayProblem};
use crate::units::{Fen, Metres, Seconds};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The difference between two states of a draft, the later one minus the earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Road distance.
    pub metres: Metres,
    /// Duty time.
    pub duty: Seconds,
    /// Cost.
    pub cost: Fen,
    /// Cards handed over after the last window, or held though they are due.
    pub late: i64,
    /// Cards that wait.
    pub held: i64,
    /// Pouches with another route, place on it or number: those to sort again once labels are printed.
    pub resort: u32,
}

impl Change {
    /// From `old`, where `old_breaches` break, to `new`. O(stops of days that differ + routes + cards that wait).
    pub(super) fn between(
        (old, old_breaches): (&Board, &[Breach]),
        (new, new_breaches): (&Board, &[Breach]),
    ) -> Self {
        let sum = |board: &Board| {
            board.routes().fold((Metres::ZERO, Seconds::ZERO, Fen::ZERO), |sum, route| {
                (sum.0 + route.distance, sum.1 + (route.end - route.start), sum.2 + route.cost)
            })
        };
        let (before, after) = (sum(old), sum(new));
        let mut late = late(new, new_breaches) - late(old, old_breaches);
        let mut waits = 0;
        let same_day = Arc::ptr_eq(&old.ground, &new.ground);
        if !same_day || !Arc::ptr_eq(&old.holds, &new.holds) {
            let of = |board: &Board| overdue(&board.ground.problem, &board.holds);
            late += of(new) - of(old);
            waits = held(new) - held(old);
        }
        Self {
            metres: after.0 - before.0,
            duty: after.1 - before.1,
            cost: after.2 - before.2,
            late,
            held: waits,
            resort: resort(old, new),
        }
    }
}

fn held(board: &Board) -> i64 {
    board.holds.iter().map(|hold| i64::from(hold.cards)).sum()
}

/// Cards of stops that begin after their last window.
fn late(board: &Board, breaches: &[Breach]) -> i64 {
    let windows = breaches.iter().filter(|breach| breach.code == fault::OUTSIDE_WINDOW);
    let cards = windows.filter_map(|breach| {
        let route = RouteId { vehicle: breach.vehicle?, trip: breach.trip? };
        let stops = &board.trip(route)?.route.stops;
        let stop = stops.iter().find(|stop| Some(stop.drop) == breach.drop)?;
        Some(stop.pouches.iter().map(|pouch| i64::from(pouch.cards)).sum::<i64>())
    });
    cards.sum()
}

/// Cards that wait although their last day is today or before.
pub(super) fn overdue(problem: &DayProblem, holds: &[Hold]) -> i64 {
    let sealed = problem.sealed();
    let of = |hold: &Hold| {
        let cards = problem.in_turn(hold.consignment, &sealed);
        let waiting = cards.iter().rev().take(hold.cards as usize);
        waiting.filter(|card| card.due <= problem.day).count() as i64
    };
    holds.iter().map(of).sum()
}

/// Where a pouch is: vehicle, trip, place on the route, how many there are, cards.
type Spot = (u32, u32, usize, u32, u32);

fn resort(old: &Board, new: &Board) -> u32 {
    let spots = |board: &Board, other: &Board| {
        let mut spots: BTreeMap<(ConsignmentId, u32), Spot> = BTreeMap::new();
        let days =
            board.days.iter().zip(&other.days).filter(|(day, other)| !Arc::ptr_eq(day, other));
        for route in days.flat_map(|(day, _)| &day.trips).map(|trip| &trip.route) {
            pouches(route, &mut spots);
        }
        spots
    };
    let (was, is) = (spots(old, new), spots(new, old));
    let moved = is.iter().filter(|(pouch, spot)| was.get(pouch) != Some(spot)).count();
    // What goes by post or pickup now goes into another pocket.
    let by_van = |id: ConsignmentId| new.ground.problem.consignments[id.ix()].drop.is_some();
    let left = was.keys().filter(|pouch| !is.contains_key(pouch) && !by_van(pouch.0)).count();
    (moved + left) as u32
}

fn pouches(route: &Route, spots: &mut BTreeMap<(ConsignmentId, u32), Spot>) {
    for (at, stop) in route.stops.iter().enumerate() {
        for pouch in &stop.pouches {
            let spot = (route.vehicle.0, route.trip, at, pouch.of, pouch.cards);
            spots.insert((pouch.consignment, pouch.number), spot);
        }
    }
}
