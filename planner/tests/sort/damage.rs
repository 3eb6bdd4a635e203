//! Damaged plans: the checker names the damage, the simulator finds the cards.

use super::case::{machine, sorted};
use fenjian_planner::check::sort::check_floor;
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::sort::{arrivals, simulate};

fn plan() -> SortPlan {
    let cards: Vec<u32> = (0..40).map(|ix| 1 + ix * 7 % 23).collect();
    sorted(&cards, &machine(10, 30), 2_000).plan
}

/// The first code the checker gives after `damage`, and how many cards the simulator finds out of place.
fn after(damage: impl FnOnce(&mut SortPlan)) -> (Option<&'static str>, u64) {
    let mut plan = plan();
    let cards = arrivals(&plan, 7);
    damage(&mut plan);
    let machine = machine(10, 30);
    let machines = std::slice::from_ref(&machine);
    let faults = check_floor(machines, &plan);
    (faults.first().map(|fault| fault.code.id), simulate(&plan, machines, &cards).misplaced)
}

#[test]
fn sound() {
    assert_eq!(after(|_| ()), (None, 0));
}

#[test]
fn pockets() {
    assert_eq!(after(|plan| plan.passes[0].slots[0].pockets = vec![11]).0, Some("C651"));
    assert_eq!(after(|plan| plan.passes[0].slots[0].pockets.clear()).0, Some("C651"));
    let twice = |plan: &mut SortPlan| {
        plan.passes[0].slots[0].pockets = plan.passes[0].slots[1].pockets.clone();
    };
    assert_eq!(after(twice).0, Some("C651"));
    assert_eq!(after(|plan| plan.passes[1].machine = "别的".into()).0, Some("C651"));
}

#[test]
fn ways() {
    let all: u64 = plan().destinations.iter().map(|d| u64::from(d.cards)).sum();
    let (code, misplaced) = after(|plan| {
        for pass in &mut plan.passes {
            for slot in &mut pass.slots {
                slot.next = None;
            }
        }
    });
    assert_eq!(code, Some("C652"));
    assert!(misplaced > 0 && misplaced < all);
    let (code, misplaced) = after(|plan| plan.destinations[5].way.clear());
    assert_eq!(code, Some("C652"));
    assert_eq!(misplaced, u64::from(plan().destinations[5].cards));
    assert_eq!(after(|plan| plan.destinations[0].way[0].slot = 99).0, Some("C652"));
    assert_eq!(after(|plan| plan.passes[1].from = Some(1)).0, Some("C652"));
}

#[test]
fn order() {
    // Two of the residue change ways: each comes out where the other should.
    let swapped = |plan: &mut SortPlan| {
        let residue: Vec<usize> =
            (0..plan.destinations.len()).filter(|&ix| !plan.is_own(ix)).collect();
        let (one, other) = (residue[0], residue[residue.len() - 1]);
        let way = plan.destinations[one].way.clone();
        plan.destinations[one].way = std::mem::replace(&mut plan.destinations[other].way, way);
    };
    assert_eq!(after(swapped).0, Some("C653"));
    // Two destinations in one slot of the first pass.
    let mixed = |plan: &mut SortPlan| {
        let own: Vec<usize> = (0..plan.destinations.len()).filter(|&ix| plan.is_own(ix)).collect();
        plan.destinations[own[0]].way = plan.destinations[own[1]].way.clone();
    };
    let (code, misplaced) = after(mixed);
    assert_eq!(code, Some("C653"));
    assert!(misplaced > 0);
}
