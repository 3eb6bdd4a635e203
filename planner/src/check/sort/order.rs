//! Each sweep takes finished destinations out apart from one another, and in the order of loading.
//!
//! Cards reach a pass in the order in which the sweep before took them out. Two destinations of one
//! slot are kept apart by the slots they came from, or by those before.

use crate::fault::{self, Fault};
use crate::plan::sort::SortPlan;

pub(super) fn check(sort: &SortPlan, faults: &mut Vec<Fault>) {
    for pass in 0..sort.passes.len() {
        // The slot in this pass, then in the one before, and so on: the order of the sweep.
        let mut finished: Vec<(Vec<u32>, usize)> = (sort.destinations.iter().enumerate())
            .filter(|(_, destination)| {
                destination.way.last().is_some_and(|at| at.pass as usize == pass)
            })
            .map(|(ix, d)| (d.way.iter().rev().map(|at| at.slot).collect(), ix))
            .collect();
        finished.sort();
        for pair in finished.windows(2) {
            let (one, other) = (&pair[0], &pair[1]);
            let detail = if one.0 == other.0 {
                format!("第 {} 遍：第 {} 和第 {} 个去向混在一起", pass + 1, one.1 + 1, other.1 + 1)
            } else if one.1 > other.1 {
                format!("第 {} 遍：第 {} 个去向先于第 {} 个取出", pass + 1, one.1 + 1, other.1 + 1)
            } else {
                continue;
            };
            faults.push(Fault::new(fault::SWEEP_WRONG, detail));
        }
    }
}
