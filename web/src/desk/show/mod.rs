//! The parts of a board from a draft's lanes and holds.

mod day;
mod dues;
mod routes;
mod sums;
mod waiting;

pub(super) use day::{depot, places, vehicles};
pub(super) use dues::Dues;
pub(super) use routes::routes;
pub(super) use sums::{ledger, totals};
pub(super) use waiting::{need, otherwise, tray};

use super::form::{BrokenForm, ChangeForm, OverrideForm};
use super::names::Names;
use fenjian_planner::desk::{Breach, Change, Override};
use fenjian_planner::fault::{self, Code};

pub(super) fn change(change: &Change) -> ChangeForm {
    ChangeForm {
        metres: change.metres.0,
        duty_s: change.duty.0,
        cost_fen: change.cost.0,
        late_cards: change.late,
        waiting_cards: change.held,
        resort_pouches: change.resort,
    }
}

/// In what a limit is counted.
pub(super) fn unit(code: Code, weight: bool) -> &'static str {
    match code {
        code if code == fault::LOAD_EXCEEDED && weight => "g",
        code if code == fault::LOAD_EXCEEDED => "pouches",
        code if code == fault::OVER_DISTANCE => "m",
        code if code == fault::OVER_STOPS => "stops",
        code if code == fault::TRIPS_WRONG => "trips",
        code if code == fault::SKILL_LACKING => "skills",
        code if code == fault::STOP_TWICE => "visits",
        _ => "s",
    }
}

pub(super) fn broken(names: &Names, breach: &Breach) -> BrokenForm {
    BrokenForm {
        code: breach.code.id.into(),
        limit: breach.code.cause.into(),
        text: breach.text(&names.problem),
        vehicle: breach.vehicle.map(|id| names.vehicle_name(id)),
        trip: breach.trip,
        drop: breach.drop.map(|id| names.drop_code(id)),
        over: breach.over,
        unit: unit(breach.code, breach.weight).into(),
    }
}

pub(super) fn overrides(names: &Names, overrides: &[Override]) -> Vec<OverrideForm> {
    let of = |may: &Override| OverrideForm {
        broken: broken(names, &may.breach),
        by: may.by.clone(),
        reason: may.reason.clone(),
    };
    overrides.iter().map(of).collect()
}
