//! Pockets exist, and no two slots of a pass share one.

use crate::fault::{self, Fault};
use crate::plan::sort::SortPlan;
use crate::words::Machine;
use std::collections::BTreeSet;

pub(super) fn check(machines: &[Machine], sort: &SortPlan, faults: &mut Vec<Fault>) {
    let mut wrong = |detail: String| faults.push(Fault::new(fault::POCKET_WRONG, detail));
    for (ix, pass) in sort.passes.iter().enumerate() {
        let name = &pass.machine;
        let Some(machine) = machines.iter().find(|machine| machine.name == *name) else {
            wrong(format!("第 {} 遍：没有设备 {name}", ix + 1));
            continue;
        };
        let mut used = BTreeSet::new();
        for slot in &pass.slots {
            if slot.pockets.is_empty() {
                wrong(format!("第 {} 遍：有格口组没有格口", ix + 1));
            }
            for &pocket in &slot.pockets {
                if pocket < 1 || pocket > machine.pockets {
                    wrong(format!("第 {} 遍：{name} 没有格口 {pocket}", ix + 1));
                } else if !used.insert(pocket) {
                    wrong(format!("第 {} 遍：格口 {pocket} 用了两次", ix + 1));
                }
            }
        }
    }
}
