//! A sort plan made by hand, so that the numbers on its sheets can be foretold.

use chrono::Days;
use fenjian_planner::plan::Plan;
use fenjian_planner::plan::sort::{Destination, Pass, Slot, SlotRef, SortPlan};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::sort::destinations;
use fenjian_planner::units::Seconds;
use fenjian_planner::words::{Machine, MachineKind};
use fenjian_sql::sort_plan::{DayBefore, StoredSort};
use std::collections::BTreeMap;

/// The machine of the hand-made plans.
pub fn machine() -> Machine {
    Machine {
        name: "sorter-1".into(),
        kind: MachineKind::Sorter,
        pockets: 24,
        pocket_cards: 250,
        cards_per_hour: 6_000,
        sweep: Seconds::minutes(8),
        full_pocket: Seconds(30),
        setup: Seconds::minutes(5),
    }
}

/// The machine of their second pass.
pub fn rack() -> Machine {
    Machine {
        name: "rack-1".into(),
        kind: MachineKind::Rack,
        pockets: 60,
        pocket_cards: 80,
        cards_per_hour: 1_200,
        sweep: Seconds::minutes(10),
        full_pocket: Seconds(20),
        setup: Seconds::minutes(3),
    }
}

/// Two passes: the three fullest destinations finish in the first one, the fullest in two pockets; the
/// others wait in two slots and finish two by two. None on a day that sends nothing.
pub fn sorts(problem: &DayProblem, plan: &Plan) -> Vec<StoredSort> {
    let destinations = destinations(problem, plan);
    if destinations.is_empty() {
        return Vec::new();
    }
    vec![StoredSort {
        number: 3,
        machine: machine().name,
        plan: by_hand(destinations),
        plan_hash: "5e".repeat(32),
        before: Some(DayBefore {
            day: problem.day.checked_sub_days(Days::new(4)).unwrap(),
            own: BTreeMap::from([
                ("440103010000".to_owned(), vec![9]),
                ("440199990000".to_owned(), vec![7]),
                ("home".to_owned(), vec![8]),
            ]),
        }),
    }]
}

fn by_hand(mut destinations: Vec<Destination>) -> SortPlan {
    let mut fullest: Vec<usize> = (0..destinations.len()).collect();
    fullest.sort_by_key(|&ix| (std::cmp::Reverse(destinations[ix].cards), ix));
    let mut own = fullest[..3.min(fullest.len())].to_vec();
    let most = own[0];
    own.sort_unstable();
    let finished = |pockets: Vec<u32>| Slot { pockets, next: None };
    let mut pocket = 0;
    let mut next = || {
        pocket += 1;
        pocket
    };
    let mut first: Vec<Slot> = (own.iter())
        .map(|&ix| finished(if ix == most { vec![next(), next()] } else { vec![next()] }))
        .collect();
    let rest: Vec<usize> = (0..destinations.len()).filter(|ix| !own.contains(ix)).collect();
    for (slot, &ix) in own.iter().enumerate() {
        destinations[ix].way = vec![SlotRef { pass: 0, slot: slot as u32 }];
    }
    let machine = machine().name;
    let mut passes = Vec::new();
    if !rest.is_empty() {
        // The pocket after the next one stays empty.
        let kept = [next(), next() + 1];
        first.extend(kept.map(|pocket| Slot { pockets: vec![pocket], next: Some(1) }));
        for (nth, &ix) in rest.iter().enumerate() {
            let (part, slot) = (own.len() + nth % 2, nth / 2);
            let at = |pass, slot: usize| SlotRef { pass, slot: slot as u32 };
            destinations[ix].way = vec![at(0, part), at(1, slot)];
        }
        let slots = (1..=rest.len().div_ceil(2) as u32).map(|pocket| finished(vec![pocket]));
        // The residue goes to another machine.
        passes.push(Pass { machine: rack().name, from: Some(0), slots: slots.collect() });
    }
    passes.insert(0, Pass { machine, from: None, slots: first });
    SortPlan { destinations, passes }
}
