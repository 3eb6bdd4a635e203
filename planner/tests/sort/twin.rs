//! The slow obvious twin: every way of every destination, tried out.

use super::case::{machine, sorted};
use fenjian_planner::words::Machine;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A slot: finishing cards (`to` is none), or keeping them for a later pass.
type Slot = (usize, Option<usize>, u32);

/// Every way through `batches` passes after the first, and, apart from that, through a second and third in a row.
fn ways(pockets: u32, batches: usize) -> Vec<Vec<Vec<Slot>>> {
    let own: Vec<Vec<Slot>> = (0..pockets).map(|slot| vec![(0, None, slot)]).collect();
    let mut beside = own.clone();
    let mut in_a_row = own;
    for part in 0..pockets {
        for slot in 0..pockets {
            for batch in 1..=batches {
                beside.push(vec![(0, Some(batch), part), (batch, None, slot)]);
            }
            in_a_row.push(vec![(0, Some(1), part), (1, None, slot)]);
            for second in 0..pockets {
                let last = (2, None, slot);
                in_a_row.push(vec![(0, Some(1), part), (1, Some(2), second), last]);
            }
        }
    }
    vec![beside, in_a_row]
}

/// Least seconds over all ways of all destinations.
fn optimum(cards: &[u32], machine: &Machine) -> f64 {
    let mut best = f64::INFINITY;
    for ways in ways(machine.pockets, 2) {
        let mut chosen = Vec::new();
        descend(cards, machine, &ways, &mut chosen, &mut best);
    }
    best
}

fn descend<'a>(
    cards: &[u32],
    machine: &Machine,
    ways: &'a [Vec<Slot>],
    chosen: &mut Vec<&'a Vec<Slot>>,
    best: &mut f64,
) {
    if !lawful(machine, chosen) || seconds(cards, machine, chosen) >= *best {
        return;
    }
    if chosen.len() == cards.len() {
        *best = seconds(cards, machine, chosen);
        return;
    }
    for way in ways {
        chosen.push(way);
        descend(cards, machine, ways, chosen, best);
        chosen.pop();
    }
}

/// Whether no pass has more slots than pockets, and each pass takes its destinations out in order, apart.
fn lawful(machine: &Machine, chosen: &[&Vec<Slot>]) -> bool {
    let mut slots: BTreeMap<usize, Vec<Slot>> = BTreeMap::new();
    let mut order: BTreeMap<usize, Vec<Vec<u32>>> = BTreeMap::new();
    for way in chosen {
        for &slot in way.iter() {
            let known = slots.entry(slot.0).or_default();
            if !known.contains(&slot) {
                known.push(slot);
            }
        }
        let (pass, ..) = *way.last().unwrap();
        let mut key: Vec<u32> = way.iter().rev().map(|slot| slot.2).collect();
        if pass == 0 {
            // Pockets of the first pass are swept in any order that is wished.
            let before = order.get(&0).map_or(0, Vec::len) as u32;
            let taken = chosen.iter().filter(|other| other.as_slice() == way.as_slice()).count();
            key = vec![if taken > 1 { 0 } else { before }];
        }
        order.entry(pass).or_default().push(key);
    }
    slots.values().all(|slots| slots.len() <= machine.pockets as usize)
        && order.values().all(|keys| keys.is_sorted_by(|a, b| a < b))
}

/// Spare pockets spare an emptying each.
fn seconds(cards: &[u32], machine: &Machine, chosen: &[&Vec<Slot>]) -> f64 {
    let mut slots: BTreeMap<usize, BTreeMap<Slot, u32>> = BTreeMap::new();
    for (way, cards) in chosen.iter().zip(cards) {
        for &slot in way.iter() {
            *slots.entry(slot.0).or_default().entry(slot).or_default() += cards;
        }
    }
    let pass = |slots: &BTreeMap<Slot, u32>| {
        let fills: u32 = slots.values().map(|cards| cards.div_ceil(machine.pocket_cards)).sum();
        let emptied = fills.saturating_sub(machine.pockets);
        let fixed = machine.setup.0 + machine.sweep.0;
        fixed as f64
            + f64::from(slots.values().sum::<u32>())
            + machine.full_pocket.0 as f64 * f64::from(emptied)
    };
    slots.values().map(pass).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn nothing_is_left_to_save(cards in vec(1..30_u32, 1..6), pockets in 2..4_u32, fit in 3..25_u32) {
        let machine = machine(pockets, fit);
        prop_assume!(cards.len() < 5 || pockets < 4);
        let best = optimum(&cards, &machine);
        prop_assume!(best.is_finite());
        let sorted = sorted(&cards, &machine, 20_000);
        prop_assert!(sorted.bound.unwrap() <= best + 1e-6, "bound {:?} above {best}", sorted.bound);
        prop_assert!((sorted.seconds - best).abs() < 1e-6, "{} for {best}", sorted.seconds);
    }
}

#[test]
fn two_pockets_and_three_destinations() {
    // The fullest one alone, the others kept together and told apart afterwards.
    let machine = machine(2, 100);
    assert_eq!(optimum(&[3, 9, 2], &machine), f64::from(30 + 14 + 30 + 5));
    assert_eq!(sorted(&[3, 9, 2], &machine, 100).seconds, f64::from(30 + 14 + 30 + 5));
}
