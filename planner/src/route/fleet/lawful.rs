//! What may not be done with stops, whatever the time: orders between them, stops kept apart, a day
//! that is already fixed.

use super::duty::Duty;
use super::model::Model;
use super::solution::NOWHERE;
use crate::vrp::{Among, Frozen};

/// Whether `duty` may be the day of `van` while the other vans serve what `home` says. O(visits) but
/// for stops in an order or kept apart.
pub(super) fn lawful(model: &Model, home: &[u32], van: usize, duty: &Duty) -> bool {
    kept(model, van, duty)
        && (model.orders.is_empty() || ordered(model, home, van, duty))
        && (!model.parts || apart(model, duty))
        && (model.groups.is_empty() || single(model, home, van, duty))
}

/// Whether what is frozen is where it was.
fn kept(model: &Model, van: usize, duty: &Duty) -> bool {
    let same = |visits: &[super::duty::Visit], stops: &[usize]| {
        visits.iter().map(|visit| visit.job as usize).eq(stops.iter().copied())
    };
    match &model.vans[van].frozen {
        Frozen::Nothing => true,
        Frozen::Prefix(stops) if duty.trips.is_empty() => stops.is_empty(),
        Frozen::Prefix(stops) => {
            let first = &duty.trip(0)[1..];
            first.len() >= stops.len() && same(&first[..stops.len()], stops)
        }
        Frozen::Among(trips) => {
            let mut left = trips.iter();
            let as_fixed = (0..duty.trips.len()).all(|ix| {
                let visits = &duty.trip(ix)[1..];
                let fixed = visits.iter().filter(|visit| model.jobs[visit.job as usize].frozen);
                let fixed: Vec<usize> = fixed.map(|visit| visit.job as usize).collect();
                let is_it = |trip: &Among| {
                    trip.stops == fixed && same(&visits[..trip.first], &fixed[..trip.first])
                };
                fixed.is_empty() || left.next().is_some_and(is_it)
            });
            as_fixed && left.next().is_none()
        }
        Frozen::Route(trips) => {
            let kept = |(ix, stops): (usize, &Vec<usize>)| same(&duty.trip(ix)[1..], stops);
            duty.trips.len() == trips.len() && trips.iter().enumerate().all(kept)
        }
    }
}

/// Whether stops in an order are on one van and in that order.
fn ordered(model: &Model, home: &[u32], van: usize, duty: &Duty) -> bool {
    let visits = duty.visits.iter().enumerate().filter(|(_, visit)| !visit.is_loading());
    visits.into_iter().all(|(ix, visit)| {
        model.orders[visit.job as usize].iter().all(|&(other, later)| {
            match duty.visits.iter().position(|visit| visit.job == other) {
                Some(at) => (at > ix) == later,
                None => home[other as usize] == NOWHERE || home[other as usize] == van as u32,
            }
        })
    })
}

/// Whether no trip has two stops that are kept apart.
fn apart(model: &Model, duty: &Duty) -> bool {
    (0..duty.trips.len()).all(|trip| {
        let key = |visit: &super::duty::Visit| model.jobs[visit.job as usize].apart;
        let stops = &duty.trip(trip)[1..];
        stops.iter().enumerate().all(|(ix, visit)| {
            let same = |other| key(other).is_some() && key(other) == key(visit);
            !stops[ix + 1..].iter().any(same)
        })
    })
}

/// Whether of no group two stops are made.
fn single(model: &Model, home: &[u32], van: usize, duty: &Duty) -> bool {
    duty.jobs().all(|job| {
        model.mates(job).iter().all(|&mate| {
            let elsewhere = home[mate as usize] != NOWHERE && home[mate as usize] != van as u32;
            mate == job || (!elsewhere && duty.jobs().all(|other| other != mate))
        })
    })
}
