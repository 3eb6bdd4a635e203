//! Whether a reason for waiting can be true, and whether a way out answers it.

use crate::fault::{
    BREAK_MISSED, CABINET_FULL, CLOSED_TODAY, Code, DISTANCE_EXCEEDED, DOCK_BUSY, HELD_BY_PERSON,
    NO_VEHICLE, POUCHES_EXCEEDED, SHIFT_EXCEEDED, SKILL_MISSING, STOPS_EXCEEDED, WEIGHT_EXCEEDED,
    WINDOW_MISSED,
};
use crate::plan::Need;
use crate::problem::DropPoint;
use crate::words::Vehicle;

/// Whether a vehicle has a limit at all.
type HasLimit = fn(&Vehicle) -> bool;

/// The limits that can bind, by the reason they give.
const LIMITS: [(Code, HasLimit); 8] = [
    // A load of a drop point that was split by weight has no room beside another one either.
    (POUCHES_EXCEEDED, |vehicle| vehicle.pouches.is_some() || vehicle.weight.is_some()),
    (WEIGHT_EXCEEDED, |vehicle| vehicle.weight.is_some()),
    (WINDOW_MISSED, |_| true),
    (SHIFT_EXCEEDED, |_| true),
    (DISTANCE_EXCEEDED, |vehicle| vehicle.max_distance.is_some()),
    (STOPS_EXCEEDED, |vehicle| vehicle.max_stops.is_some()),
    (DOCK_BUSY, |_| true),
    (BREAK_MISSED, |vehicle| vehicle.pause.is_some()),
];

/// Why `reason` cannot be what keeps cards from `drop`, if so. `surplus`: its cabinet has fewer
/// free slots than cards came.
pub(super) fn untrue(
    vehicles: &[Vehicle],
    drop: &DropPoint,
    surplus: bool,
    reason: Code,
) -> Option<&'static str> {
    // A person may let anything wait.
    if reason == HELD_BY_PERSON {
        return None;
    }
    let able = |vehicle: &Vehicle| drop.skills.iter().all(|skill| vehicle.skills.contains(skill));
    if drop.windows.is_empty() {
        return (reason != CLOSED_TODAY).then_some("交接点当日不开放");
    }
    if reason == CLOSED_TODAY {
        return Some("交接点当日开放");
    }
    if reason == CABINET_FULL {
        return (!surplus).then_some("自助柜空格足够");
    }
    if vehicles.is_empty() {
        return (reason != NO_VEHICLE).then_some("没有车辆");
    }
    if !vehicles.iter().any(able) {
        return (reason != SKILL_MISSING).then_some("没有具备所需条件的车辆");
    }
    if reason == SKILL_MISSING {
        return vehicles.iter().all(able).then_some("车辆都具备所需条件");
    }
    if reason == NO_VEHICLE {
        // With a fleet it means that none has room, or time when the centre is open, beside what
        // it does; whether a better plan exists is not for the checker to say.
        return None;
    }
    match LIMITS.iter().find(|(limit, _)| *limit == reason) {
        Some((_, has_limit)) if vehicles.iter().any(has_limit) => None,
        Some(_) => Some("没有车辆受此限制"),
        None => Some("不是待发的原因"),
    }
}

/// Whether `need` is a way out of `reason` at `drop`. What binds a used vehicle and what one more
/// would need can differ, so that any need of a vehicle fits any limit.
pub(super) fn fits(drop: &DropPoint, reason: Code, need: &Need) -> bool {
    match need {
        Need::Decision => reason == HELD_BY_PERSON,
        _ if reason == HELD_BY_PERSON => false,
        Need::NextOpen(day) => reason == CLOSED_TODAY && *day == drop.next_open,
        Need::Slots(n) => reason == CABINET_FULL && *n > 0,
        _ if [CLOSED_TODAY, CABINET_FULL].contains(&reason) => false,
        Need::AnotherVehicle => true,
        Need::Skill(skill) => drop.skills.contains(skill),
        Need::Pouches(n) | Need::Stops(n) => *n > 0,
        Need::Weight(grams) => grams.0 > 0,
        Need::Distance(metres) => metres.0 > 0,
        Need::Window(time) | Need::Shift(time) | Need::Dock(time) | Need::Break(time) => time.0 > 0,
    }
}
