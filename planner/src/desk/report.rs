//! Enters an incident into a plan, or takes one back: what cannot stay where it is waits or goes where it is taken, what
//! drives otherwise is timed anew. What breaks then is for a re-plan, or a person, to mend.

use super::board::{Board, Day};
use super::ground::Ground;
use super::incident::{Happened, Incident};
use super::otherwise;
use super::trial::Trial;
use crate::consolidate::merge;
use crate::fault::{self, Code, Fault};
use crate::plan::{Hold, Need, Pouch, Stop, WayOut};
use crate::problem::{ConsignmentId, DayProblem, DropId, Kept, Node, VehicleId};
use crate::words::Vehicle;
use std::sync::Arc;

/// Enters `incident`.
///
/// # Errors
/// D101, D102, D111, D113.
pub(super) fn report(trial: &mut Trial, incident: &Incident) -> Result<(), Fault> {
    let ground = Arc::clone(&trial.board.ground);
    if incident.owner.trim().is_empty() || incident.reason.trim().is_empty() {
        return Err(Fault::new(fault::REASON_MISSING, incident.text(&ground.problem)));
    }
    if incident.until < ground.problem.day {
        return Err(Fault::new(fault::INCIDENT_SENSELESS, "已过期"));
    }
    if let Happened::VehicleOut { vehicle, .. } = incident.what
        && ground.kept.contains(&vehicle)
    {
        return Err(Fault::new(fault::FROZEN_STAYS, incident.text(&ground.problem)));
    }
    let number = ground.reported + 1;
    let mut incidents = ground.incidents.clone();
    incidents.push((number, incident.clone()));
    let next = ground.with(incidents, number, ground.otherwise.clone())?;
    if let Happened::MustArrive { consignments, cards, .. } = &incident.what {
        // What must arrive waits for nobody's decision any more.
        for hold in Arc::make_mut(&mut trial.board.holds) {
            let own = &next.problem.consignments[hold.consignment.ix()].cards;
            let hurried = consignments.contains(&hold.consignment)
                || own.iter().any(|card| cards.contains(&card.serial));
            if hurried && hold.reason == fault::HELD_BY_PERSON {
                (hold.reason, hold.way_out) = waits(&next.problem, hold);
            }
        }
    }
    trial.news = true;
    turn(trial, next)
}

/// Takes incident `number` back.
///
/// # Errors
/// D102 when there is none, D113 when what else came up cannot be without it.
pub(super) fn withdraw(trial: &mut Trial, number: u32) -> Result<(), Fault> {
    let ground = Arc::clone(&trial.board.ground);
    let mut incidents = ground.incidents.clone();
    incidents.retain(|(known, _)| *known != number);
    if incidents.len() == ground.incidents.len() {
        return Err(Fault::new(fault::NOT_THERE, format!("当日变化 {number}")));
    }
    let next = ground.with(incidents, ground.reported, ground.otherwise.clone())?;
    trial.news = true;
    turn(trial, next)
}

/// Goes on with the board on another ground.
///
/// # Errors
/// D101 when pouches that were sealed since the day was planned would have to go elsewhere.
pub(super) fn turn(trial: &mut Trial, next: Ground) -> Result<(), Fault> {
    for route in next.sealed.iter().flat_map(|id| trial.board.day(*id)) {
        let at = |stop: &Stop| {
            let here = |pouch: &Pouch| drop_of(&next.problem, pouch.consignment) == Some(stop.drop);
            stop.pouches.iter().all(here)
        };
        if !route.stops.iter().all(at) {
            let name = &next.problem.vehicles[route.vehicle.ix()].name;
            return Err(Fault::new(fault::FROZEN_STAYS, format!("车辆 {name}")));
        }
    }
    let next = Arc::new(next);
    let last = std::mem::replace(&mut trial.board.ground, Arc::clone(&next));
    let problem = &next.problem;
    let mut waiting: Vec<Pouch> = Vec::new();
    let mut astray: Vec<(VehicleId, usize, usize, DropId, Vec<Pouch>)> = Vec::new();
    for ix in 0..trial.board.days.len() {
        let vehicle = VehicleId::from(ix);
        if next.kept.contains(&vehicle) || trial.board.days[ix].trips.is_empty() {
            continue;
        }
        let out = next.out.contains(&vehicle);
        let stays = |stop: &Stop| {
            let here = |pouch: &Pouch| drop_of(problem, pouch.consignment) == Some(stop.drop);
            !out && !problem.drops[stop.drop.ix()].windows.is_empty()
                && stop.pouches.iter().all(here)
        };
        if trial.board.days[ix].trips.iter().flat_map(|trip| &trip.route.stops).all(stays) {
            continue;
        }
        trial.touched.insert(vehicle);
        let day = Arc::make_mut(&mut trial.board.days[ix]);
        for (trip_ix, trip) in day.trips.iter_mut().enumerate() {
            for (at, stop) in trip.route.stops.iter_mut().enumerate() {
                for pouch in std::mem::take(&mut stop.pouches) {
                    // What goes by post or pickup needs no pouch.
                    let Some(drop) = drop_of(problem, pouch.consignment) else { continue };
                    let open = !problem.drops[drop.ix()].windows.is_empty();
                    match astray.last_mut() {
                        _ if out || !open => waiting.push(pouch),
                        _ if drop == stop.drop => stop.pouches.push(pouch),
                        Some(found)
                            if (found.0, found.1, found.2, found.3)
                                == (vehicle, trip_ix, at, drop) =>
                        {
                            found.4.push(pouch);
                        }
                        _ => astray.push((vehicle, trip_ix, at, drop, vec![pouch])),
                    }
                }
            }
        }
    }
    // From the end, so that places stay what they are.
    while let Some((vehicle, trip, at, drop, pouches)) = astray.pop() {
        bring(trial, (vehicle, trip, at), drop, pouches);
    }
    for day in &trial.touched {
        for trip in &mut Arc::make_mut(&mut trial.board.days[day.ix()]).trips {
            trip.route.stops.retain(|stop| !stop.pouches.is_empty());
            let stops = &trip.route.stops;
            trip.marks.stops.retain(|drop| stops.iter().any(|stop| stop.drop == *drop));
        }
    }
    let mut holds = trial.board.holds.as_ref().clone();
    holds.retain(|hold| drop_of(problem, hold.consignment).is_some());
    holds.extend(otherwise::back(&last.problem, problem));
    for pouch in waiting {
        trial.poured.insert(pouch.consignment);
        let blank = WayOut { vehicle: None, needs: Need::AnotherVehicle };
        let (consignment, cards) = (pouch.consignment, pouch.cards);
        let mut hold = Hold { consignment, cards, reason: fault::NO_VEHICLE, way_out: blank };
        (hold.reason, hold.way_out) = waits(problem, &hold);
        holds.push(hold);
    }
    for hold in &mut holds {
        let Some(drop) = drop_of(problem, hold.consignment) else { continue };
        let point = &problem.drops[drop.ix()];
        let closed = point.windows.is_empty();
        let still = hold.way_out.needs == Need::NextOpen(point.next_open);
        let says_closed = hold.reason == fault::CLOSED_TODAY;
        // Reasons that limits gave hold as long as there are such limits; an incident only adds some.
        let other = closed != says_closed || (closed && !still);
        let moved = Some(drop) != drop_of(&last.problem, hold.consignment);
        let other = other || moved || says_stops(problem, hold) || says_skill(problem, hold, drop);
        if hold.reason != fault::HELD_BY_PERSON && other {
            (hold.reason, hold.way_out) = waits(problem, hold);
        }
    }
    trial.board.holds = Arc::new(merge(holds));
    let days = trial.board.days.iter().enumerate();
    let changed =
        days.filter(|(ix, day)| drives_otherwise(&last, &next, VehicleId::from(*ix), day));
    trial.touched.extend(changed.map(|(ix, _)| VehicleId::from(ix)));
    Ok(())
}

/// Whether a hold names a limit in stops that no vehicle has any more.
fn says_stops(problem: &DayProblem, hold: &Hold) -> bool {
    hold.reason == fault::STOPS_EXCEEDED && problem.vehicles.iter().all(|v| v.max_stops.is_none())
}

/// Whether a hold is for want of a skill that its drop point does not ask for any more.
fn says_skill(problem: &DayProblem, hold: &Hold, drop: DropId) -> bool {
    let asked = &problem.drops[drop.ix()].skills;
    let lacks = |vehicle: &Vehicle| asked.iter().any(|skill| !vehicle.skills.contains(skill));
    matches!(&hold.way_out.needs, Need::Skill(skill) if !asked.contains(skill))
        || (hold.reason == fault::SKILL_MISSING && !problem.vehicles.iter().any(lacks))
}

/// Where a van brings a consignment; none when it goes otherwise.
fn drop_of(problem: &DayProblem, consignment: ConsignmentId) -> Option<DropId> {
    problem.consignments[consignment.ix()].drop
}

/// Why cards wait that nothing brings, as far as the day alone says it.
pub(super) fn waits(problem: &DayProblem, hold: &Hold) -> (Code, WayOut) {
    let Some(drop) = drop_of(problem, hold.consignment) else {
        return (hold.reason, hold.way_out.clone());
    };
    let point = &problem.drops[drop.ix()];
    let lacking = |vehicle: &Vehicle| {
        point.skills.iter().filter(|skill| !vehicle.skills.contains(skill)).cloned().collect()
    };
    let fewest: Option<Vec<String>> = problem.vehicles.iter().map(lacking).min_by_key(Vec::len);
    let consignment = &problem.consignments[hold.consignment.ix()];
    let all = u32::try_from(consignment.cards.len()).unwrap_or(u32::MAX);
    let surplus = all.saturating_sub(consignment.free_slots.unwrap_or(all));
    let (reason, needs) = match fewest.as_deref() {
        _ if point.windows.is_empty() => (fault::CLOSED_TODAY, Need::NextOpen(point.next_open)),
        _ if hold.cards <= surplus => (fault::CABINET_FULL, Need::Slots(surplus)),
        Some([skill, ..]) => (fault::SKILL_MISSING, Need::Skill(skill.clone())),
        _ => (fault::NO_VEHICLE, Need::AnotherVehicle),
    };
    (reason, WayOut { vehicle: None, needs })
}

/// Brings pouches of the stop at a place to `drop`: to a stop there that may change, else to a new one in this place.
fn bring(trial: &mut Trial, from: (VehicleId, usize, usize), drop: DropId, pouches: Vec<Pouch>) {
    let kept = trial.board.ground.kept.clone();
    let known = trial.board.trips().find(|trip| {
        !kept.contains(&trip.route.vehicle)
            && trip.route.stops.iter().any(|stop| stop.drop == drop && !stop.pouches.is_empty())
    });
    let known = known.map(|trip| (trip.route.vehicle, trip.route.trip));
    let (vehicle, trip_ix, at) = from;
    if let Some((vehicle, number)) = known {
        trial.touched.insert(vehicle);
        let day = Arc::make_mut(&mut trial.board.days[vehicle.ix()]);
        let trips = day.trips.iter_mut().filter(|trip| trip.route.trip == number);
        let mut stops = trips.flat_map(|trip| &mut trip.route.stops);
        if let Some(stop) = stops.find(|stop| stop.drop == drop) {
            stop.pouches.extend(pouches);
            stop.pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
        }
        return;
    }
    let day = Arc::make_mut(&mut trial.board.days[vehicle.ix()]);
    let stops = &mut day.trips[trip_ix].route.stops;
    let stop = Stop { drop, pouches, ..stops[at].clone() };
    stops.insert(at + 1, stop);
}

/// Whether anything on the day of `vehicle` is different on `next` than on `last`.
fn drives_otherwise(last: &Ground, next: &Ground, vehicle: VehicleId, day: &Day) -> bool {
    let (old, new) = (&last.problem, &next.problem);
    let asks = |drop: DropId| {
        let (was, is) = (&old.drops[drop.ix()], &new.drops[drop.ix()]);
        was.windows != is.windows || was.skills != is.skills
    };
    let stops = || day.trips.iter().flat_map(|trip| &trip.route.stops).map(|stop| stop.drop);
    if day.trips.is_empty() {
        return false;
    }
    if old.vehicles[vehicle.ix()] != new.vehicles[vehicle.ix()] || stops().any(asks) {
        return true;
    }
    let mut way = vec![new.start_node(vehicle), Node::CENTRE];
    for trip in &day.trips {
        way.extend(trip.route.stops.iter().map(|stop| Node::from(stop.drop)));
        way.push(Node::CENTRE);
    }
    way.push(new.end_node(vehicle));
    let leg = |ground: &Ground, a, b| (ground.roads.distance(a, b), ground.roads.time(a, b));
    // The way home of the last trip, and not by the centre.
    let last_leg = way[way.len() - 3..].first().map(|from| (*from, new.end_node(vehicle)));
    let legs = way.windows(2).map(|leg| (leg[0], leg[1])).chain(last_leg);
    !Arc::ptr_eq(&last.roads, &next.roads)
        && legs.into_iter().any(|(a, b)| leg(last, a, b) != leg(next, a, b))
}

/// Writes the new times of kept routes into the day: they keep vehicle, order and departure, and arrive when the roads let
/// them.
pub(super) fn keep(board: &mut Board) -> Result<(), Fault> {
    let ground = Arc::clone(&board.ground);
    let mut kept: Vec<Kept> = ground.problem.kept.clone();
    for kept in &mut kept {
        let day = &board.days[kept.vehicle.ix()];
        let Some(trip) = day.trips.iter().find(|trip| trip.route.trip == kept.trip) else {
            continue;
        };
        (kept.load, kept.depart) = (Some(trip.route.load), trip.route.depart);
        let mut made = trip.route.stops.iter().peekable();
        for at in &mut kept.stops {
            if let Some(stop) = made.next_if(|stop| stop.drop == at.drop) {
                at.begin = stop.begin;
            }
        }
    }
    if kept != ground.problem.kept {
        board.ground = Arc::new(ground.keeping(kept)?);
    }
    Ok(())
}
