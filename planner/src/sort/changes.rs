//! What changed for destinations that had pockets of their own the day before.

use super::Before;
use crate::plan::sort::SortPlan;

/// A destination that is no longer where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its index today.
    pub destination: usize,
    /// The pockets it had.
    pub before: Vec<u32>,
    /// The pockets of its own that it has now; none when it went to the residue.
    pub now: Vec<u32>,
}

/// Every destination of `before` that has pockets of its own no more, or only others; ascending by index. More or fewer
/// pockets with one of the old among them are no change: who looks there finds it. O(destinations × pockets).
pub fn changes(plan: &SortPlan, before: &Before) -> Vec<Change> {
    let mut changes = Vec::new();
    for (&destination, pockets) in &before.pockets {
        let now = match plan.is_own(destination) {
            true => plan.pockets(destination, 0).unwrap_or_default(),
            false => &[],
        };
        if !now.iter().any(|pocket| pockets.contains(pocket)) {
            changes.push(Change { destination, before: pockets.clone(), now: now.to_vec() });
        }
    }
    changes
}
