//! The day as incidents leave it: a day problem of its own, so that planning and checking need not know of them.

use super::incident::{Happened, Incident, Instead};
use super::otherwise::Otherwise;
use crate::fault::{self, Fault};
use crate::problem::{ConsignmentId, DayProblem, DropId, Kept, Parts, VehicleId};
use crate::units::{Clock, Window};
use crate::words::{CardSerial, LocationKind, Mode, standing_skill};
use std::collections::BTreeSet;

/// `first` with these incidents, and with the cards of some drop points not by van. O(cards log cards).
///
/// # Errors
/// D102 for what the day does not have, D113 for what cannot be.
pub(super) fn day<'a>(
    first: &DayProblem,
    incidents: impl Iterator<Item = &'a Incident> + Clone,
    otherwise: &Otherwise,
) -> Result<DayProblem, Fault> {
    let mut parts = (**first).clone();
    // Where cards go comes first: what must arrive in time must do so at the drop point that takes it.
    for incident in incidents.clone() {
        if let Happened::Closed { drop, reopens, instead } = incident.what {
            close(&mut parts, drop, reopens, instead)?;
        }
    }
    for (ix, known) in first.consignments.iter().enumerate() {
        let drops = [known.drop, parts.consignments[ix].drop];
        if let Some(sent) = drops.into_iter().flatten().find_map(|drop| otherwise.get(&drop)) {
            leave(&mut parts, ix, sent.mode)?;
        }
    }
    for incident in incidents {
        match &incident.what {
            Happened::Closed { .. } => (),
            Happened::VehicleOut { vehicle, back } => {
                let this = parts.vehicles.get_mut(vehicle.ix()).ok_or_else(gone)?;
                match back.filter(|at| *at < this.shift_end) {
                    Some(at) => this.shift_start = this.shift_start.max(at),
                    None => {
                        this.max_stops = Some(0);
                        release(&mut parts, *vehicle);
                    }
                }
            }
            Happened::Roads(area) => parts.areas.push(area.clone()),
            Happened::MustArrive { consignments, cards, by } => {
                hurry(&mut parts, consignments, cards, *by)?;
            }
        }
    }
    DayProblem::new(parts).map_err(|faults| senseless(faults.first().map_or("", |f| &f.detail)))
}

/// `problem` with what is sealed kept at other times.
pub(super) fn keeping(problem: &DayProblem, kept: Vec<Kept>) -> Result<DayProblem, Fault> {
    let parts = Parts { kept, ..(**problem).clone() };
    DayProblem::new(parts).map_err(|faults| senseless(faults.first().map_or("", |f| &f.detail)))
}

/// Whether `vehicle` is out for all of `day`, which was planned as `first`.
pub(super) fn out(first: &DayProblem, day: &DayProblem, vehicle: VehicleId) -> bool {
    let most = |problem: &DayProblem| problem.vehicles[vehicle.ix()].max_stops;
    most(day) == Some(0) && most(first) != Some(0)
}

/// Standing rules that keep drop points for a vehicle are set aside when it is out, so that others may go there.
fn release(parts: &mut Parts, vehicle: VehicleId) {
    let skill = standing_skill(&parts.vehicles[vehicle.ix()].name);
    for drop in &mut parts.drops {
        drop.skills.retain(|needed| *needed != skill);
    }
}

fn senseless(what: impl Into<String>) -> Fault {
    Fault::new(fault::INCIDENT_SENSELESS, what)
}

fn gone() -> Fault {
    Fault::new(fault::NOT_THERE, "当日没有这样的车辆、交接点或受理点")
}

fn close(
    parts: &mut Parts,
    drop: DropId,
    reopens: Option<chrono::NaiveDate>,
    instead: Instead,
) -> Result<(), Fault> {
    let day = parts.day;
    let point = parts.drops.get_mut(drop.ix()).ok_or_else(gone)?;
    if reopens.is_some_and(|reopens| reopens <= day) {
        return Err(senseless("恢复日期须在当日之后"));
    }
    point.windows.clear();
    point.next_open = reopens.map(|reopens| point.next_open.map_or(reopens, |at| at.max(reopens)));
    match instead {
        Instead::Wait => return Ok(()),
        Instead::Divert(to) => {
            if to == drop || parts.drops.get(to.ix()).ok_or_else(gone)?.windows.is_empty() {
                return Err(senseless("改送的交接点当日不开放"));
            }
        }
        Instead::Post => {}
    }
    // Also what is not sealed yet goes there with a vehicle that is kept.
    if is_kept(parts, drop) {
        return Err(Fault::new(fault::FROZEN_STAYS, "已封袋的车辆要到这个交接点"));
    }
    for ix in 0..parts.consignments.len() {
        match instead {
            _ if parts.consignments[ix].drop != Some(drop) => {}
            Instead::Divert(to) => parts.consignments[ix].drop = Some(to),
            Instead::Post | Instead::Wait => leave(parts, ix, Mode::Post)?,
        }
    }
    Ok(())
}

/// Whether a vehicle for which something is sealed goes to `drop`.
pub(super) fn is_kept(parts: &Parts, drop: DropId) -> bool {
    parts.kept.iter().flat_map(|kept| &kept.stops).any(|stop| stop.drop == drop)
}

/// Consignment `ix` goes by `mode` and no van.
fn leave(parts: &mut Parts, ix: usize, mode: Mode) -> Result<(), Fault> {
    let consignment = &mut parts.consignments[ix];
    let place = &parts.places[consignment.location.ix()];
    if mode == Mode::Post && place.kind == LocationKind::Cabinet {
        return Err(senseless(format!("{} 是自助柜，不收邮件", place.name)));
    }
    (consignment.mode, consignment.drop, consignment.free_slots) = (mode, None, None);
    Ok(())
}

/// Cards of `cards` and of `consignments` are due today, and the drop points they go to take nothing later than `by`.
fn hurry(
    parts: &mut Parts,
    consignments: &[ConsignmentId],
    cards: &[CardSerial],
    by: Clock,
) -> Result<(), Fault> {
    let day = parts.day;
    let whole: BTreeSet<usize> = consignments.iter().map(|id| id.ix()).collect();
    let mut left: BTreeSet<&CardSerial> = cards.iter().collect();
    let mut drops: BTreeSet<DropId> = BTreeSet::new();
    if whole.is_empty() && left.is_empty() {
        return Err(senseless("没有选择证件或受理点"));
    }
    if whole.last().is_some_and(|last| *last >= parts.consignments.len()) {
        return Err(gone());
    }
    for (ix, consignment) in parts.consignments.iter_mut().enumerate() {
        let Some(drop) = consignment.drop else {
            if whole.contains(&ix) {
                return Err(senseless("受理点的证件当日不由专车运送"));
            }
            continue;
        };
        let mut any = false;
        for card in &mut consignment.cards {
            if left.remove(&card.serial) || whole.contains(&ix) {
                (card.due, any) = (card.due.min(day), true);
            }
        }
        if any {
            consignment.cards.sort_unstable();
            drops.insert(drop);
        }
    }
    if !left.is_empty() {
        return Err(senseless(format!("{} 张证件当日不由专车运送", left.len())));
    }
    for drop in drops {
        let point = &mut parts.drops[drop.ix()];
        let opens = point.windows.first().map(|window| window.from);
        point.windows.retain(|window| window.from <= by);
        let cut = |window: &mut Window| window.to = window.to.min(by);
        point.windows.iter_mut().for_each(cut);
        if let Some(opens) = opens.filter(|_| point.windows.is_empty()) {
            let name = &parts.places[point.place.ix()].name;
            return Err(senseless(format!("{name} {opens} 才可交接")));
        }
    }
    Ok(())
}
