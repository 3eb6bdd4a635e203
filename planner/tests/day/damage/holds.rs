//! Holds, and references to what does not exist.

use super::{Damage, stop};
use fenjian_planner::fault;
use fenjian_planner::plan::{Hold, Need, PauseAt, Plan};
use fenjian_planner::problem::{ConsignmentId, DropId, VehicleId};
use fenjian_planner::units::Metres;

pub(super) const DAMAGES: &[Damage] = &[
    ("closed, and something else is blamed", fault::HOLD_WRONG, |_, plan| {
        plan.holds[1].reason = fault::SHIFT_EXCEEDED;
    }),
    ("open, and said to be closed", fault::HOLD_WRONG, |_, plan| {
        plan.holds[0].reason = fault::CLOSED_TODAY;
    }),
    ("a cabinet with room is said to be full", fault::HOLD_WRONG, |parts, _| {
        parts.consignments[4].free_slots = Some(6);
    }),
    ("a cabinet takes more than it can", fault::HOLD_WRONG, |parts, _| {
        parts.consignments[4].free_slots = Some(3);
    }),
    ("all have the skill that is said to lack", fault::HOLD_WRONG, |parts, plan| {
        parts.consignments[4].free_slots = None;
        plan.holds[0].reason = fault::SKILL_MISSING;
    }),
    ("nobody has the limit that is blamed", fault::HOLD_WRONG, |parts, plan| {
        parts.consignments[4].free_slots = None;
        plan.holds[0].reason = fault::DISTANCE_EXCEEDED;
        plan.holds[0].way_out.needs = Need::Distance(Metres(1));
    }),
    ("no reason to wait at all", fault::HOLD_WRONG, |_, plan| {
        plan.holds[0].reason = fault::ALERTED;
    }),
    ("there is no fleet, and a shift is blamed", fault::HOLD_WRONG, |parts, plan| {
        let held = &plan.holds[0];
        let all = parts.consignments[4].cards.len() as u32;
        let held = Hold { cards: all, reason: fault::SHIFT_EXCEEDED, ..held.clone() };
        *plan = Plan { routes: Vec::new(), holds: vec![held] };
        parts.vehicles.clear();
        parts.terminals.clear();
    }),
    ("the way out does not help", fault::HOLD_WRONG, |_, plan| {
        plan.holds[0].way_out.needs = Need::AnotherVehicle;
    }),
    ("the next opening is another day", fault::HOLD_WRONG, |parts, _| {
        parts.drops.iter_mut().for_each(|drop| drop.next_open = None);
    }),
    ("a hold of nothing", fault::HOLD_WRONG, |_, plan| plan.holds[0].cards = 0),
    ("holds in another order", fault::HOLD_WRONG, |_, plan| plan.holds.reverse()),
    ("an unknown vehicle", fault::UNKNOWN_REFERENCE, |_, plan| {
        plan.routes[0].vehicle = VehicleId(2);
    }),
    ("an unknown dock", fault::UNKNOWN_REFERENCE, |_, plan| plan.routes[0].dock = 2),
    ("an unknown drop point", fault::UNKNOWN_REFERENCE, |_, plan| {
        stop(plan, 0, 0).drop = DropId(u32::MAX);
    }),
    ("an unknown location", fault::UNKNOWN_REFERENCE, |_, plan| {
        stop(plan, 0, 0).pouches[0].consignment = ConsignmentId(99);
    }),
    ("a break before an unknown stop", fault::UNKNOWN_REFERENCE, |_, plan| {
        plan.routes[0].pause.as_mut().unwrap().at = PauseAt::BeforeStop(u32::MAX);
    }),
    ("an unknown location is held", fault::UNKNOWN_REFERENCE, |_, plan| {
        plan.holds[0].consignment = ConsignmentId(99);
    }),
    ("an unknown vehicle would help", fault::UNKNOWN_REFERENCE, |_, plan| {
        plan.holds[0].way_out.vehicle = Some(VehicleId(2));
    }),
];
