//! What a day costs for spreading out and for being long.

use super::view::Day;
use crate::units::{Fen, Metres};
use crate::vrp::{Problem, Smoothness};

pub(super) fn cost(day: &Day<'_>, smoothness: Smoothness, problem: &Problem) -> Fen {
    let node = |stop: usize| problem.stops[stop].node;
    let spread: Metres = (day.trips.iter())
        .flat_map(|trip| {
            let middle = trip.get(trip.len() / 2).map(|&stop| node(stop));
            trip.iter().filter_map(move |&stop| Some(day.metres(node(stop), middle?)))
        })
        .sum();
    // Squares of seconds pass 64 bits.
    let seconds = i128::from((day.end().leave - day.start().arrive).0);
    let hour = 3600_i128;
    let doubled = 2 * i128::from(smoothness.balance.0) * seconds * seconds + hour * hour;
    let balance = doubled.div_euclid(2 * hour * hour);
    let balance = i64::try_from(balance).unwrap_or(i64::MAX / 4);
    Fen::for_distance(smoothness.spread_per_km, spread) + Fen(balance)
}
