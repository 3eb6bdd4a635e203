//! What follows from changed stops: pouches are numbered, days timed, docks found.

use super::board::{Board, Trip};
use super::breach::of_day;
use super::trial::Trial;
use crate::consolidate::number;
use crate::fault::{self, Fault};
use crate::plan::Pouch;
use crate::problem::{ConsignmentId, VehicleId};
use crate::route::timetable;
use crate::units::{Clock, Seconds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Brings everything else in line with the stops. A kept day, which only news touches, departs when it was to depart.
///
/// # Errors
/// D105 when a departure that is fixed cannot be kept.
pub(super) fn settle(trial: &mut Trial) -> Result<(), Fault> {
    let ground = Arc::clone(&trial.board.ground);
    renumber(trial);
    for &vehicle in &trial.touched {
        let day = Arc::make_mut(&mut trial.board.days[vehicle.ix()]);
        day.trips.retain(|trip| !trip.route.stops.is_empty());
    }
    let mut waiting = trial.touched.clone();
    for vehicle in trial.touched.clone() {
        let busy = trial.board.busy(|other| other == vehicle || waiting.contains(&other));
        waiting.remove(&vehicle);
        let day = Arc::make_mut(&mut trial.board.days[vehicle.ix()]);
        if !day.trips.is_empty() {
            let mut orders: Vec<_> = day.trips.iter().map(order).collect();
            if ground.kept.contains(&vehicle) {
                for (order, trip) in orders.iter_mut().zip(&day.trips) {
                    order.depart = Some(trip.route.depart);
                }
            }
            let (problem, roads) = (&ground.problem, &ground.roads);
            let time = |orders: &[_]| ground.timetable.day(problem, roads, vehicle, orders, &busy);
            let kept = ground.kept.contains(&vehicle);
            let mut timed = time(&orders);
            if timed.is_none() && trial.news {
                // It leaves when it can.
                day.trips.iter_mut().for_each(|trip| trip.marks.depart = None);
                orders.iter_mut().for_each(|order| order.depart = None);
                timed = time(&orders);
            }
            let Some(routes) = timed else {
                let name = &problem.vehicles[vehicle.ix()].name;
                return Err(Fault::new(fault::DEPARTURE_KEPT, format!("车辆 {name}")));
            };
            for (trip, mut timed) in day.trips.iter_mut().zip(routes) {
                for (to, from) in timed.stops.iter_mut().zip(trip.route.stops.drain(..)) {
                    to.pouches = from.pouches;
                }
                if kept {
                    timed.trip = trip.route.trip;
                }
                trip.route = timed;
            }
        }
        day.breaches = of_day(&ground.problem, vehicle, day);
    }
    let centre = &ground.problem.centre;
    docks(&mut trial.board, &trial.touched, centre.docks, centre.dock_time);
    Ok(())
}

/// What a trip is to do.
pub(super) fn order(trip: &Trip) -> timetable::Trip {
    let drops = trip.route.stops.iter().map(|stop| stop.drop).collect();
    timetable::Trip { drops, depart: trip.marks.depart }
}

/// Numbers the pouches of the consignments of which others travel now.
pub(super) fn renumber(trial: &mut Trial) {
    let problem = Arc::clone(&trial.board.ground.problem);
    let poured = &trial.poured;
    if poured.is_empty() {
        return;
    }
    let is_poured = |pouch: &Pouch| poured.contains::<ConsignmentId>(&pouch.consignment);
    let has = |trip: &Trip| trip.route.stops.iter().flat_map(|s| &s.pouches).any(is_poured);
    let days = trial.board.days.iter_mut().filter(|day| day.trips.iter().any(has));
    let mut stops: Vec<_> = days
        .flat_map(|day| &mut Arc::make_mut(day).trips)
        .flat_map(|t| &mut t.route.stops)
        .collect();
    // Of each stop only those.
    let mut apart: Vec<Vec<Pouch>> = stops
        .iter_mut()
        .map(|stop| stop.pouches.extract_if(.., |p| is_poured(p)).collect())
        .collect();
    number(&problem.sealed(), apart.iter_mut());
    for (stop, apart) in stops.into_iter().zip(apart) {
        stop.pouches.extend(apart);
        stop.pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
    }
}

/// Gives the loadings of `touched` days docks that are free; where none is, all are spread over the docks anew.
pub(super) fn docks(board: &mut Board, touched: &BTreeSet<VehicleId>, docks: u32, time: Seconds) {
    let fixed = board.routes().filter(|route| !touched.contains(&route.vehicle));
    let mut taken: Vec<(u32, Clock)> = fixed.map(|route| (route.dock, route.load)).collect();
    let mut fits = true;
    for vehicle in touched {
        for trip in &mut Arc::make_mut(&mut board.days[vehicle.ix()]).trips {
            let load = trip.route.load;
            let meets = |at: Clock| at < load + time && load < at + time;
            let free = (0..docks)
                .find(|dock| !taken.iter().any(|(other, at)| other == dock && meets(*at)));
            fits &= free.is_some();
            trip.route.dock = free.unwrap_or_default();
            taken.push((trip.route.dock, load));
        }
    }
    if fits {
        return;
    }
    let mut order: Vec<(Clock, usize, usize)> = Vec::new();
    for (ix, day) in board.days.iter().enumerate() {
        order.extend(day.trips.iter().enumerate().map(|(at, trip)| (trip.route.load, ix, at)));
    }
    order.sort_unstable();
    let mut free_from = vec![Clock(i64::MIN / 2); docks as usize];
    for (load, ix, at) in order {
        let dock = free_from.iter().position(|from| *from <= load).unwrap_or_default();
        free_from[dock] = load + time;
        if board.days[ix].trips[at].route.dock != dock as u32 {
            Arc::make_mut(&mut board.days[ix]).trips[at].route.dock = dock as u32;
        }
    }
}
