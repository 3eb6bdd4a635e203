//! How values stand on pages: states with counts, moments in Asia/Shanghai, a card's place.

use crate::shanghai;
use chrono::{DateTime, Utc};
use fenjian_planner::words::State;
use fenjian_sql::edition::Ledger;
use fenjian_sql::search::Step;

/// A state with its count; `stop` where a person has to decide.
pub(super) struct Count {
    pub(super) zh: &'static str,
    pub(super) cards: u64,
    pub(super) stop: bool,
}

/// States that have cards, in the order of the design.
pub(super) fn counts(ledger: &Ledger) -> Vec<Count> {
    let of = |(state, cards): (&State, &u64)| Count {
        zh: state.zh(),
        cards: *cards,
        stop: *state == State::Quarantined,
    };
    ledger.states.iter().filter(|(_, cards)| **cards > 0).map(of).collect()
}

/// `2026-09-28 14:05`, in Asia/Shanghai.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    shanghai::written(at, "%Y-%m-%d %H:%M")
}

/// `14:05`, in Asia/Shanghai.
pub(super) fn time(at: DateTime<Utc>) -> String {
    shanghai::written(at, "%H:%M")
}

/// Where a card is on a day, in one line.
pub(super) fn place(step: &Step) -> String {
    let mut parts = vec![step.state.zh().to_owned()];
    parts.extend(step.reasons.iter().map(|code| format!("{} {}", code.id, code.cause)));
    if let Some(route) = &step.route {
        parts.push(format!("线路 {route}"));
    }
    if let Some(vehicle) = &step.vehicle {
        parts.push(format!("车辆 {vehicle}"));
    }
    if let Some(pouch) = &step.pouch {
        parts.push(format!("袋 {pouch}"));
    }
    if let Some(drop) = step.drop {
        parts.push(format!("交接点 {drop}"));
    }
    parts.join("，")
}
