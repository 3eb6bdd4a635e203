//! From cells to the sort plan: slots with pockets, and the order of the sweeps.

use super::crew::Crew;
use super::lines::{Lines, first_group};
use super::search::Found;
use crate::plan::sort::{Destination, Pass, Slot, SlotRef, SortPlan};
use std::collections::BTreeMap;

/// Where a sort is to be made.
pub(super) struct Onto<'a> {
    /// The machines.
    pub(super) crew: &'a Crew<'a>,
    /// Pockets of the first one that destinations had the day before, by index.
    pub(super) before: &'a BTreeMap<usize, Vec<u32>>,
}

/// The sort plan of `found` for `destinations`. A destination with pockets of its own gets those it had before as far as
/// nobody else does. O(destinations × passes + pockets²).
pub(super) fn plan(
    found: &Found,
    destinations: &[Destination],
    volumes: &[u64],
    onto: &Onto<'_>,
) -> SortPlan {
    let lines = Lines::standing(&found.shape, volumes, &found.cells);
    let shape = &found.shape;
    let mut plan = SortPlan { destinations: destinations.to_vec(), passes: Vec::new() };
    // For each pass, its groups in sweep order.
    let mut slot_of: Vec<BTreeMap<usize, u32>> = Vec::new();
    // Passes that nothing came to are not made.
    let made = (0..shape.passes.len()).rev().find(|&pass| lines.work(pass).0 > 0);
    for pass in 0..=made.unwrap_or(0) {
        let order = sweep_order(&lines, pass);
        let owners = owners(&lines, pass);
        let pockets = pockets(&lines, pass, &order, &owners, onto);
        let next = |group: usize| {
            let fed = shape.children(pass).filter(|&child| first_group(shape, child) <= group);
            fed.last().map(|child| child as u32)
        };
        let slots = order.iter().zip(pockets);
        let slots = slots.map(|(&group, pockets)| Slot { pockets, next: next(group) }).collect();
        let from = (pass > 0).then_some(shape.passes[pass].parent as u32);
        plan.passes.push(Pass { machine: onto.crew.station(pass).name.to_owned(), from, slots });
        slot_of.push(order.into_iter().zip(0..).collect());
    }
    for (destination, &cell) in plan.destinations.iter_mut().zip(&found.cells) {
        let way = lines.way(cell).iter().rev();
        destination.way = way
            .map(|&(pass, group)| SlotRef { pass: pass as u32, slot: slot_of[pass][&group] })
            .collect();
    }
    plan
}

/// The groups of `pass` that have cards: finished ones in the order of loading, then what feeds later passes.
fn sweep_order(lines: &Lines<'_>, pass: usize) -> Vec<usize> {
    let finishing = lines.shape.finishing(pass) as usize;
    let groups = lines.shape.passes[pass].rules.pockets as usize;
    let filled = |&group: &usize| lines.group(pass, group) > 0;
    let mut order: Vec<usize> = (0..finishing).filter(filled).collect();
    if pass == 0 {
        let owners = owners(lines, pass);
        order.sort_by_key(|group| owners.get(group));
    }
    order.extend((finishing..groups).filter(filled));
    order
}

/// Who has a group of the first pass alone.
fn owners(lines: &Lines<'_>, pass: usize) -> BTreeMap<usize, usize> {
    let cells = lines.cell.iter().enumerate().filter(|(_, cell)| pass == 0 && cell.pass == 0);
    cells.map(|(ix, cell)| (cell.at, ix)).collect()
}

/// Pockets for each of `order`: one, and those that are spare for who overflows.
fn pockets(
    lines: &Lines<'_>,
    pass: usize,
    order: &[usize],
    owners: &BTreeMap<usize, usize>,
    onto: &Onto<'_>,
) -> Vec<Vec<u32>> {
    let rules = lines.shape.passes[pass].rules;
    let mut free = onto.crew.station(pass).usable.clone();
    let wanted = |group: usize| owners.get(&group).and_then(|ix| onto.before.get(ix));
    let mut given: Vec<Vec<u32>> = vec![Vec::new(); order.len()];
    let fills = |slot: usize| rules.fills(lines.group(pass, order[slot]));
    let mut spare = (rules.pockets as usize).saturating_sub(order.len());
    // How many each one gets: spare pockets one at a time to whoever has most fills for each pocket.
    let mut counts = vec![1_u64; order.len()];
    while spare > 0 {
        let needy = (0..order.len()).filter(|&slot| counts[slot] < fills(slot));
        let Some(slot) = needy.max_by_key(|&slot| (fills(slot) - counts[slot], usize::MAX - slot))
        else {
            break;
        };
        counts[slot] += 1;
        spare -= 1;
    }
    // First those they had, then the lowest.
    for (slot, given) in given.iter_mut().enumerate() {
        for pocket in wanted(order[slot]).into_iter().flatten() {
            if (given.len() as u64) < counts[slot] && free.remove(pocket) {
                given.push(*pocket);
            }
        }
    }
    for (given, count) in given.iter_mut().zip(counts) {
        while (given.len() as u64) < count {
            let Some(pocket) = free.pop_first() else { break };
            given.push(pocket);
        }
        given.sort_unstable();
    }
    given
}
