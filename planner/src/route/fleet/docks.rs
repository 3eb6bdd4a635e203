//! The docks of the depots: when one more vehicle may begin to load.

use super::depot::Dock;
use super::duty::Trip;
use super::model::Model;
use super::span::Span;

/// All loadings of a set of duties at each depot with a number of docks. Loadings at a depot all take
/// the same time, so they can be spread over its docks exactly when never more of them run at once
/// than there are docks (interval graphs are perfect).
#[derive(Clone, Debug, Default)]
pub(in crate::route) struct Docks {
    /// For each depot when they begin, ascending.
    loads: Vec<Vec<i64>>,
}

/// For each depot the moments at which one more loading may begin; only those with a number of docks.
pub(in crate::route) type Free = Vec<Vec<Span>>;

impl Docks {
    pub(super) fn new(model: &Model) -> Self {
        Self { loads: vec![Vec::new(); if model.docked { model.depots.len() } else { 0 }] }
    }

    /// Takes a dock for the loading of `trip`.
    pub(super) fn take(&mut self, trip: &Trip) {
        if let Some(loads) = self.loads.get_mut(trip.depot) {
            let ix = loads.partition_point(|&other| other < trip.load);
            loads.insert(ix, trip.load);
        }
    }

    /// Gives back the dock taken for the loading of `trip`.
    pub(super) fn give(&mut self, trip: &Trip) {
        if let Some(loads) = self.loads.get_mut(trip.depot) {
            let ix = loads.partition_point(|&other| other < trip.load);
            if loads.get(ix) == Some(&trip.load) {
                loads.remove(ix);
            }
        }
    }

    /// Whether there are docks for the loadings of `trips`, all of one van, too.
    pub(super) fn suffice(&self, model: &Model, trips: &[Trip]) -> bool {
        trips.iter().all(|trip| {
            let dock = &model.depots[trip.depot];
            let (Some(loads), Some(docks)) = (self.loads.get(trip.depot), dock.docks) else {
                return true;
            };
            // Among those that overlap it, all that overlap any moment of it.
            let from = loads.partition_point(|&load| load <= trip.load - dock.time);
            let to = loads.partition_point(|&load| load < trip.load + dock.time);
            let near = &loads[from..to];
            let busy =
                |at: i64| near.iter().filter(|&&load| load <= at && at < load + dock.time).count();
            let most = near.iter().map(|&load| busy(load.max(trip.load))).max();
            dock.time == 0 || most.unwrap_or(0) < docks
        })
    }

    /// Fills `free` for the depots `of`. O(loadings there).
    pub(in crate::route) fn free(&self, model: &Model, of: &[u32], free: &mut Free) {
        free.resize(self.loads.len(), Vec::new());
        for &depot in of {
            let dock = &model.depots[depot as usize];
            if let (Some(loads), Some(docks)) = (self.loads.get(depot as usize), dock.docks) {
                let spans = &mut free[depot as usize];
                spans.clear();
                match docks {
                    0 => (),
                    _ => gaps(dock, docks, loads, spans),
                }
            }
        }
    }
}

/// Leaves of `free` only these moments.
pub(super) fn only_at(moments: &[i64], free: &mut Free) {
    for spans in free {
        let open = |at: &i64| spans.iter().any(|span| span.from <= *at && *at <= span.to);
        *spans = moments.iter().copied().filter(open).map(|at| Span { from: at, to: at }).collect();
    }
}

/// The moments of the windows of `dock` at which one more loading than `loads` may begin.
pub(in crate::route) fn gaps(dock: &Dock, docks: usize, loads: &[i64], free: &mut Vec<Span>) {
    for window in &dock.spans {
        let mut from = window.from;
        // Where as many loadings as docks overlap, no other may overlap them.
        for (first, last) in loads.iter().zip(loads.iter().skip(docks - 1)) {
            if last - first >= dock.time || first + dock.time <= from {
                continue;
            }
            let to = last - dock.time;
            if from <= to {
                free.push(Span { from, to: to.min(window.to) });
            }
            from = from.max(first + dock.time);
            if from > window.to {
                break;
            }
        }
        if from <= window.to {
            free.push(Span { from, to: window.to });
        }
    }
}
