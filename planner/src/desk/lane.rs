//! A route as its lane on the desk shows it: how full it is and how much there is to spare.

use super::board::Trip;
use super::breach::{Breach, load};
use super::edit::{Lock, RouteId, StopId};
use crate::plan::{PauseAt, Route};
use crate::problem::{DayProblem, DropId};
use crate::units::{Clock, Grams, Seconds};

/// A route with its bars, its slack, its locks and what breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which.
    pub id: RouteId,
    /// The route.
    pub route: Route,
    /// Pouches on board, and the most the vehicle takes.
    pub pouches: (i64, Option<u32>),
    /// Weight on board, and the most.
    pub weight: (Grams, Option<Grams>),
    /// What is to spare.
    pub slack: Slack,
    /// When it must leave, where that is fixed.
    pub depart: Option<Clock>,
    /// Its locks.
    pub locks: Vec<Lock>,
    /// What breaks on the vehicle's day.
    pub breaches: Vec<Breach>,
    /// Whether it is sealed or has left.
    pub kept: bool,
}

/// What is to spare on a route; below zero where it breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slack {
    /// The stop that is nearest to the end of its window, and how near.
    pub window: Option<(DropId, Seconds)>,
    /// Until the end of the shift.
    pub shift: Seconds,
    /// So much later it could leave, its stops in this order, without breaking a window, a break or the shift;
    /// before another trip, without delaying that.
    pub depart: Seconds,
}

impl Lane {
    /// The lane of `trip`, after which the vehicle loads for `next`. O(stops × windows).
    pub(super) fn of(
        problem: &DayProblem,
        trip: &Trip,
        next: Option<&Route>,
        breaches: &[Breach],
        kept: bool,
    ) -> Self {
        let route = &trip.route;
        let vehicle = &problem.vehicles[route.vehicle.ix()];
        let id = RouteId { vehicle: route.vehicle, trip: route.trip };
        let (pouches, weight) = load(route);
        let stops =
            trip.marks.stops.iter().map(|drop| Lock::Stop(StopId { route: id, drop: *drop }));
        let order = trip.marks.order.then_some(Lock::Order(id));
        let whole = trip.marks.route.then_some(Lock::Route(id));
        Self {
            id,
            route: route.clone(),
            pouches: (pouches, vehicle.pouches),
            weight: (weight, vehicle.weight),
            slack: Slack::of(problem, route, next),
            depart: trip.marks.depart,
            locks: stops.chain(order).chain(whole).collect(),
            breaches: breaches.to_vec(),
            kept,
        }
    }
}

impl Slack {
    pub(super) fn of(problem: &DayProblem, route: &Route, next: Option<&Route>) -> Self {
        let vehicle = &problem.vehicles[route.vehicle.ix()];
        // From the window service begins in, or the last one, to its end.
        let window = |drop: DropId, begin: Clock| {
            let windows = &problem.drops[drop.ix()].windows;
            let open = windows.iter().find(|window| begin <= window.to).or(windows.last());
            open.map_or(Seconds::ZERO, |window| window.to - begin)
        };
        let shift = vehicle.shift_end - route.end;
        let before_next =
            |next: &Route| (next.load - route.end).min(next.depart - route.end - vehicle.reload);
        let mut depart = next.map_or(shift, before_next);
        let pause = |at: usize| {
            let pause = route.pause.filter(|pause| pause.at == PauseAt::BeforeStop(at as u32))?;
            vehicle.pause.map(|rule| rule.to - pause.begin)
        };
        for (at, stop) in route.stops.iter().enumerate().rev() {
            depart = pause(at + 1).map_or(depart, |rest| depart.min(rest));
            depart = depart.min(window(stop.drop, stop.begin)) + (stop.begin - stop.arrive);
        }
        let windows = route.stops.iter().map(|stop| (stop.drop, window(stop.drop, stop.begin)));
        Self { window: windows.min_by_key(|(_, slack)| *slack), shift, depart }
    }
}
