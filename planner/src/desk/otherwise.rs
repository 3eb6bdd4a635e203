//! What goes by post or pickup instead of by van: a person's decision for a drop point, until it is taken back. It makes
//! another day of it, as an incident does; unlike one it gives way to locks.

use super::edit::{RouteId, StopId};
use super::report::{turn, waits};
use super::today::is_kept;
use super::trial::Trial;
use crate::fault::{self, Fault};
use crate::plan::{Hold, Need, WayOut};
use crate::problem::{DayProblem, DropId};
use crate::words::Mode;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The drop points whose cards do not go by van, though they were to.
pub type Otherwise = BTreeMap<DropId, Sent>;

/// How the cards for a drop point go instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// By post or pickup.
    pub mode: Mode,
    /// Why.
    pub reason: String,
}

/// Sends all cards for `drops` by `mode`; by van means that they wait for one again.
///
/// # Errors
/// D101 for a drop point that a sealed vehicle goes to, D102 where nothing goes by van, or nothing otherwise, D104 for a
/// locked stop, D106 for a mode that is not the centre's to choose, D111 without a reason, D113 for a cabinet by post.
pub(super) fn send(
    trial: &mut Trial,
    drops: &[DropId],
    mode: Mode,
    reason: &str,
) -> Result<(), Fault> {
    let ground = Arc::clone(&trial.board.ground);
    let problem = &ground.problem;
    if drops.is_empty() || mode == Mode::Home {
        return Err(Fault::new(fault::EDIT_SENSELESS, "没有选择交接点，或不能改为这一方式"));
    }
    if reason.trim().is_empty() {
        return Err(Fault::new(fault::REASON_MISSING, mode.zh()));
    }
    let mut otherwise = ground.otherwise.clone();
    for drop in drops {
        let name = problem.drops.get(drop.ix()).map(|_| problem.drop_place(*drop).name.as_str());
        let none = Fault::new(fault::NOT_THERE, name.unwrap_or_default());
        if mode == Mode::Van {
            otherwise.remove(drop).ok_or(none)?;
            continue;
        }
        let sent = Sent { mode, reason: reason.to_owned() };
        let known = otherwise.insert(*drop, sent).is_some();
        if !known && problem.consignments.iter().all(|c| c.drop != Some(*drop)) {
            return Err(none);
        }
        if is_kept(problem, *drop) {
            return Err(Fault::new(fault::FROZEN_STAYS, name.unwrap_or_default()));
        }
        let goes = |stop: &crate::plan::Stop| stop.drop == *drop;
        let trips = trial.board.trips().filter(|trip| trip.route.stops.iter().any(goes));
        let routes: Vec<RouteId> = trips
            .map(|trip| RouteId { vehicle: trip.route.vehicle, trip: trip.route.trip })
            .collect();
        for route in routes {
            trial.find(StopId { route, drop: *drop })?;
        }
    }
    let next = ground.with(ground.incidents.clone(), ground.reported, otherwise)?;
    turn(trial, next)
}

/// What goes by van on `next` and did not on `last`: it waits, all of it.
pub(super) fn back(last: &DayProblem, next: &DayProblem) -> Vec<Hold> {
    let pairs = last.consignments.iter().zip(next.consignments_with_ids());
    let back = pairs.filter(|(last, (_, next))| last.drop.is_none() && next.drop.is_some());
    let hold = |(_, (consignment, next)): (_, (_, &crate::problem::Consignment))| {
        let cards = next.cards.len() as u32;
        let blank = WayOut { vehicle: None, needs: Need::AnotherVehicle };
        Hold { consignment, cards, reason: fault::NO_VEHICLE, way_out: blank }
    };
    let mut holds: Vec<Hold> = back.map(hold).collect();
    for hold in &mut holds {
        (hold.reason, hold.way_out) = waits(next, hold);
    }
    holds
}
