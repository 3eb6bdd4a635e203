//! The answer of the engine as an edit.

use super::field::Field;
use super::task::Task;
use crate::consolidate::{Load, merge};
use crate::desk::adopt::fingerprint;
use crate::desk::board::{Board, Day, Marks, Trip};
use crate::desk::edit::Edit;
use crate::desk::report::waits;
use crate::desk::retime::{docks, renumber};
use crate::desk::trial::Trial;
use crate::fault;
use crate::plan::{Hold, Need, Route, WayOut};
use crate::problem::VehicleId;
use crate::route::of_tour;
use crate::vrp::{Answer, Event, Tour};
use std::sync::Arc;

/// The edit that takes over `answer`; none when it leaves out what is fixed.
pub(super) fn carry(board: &Board, field: &Field, task: &Task, answer: &Answer) -> Option<Edit> {
    let ground = &board.ground;
    if answer.absent.iter().any(|stop| *stop >= task.items || !field.items[*stop].free) {
        return None;
    }
    let loads: Vec<Load> = (field.items.iter())
        .map(|item| Load { drop: item.drop, pouches: item.pouches.clone(), kept: None })
        .collect();
    let mut trial = Trial::new(board);
    for id in &field.vehicles {
        trial.touched.insert(*id);
        trial.board.days[id.ix()] = Arc::default();
    }
    for tour in answer.tours.iter().filter(|tour| tour.vehicle < field.vehicles.len()) {
        let id = field.vehicles[tour.vehicle];
        let routes = of_day(board, task, id, tour, &loads);
        let trips = routes.into_iter().map(|route| {
            let known = board.days[id.ix()].trips.iter().find(|t| t.route.trip == route.trip);
            Trip { marks: known.map_or_else(Marks::default, |t| t.marks.clone()), route }
        });
        trial.board.days[id.ix()] = Arc::new(Day { trips: trips.collect(), breaches: Vec::new() });
    }
    // What waited and travels now, and what travelled and waits.
    let mut holds = board.holds.as_ref().clone();
    for (ix, item) in field.items.iter().enumerate() {
        let absent = answer.absent.binary_search(&ix).is_ok();
        for pouch in &item.pouches {
            let waited = pouch.number > u32::MAX / 2;
            if absent == waited {
                continue;
            }
            trial.poured.insert(pouch.consignment);
            if waited {
                // The first one is what waited; what waits now as well comes after it.
                let hold = holds.iter_mut().find(|hold| hold.consignment == pouch.consignment);
                if let Some(hold) = hold {
                    hold.cards -= pouch.cards;
                }
            } else {
                let way_out = WayOut { vehicle: None, needs: Need::AnotherVehicle };
                let (consignment, cards) = (pouch.consignment, pouch.cards);
                holds.push(Hold { consignment, cards, reason: fault::NO_VEHICLE, way_out });
            }
        }
    }
    holds.retain(|hold| hold.cards > 0);
    trial.board.holds = Arc::new(merge(holds));
    renumber(&mut trial);
    let centre = &ground.problem.centre;
    let touched = trial.touched.clone();
    docks(&mut trial.board, &touched, centre.docks, centre.dock_time);
    let mut holds = trial.board.holds.as_ref().clone();
    for hold in holds.iter_mut().filter(|hold| hold.reason == fault::NO_VEHICLE) {
        (hold.reason, hold.way_out) = waits(&ground.problem, hold);
    }
    let trips =
        |board: &Board, ix: usize| board.days[ix].trips.iter().map(|t| t.route.clone()).collect();
    let vehicles: Vec<VehicleId> = (0..board.days.len())
        .filter(|ix| {
            let (was, is): (Vec<Route>, Vec<Route>) = (trips(board, *ix), trips(&trial.board, *ix));
            was != is
        })
        .map(VehicleId::from)
        .collect();
    let mine = |route: &&Route| vehicles.contains(&route.vehicle);
    let routes = trial.board.routes().filter(mine).cloned().collect();
    let instead_of = fingerprint(board, &vehicles);
    Some(Edit::Adopt { vehicles, instead_of, routes, holds })
}

/// The routes of one tour, which may begin with the moment it is to leave.
fn of_day(board: &Board, task: &Task, id: VehicleId, tour: &Tour, loads: &[Load]) -> Vec<Route> {
    let ground = &board.ground;
    let mut gates = Vec::new();
    let mut trip = 0;
    let mut steps = Vec::with_capacity(tour.steps.len());
    for step in &tour.steps {
        match step.event {
            Event::Stop(stop) if stop >= task.items => gates.push((trip, step.leave)),
            event => {
                trip += usize::from(matches!(event, Event::Load { .. }));
                let mut step = *step;
                step.node = task.nodes[step.node].ix();
                steps.push(step);
            }
        }
    }
    let tour = Tour { vehicle: id.ix(), steps, ..tour.clone() };
    let mut routes = of_tour(&ground.problem, &ground.roads, &tour, loads);
    for (trip, leave) in gates {
        routes[trip - 1].depart = leave;
    }
    // Of an emptied vehicle nothing is left but the moment.
    routes.retain(|route| !route.stops.is_empty());
    routes
}
