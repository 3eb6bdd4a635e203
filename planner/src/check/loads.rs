//! What a vehicle carries and may visit; that a drop point is visited once.

use super::{Faults, route_name};
use crate::fault;
use crate::plan::Plan;
use crate::problem::{DayProblem, DropId};
use crate::units::Grams;
use std::collections::BTreeMap;

pub(super) fn check(problem: &DayProblem, plan: &Plan, faults: &mut Faults) {
    let mut visits: BTreeMap<DropId, (u32, usize, Grams)> = BTreeMap::new();
    for route in &plan.routes {
        let vehicle = &problem.vehicles[route.vehicle.ix()];
        let name = || route_name(problem, route);
        let pouches = || route.stops.iter().flat_map(|stop| &stop.pouches);
        let count = pouches().count();
        let weight: Grams = pouches().map(|p| p.weight).sum();
        let fits = vehicle.pouches.is_none_or(|most| count <= most as usize);
        faults.require(fits, fault::LOAD_EXCEEDED, || format!("{}装 {count} 袋", name()));
        let light = vehicle.weight.is_none_or(|most| weight <= most);
        faults.require(light, fault::LOAD_EXCEEDED, || format!("{}重 {} 克", name(), weight.0));
        for stop in &route.stops {
            let drop = &problem.drops[stop.drop.ix()];
            let able = drop.skills.iter().all(|skill| vehicle.skills.contains(skill));
            let code = problem.drop_place(stop.drop).code;
            faults.require(able, fault::SKILL_LACKING, || format!("{}到 {code}", name()));
            let visit = visits.entry(stop.drop).or_default();
            visit.0 += 1;
            visit.1 += stop.pouches.len();
            visit.2 += stop.pouches.iter().map(|p| p.weight).sum();
        }
    }
    for (drop, (times, pouches, weight)) in visits {
        // A second visit is right only when no able vehicle takes everything at once.
        let skills = &problem.drops[drop.ix()].skills;
        let takes_all = |v: &crate::words::Vehicle| {
            skills.iter().all(|skill| v.skills.contains(skill))
                && v.pouches.is_none_or(|most| pouches <= most as usize)
                && v.weight.is_none_or(|most| weight <= most)
        };
        let split = times > 1 && problem.vehicles.iter().any(takes_all);
        let code = problem.drop_place(drop).code;
        faults.require(!split, fault::STOP_TWICE, || format!("交接点 {code} 去了 {times} 次"));
    }
}
