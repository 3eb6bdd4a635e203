//! Everything the plan names exists, and its lists are in their order.

use super::Faults;
use crate::fault;
use crate::plan::{PauseAt, Plan};
use crate::problem::DayProblem;
use crate::units::Clock;

/// No day of a vehicle reaches further; keeps sums of damaged times from overflowing.
const FAR: i64 = 1_000_000_000;

pub(super) fn check(problem: &DayProblem, plan: &Plan, faults: &mut Faults) {
    let unknown = fault::UNKNOWN_REFERENCE;
    let sane = |clock: Clock| clock.0.abs() < FAR;
    for (r, route) in plan.routes.iter().enumerate() {
        let here = || format!("第 {} 条线路", r + 1);
        faults.require(route.vehicle.ix() < problem.vehicles.len(), unknown, here);
        let clocks = [route.start, route.load, route.depart, route.end];
        let paused = route.pause.is_none_or(|p| sane(p.begin));
        faults.require(paused && clocks.into_iter().all(sane), fault::TIMES_WRONG, here);
        faults.require(route.distance.0.abs() < FAR && route.cost.0.abs() < FAR, unknown, here);
        faults.require(!route.stops.is_empty(), unknown, || format!("{}没有站", here()));
        if let Some(PauseAt::BeforeStop(stop)) = route.pause.map(|p| p.at) {
            faults.require(stop as usize <= route.stops.len(), fault::BREAK_WRONG, here);
        }
        for (s, stop) in route.stops.iter().enumerate() {
            let here = || format!("第 {} 条线路第 {} 站", r + 1, s + 1);
            faults.require(stop.drop.ix() < problem.drops.len(), unknown, here);
            faults.require(!stop.pouches.is_empty(), unknown, || format!("{}没有证件袋", here()));
            let clocks = [stop.arrive, stop.begin, stop.leave];
            faults.require(clocks.into_iter().all(sane), fault::TIMES_WRONG, here);
            for pouch in &stop.pouches {
                let known = pouch.consignment.ix() < problem.consignments.len();
                faults.require(known && pouch.weight.0.abs() < FAR, unknown, here);
            }
        }
    }
    let ordered = plan.routes.is_sorted_by(|a, b| (a.vehicle, a.trip) < (b.vehicle, b.trip));
    faults.require(ordered, fault::TRIPS_WRONG, || "线路未按车辆和车次排列，或有重复".into());
    for hold in &plan.holds {
        let known = hold.consignment.ix() < problem.consignments.len()
            && hold.way_out.vehicle.is_none_or(|v| v.ix() < problem.vehicles.len());
        faults.require(known, unknown, || "待发项".into());
    }
    let once = plan.holds.is_sorted_by(|a, b| a.consignment < b.consignment);
    faults.require(once, fault::HOLD_WRONG, || "待发项重复或未按次序排列".into());
}
