//! Takes over days that a search found. That they are sound is for the checker to say.

use super::board::{Day, Marks, Trip};
use super::edit::Edit;
use super::trial::Trial;
use crate::fault::{self, Fault};
use crate::plan::{Route, Stop};
use crate::problem::DropId;
use std::sync::Arc;

/// Nothing of a day is larger, in seconds, metres, fen or grams.
const FAR: i64 = 1 << 40;

/// Replaces the days and all that waits.
///
/// # Errors
/// D101 for a kept vehicle, D106 when the days are no days of these vehicles.
pub(super) fn adopt(trial: &mut Trial<'_>, edit: &Edit) -> Result<(), Fault> {
    let Edit::Adopt { vehicles, routes, holds } = edit else { return Ok(()) };
    let problem = Arc::clone(&trial.ground.problem);
    let known = |drop: DropId| drop.ix() < problem.drops.len();
    let pouches = || routes.iter().flat_map(|route| &route.stops).flat_map(|stop| &stop.pouches);
    let consignments = pouches().map(|pouch| pouch.consignment);
    let sound = vehicles.is_sorted_by(|a, b| a < b)
        && routes.is_sorted_by(|a, b| (a.vehicle, a.trip) < (b.vehicle, b.trip))
        && routes.iter().all(|route| vehicles.contains(&route.vehicle))
        && routes.iter().flat_map(|route| &route.stops).all(|stop| known(stop.drop))
        && routes.iter().all(countable)
        && consignments
            .chain(holds.iter().map(|hold| hold.consignment))
            .all(|id| id.ix() < problem.consignments.len());
    if !sound {
        return Err(Fault::new(fault::EDIT_SENSELESS, "不是这些车辆的线路"));
    }
    for vehicle in vehicles {
        let day = trial.day(*vehicle)?;
        let marks: Vec<(u32, Marks)> =
            day.trips.drain(..).map(|trip| (trip.route.trip, trip.marks)).collect();
        let own = routes.iter().filter(|route| route.vehicle == *vehicle);
        let trips = own.map(|route| {
            let known = marks.iter().find(|(trip, _)| *trip == route.trip);
            let marks = known.map(|(_, marks)| marks.clone()).unwrap_or_default();
            Trip { route: route.clone(), marks }
        });
        let mut found = Day { trips: trips.collect(), breaches: Vec::new() };
        found.breaches = super::breach::of_day(&problem, *vehicle, &found);
        trial.board.days[vehicle.ix()] = Arc::new(found);
        // Its times are known.
        trial.touched.remove(vehicle);
    }
    trial.board.holds = Arc::new(holds.clone());
    Ok(())
}

/// Whether no number of a route is so large that sums run over.
fn countable(route: &Route) -> bool {
    let own = [route.start.0, route.load.0, route.depart.0, route.end.0];
    let more = [route.distance.0, route.cost.0, route.pause.map_or(0, |pause| pause.begin.0)];
    let of = |stop: &Stop| [stop.arrive.0, stop.begin.0, stop.leave.0];
    let stops = route.stops.iter().flat_map(of);
    let pouches = route.stops.iter().flat_map(|stop| &stop.pouches).map(|pouch| pouch.weight.0);
    own.into_iter().chain(more).chain(stops).chain(pouches).all(|n| (-FAR..=FAR).contains(&n))
}
