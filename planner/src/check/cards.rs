//! Every card is accounted for once, pouches keep the rule, holds are true.

use super::Faults;
use crate::fault;
use crate::plan::{Allocation, Hold, Plan};
use crate::problem::{ConsignmentId, DayProblem};
use crate::words::Mode;

pub(super) fn check(problem: &DayProblem, plan: &Plan, faults: &mut Faults) {
    let allocation = Allocation::of(problem, plan);
    for (id, consignment) in problem.consignments_with_ids() {
        let name = || format!("受理点 {}", problem.location(id).code);
        let pouches = &allocation.pouches[id.ix()];
        let hold = allocation.holds[id.ix()];
        let all = consignment.cards.len() as u64;
        let held = hold.map_or(0, |h| u64::from(h.cards));
        let pouched: u64 = pouches.iter().map(|(_, _, p)| u64::from(p.cards)).sum();
        // What goes home or is collected at the centre travels in no pouch.
        let sound = match consignment.mode {
            Mode::Van => pouched + held == all,
            _ => pouched == 0 && held <= all,
        };
        faults.require(sound, fault::CARDS_LOST, || {
            format!("{}：{all} 张，装袋 {pouched}，待发 {held}", name())
        });
        for (n, (r, s, pouch)) in pouches.iter().enumerate() {
            let here = || format!("{} 第 {} 袋", name(), pouch.number);
            let numbered = pouch.number as usize == n + 1 && pouch.of as usize == pouches.len();
            faults.require(numbered, fault::POUCH_WRONG, here);
            let filled = (1..=problem.pouching.cards_per_pouch).contains(&pouch.cards);
            let weighed = pouch.weight == problem.pouch_weight(pouch.cards);
            faults.require(filled && weighed, fault::POUCH_WRONG, here);
            let there = Some(plan.routes[*r].stops[*s].drop) == consignment.drop;
            faults.require(there, fault::POUCH_WRONG, || format!("{}送错交接点", here()));
        }
        if let Some(hold) = hold {
            check_hold(problem, id, hold, faults);
        }
        let slots = consignment.free_slots.map_or(u64::MAX, u64::from);
        faults.require(pouched <= slots, fault::HOLD_WRONG, || format!("{}空格不足", name()));
    }
}

/// A hold has cards, an H code, and a reason that the problem bears out.
fn check_hold(problem: &DayProblem, id: ConsignmentId, hold: &Hold, faults: &mut Faults) {
    let consignment = &problem.consignments[id.ix()];
    let drop = consignment.drop.map(|drop| &problem.drops[drop.ix()]);
    let true_reason = match hold.reason {
        reason if reason == fault::CLOSED_TODAY => drop.is_some_and(|d| d.windows.is_empty()),
        reason if reason == fault::NO_VEHICLE => problem.vehicles.is_empty(),
        reason if reason == fault::CABINET_FULL => {
            let surplus = |slots: u32| consignment.cards.len() as u64 > u64::from(slots);
            consignment.free_slots.is_some_and(surplus)
        }
        reason if reason == fault::SKILL_MISSING => drop.is_some_and(|d| !d.skills.is_empty()),
        reason => reason.id.starts_with('H'),
    };
    faults.require(hold.cards > 0 && true_reason, fault::HOLD_WRONG, || {
        format!("受理点 {}：{}", problem.location(id).code, hold.reason)
    });
}
