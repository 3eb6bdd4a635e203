//! From a duty of the search to the routes of the plan.

use super::clockwork::{Clockwork, Frame, Step};
use super::duty::{CENTRE, Duty, RestAt};
use super::model::Model;
use super::solution::Solution;
use super::span::Span;
use crate::consolidate::Load;
use crate::plan::{Pause, PauseAt, Route, Stop};
use crate::problem::VehicleId;
use crate::units::{Clock, Fen, Metres, Seconds};

/// The routes of `solution`, ascending by vehicle, then trip. O(stops + loadings × docks).
pub(super) fn emit(model: &Model, solution: &Solution, loads: &[Load]) -> Vec<Route> {
    let mut routes = Vec::new();
    for (van, duty) in solution.duties.iter().enumerate() {
        routes.extend(routes_of(model, van, duty, loads));
    }
    assign_docks(model, &mut routes);
    routes
}

/// Gives each loading the lowest dock that is free when it begins.
fn assign_docks(model: &Model, routes: &mut [Route]) {
    let mut order: Vec<usize> = (0..routes.len()).collect();
    order.sort_by_key(|&ix| (routes[ix].load, ix));
    let mut free_from = vec![i64::MIN; model.docks];
    for ix in order {
        let load = routes[ix].load.0;
        let dock = free_from.iter().position(|&from| from <= load).unwrap_or_default();
        free_from[dock] = load + model.dock_time;
        routes[ix].dock = dock as u32;
    }
}

fn routes_of(model: &Model, ix: usize, duty: &Duty, loads: &[Load]) -> Vec<Route> {
    let van = &model.vans[ix];
    if duty.visits.is_empty() {
        return Vec::new();
    }
    // Loading begins when the duty says so, whatever else the docks would allow.
    let dock: Vec<Span> =
        duty.trips.iter().map(|trip| Span { from: trip.load, to: trip.load }).collect();
    let frame = Frame { model, van, dock: &dock, late: false };
    let work = Clockwork { frame, visits: &duty.visits };
    let mut steps: Vec<Step> = Vec::with_capacity(duty.visits.len());
    work.forward(duty.start + frame.lead(), duty.rest, |_, step| {
        steps.push(step);
    });
    let length = van.rest.map_or(0, |rest| rest.length);
    let from = van.rest.map_or(0, |rest| rest.from);
    let mut routes = Vec::with_capacity(duty.trips.len());
    let (mut start, mut node) = (duty.start, van.start);
    for (trip, this) in duty.trips.iter().enumerate() {
        let first = this.first;
        let visits = duty.trip(trip);
        let last = first + visits.len() - 1;
        let home = if last + 1 == duty.visits.len() { van.end } else { CENTRE };
        let mut metres = 0;
        for next in visits.iter().map(|visit| visit.node).chain([home]) {
            metres += i64::from(model.leg(node, next).metres);
            node = next;
        }
        let end = steps.get(last + 1).map_or(duty.end, |next| next.arrive);
        let pause = match duty.rest {
            RestAt::Before(at) if at == first => {
                Some((PauseAt::BeforeLoading, steps[at].arrive.max(from)))
            }
            RestAt::After(at) if (first..=last).contains(&at) => {
                Some((PauseAt::BeforeStop((at - first) as u32), steps[at].leave - length))
            }
            _ => None,
        };
        // Rather wait at the centre than at the first stop.
        let early = steps[first + 1].begin - steps[first + 1].arrive;
        let stops = (first + 1..=last).map(|at| {
            let step = steps[at];
            let load = &loads[duty.visits[at].job as usize];
            let arrive = if at == first + 1 { step.begin } else { step.arrive };
            Stop {
                drop: load.drop,
                arrive: Clock(arrive),
                begin: Clock(step.begin),
                leave: Clock(step.done),
                pouches: load.pouches.clone(),
            }
        });
        let fixed = if trip == 0 { van.fixed } else { 0 };
        routes.push(Route {
            vehicle: VehicleId::from(ix),
            trip: trip as u32 + 1,
            start: Clock(start),
            dock: 0,
            load: Clock(this.load),
            depart: Clock(steps[first].leave + early),
            pause: pause.map(|(at, begin)| Pause { at, begin: Clock(begin) }),
            stops: stops.collect(),
            end: Clock(end),
            distance: Metres(metres),
            cost: Fen(fixed)
                + Fen::for_distance(Fen(van.per_km), Metres(metres))
                + Fen::for_time(Fen(van.per_hour), Seconds(end - start)),
        });
        start = end;
    }
    routes
}
