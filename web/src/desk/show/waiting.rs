//! What waits, what would help it, and what goes otherwise than by van.

use super::dues::{Dues, count_due};
use crate::desk::form::{NeedForm, SentForm, WaitingForm, WaitingItem};
use crate::desk::names::Names;
use fenjian_planner::desk::{Draft, Sent};
use fenjian_planner::plan::{Need, Plan, WayOut};
use fenjian_planner::problem::{ConsignmentId, DropId};
use std::collections::BTreeMap;

/// What waits, by drop point; what travels otherwise by location. O(cards that wait).
pub(in crate::desk) fn tray(names: &Names, dues: &Dues, plan: &Plan) -> Vec<WaitingForm> {
    let problem = &names.problem;
    let mut found: BTreeMap<(Option<DropId>, Option<ConsignmentId>), WaitingForm> = BTreeMap::new();
    for hold in &plan.holds {
        let id = hold.consignment;
        let consignment = &problem.consignments[id.ix()];
        let place = problem.location(id);
        let drop = consignment.drop;
        let key = (drop, drop.is_none().then_some(id));
        let waiting = found.entry(key).or_insert_with(|| WaitingForm {
            drop: drop.map(|drop| names.drop_code(drop)),
            name: drop.map_or(&place.name, |drop| &problem.drop_place(drop).name).clone(),
            cards: 0,
            due_cards: 0,
            overdue_cards: 0,
            items: Vec::new(),
        });
        let (due, overdue) = count_due(problem, dues.last(id, hold.cards));
        waiting.cards += u64::from(hold.cards);
        waiting.due_cards += due;
        waiting.overdue_cards += overdue;
        waiting.items.push(WaitingItem {
            location: place.code.to_string(),
            name: place.name.clone(),
            cards: hold.cards,
            mode: consignment.mode.word().into(),
            code: hold.reason.id.into(),
            reason: hold.reason.cause.into(),
            way_out: hold.way_out.text(problem),
            need: need(names, &hold.way_out),
        });
    }
    found.into_values().collect()
}

/// What people sent by post or pickup. O(places × consignments).
pub(in crate::desk) fn otherwise(names: &Names, draft: &Draft) -> Vec<SentForm> {
    let of = |(drop, sent): (&DropId, &Sent)| SentForm {
        drop: names.drop_code(*drop),
        name: names.drop_name(*drop),
        mode: sent.mode.word().into(),
        cards: draft.sent(*drop),
        reason: sent.reason.clone(),
    };
    draft.otherwise().iter().map(of).collect()
}

/// A way out in parts.
pub(in crate::desk) fn need(names: &Names, way_out: &WayOut) -> NeedForm {
    let (kind, amount, what) = match &way_out.needs {
        Need::NextOpen(day) => ("next_open", None, day.map(|day| day.to_string())),
        Need::AnotherVehicle => ("vehicle", None, None),
        Need::Skill(skill) => ("skill", None, Some(skill.clone())),
        Need::Pouches(n) => ("pouches", Some(i64::from(*n)), None),
        Need::Weight(grams) => ("weight", Some(grams.0), None),
        Need::Window(seconds) => ("window", Some(seconds.0), None),
        Need::Shift(seconds) => ("shift", Some(seconds.0), None),
        Need::Distance(metres) => ("distance", Some(metres.0), None),
        Need::Stops(n) => ("stops", Some(i64::from(*n)), None),
        Need::Dock(seconds) => ("dock", Some(seconds.0), None),
        Need::Break(seconds) => ("break", Some(seconds.0), None),
        Need::Slots(n) => ("slots", Some(i64::from(*n)), None),
        Need::Decision => ("decision", None, None),
    };
    let vehicle = way_out.vehicle.map(|id| names.vehicle_name(id));
    NeedForm { kind: kind.into(), amount, what, vehicle }
}
