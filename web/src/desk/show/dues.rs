//! When the cards of a day are due, in the order in which they travel.

use chrono::NaiveDate;
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use std::ops::Range;

/// The last days of every consignment's cards, in the order in which they travel.
pub(in crate::desk) struct Dues(Vec<Vec<NaiveDate>>);

impl Dues {
    /// O(cards log cards).
    pub(in crate::desk) fn of(problem: &DayProblem) -> Self {
        let sealed = problem.sealed();
        let of = |(id, _)| problem.in_turn(id, &sealed).iter().map(|card| card.due).collect();
        Self(problem.consignments_with_ids().map(of).collect())
    }

    pub(super) fn range(&self, id: ConsignmentId, range: Range<usize>) -> &[NaiveDate] {
        self.0[id.ix()].get(range).unwrap_or_default()
    }

    pub(super) fn last(&self, id: ConsignmentId, cards: u32) -> &[NaiveDate] {
        let all = &self.0[id.ix()];
        &all[all.len().saturating_sub(cards as usize)..]
    }
}

/// Cards whose last day is today, and those whose last day has passed.
pub(super) fn count_due(problem: &DayProblem, due: &[NaiveDate]) -> (u64, u64) {
    let count = |of: &dyn Fn(&NaiveDate) -> bool| due.iter().filter(|due| of(due)).count() as u64;
    (count(&|due| *due == problem.day), count(&|due| *due < problem.day))
}
