//! How far stops lie from the middle stop of their trip: what keeps routes from lying across each
//! other.

use super::duty::{Duty, Visit};
use super::van::Van;

/// The middle stop of a trip, given with its loading.
pub(super) fn middle(trip: &[Visit]) -> Option<&Visit> {
    let stops = trip.get(1..)?;
    stops.get(stops.len() / 2)
}

/// Sum of the ways from all stops to the middle ones of their trips, in metres. O(visits).
pub(super) fn spread(van: &Van, duty: &Duty) -> i64 {
    let trip = |ix| {
        let stops = &duty.trip(ix)[1..];
        let middle = stops.len() / 2;
        let to = stops[middle].node;
        let others = stops.iter().enumerate().filter(move |(at, _)| *at != middle);
        others.map(move |(_, stop)| i64::from(van.legs.leg(stop.node, to).metres)).sum::<i64>()
    };
    (0..duty.trips.len()).map(trip).sum()
}
