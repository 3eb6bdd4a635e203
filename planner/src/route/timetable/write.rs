//! A timed day as the routes of a plan, their pouches left out.

use super::Trip;
use super::best::Best;
use crate::plan::{Pause, PauseAt, Route, Stop};
use crate::problem::{DayProblem, Node, VehicleId};
use crate::roads::Matrix;
use crate::route::fleet::clockwork::Seen;
use crate::units::{Clock, Fen, Metres, Seconds};

/// The routes of `best`, the day of `vehicle` with these trips. O(stops).
pub(super) fn routes(
    problem: &DayProblem,
    roads: &Matrix,
    vehicle: VehicleId,
    trips: &[Trip],
    best: &Best,
) -> Vec<Route> {
    let Best { sheet, van, timing, rests } = best;
    let work = sheet.clockwork(van, rests);
    let mut start = Clock(timing.first - work.lead());
    let mut routes: Vec<Route> = Vec::with_capacity(trips.len());
    // A break before a loading belongs to the trip that is loaded.
    let mut before: Option<Pause> = None;
    let mut stops = trips.iter().flat_map(|trip| &trip.drops);
    work.forward(timing.first, |seen| match seen {
        Seen::Rest { rest, begin, .. } => {
            let begin = Clock(begin);
            match routes.last_mut().filter(|_| !rests[rest].spot.is_multiple_of(2)) {
                None => before = Some(Pause { at: PauseAt::BeforeLoading, begin }),
                Some(route) => {
                    let at = PauseAt::BeforeStop(route.stops.len() as u32);
                    route.pause = Some(Pause { at, begin });
                    let over = begin + Seconds(rests[rest].rest.length);
                    if route.stops.is_empty() {
                        route.depart = over;
                    }
                    route.end = over;
                }
            }
        }
        Seen::Visit { ix, arrive, begin, done } => {
            let (begin, leave) = (Clock(begin), Clock(done));
            if sheet.visits[ix].is_loading() {
                routes.push(Route {
                    vehicle,
                    trip: routes.len() as u32 + 1,
                    start: begin,
                    dock: 0,
                    load: begin,
                    depart: leave,
                    pause: before.take(),
                    stops: Vec::new(),
                    end: leave,
                    distance: Metres::ZERO,
                    cost: Fen::ZERO,
                });
                return;
            }
            let trip = routes.len() - 1;
            let Some(route) = routes.last_mut() else { return };
            if sheet.gate[ix] {
                route.depart = begin;
            } else if let Some(&drop) = stops.next() {
                let mut arrive = Clock(arrive);
                if route.stops.is_empty() && trips[trip].depart.is_none() {
                    // Rather wait at the centre than at the first stop.
                    route.depart = route.depart + (begin - arrive);
                    arrive = begin;
                }
                route.stops.push(Stop { drop, arrive, begin, leave, pouches: Vec::new() });
            }
            route.end = leave;
        }
    });
    let many = routes.len();
    for (ix, route) in routes.iter_mut().enumerate() {
        let begins_at_once = ix == 0
            && problem.start_node(vehicle) == Node::CENTRE
            && route.pause.is_none_or(|pause| pause.at != PauseAt::BeforeLoading);
        route.start = if begins_at_once { route.load } else { start };
        let mut way = vec![Node::CENTRE];
        if ix == 0 {
            way.insert(0, problem.start_node(vehicle));
        }
        way.extend(route.stops.iter().map(|stop| Node::from(stop.drop)));
        way.push(if ix + 1 == many { problem.end_node(vehicle) } else { Node::CENTRE });
        let back = &way[way.len() - 2..];
        route.end = route.end + roads.time(back[0], back[1]);
        route.distance = way.windows(2).map(|leg| roads.distance(leg[0], leg[1])).sum();
        let this = &problem.vehicles[vehicle.ix()];
        let fixed = if ix == 0 { this.fixed_cost } else { Fen::ZERO };
        route.cost = fixed
            + Fen::for_distance(this.cost_per_km, route.distance)
            + Fen::for_time(this.cost_per_hour, route.end - route.start);
        start = route.end;
    }
    routes
}
