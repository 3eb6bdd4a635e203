//! A board being changed: which days and which consignments the change touches.

use super::board::{Board, Day, Marks, Trip, route_name};
use super::edit::{Place, RouteId, StopId};
use crate::fault::{self, Fault};
use crate::plan::{Route, Stop};
use crate::problem::{ConsignmentId, VehicleId};
use crate::units::{Clock, Fen, Metres};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A change under way.
pub(super) struct Trial {
    pub(super) board: Board,
    /// Vehicles whose stops have changed.
    pub(super) touched: BTreeSet<VehicleId>,
    /// Consignments of which other pouches travel than before.
    pub(super) poured: BTreeSet<ConsignmentId>,
    /// Whether it is something that came up, which no fixed departure can prevent.
    pub(super) news: bool,
}

impl Trial {
    pub(super) fn new(board: &Board) -> Self {
        let (touched, poured) = (BTreeSet::new(), BTreeSet::new());
        Self { board: board.clone(), touched, poured, news: false }
    }

    fn fault(&self, code: fault::Code, route: RouteId) -> Fault {
        Fault::new(code, route_name(&self.board.ground.problem, route))
    }

    pub(super) fn stop_fault(&self, code: fault::Code, stop: StopId) -> Fault {
        let problem = &self.board.ground.problem;
        let place = problem.drops.get(stop.drop.ix()).map(|_| &problem.drop_place(stop.drop).name);
        let place = place.map_or("", |name| name.as_str());
        Fault::new(code, format!("{} {place}", route_name(problem, stop.route)))
    }

    /// The day of `vehicle`, to be changed.
    ///
    /// # Errors
    /// D101 when it is kept, D102 when there is no such vehicle.
    pub(super) fn day(&mut self, vehicle: VehicleId) -> Result<&mut Day, Fault> {
        let route = RouteId { vehicle, trip: 1 };
        if self.board.ground.kept.contains(&vehicle) {
            return Err(self.fault(fault::FROZEN_STAYS, route));
        }
        if vehicle.ix() >= self.board.days.len() {
            return Err(self.fault(fault::NOT_THERE, route));
        }
        self.touched.insert(vehicle);
        Ok(Arc::make_mut(&mut self.board.days[vehicle.ix()]))
    }

    /// A route whose stops may change.
    ///
    /// # Errors
    /// D101, D102, or D104 when it is locked.
    pub(super) fn trip(&mut self, id: RouteId) -> Result<&mut Trip, Fault> {
        let (gone, locked) = (self.fault(fault::NOT_THERE, id), self.fault(fault::LOCKED, id));
        let trips = &mut self.day(id.vehicle)?.trips;
        match trips.iter_mut().find(|trip| trip.route.trip == id.trip) {
            Some(trip) if trip.marks.route => Err(locked),
            Some(trip) => Ok(trip),
            None => Err(gone),
        }
    }

    /// The index of a stop that may move.
    ///
    /// # Errors
    /// D101, D102, D104.
    pub(super) fn find(&mut self, id: StopId) -> Result<usize, Fault> {
        let gone = self.stop_fault(fault::NOT_THERE, id);
        let locked = self.stop_fault(fault::LOCKED, id);
        let trip = self.trip(id.route)?;
        let at = trip.route.stops.iter().position(|stop| stop.drop == id.drop).ok_or(gone)?;
        if trip.marks.stops.contains(&id.drop) { Err(locked) } else { Ok(at) }
    }

    /// Takes a stop off its route, which may become empty for the time being.
    ///
    /// # Errors
    /// D101, D102, D104.
    pub(super) fn take(&mut self, id: StopId) -> Result<Stop, Fault> {
        let at = self.find(id)?;
        Ok(self.trip(id.route)?.route.stops.remove(at))
    }

    /// Puts stops, in their order, to a place.
    ///
    /// # Errors
    /// D101, D102, D104; D109 when the route goes to one of them already; D112 when the vehicle is out.
    pub(super) fn put(&mut self, stops: Vec<Stop>, to: Place) -> Result<(), Fault> {
        let RouteId { vehicle, trip } = to.route;
        if self.board.ground.out.contains(&vehicle) {
            return Err(self.fault(fault::VEHICLE_OUT, to.route));
        }
        let trips = &mut self.day(vehicle)?.trips;
        if trip as usize == trips.len() + 1 {
            trips.push(Trip { route: empty(vehicle, trip), marks: Marks::default() });
        }
        let twice = |id: &Self, stop: &Stop| {
            id.stop_fault(fault::ALREADY_THERE, StopId { route: to.route, drop: stop.drop })
        };
        let there: Vec<_> = self.trip(to.route)?.route.stops.iter().map(|stop| stop.drop).collect();
        if let Some(stop) = stops.iter().find(|stop| there.contains(&stop.drop)) {
            return Err(twice(self, stop));
        }
        let at = match to.before {
            None => there.len(),
            Some(before) => there.iter().position(|drop| *drop == before).ok_or_else(|| {
                self.stop_fault(fault::NOT_THERE, StopId { route: to.route, drop: before })
            })?,
        };
        self.trip(to.route)?.route.stops.splice(at..at, stops);
        Ok(())
    }
}

/// A route that nothing is known of yet.
fn empty(vehicle: VehicleId, trip: u32) -> Route {
    let clock = Clock(0);
    Route {
        vehicle,
        trip,
        start: clock,
        dock: 0,
        load: clock,
        depart: clock,
        pause: None,
        stops: Vec::new(),
        end: clock,
        distance: Metres::ZERO,
        cost: Fen::ZERO,
    }
}
