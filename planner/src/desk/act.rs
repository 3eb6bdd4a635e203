//! What each edit does to stops, pouches and marks; times follow later.

use super::board::Marks;
use super::edit::{Edit, Lock, Place, RouteId, StopId};
use super::trial::Trial;
use crate::consolidate::merge;
use crate::fault::{self, Fault};
use crate::plan::{Hold, Need, Pouch, Stop, WayOut};
use crate::problem::{ConsignmentId, DropId};
use crate::units::Clock;
use std::sync::Arc;

/// No vehicle is told to leave later.
const LATEST: Clock = Clock::at(48, 0);

/// Makes `edit`, as far as stops go.
///
/// # Errors
/// D101, D102, D104, D106, D109 to D113.
pub(super) fn act(trial: &mut Trial, edit: &Edit) -> Result<(), Fault> {
    match edit {
        Edit::Move { stops, to } => moved(trial, stops, *to),
        Edit::Swap { one, other } => swap(trial, *one, *other),
        Edit::Reverse { from, to } => reverse(trial, *from, *to),
        Edit::Split { stop, pouches, to } => split(trial, *stop, pouches, *to),
        Edit::Join { stop, into } => join(trial, *stop, *into),
        Edit::Depart { at: Some(at), .. } if !(Clock(0)..=LATEST).contains(at) => {
            Err(senseless("发车时刻不在当日"))
        }
        Edit::Depart { route, at } => {
            trial.trip(*route)?.marks.depart = *at;
            Ok(())
        }
        Edit::Hold { stops, reason } => hold(trial, stops, reason),
        Edit::Take { drop, to } => take(trial, *drop, *to),
        Edit::Send { drops, mode, reason } => super::otherwise::send(trial, drops, *mode, reason),
        Edit::Clear { vehicle, reason } => {
            let mut stops = Vec::new();
            for trip in &mut trial.day(*vehicle)?.trips {
                trip.marks = Marks::default();
                let route = RouteId { vehicle: *vehicle, trip: trip.route.trip };
                stops.extend(trip.route.stops.iter().map(|stop| StopId { route, drop: stop.drop }));
            }
            hold(trial, &stops, reason)
        }
        Edit::Lock(lock) => mark(trial, *lock, true),
        Edit::Unlock(lock) => mark(trial, *lock, false),
        Edit::Report(incident) => super::report::report(trial, incident),
        Edit::Withdraw { incident } => super::report::withdraw(trial, *incident),
        Edit::Accept if trial.board.unsettled.is_empty() => Err(senseless("没有未处理的限制")),
        Edit::Accept => Ok(()),
        Edit::Adopt { .. } => super::adopt::adopt(trial, edit),
    }
}

fn senseless(what: &str) -> Fault {
    Fault::new(fault::EDIT_SENSELESS, what)
}

fn moved(trial: &mut Trial, stops: &[StopId], to: Place) -> Result<(), Fault> {
    if stops.is_empty() {
        return Err(senseless("没有选择站"));
    }
    let within = stops.iter().any(|stop| stop.route == to.route);
    if within && trial.trip(to.route)?.marks.order {
        return Err(trial.stop_fault(fault::LOCKED, stops[0]));
    }
    // A place before a stop that moves as well is the one before the next that stays.
    let mut to = to;
    while let Some(before) = to.before
        && stops.contains(&StopId { route: to.route, drop: before })
    {
        let there = &trial.trip(to.route)?.route.stops;
        let mut after = there.iter().skip_while(|stop| stop.drop != before).skip(1);
        to.before = after.next().map(|stop| stop.drop);
    }
    let taken: Result<Vec<Stop>, Fault> = stops.iter().map(|stop| trial.take(*stop)).collect();
    let taken = taken?;
    if taken.iter().enumerate().any(|(ix, a)| taken[..ix].iter().any(|b| a.drop == b.drop)) {
        return Err(senseless("同一交接点选了两站"));
    }
    trial.put(taken, to)
}

fn swap(trial: &mut Trial, one: StopId, other: StopId) -> Result<(), Fault> {
    if one == other {
        return Err(senseless("同一站"));
    }
    let (at_one, at_other) = (trial.find(one)?, trial.find(other)?);
    let first = &mut trial.trip(one.route)?;
    if one.route == other.route {
        if first.marks.order {
            return Err(trial.stop_fault(fault::LOCKED, one));
        }
        first.route.stops.swap(at_one, at_other);
        return Ok(());
    }
    for (stop, route) in [(one, other.route), (other, one.route)] {
        let there = &trial.trip(route)?.route.stops;
        if one.drop != other.drop && there.iter().any(|at| at.drop == stop.drop) {
            return Err(trial.stop_fault(fault::ALREADY_THERE, StopId { route, ..stop }));
        }
    }
    let moved = trial.trip(one.route)?.route.stops[at_one].clone();
    let back = std::mem::replace(&mut trial.trip(other.route)?.route.stops[at_other], moved);
    trial.trip(one.route)?.route.stops[at_one] = back;
    Ok(())
}

fn reverse(trial: &mut Trial, from: StopId, to: DropId) -> Result<(), Fault> {
    let last = StopId { drop: to, ..from };
    let (a, b) = (position(trial, from)?, position(trial, last)?);
    let trip = trial.trip(from.route)?;
    if trip.marks.order {
        return Err(trial.stop_fault(fault::LOCKED, from));
    }
    match a < b {
        true => trip.route.stops[a..=b].reverse(),
        false => return Err(senseless("起止次序颠倒")),
    }
    Ok(())
}

/// The index of a stop that stays on its route.
fn position(trial: &mut Trial, id: StopId) -> Result<usize, Fault> {
    let gone = trial.stop_fault(fault::NOT_THERE, id);
    let stops = &trial.trip(id.route)?.route.stops;
    stops.iter().position(|stop| stop.drop == id.drop).ok_or(gone)
}

fn split(
    trial: &mut Trial,
    id: StopId,
    pouches: &[(ConsignmentId, u32)],
    to: Place,
) -> Result<(), Fault> {
    let at = trial.find(id)?;
    let stop = &mut trial.trip(id.route)?.route.stops[at];
    let named = |pouch: &Pouch| pouches.contains(&(pouch.consignment, pouch.number));
    let (away, stay): (Vec<_>, Vec<_>) = stop.pouches.drain(..).partition(named);
    if away.is_empty() || stay.is_empty() || away.len() != pouches.len() {
        return Err(senseless("须选择部分证件袋"));
    }
    stop.pouches = stay;
    let stop = Stop { pouches: away, ..stop.clone() };
    trial.put(vec![stop], to)
}

fn join(trial: &mut Trial, id: StopId, into: RouteId) -> Result<(), Fault> {
    if id.route == into {
        return Err(senseless("同一线路"));
    }
    let at = position(trial, StopId { route: into, drop: id.drop })?;
    let moved = trial.take(id)?;
    let stop = &mut trial.trip(into)?.route.stops[at];
    stop.pouches.extend(moved.pouches);
    stop.pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
    Ok(())
}

fn hold(trial: &mut Trial, stops: &[StopId], reason: &str) -> Result<(), Fault> {
    if reason.trim().is_empty() {
        return Err(Fault::new(fault::REASON_MISSING, "待发"));
    }
    if stops.is_empty() {
        return Err(senseless("没有选择站"));
    }
    let mut holds = trial.board.holds.as_ref().clone();
    for id in stops {
        for pouch in trial.take(*id)?.pouches {
            trial.poured.insert(pouch.consignment);
            holds.push(Hold {
                consignment: pouch.consignment,
                cards: pouch.cards,
                reason: fault::HELD_BY_PERSON,
                way_out: WayOut { vehicle: None, needs: Need::Decision },
            });
        }
    }
    trial.board.holds = Arc::new(merge(holds));
    Ok(())
}

fn take(trial: &mut Trial, drop: DropId, to: Place) -> Result<(), Fault> {
    let problem = Arc::clone(&trial.board.ground.problem);
    let mut holds = trial.board.holds.as_ref().clone();
    let mut pouches = Vec::new();
    for hold in &mut holds {
        let own = |(to, pouches)| (to == drop).then_some(pouches);
        let travelling: Vec<Pouch> = trial.board.travelling(hold).and_then(own).unwrap_or_default();
        if !travelling.is_empty() {
            hold.cards -= travelling.iter().map(|pouch| pouch.cards).sum::<u32>();
            trial.poured.insert(hold.consignment);
            pouches.extend(travelling);
        }
    }
    if pouches.is_empty() {
        let place = problem.drops.get(drop.ix()).map(|_| problem.drop_place(drop).name.clone());
        return Err(Fault::new(fault::TRAY_EMPTY, place.unwrap_or_default()));
    }
    holds.retain(|hold| hold.cards > 0);
    trial.board.holds = Arc::new(holds);
    let clock = Clock(0);
    trial.put(vec![Stop { drop, arrive: clock, begin: clock, leave: clock, pouches }], to)
}

fn mark(trial: &mut Trial, lock: Lock, locks: bool) -> Result<(), Fault> {
    let id = match lock {
        Lock::Stop(stop) => stop.route,
        Lock::Order(route) | Lock::Route(route) => route,
    };
    let gone = match lock {
        Lock::Stop(stop) => trial.stop_fault(fault::NOT_THERE, stop),
        _ => Fault::new(fault::NOT_THERE, ""),
    };
    let trips = &mut trial.day(id.vehicle)?.trips;
    let trip = trips.iter_mut().find(|trip| trip.route.trip == id.trip);
    let Some(trip) = trip else { return Err(gone) };
    match lock {
        Lock::Order(_) => trip.marks.order = locks,
        Lock::Route(_) => trip.marks.route = locks,
        Lock::Stop(StopId { drop, .. })
            if trip.route.stops.iter().all(|stop| stop.drop != drop) =>
        {
            return Err(gone);
        }
        Lock::Stop(StopId { drop, .. }) => {
            if locks {
                trip.marks.stops.insert(drop);
            } else {
                trip.marks.stops.remove(&drop);
            }
        }
    }
    // A lock moves nothing.
    trial.touched.remove(&id.vehicle);
    Ok(())
}
