//! Where a search begins: with what is frozen, and with the plan that people know.

use super::duty::{Duty, Visit};
use super::model::Model;
use super::solution::{Before, NOWHERE, Scratch, Solution};
use crate::vrp::{Frozen, Reference};

/// So many choices of depots for a frozen day are tried.
const CHOICES: usize = 1_000;

/// The solution that serves what is frozen, each trip loaded at the depot that makes the day the
/// cheapest; of very many choices only the first are tried. Days of which it is known when they load come first, so that
/// none takes the dock that another one is to load at.
pub(super) fn frozen(model: &Model, scratch: &mut Scratch) -> Solution {
    let mut solution = Solution::new(model);
    let mut left: Vec<usize> = (0..model.vans.len()).collect();
    scratch.punctual = true;
    left.retain(|&van| {
        model.vans[van].loads.is_empty() || !day(model, &mut solution, scratch, van)
    });
    scratch.punctual = false;
    for van in left {
        day(model, &mut solution, scratch, van);
    }
    solution.absent.retain(|&job| solution.home[job as usize] == NOWHERE);
    solution
}

/// Lets `van` do what is frozen of its day; false when nothing is, or it cannot.
fn day(model: &Model, solution: &mut Solution, scratch: &mut Scratch, van: usize) -> bool {
    let this = &model.vans[van];
    let trips: Vec<Vec<usize>> = match &this.frozen {
        Frozen::Nothing => return false,
        Frozen::Prefix(stops) if stops.is_empty() => return false,
        Frozen::Prefix(stops) => vec![stops.clone()],
        Frozen::Route(trips) => trips.clone(),
        Frozen::Among(trips) => trips.iter().map(|trip| trip.stops.clone()).collect(),
    };
    let depots = this.depots.len();
    let choices = depots.saturating_pow(trips.len() as u32).min(CHOICES);
    let fill = |duty: &mut Duty, choice: usize| {
        duty.visits.clear();
        let mut rest = choice;
        for trip in &trips {
            duty.visits.push(Visit::loading(model, this.depots[rest % depots]));
            duty.visits.extend(trip.iter().map(|&job| Visit::new(model, job as u32)));
            rest /= depots;
        }
    };
    let cost = |choice: &usize| {
        solution.trial(model, van, scratch, |duty| fill(duty, *choice)).unwrap_or(i64::MAX)
    };
    let best = (0..choices).min_by_key(cost);
    let mut before = Before::default();
    best.is_some_and(|choice| {
        solution.change(model, van, scratch, &mut before, |duty| fill(duty, choice))
    })
}

/// Adds what of the reference can still be done: each vehicle's stops in the order they had, as far as
/// they fit. A search that begins there is never worse than the reference. O(stops × visits).
pub(super) fn known(model: &Model, solution: &mut Solution, scratch: &mut Scratch) {
    let Some(reference) = &model.known else { return };
    let mut before = Before::default();
    for van in 0..model.vans.len() {
        let trips = trips(model, reference, van);
        if put_day(model, solution, scratch, &mut before, van, &trips) {
            continue;
        }
        // Where the day does not fit as a whole, what can of each trip is kept.
        for mut trip in trips {
            trip.retain(|&job| solution.home[job] == NOWHERE && model.able(van, job as u32));
            while !trip.is_empty() && !put_trip(model, solution, scratch, &mut before, van, &trip) {
                trip.pop();
            }
        }
    }
    solution.absent.retain(|&job| solution.home[job as usize] == NOWHERE);
}

/// The trips that `van` makes in `reference`, in the order of their first stops: each is a chain of stops.
fn trips(model: &Model, reference: &Reference, van: usize) -> Vec<Vec<usize>> {
    let of = |job: &usize| reference.vehicle[*job] == Some(van);
    let mine: Vec<usize> = (0..model.jobs.len()).filter(of).collect();
    let first = |job: &usize| reference.previous[*job].is_none_or(|known| !of(&known));
    let chain = |head: usize| {
        let mut trip = vec![head];
        while let Some(next) =
            mine.iter().find(|&&job| reference.previous[job] == trip.last().copied())
            && !trip.contains(next)
        {
            trip.push(*next);
        }
        trip
    };
    mine.iter().copied().filter(first).map(chain).collect()
}

/// Lets `van`, which loads at one depot only, make exactly these trips; false when it cannot.
fn put_day(
    model: &Model,
    solution: &mut Solution,
    scratch: &mut Scratch,
    before: &mut Before,
    van: usize,
    trips: &[Vec<usize>],
) -> bool {
    let [depot] = model.vans[van].depots[..] else { return false };
    let known = |job: &usize| {
        let free = solution.home[*job] == NOWHERE && model.able(van, *job as u32);
        free || solution.home[*job] == van as u32
    };
    if trips.is_empty() || !trips.iter().flatten().all(known) {
        return false;
    }
    solution.change(model, van, scratch, before, |duty| {
        duty.visits.clear();
        for trip in trips {
            duty.visits.push(Visit::loading(model, depot));
            duty.visits.extend(trip.iter().map(|&job| Visit::new(model, job as u32)));
        }
    })
}

/// Lets `van` make a further trip of `stops`, loaded where and between those trips where it costs
/// least; false when it cannot.
fn put_trip(
    model: &Model,
    solution: &mut Solution,
    scratch: &mut Scratch,
    before: &mut Before,
    van: usize,
    stops: &[usize],
) -> bool {
    let fill = |duty: &mut Duty, at: usize, depot: u32| {
        let trip = stops.iter().map(|&job| Visit::new(model, job as u32));
        duty.visits.splice(at..at, std::iter::once(Visit::loading(model, depot)).chain(trip));
    };
    let duty = &solution.duties[van];
    let ends = duty.trips.iter().map(|trip| trip.first).chain([duty.visits.len()]);
    let places: Vec<(usize, u32)> =
        ends.flat_map(|at| model.vans[van].depots.iter().map(move |&depot| (at, depot))).collect();
    let cost = |&(at, depot): &(usize, u32)| {
        solution.trial(model, van, scratch, |duty| fill(duty, at, depot)).unwrap_or(i64::MAX)
    };
    let best = places.into_iter().min_by_key(cost);
    best.is_some_and(|(at, depot)| {
        solution.change(model, van, scratch, before, |duty| fill(duty, at, depot))
    })
}
