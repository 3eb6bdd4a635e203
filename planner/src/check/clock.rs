//! Times follow from driving, service and breaks; service begins in a window.

use super::{Faults, route_name};
use crate::fault;
use crate::plan::{PauseAt, Route};
use crate::problem::{DayProblem, Node};
use crate::roads::Matrix;
use crate::units::Seconds;

/// Checks the times of one vehicle's `routes`, ascending by trip.
pub(super) fn check(problem: &DayProblem, roads: &Matrix, routes: &[Route], faults: &mut Faults) {
    let dock_time = problem.centre.dock_time;
    for (r, route) in routes.iter().enumerate() {
        let vehicle = &problem.vehicles[route.vehicle.ix()];
        let name = || route_name(problem, route);
        let pause = |at: PauseAt| match (route.pause, vehicle.pause) {
            (Some(pause), Some(rule)) if pause.at == at => rule.length,
            _ => Seconds::ZERO,
        };
        // Until loading.
        let at_centre = match r {
            0 => {
                let from = problem.start_node(route.vehicle);
                let way = if from == Node::CENTRE {
                    Seconds::ZERO
                } else {
                    roads.time(from, Node::CENTRE)
                };
                route.start + way
            }
            _ => route.start,
        };
        let ready = at_centre + pause(PauseAt::BeforeLoading);
        faults.require(route.load >= ready, fault::TIMES_WRONG, || format!("{}装车过早", name()));
        let loaded = route.load + dock_time;
        let away = route.depart >= loaded + pause(PauseAt::BeforeStop(0));
        faults.require(away, fault::TIMES_WRONG, || format!("{}发车过早", name()));
        if let Some(before) = r.checked_sub(1).map(|b| &routes[b]) {
            let next = route.start == before.end;
            faults.require(next, fault::TRIPS_WRONG, || format!("{}未接上一车次", name()));
            let reloaded = route.depart >= before.end + vehicle.reload;
            faults.require(reloaded, fault::TRIPS_WRONG, || format!("{}再装车时间不足", name()));
        }
        // From stop to stop. A break before the first leg lies between loading and departure.
        let (mut at, mut left) = (Node::CENTRE, route.depart);
        for (s, stop) in route.stops.iter().enumerate() {
            let here = || format!("{}第 {} 站", name(), s + 1);
            if s > 0 {
                left = left + pause(PauseAt::BeforeStop(s as u32));
            }
            let arrives = left + roads.time(at, stop.drop.into());
            faults.require(stop.arrive == arrives, fault::TIMES_WRONG, || {
                format!("{}应在 {arrives} 到达", here())
            });
            let drop = &problem.drops[stop.drop.ix()];
            let open = drop.windows.iter().any(|w| w.from <= stop.begin && stop.begin <= w.to);
            faults.require(open && stop.begin >= stop.arrive, fault::OUTSIDE_WINDOW, here);
            let served = stop.leave == stop.begin + drop.service;
            faults.require(served, fault::TIMES_WRONG, || format!("{}交接用时不符", here()));
            (at, left) = (stop.drop.into(), stop.leave);
        }
        left = left + pause(PauseAt::BeforeStop(route.stops.len() as u32));
        let last = r + 1 == routes.len();
        let home = if last { problem.end_node(route.vehicle) } else { Node::CENTRE };
        let back = left + roads.time(at, home);
        faults.require(route.end == back, fault::TIMES_WRONG, || {
            format!("{}应在 {back} 返回", name())
        });
    }
}
