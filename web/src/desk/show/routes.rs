//! Routes and their stops.

use super::broken;
use super::day::span;
use super::dues::{Dues, count_due};
use crate::desk::form::{ContentForm, LockedForm, PauseForm, RouteForm, SlackForm, StopForm};
use crate::desk::names::Names;
use chrono::NaiveDate;
use fenjian_planner::desk::{Breach, Lane, Lock};
use fenjian_planner::fault;
use fenjian_planner::plan::{PauseAt, Plan, Pouch, Stop};
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use std::collections::BTreeMap;

/// Where in its consignment's list the cards of each pouch begin.
type Firsts = BTreeMap<(ConsignmentId, u32), usize>;

fn firsts(plan: &Plan) -> Firsts {
    let pouches = plan.routes.iter().flat_map(|r| &r.stops).flat_map(|s| &s.pouches);
    let mut firsts: Firsts =
        pouches.map(|p| ((p.consignment, p.number), p.cards as usize)).collect();
    let mut of = None;
    let mut next = 0;
    for ((consignment, _), first) in &mut firsts {
        if of != Some(*consignment) {
            (of, next) = (Some(*consignment), 0);
        }
        next += std::mem::replace(first, next);
    }
    firsts
}

/// Every lane as a route. O(cards).
pub(in crate::desk) fn routes<'a>(
    names: &'a Names,
    dues: &'a Dues,
    plan: &Plan,
    lanes: impl Iterator<Item = &'a Lane>,
) -> Vec<RouteForm> {
    let firsts = firsts(plan);
    lanes.map(|lane| route(names, dues, &firsts, lane)).collect()
}

fn route(names: &Names, dues: &Dues, firsts: &Firsts, lane: &Lane) -> RouteForm {
    let problem = &names.problem;
    let route = &lane.route;
    let vehicle = &problem.vehicles[route.vehicle.ix()];
    let code = |drop| names.drop_code(drop);
    let pause = route.pause.map(|pause| PauseForm {
        begin: pause.begin.to_string(),
        before: match pause.at {
            PauseAt::BeforeLoading => Some("loading".into()),
            PauseAt::BeforeStop(ix) => route.stops.get(ix as usize).map(|stop| code(stop.drop)),
        },
    });
    let own = |breach: &&Breach| breach.trip.is_none_or(|trip| trip == route.trip);
    let stops: Vec<StopForm> = (route.stops.iter())
        .map(|stop| {
            let late = |b: &&Breach| {
                b.code == fault::OUTSIDE_WINDOW
                    && (b.trip, b.drop) == (Some(route.trip), Some(stop.drop))
            };
            let late = lane.breaches.iter().find(late).map_or(0, |breach| breach.over);
            let locked = |lock: &Lock| matches!(lock, Lock::Stop(id) if id.drop == stop.drop);
            let locked = lane.locks.iter().any(locked);
            StopForm { late_s: late, locked, ..self::stop(names, dues, firsts, stop) }
        })
        .collect();
    RouteForm {
        vehicle: vehicle.name.clone(),
        trip: route.trip,
        plate: vehicle.plate.clone(),
        driver: vehicle.driver.clone(),
        shift: span(vehicle.shift_start, vehicle.shift_end),
        frozen: lane.kept,
        start: route.start.to_string(),
        load: route.load.to_string(),
        dock: route.dock + 1,
        depart: route.depart.to_string(),
        depart_fixed: lane.depart.map(|at| at.to_string()),
        end: route.end.to_string(),
        pause,
        pouches: lane.pouches.0,
        pouches_max: lane.pouches.1,
        weight_g: lane.weight.0.0,
        weight_max_g: lane.weight.1.map(|most| most.0),
        cards: stops.iter().map(|stop| stop.cards).sum(),
        metres: route.distance.0,
        duty_s: (route.end - route.start).0,
        cost_fen: route.cost.0,
        slack: SlackForm {
            shift_s: lane.slack.shift.0,
            depart_s: lane.slack.depart.0,
            window_s: lane.slack.window.map(|(_, slack)| slack.0),
            window_at: lane.slack.window.map(|(drop, _)| code(drop)),
        },
        locked: LockedForm {
            route: lane.locks.iter().any(|lock| matches!(lock, Lock::Route(_))),
            order: lane.locks.iter().any(|lock| matches!(lock, Lock::Order(_))),
        },
        broken: lane.breaches.iter().filter(own).map(|breach| broken(names, breach)).collect(),
        stops,
    }
}

fn stop(names: &Names, dues: &Dues, firsts: &Firsts, stop: &Stop) -> StopForm {
    let problem = &names.problem;
    let windows = &problem.drops[stop.drop.ix()].windows;
    let window = windows.iter().find(|window| stop.begin <= window.to).or(windows.last());
    let mut due: Vec<NaiveDate> = Vec::new();
    for pouch in &stop.pouches {
        let first = firsts.get(&(pouch.consignment, pouch.number)).copied().unwrap_or_default();
        due.extend(dues.range(pouch.consignment, first..first + pouch.cards as usize));
    }
    let (due_cards, overdue_cards) = count_due(problem, &due);
    StopForm {
        drop: names.drop_code(stop.drop),
        arrive: stop.arrive.to_string(),
        begin: stop.begin.to_string(),
        leave: stop.leave.to_string(),
        window: window.map(|window| span(window.from, window.to)),
        slack_s: window.map(|window| (window.to - stop.begin).0),
        wait_s: (stop.begin - stop.arrive).0,
        late_s: 0,
        pouches: stop.pouches.len(),
        weight_g: stop.pouches.iter().map(|pouch| pouch.weight.0).sum(),
        cards: stop.pouches.iter().map(|pouch| u64::from(pouch.cards)).sum(),
        due_cards,
        overdue_cards,
        due: due.iter().min().map(ToString::to_string),
        locked: false,
        contents: stop.pouches.iter().map(|pouch| content(problem, pouch)).collect(),
    }
}

fn content(problem: &DayProblem, pouch: &Pouch) -> ContentForm {
    let place = problem.location(pouch.consignment);
    ContentForm {
        location: place.code.to_string(),
        name: place.name.clone(),
        number: pouch.number,
        of: pouch.of,
        cards: pouch.cards,
        weight_g: pouch.weight.0,
    }
}
