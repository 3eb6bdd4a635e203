//! Every destination's way leads from the first pass from slot to slot until its cards are finished.

use crate::fault::{self, Fault};
use crate::plan::sort::{Destination, SortPlan};

pub(super) fn check(sort: &SortPlan, faults: &mut Vec<Fault>) {
    let mut wrong = |detail: String| faults.push(Fault::new(fault::WAY_WRONG, detail));
    for (ix, pass) in sort.passes.iter().enumerate() {
        match pass.from {
            Some(from) if from as usize >= ix => {
                wrong(format!("第 {} 遍由更晚的一遍供给", ix + 1));
            }
            _ => {}
        }
        for next in pass.slots.iter().filter_map(|slot| slot.next) {
            let fed = sort.passes.get(next as usize).and_then(|later| later.from);
            if fed != Some(ix as u32) {
                wrong(format!(
                    "第 {} 遍的格口交给第 {} 遍，后者不由它供给",
                    ix + 1,
                    u64::from(next) + 1
                ));
            }
        }
    }
    for (ix, destination) in sort.destinations.iter().enumerate() {
        if !leads(sort, destination) {
            wrong(format!("第 {} 个去向的格口不连贯", ix + 1));
        }
        if destination.cards == 0 {
            wrong(format!("第 {} 个去向没有证件", ix + 1));
        }
    }
}

/// Whether the way begins where the day's cards come in, goes on where each slot is fed to, and ends
/// in one that is finished.
fn leads(sort: &SortPlan, destination: &Destination) -> bool {
    let mut expected = None;
    for (step, at) in destination.way.iter().enumerate() {
        let Some(pass) = sort.passes.get(at.pass as usize) else { return false };
        let Some(slot) = pass.slots.get(at.slot as usize) else { return false };
        let begins = step == 0 && pass.from.is_none();
        if !begins && expected != Some(at.pass) {
            return false;
        }
        let last = step + 1 == destination.way.len();
        if last != slot.next.is_none() {
            return false;
        }
        expected = slot.next;
    }
    !destination.way.is_empty()
}
