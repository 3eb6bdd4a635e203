//! The limits of a vehicle's day: shift, distance, stops, trips, break; and what it costs.

use super::{Faults, vehicle_name};
use crate::fault;
use crate::plan::{PauseAt, Route};
use crate::problem::{DayProblem, Node};
use crate::roads::Matrix;
use crate::units::{Clock, Fen, Metres, Seconds};

/// Checks the day of one vehicle, given its `routes` ascending by trip.
pub(super) fn check(problem: &DayProblem, roads: &Matrix, routes: &[Route], faults: &mut Faults) {
    let (Some(first), Some(last)) = (routes.first(), routes.last()) else { return };
    let vehicle = &problem.vehicles[first.vehicle.ix()];
    let name = || vehicle_name(problem, first.vehicle);
    let numbered = routes.iter().zip(1..).all(|(route, trip)| route.trip == trip);
    let trips = numbered && routes.len() <= vehicle.trips as usize;
    faults.require(trips, fault::TRIPS_WRONG, || format!("{} {} 车次", name(), routes.len()));
    let within = first.start >= vehicle.shift_start && last.end <= vehicle.shift_end;
    faults.require(within, fault::OUTSIDE_SHIFT, || {
        format!("{} {} 至 {}", name(), first.start, last.end)
    });
    let mut total = Metres::ZERO;
    for (r, route) in routes.iter().enumerate() {
        let distance = length(problem, roads, route, r == 0, r + 1 == routes.len());
        let fixed = if r == 0 { vehicle.fixed_cost } else { Fen::ZERO };
        let cost = fixed
            + Fen::for_distance(vehicle.cost_per_km, distance)
            + Fen::for_time(vehicle.cost_per_hour, route.end - route.start);
        let exact = route.distance == distance && route.cost == cost;
        faults.require(exact, fault::COST_WRONG, || {
            format!(
                "{}第 {} 车次应为 {} 公里 {} 元",
                name(),
                route.trip,
                distance.km(),
                cost.yuan()
            )
        });
        total += distance;
    }
    let near = vehicle.max_distance.is_none_or(|most| total <= most);
    faults.require(near, fault::OVER_DISTANCE, || format!("{} {} 公里", name(), total.km()));
    let stops: usize = routes.iter().map(|route| route.stops.len()).sum();
    let few = vehicle.max_stops.is_none_or(|most| stops <= most as usize);
    faults.require(few, fault::OVER_STOPS, || format!("{} {stops} 站", name()));
    let rested = break_is_right(problem, routes);
    faults.require(rested, fault::BREAK_WRONG, name);
}

/// Road distance of a route, with the way from the start place and to the end place.
fn length(problem: &DayProblem, roads: &Matrix, route: &Route, first: bool, last: bool) -> Metres {
    let mut nodes = Vec::with_capacity(route.stops.len() + 3);
    let start = problem.start_node(route.vehicle);
    if first && start != Node::CENTRE {
        nodes.push(start);
    }
    nodes.push(Node::CENTRE);
    nodes.extend(route.stops.iter().map(|stop| Node::from(stop.drop)));
    nodes.push(if last { problem.end_node(route.vehicle) } else { Node::CENTRE });
    nodes.windows(2).map(|leg| roads.distance(leg[0], leg[1])).sum()
}

/// One break when it is due and none otherwise, begun in its bounds while the vehicle stands.
fn break_is_right(problem: &DayProblem, routes: &[Route]) -> bool {
    let mut taken = routes.iter().filter_map(|route| route.pause.map(|pause| (route, pause)));
    let found = taken.next();
    if taken.next().is_some() {
        return false;
    }
    let (Some(first), Some(last)) = (routes.first(), routes.last()) else { return true };
    let Some(rule) = problem.vehicles[first.vehicle.ix()].pause else { return found.is_none() };
    let due = first.start < rule.to && last.end > rule.to;
    let Some((route, pause)) = found else { return !due };
    let ends = pause.begin + rule.length;
    let stands = match pause.at {
        PauseAt::BeforeLoading => pause.begin >= route.start && ends <= route.load,
        PauseAt::BeforeStop(0) => {
            pause.begin >= route.load + problem.centre.dock_time && ends <= route.depart
        }
        PauseAt::BeforeStop(stop) => pause.begin == left(route, stop as usize - 1),
    };
    due && (rule.from..=rule.to).contains(&pause.begin) && stands && rule.length >= Seconds::ZERO
}

fn left(route: &Route, stop: usize) -> Clock {
    route.stops[stop].leave
}
