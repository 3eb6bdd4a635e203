//! From the answer of the engine to the routes of the plan.

use crate::consolidate::Load;
use crate::plan::{Pause, PauseAt, Route, Stop};
use crate::problem::{DayProblem, Kept, Node, VehicleId};
use crate::roads::Matrix;
use crate::units::{Clock, Fen, Metres};
use crate::vrp::{Answer, Event, Step, Tour};
use std::collections::BTreeMap;

/// The routes of `answer`, ascending by vehicle, then trip. A kept trip has its number from before, also when one before
/// it is gone. O(stops + loadings × docks).
pub(super) fn routes(
    problem: &DayProblem,
    roads: &Matrix,
    answer: &Answer,
    loads: &[Load],
) -> Vec<Route> {
    let mut routes: Vec<Route> =
        answer.tours.iter().flat_map(|tour| of_tour(problem, roads, tour, loads)).collect();
    let kept = kept_trips(problem, loads);
    for route in &mut routes {
        let trips = kept.get(&route.vehicle);
        if let Some(trip) = trips.and_then(|trips| trips.keys().nth(route.trip as usize - 1)) {
            route.trip = *trip;
        }
    }
    assign_docks(problem, &mut routes);
    routes
}

/// The kept trips that something goes to, by vehicle and number.
pub(super) fn kept_trips<'a>(
    problem: &'a DayProblem,
    loads: &[Load],
) -> BTreeMap<VehicleId, BTreeMap<u32, &'a Kept>> {
    let mut trips: BTreeMap<VehicleId, BTreeMap<u32, &Kept>> = BTreeMap::new();
    for at in loads.iter().filter_map(|load| load.kept) {
        let kept = &problem.kept[at.route];
        trips.entry(kept.vehicle).or_default().insert(kept.trip, kept);
    }
    trips
}

/// Gives each loading the lowest dock that is free when it begins.
fn assign_docks(problem: &DayProblem, routes: &mut [Route]) {
    let mut order: Vec<usize> = (0..routes.len()).collect();
    order.sort_by_key(|&ix| (routes[ix].load, ix));
    let mut free_from = vec![Clock(i64::MIN); problem.centre.docks as usize];
    for ix in order {
        let load = routes[ix].load;
        let dock = free_from.iter().position(|&from| from <= load).unwrap_or_default();
        free_from[dock] = load + problem.centre.dock_time;
        routes[ix].dock = dock as u32;
    }
}

/// The trips of a tour: a break before a loading belongs to the trip that is loaded.
pub(crate) fn of_tour(
    problem: &DayProblem,
    roads: &Matrix,
    tour: &Tour,
    loads: &[Load],
) -> Vec<Route> {
    let is_load = |step: &Step| matches!(step.event, Event::Load { .. });
    // Each trip begins where the vehicle arrives at the centre for it.
    let begins: Vec<usize> = (tour.steps.iter().enumerate())
        .filter(|(_, step)| is_load(step))
        .map(|(ix, _)| match tour.steps[ix - 1].event {
            Event::Break(_) if rests_before(&tour.steps, ix) => ix - 1,
            _ => ix,
        })
        .collect();
    let mut routes = Vec::with_capacity(begins.len());
    let mut start = tour.steps[0].leave;
    for (trip, &from) in begins.iter().enumerate() {
        let to = begins.get(trip + 1).copied().unwrap_or(tour.steps.len() - 1);
        let end = tour.steps[to].arrive;
        let steps = &tour.steps[from..to];
        let nodes: Vec<usize> = (trip == 0)
            .then_some(tour.steps[0].node)
            .into_iter()
            .chain(tour.steps[from..=to].iter().map(|step| step.node))
            .collect();
        let way = |leg: &[usize]| roads.distance(Node::from(leg[0]), Node::from(leg[1]));
        let distance: Metres = nodes.windows(2).map(way).sum();
        let vehicle = &problem.vehicles[tour.vehicle];
        let fixed = if trip == 0 { vehicle.fixed_cost } else { Fen::ZERO };
        let mut route = Route {
            vehicle: VehicleId::from(tour.vehicle),
            trip: trip as u32 + 1,
            start,
            dock: 0,
            load: start,
            depart: start,
            pause: None,
            stops: Vec::new(),
            end,
            distance,
            cost: fixed
                + Fen::for_distance(vehicle.cost_per_km, distance)
                + Fen::for_time(vehicle.cost_per_hour, end - start),
        };
        write(&mut route, steps, loads);
        routes.push(route);
        start = end;
    }
    routes
}

/// Whether the break just before the loading at `ix` is taken at the centre, not after the stop
/// before it: it is at the centre, and the step before is none that happens there.
fn rests_before(steps: &[Step], ix: usize) -> bool {
    let before = ix.checked_sub(2).map(|ix| &steps[ix]);
    steps[ix - 1].node == steps[ix].node
        && before.is_none_or(|step| step.event == Event::Start || step.node != steps[ix].node)
}

/// Writes what happens on the trip into `route`.
fn write(route: &mut Route, steps: &[Step], loads: &[Load]) {
    let mut loaded = false;
    for step in steps {
        match step.event {
            Event::Load { .. } => {
                (route.load, route.depart, loaded) = (step.begin, step.leave, true);
            }
            Event::Break(_) => {
                let at = match loaded {
                    true => PauseAt::BeforeStop(route.stops.len() as u32),
                    false => PauseAt::BeforeLoading,
                };
                route.pause = Some(Pause { at, begin: step.begin });
                if loaded && route.stops.is_empty() {
                    route.depart = step.leave;
                }
            }
            Event::Stop(load) => {
                let load = &loads[load];
                let mut arrive = step.arrive;
                if route.stops.is_empty() {
                    // Rather wait at the centre than at the first stop.
                    route.depart = route.depart + (step.begin - step.arrive);
                    arrive = step.begin;
                }
                route.stops.push(Stop {
                    drop: load.drop,
                    arrive,
                    begin: step.begin,
                    leave: step.leave,
                    pouches: load.pouches.clone(),
                });
            }
            Event::Start | Event::End => (),
        }
    }
}
