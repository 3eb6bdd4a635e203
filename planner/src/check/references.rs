//! Everything the plan names exists, and its times lie near the day, so that the other
//! constraints can count without looking again.

use crate::fault::{self, Fault};
use crate::plan::{PauseAt, Plan, Route};
use crate::problem::DayProblem;
use crate::units::Clock;

/// No clock time of a plan is further from midnight, in seconds: closed roads can make a route last for years, and nothing
/// that is counted from such times runs over.
const FAR: i64 = 10_000 * 24 * 3600;

pub(super) fn check(problem: &DayProblem, plan: &Plan, faults: &mut Vec<Fault>) {
    let mut unknown = |what: String| faults.push(Fault::new(fault::UNKNOWN_REFERENCE, what));
    let vehicles = problem.vehicles.len();
    for (ix, route) in plan.routes.iter().enumerate() {
        let here = format!("第 {} 条线路", ix + 1);
        if route.vehicle.ix() >= vehicles {
            unknown(format!("{here}的车辆 {} 不存在", route.vehicle.0));
        }
        if route.dock >= problem.centre.docks {
            unknown(format!("{here}的装车位 {} 不存在", route.dock));
        }
        if let Some(PauseAt::BeforeStop(at)) = route.pause.map(|pause| pause.at)
            && at as usize > route.stops.len()
        {
            unknown(format!("{here}的休息排在不存在的第 {} 站前", u64::from(at) + 1));
        }
        for (at, stop) in route.stops.iter().enumerate() {
            if stop.drop.ix() >= problem.drops.len() {
                unknown(format!("{here}第 {} 站的交接点 {} 不存在", at + 1, stop.drop.0));
            }
            for pouch in &stop.pouches {
                if pouch.consignment.ix() >= problem.consignments.len() {
                    let consignment = pouch.consignment.0;
                    unknown(format!("{here}第 {} 站的受理点 {consignment} 不存在", at + 1));
                }
            }
        }
    }
    for hold in &plan.holds {
        if hold.consignment.ix() >= problem.consignments.len() {
            unknown(format!("待发的受理点 {} 不存在", hold.consignment.0));
        }
        if let Some(vehicle) = hold.way_out.vehicle.filter(|vehicle| vehicle.ix() >= vehicles) {
            unknown(format!("待发出路中的车辆 {} 不存在", vehicle.0));
        }
    }
    for (ix, route) in plan.routes.iter().enumerate() {
        if let Some(clock) = clocks(route).find(|clock| !(-FAR..=FAR).contains(&clock.0)) {
            let detail = format!("第 {} 条线路的时刻 {} 秒远离当日", ix + 1, clock.0);
            faults.push(Fault::new(fault::TIMES_WRONG, detail));
        }
    }
}

fn clocks(route: &Route) -> impl Iterator<Item = Clock> {
    let own = [route.start, route.load, route.depart, route.end];
    let pause = route.pause.map(|pause| pause.begin);
    let stops = route.stops.iter().flat_map(|stop| [stop.arrive, stop.begin, stop.leave]);
    own.into_iter().chain(pause).chain(stops)
}
