//! The independent checker: it reads only the problem and the plan, recomputes everything, and
//! shares no code with what made the plan. One file per constraint.

mod cards;
mod clock;
mod docks;
mod duty;
mod loads;
mod references;

use crate::fault::{Code, Fault};
use crate::plan::{Plan, Route};
use crate::problem::{DayProblem, VehicleId};
use crate::roads::Matrix;

/// Every way in which `plan` breaks `problem`; empty when it is sound. Never panics, whatever the
/// plan says: references are checked first, and while one is wrong nothing else is looked at.
/// O(cards + nodes² + pouches log pouches).
pub fn check(problem: &DayProblem, plan: &Plan) -> Vec<Fault> {
    let mut faults = Faults::default();
    references::check(problem, plan, &mut faults);
    if faults.0.is_empty() {
        let roads = Matrix::of(problem);
        cards::check(problem, plan, &mut faults);
        loads::check(problem, plan, &mut faults);
        docks::check(problem, plan, &mut faults);
        for routes in plan.routes.chunk_by(|a, b| a.vehicle == b.vehicle) {
            clock::check(problem, &roads, routes, &mut faults);
            duty::check(problem, &roads, routes, &mut faults);
        }
    }
    faults.0
}

/// Faults found so far.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    /// Notes a fault unless `holds`.
    fn require(&mut self, holds: bool, code: Code, detail: impl FnOnce() -> String) {
        if !holds {
            self.0.push(Fault::new(code, detail()));
        }
    }
}

fn vehicle_name(problem: &DayProblem, vehicle: VehicleId) -> String {
    format!("车辆 {}", problem.vehicles[vehicle.ix()].name)
}

fn route_name(problem: &DayProblem, route: &Route) -> String {
    format!("{}第 {} 车次", vehicle_name(problem, route.vehicle), route.trip)
}
