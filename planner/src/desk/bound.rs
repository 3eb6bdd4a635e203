//! What a route has to spare, limit by limit.

use super::board::Board;
use super::breach::load;
use super::edit::RouteId;
use super::lane::Slack;
use crate::fault::{self, Code};
use crate::problem::DropId;

/// A limit of a route and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The checker's code for breaking it.
    pub code: Code,
    /// The stop whose window it is.
    pub drop: Option<DropId>,
    /// What is left: seconds, metres, grams, pouches or stops, as the limit has it; below zero where it breaks.
    pub spare: i64,
    /// The limit; of a window the shift.
    pub of: i64,
    /// Whether it is grams, where it could be pouches.
    pub weight: bool,
}

/// The limits of route `id`, the tightest in proportion first. O(stops × windows).
pub(super) fn bounds(board: &Board, id: RouteId) -> Vec<Bound> {
    let problem = &board.ground.problem;
    let day = &board.days[id.vehicle.ix()];
    let Some(at) = day.trips.iter().position(|trip| trip.route.trip == id.trip) else {
        return Vec::new();
    };
    let vehicle = &problem.vehicles[id.vehicle.ix()];
    let route = &day.trips[at].route;
    let slack = Slack::of(problem, route, day.trips.get(at + 1).map(|trip| &trip.route));
    let (pouches, weight) = load(route);
    let shift = (vehicle.shift_end - vehicle.shift_start).0;
    let bound = |code, spare, of| Bound { code, drop: None, spare, of, weight: false };
    let mut found = vec![bound(fault::OUTSIDE_SHIFT, slack.shift.0, shift)];
    if let Some((drop, spare)) = slack.window {
        let drop = Some(drop);
        found.push(Bound { drop, ..bound(fault::OUTSIDE_WINDOW, spare.0, shift) });
    }
    if let Some(most) = vehicle.pouches.map(i64::from) {
        found.push(bound(fault::LOAD_EXCEEDED, most - pouches, most));
    }
    if let Some(most) = vehicle.weight {
        let bound = bound(fault::LOAD_EXCEEDED, (most - weight).0, most.0);
        found.push(Bound { weight: true, ..bound });
    }
    if let Some(most) = vehicle.max_distance {
        let driven: i64 = day.trips.iter().map(|trip| trip.route.distance.0).sum();
        found.push(bound(fault::OVER_DISTANCE, most.0 - driven, most.0));
    }
    if let Some(most) = vehicle.max_stops.map(i64::from) {
        let stops = day.trips.iter().map(|trip| trip.route.stops.len() as i64).sum::<i64>();
        found.push(bound(fault::OVER_STOPS, most - stops, most));
    }
    found.sort_by_key(|bound| i128::from(bound.spare) * 1_000_000 / i128::from(bound.of.max(1)));
    found
}
