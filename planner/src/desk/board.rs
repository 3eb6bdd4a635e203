//! The plan on the desk: one day for each vehicle, shared between the states of a draft that have it in common.

use super::breach::{Breach, Override};
use super::edit::RouteId;
use super::ground::Ground;
use crate::plan::{Hold, Plan, Pouch, Route};
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::units::Clock;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One state of a draft.
#[derive(Clone, Debug)]
pub(super) struct Board {
    /// The day it is a plan for.
    pub(super) ground: Arc<Ground>,
    /// By vehicle.
    pub(super) days: Vec<Arc<Day>>,
    /// What waits, as a plan has it.
    pub(super) holds: Arc<Vec<Hold>>,
    /// Limits that break and may, in the order of the breaches.
    pub(super) overrides: Arc<Vec<Override>>,
    /// Limits that incidents broke and nobody has mended or let stand yet.
    pub(super) unsettled: Arc<Vec<Breach>>,
}

/// A vehicle's day; no trips when it is not used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) trips: Vec<Trip>,
    /// What breaks on it.
    pub(super) breaches: Vec<Breach>,
}

/// A route and what is fixed of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trip {
    pub(super) route: Route,
    pub(super) marks: Marks,
}

/// What people have fixed of a route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub(super) depart: Option<Clock>,
    pub(super) order: bool,
    pub(super) route: bool,
    pub(super) stops: BTreeSet<DropId>,
}

impl Board {
    /// `plan` as a board; its overrides are the caller's. O(plan).
    pub(super) fn of(ground: Arc<Ground>, plan: &Plan) -> Self {
        let mut days = vec![Day::default(); ground.problem.vehicles.len()];
        for route in &plan.routes {
            let marks = Marks::default();
            days[route.vehicle.ix()].trips.push(Trip { route: route.clone(), marks });
        }
        for (ix, day) in days.iter_mut().enumerate() {
            day.breaches = super::breach::of_day(&ground.problem, VehicleId::from(ix), day);
        }
        Self {
            ground,
            days: days.into_iter().map(Arc::new).collect(),
            holds: Arc::new(plan.holds.clone()),
            overrides: Arc::default(),
            unsettled: Arc::default(),
        }
    }

    /// As a plan. O(plan).
    pub(super) fn plan(&self) -> Plan {
        Plan { routes: self.routes().cloned().collect(), holds: self.holds.as_ref().clone() }
    }

    /// Its routes, ascending by vehicle, then trip.
    pub(super) fn routes(&self) -> impl Iterator<Item = &Route> {
        self.trips().map(|trip| &trip.route)
    }

    /// The routes of a vehicle.
    pub(super) fn day(&self, vehicle: VehicleId) -> impl Iterator<Item = &Route> {
        self.days[vehicle.ix()].trips.iter().map(|trip| &trip.route)
    }

    pub(super) fn trips(&self) -> impl Iterator<Item = &Trip> {
        self.days.iter().flat_map(|day| &day.trips)
    }

    /// The trip called `id`. Trips of kept vehicles keep their numbers when one before is gone.
    pub(super) fn trip(&self, id: RouteId) -> Option<&Trip> {
        let day = self.days.get(id.vehicle.ix())?;
        day.trips.iter().find(|trip| trip.route.trip == id.trip)
    }

    /// Every limit that breaks on it, overridden or not settled yet.
    pub(super) fn breaches(&self) -> Vec<Breach> {
        let overridden = self.overrides.iter().map(|may| may.breach);
        overridden.chain(self.unsettled.iter().copied()).collect()
    }

    /// When other vehicles than `but` begin to load, ascending.
    pub(super) fn busy(&self, but: impl Fn(VehicleId) -> bool) -> Vec<Clock> {
        let others = self.routes().filter(|route| !but(route.vehicle));
        let mut busy: Vec<Clock> = others.map(|route| route.load).collect();
        busy.sort_unstable();
        busy
    }
}

/// What routes bring where, in order, whatever the time.
pub(super) fn brought<'a>(
    routes: impl Iterator<Item = &'a Route>,
) -> Vec<(u32, DropId, &'a [Pouch])> {
    let mut brought = Vec::new();
    for route in routes {
        brought.extend(route.stops.iter().map(|stop| (route.trip, stop.drop, &*stop.pouches)));
    }
    brought
}

/// The name of a route: `车辆 7 第 2 趟`.
pub(super) fn route_name(problem: &DayProblem, id: RouteId) -> String {
    match problem.vehicles.get(id.vehicle.ix()) {
        Some(vehicle) => format!("车辆 {} 第 {} 趟", vehicle.name, id.trip),
        None => format!("第 {} 台车辆", u64::from(id.vehicle.0) + 1),
    }
}
