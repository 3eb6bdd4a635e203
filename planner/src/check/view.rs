//! What every constraint needs: the plan by vehicle, the roads, and names for the details.

use crate::plan::{Plan, Pouch, Route, Stop};
use crate::problem::{ConsignmentId, DayProblem, Kept, Node, SealedPouches, VehicleId};
use crate::roads::Matrix;
use crate::units::Clock;
use crate::words::{Mode, Vehicle};
use std::collections::BTreeMap;

/// A plan whose references are sound.
pub(super) struct View<'a> {
    pub(super) problem: &'a DayProblem,
    pub(super) plan: &'a Plan,
    pub(super) roads: &'a Matrix,
    /// What was sealed before.
    sealed: SealedPouches<'a>,
    /// The day of each vehicle that is used.
    pub(super) duties: Vec<Duty<'a>>,
}

/// The routes of one vehicle, ascending by trip; never empty.
pub(super) struct Duty<'a> {
    pub(super) id: VehicleId,
    pub(super) vehicle: &'a Vehicle,
    pub(super) routes: Vec<&'a Route>,
}

impl<'a> View<'a> {
    pub(super) fn of(problem: &'a DayProblem, plan: &'a Plan, roads: &'a Matrix) -> Self {
        let mut by_vehicle: BTreeMap<VehicleId, Vec<&Route>> = BTreeMap::new();
        for route in &plan.routes {
            by_vehicle.entry(route.vehicle).or_default().push(route);
        }
        let duty = |(id, mut routes): (VehicleId, Vec<&'a Route>)| {
            routes.sort_by_key(|route| route.trip);
            Duty { id, vehicle: &problem.vehicles[id.ix()], routes }
        };
        let duties = by_vehicle.into_iter().map(duty).collect();
        Self { problem, plan, roads, sealed: problem.sealed(), duties }
    }

    /// `车辆 7 第 2 趟`.
    pub(super) fn route_name(&self, route: &Route) -> String {
        let vehicle = &self.problem.vehicles[route.vehicle.ix()];
        format!("车辆 {} 第 {} 趟", vehicle.name, route.trip)
    }

    /// `车辆 7 第 2 趟第 3 站（甲派出所）`.
    pub(super) fn stop_name(&self, route: &Route, stop: usize) -> String {
        let place = self.problem.drop_place(route.stops[stop].drop);
        format!("{}第 {} 站（{}）", self.route_name(route), stop + 1, place.name)
    }

    /// `440103000001 甲派出所`.
    pub(super) fn location_name(&self, id: ConsignmentId) -> String {
        let place = self.problem.location(id);
        format!("{} {}", place.code, place.name)
    }

    /// How many cards of a consignment have to go by van or wait; 0 for other modes.
    pub(super) fn by_van(&self, id: ConsignmentId) -> u64 {
        let consignment = &self.problem.consignments[id.ix()];
        if consignment.mode == Mode::Van { consignment.cards.len() as u64 } else { 0 }
    }

    /// Whether a sealed pouch of the consignment has this number.
    pub(super) fn has_number(&self, id: ConsignmentId, number: u32) -> bool {
        self.sealed.get(&id).is_some_and(|of| of.contains_key(&number))
    }

    /// Whether it was sealed before.
    pub(super) fn is_sealed(&self, pouch: &Pouch) -> bool {
        self.has_number(pouch.consignment, pouch.number)
    }

    /// Whether a stop is one of a kept route, at its moment.
    pub(super) fn is_kept(&self, route: &Route, stop: &Stop) -> bool {
        let same = |kept: &&Kept| (kept.vehicle, kept.trip) == (route.vehicle, route.trip);
        let stops = self.problem.kept.iter().filter(same).flat_map(|kept| &kept.stops);
        stops.into_iter().any(|at| (at.drop, at.begin) == (stop.drop, stop.begin))
    }

    /// How many cards of a consignment are sealed.
    pub(super) fn sealed_cards(&self, id: ConsignmentId) -> u64 {
        let of = self.sealed.get(&id);
        of.map_or(0, |of| of.values().map(|sealed| u64::from(sealed.size())).sum())
    }

    /// The nodes that trip `trip` of `duty` drives through, in order: from the start place for the
    /// first trip and from the centre for others; back to the end place for the last, to the
    /// centre for others.
    pub(super) fn way(&self, duty: &Duty<'_>, trip: usize) -> Vec<Node> {
        let mut way = Vec::new();
        if trip == 0 {
            way.push(self.problem.start_node(duty.id));
        }
        way.push(Node::CENTRE);
        way.extend(duty.routes[trip].stops.iter().map(|stop| Node::from(stop.drop)));
        way.push(match trip + 1 == duty.routes.len() {
            true => self.problem.end_node(duty.id),
            false => Node::CENTRE,
        });
        way
    }
}

/// `HH:MM:SS`: details are exact to the second.
pub(super) fn hms(clock: Clock) -> String {
    format!("{clock}:{:02}", clock.0.rem_euclid(60))
}
