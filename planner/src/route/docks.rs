//! The docks of the centre: when one more vehicle may begin to load.

use super::model::Model;
use super::span::Span;

/// All loadings of a set of duties. Loadings all take the same time, so they can be spread over the
/// docks exactly when never more of them run at once than there are docks (interval graphs are
/// perfect).
#[derive(Clone, Debug, Default)]
pub(super) struct Docks {
    /// When they begin, ascending.
    loads: Vec<i64>,
}

impl Docks {
    /// Takes a dock from `t` on.
    pub(super) fn take(&mut self, t: i64) {
        let ix = self.loads.partition_point(|&other| other < t);
        self.loads.insert(ix, t);
    }

    /// Gives back a dock taken from `t` on.
    pub(super) fn give(&mut self, t: i64) {
        let ix = self.loads.partition_point(|&other| other < t);
        if self.loads.get(ix) == Some(&t) {
            self.loads.remove(ix);
        }
    }

    /// Fills `free` with the moments at which one more loading may begin. O(loadings).
    pub(super) fn free(&self, model: &Model, free: &mut Vec<Span>) {
        free.clear();
        let mut from = model.loading.from;
        // Where as many loadings as docks overlap, no other may overlap them.
        for (first, last) in self.loads.iter().zip(self.loads.iter().skip(model.docks - 1)) {
            if last - first >= model.dock_time {
                continue;
            }
            let to = last - model.dock_time;
            if from <= to {
                free.push(Span { from, to: to.min(model.loading.to) });
            }
            from = from.max(first + model.dock_time);
            if from > model.loading.to {
                return;
            }
        }
        if from <= model.loading.to {
            free.push(Span { from, to: model.loading.to });
        }
    }
}
