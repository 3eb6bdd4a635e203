//! Takes over days that a search found. That they are sound is for the checker to say.

use super::board::{Board, Day, Marks, Trip};
use super::edit::Edit;
use super::trial::Trial;
use crate::fault::{self, Fault};
use crate::plan::{Route, Stop};
use crate::problem::{DropId, VehicleId};
use std::sync::Arc;

/// Nothing of a day is larger, in seconds, metres, fen or grams.
const FAR: i64 = 1 << 40;

/// Replaces the days and all that waits.
///
/// # Errors
/// D101 for a kept vehicle, D102 when the days, or what waits, have changed since they were found, D106 when they are no
/// days of these vehicles, D112 for one that is out.
pub(super) fn adopt(trial: &mut Trial, edit: &Edit) -> Result<(), Fault> {
    let Edit::Adopt { vehicles, instead_of, routes, holds } = edit else { return Ok(()) };
    let problem = Arc::clone(&trial.board.ground.problem);
    let known = |drop: DropId| drop.ix() < problem.drops.len();
    let pouches = || routes.iter().flat_map(|route| &route.stops).flat_map(|stop| &stop.pouches);
    let consignments = pouches().map(|pouch| pouch.consignment);
    let sound = vehicles.is_sorted_by(|a, b| a < b)
        && vehicles.iter().all(|id| id.ix() < problem.vehicles.len())
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
    if let Some(kept) = vehicles.iter().find(|id| trial.board.ground.kept.contains(id)) {
        return Err(Fault::new(fault::FROZEN_STAYS, &problem.vehicles[kept.ix()].name));
    }
    if fingerprint(&trial.board, vehicles) != *instead_of {
        return Err(Fault::new(fault::NOT_THERE, "草稿在搜索期间改过"));
    }
    for vehicle in vehicles {
        if trial.board.ground.out.contains(vehicle) && routes.iter().any(|r| r.vehicle == *vehicle)
        {
            return Err(Fault::new(fault::VEHICLE_OUT, &problem.vehicles[vehicle.ix()].name));
        }
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

/// A number that differs, but for one chance in 2⁶⁴, whenever anything that a search for these vehicles began with does:
/// their days, their locks, and what waits (FNV-1a).
pub(super) fn fingerprint(board: &Board, vehicles: &[VehicleId]) -> u64 {
    let mut numbers: Vec<i64> = Vec::new();
    for trip in vehicles.iter().flat_map(|id| &board.days[id.ix()].trips) {
        let Trip { route, marks } = trip;
        numbers.extend([route.vehicle.0, route.trip].map(i64::from));
        numbers.extend([marks.order, marks.route].map(i64::from));
        numbers.extend([marks.depart.map_or(-1, |at| at.0), route.depart.0, route.end.0]);
        numbers.extend(marks.stops.iter().map(|drop| i64::from(drop.0)));
        for stop in &route.stops {
            numbers.extend([stop.drop.0.into(), stop.begin.0]);
            for pouch in &stop.pouches {
                numbers.extend([pouch.consignment.0, pouch.number, pouch.cards].map(i64::from));
            }
        }
    }
    for hold in board.holds.iter() {
        let by_person = hold.reason == fault::HELD_BY_PERSON;
        numbers.extend([hold.consignment.0, hold.cards, by_person.into()].map(i64::from));
    }
    let bytes = numbers.into_iter().flat_map(i64::to_le_bytes);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
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
