//! The destinations are those of the plan, all of them but sealed pouches, in the order of loading, each pouch at its
//! load position.

use crate::fault::{self, Fault};
use crate::plan::sort::{LoadedPouch, SortPlan, To};
use crate::plan::{Plan, Route};
use crate::problem::{ConsignmentId, DayProblem};
use crate::words::Mode;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(
    problem: &DayProblem,
    plan: &Plan,
    sealed: &BTreeSet<(ConsignmentId, u32)>,
    sort: &SortPlan,
    faults: &mut Vec<Fault>,
) {
    let mut wrong = |detail: String| faults.push(Fault::new(fault::DESTINATION_WRONG, detail));
    let mut expected = pouches(plan);
    expected.retain(|(to, number), _| match to {
        To::Stop { consignment, .. } => !sealed.contains(&(*consignment, *number)),
        _ => true,
    });
    let mut others = others(problem, plan);
    let mut before: Option<(usize, u32)> = None;
    for (ix, destination) in sort.destinations.iter().enumerate() {
        let name = || format!("第 {} 个去向", ix + 1);
        let To::Stop { route, .. } = destination.to else {
            match others.remove(&destination.to) {
                Some(cards) if cards == u64::from(destination.cards) => {}
                Some(cards) => {
                    wrong(format!("{}：{} 张，应为 {cards} 张", name(), destination.cards))
                }
                None => wrong(format!("{}：重复，或不在方案中", name())),
            }
            continue;
        };
        let cards: u64 = destination.pouches.iter().map(|pouch| u64::from(pouch.cards)).sum();
        if cards != u64::from(destination.cards) {
            wrong(format!("{}：{} 张，袋内 {cards} 张", name(), destination.cards));
        }
        for pouch in &destination.pouches {
            match expected.remove(&(destination.to, pouch.number)) {
                Some(right) if right == *pouch => {}
                Some(_) => wrong(format!("{}：第 {} 袋的张数或装车序号不符", name(), pouch.number)),
                None => wrong(format!("{}：第 {} 袋重复，或不在方案中", name(), pouch.number)),
            }
        }
        let Some(of_route) = plan.routes.get(route as usize) else {
            wrong(format!("{}：没有这条线路", name()));
            continue;
        };
        let first = destination.pouches.first().map_or(0, |pouch| pouch.position);
        let rises = before.is_none_or(|(other, position)| match other == route as usize {
            true => position < first,
            false => moment(&plan.routes[other]) <= moment(of_route),
        });
        if !rises || !destination.pouches.is_sorted_by_key(|pouch| pouch.position) {
            wrong(format!("{}：不在装车的次序上", name()));
        }
        let last = destination.pouches.last().map_or(0, |pouch| pouch.position);
        before = Some((route as usize, last));
    }
    if !expected.is_empty() || !others.is_empty() {
        wrong(format!("缺少 {} 袋，{} 个其他去向", expected.len(), others.len()));
    }
}

/// Routes are loaded in this order.
fn moment(route: &Route) -> (crate::units::Clock, crate::units::Clock) {
    (route.depart, route.load)
}

/// Each pouch of the plan with its load position: the last stop's last pouch is loaded first.
fn pouches(plan: &Plan) -> BTreeMap<(To, u32), LoadedPouch> {
    let mut found = BTreeMap::new();
    for (route_ix, route) in plan.routes.iter().enumerate() {
        let mut left: u32 = route.stops.iter().map(|stop| stop.pouches.len() as u32).sum();
        for (stop_ix, stop) in route.stops.iter().enumerate() {
            for pouch in &stop.pouches {
                let consignment = pouch.consignment;
                let to = To::Stop { consignment, route: route_ix as u32, stop: stop_ix as u32 };
                let loaded =
                    LoadedPouch { number: pouch.number, cards: pouch.cards, position: left };
                found.insert((to, pouch.number), loaded);
                left = left.saturating_sub(1);
            }
        }
    }
    found
}

/// What no vehicle takes.
fn others(problem: &DayProblem, plan: &Plan) -> BTreeMap<To, u64> {
    let mut cards: BTreeMap<To, u64> = BTreeMap::new();
    let mut held = vec![0_u64; problem.consignments.len()];
    for hold in &plan.holds {
        if let Some(held) = held.get_mut(hold.consignment.ix()) {
            *held += u64::from(hold.cards);
        }
    }
    for ((id, consignment), held) in problem.consignments_with_ids().zip(held) {
        let to = match consignment.mode {
            Mode::Van => None,
            Mode::Post => Some(To::Post(id)),
            Mode::Home => Some(To::Home),
            Mode::Pickup => Some(To::Pickup),
        };
        if let Some(to) = to {
            let all = consignment.cards.len() as u64;
            *cards.entry(to).or_default() += all.saturating_sub(held);
        }
        *cards.entry(To::Held).or_default() += held;
    }
    cards.retain(|_, cards| *cards > 0);
    cards
}
