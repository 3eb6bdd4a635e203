//! One annealed search: ruin, recreate, improve what was touched, keep or take back.
//!
//! Simulated annealing over ruin and recreate as in Christiaens and Vanden Berghe (2020), with a
//! local search where something changed as in Accorsi and Vigo, "A fast and scalable heuristic for
//! the solution of large-scale capacitated vehicle routing problems", Transportation Science 55
//! (2021).

use super::best::Best;
use super::fine::Fine;
use super::ground::Ground;
use super::local::Local;
use super::recreate::Recreate;
use super::ruin::Ruin;
use super::state::State;
use crate::route::random::Random;

/// How much dearer excess is when a state that is too full is repaired.
const DEAR: i64 = 10;

/// A search over some routes.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) state: State,
    pub(super) best: Best,
    pub(super) random: Random,
    pub(super) fine: Fine,
    /// For each customer how often it was left without a route: those left out often are the ones
    /// to serve first (the absence counters of Christiaens and Vanden Berghe, 2020).
    pub(super) absences: Vec<u32>,
    /// Iterations done.
    pub(super) done: u64,
    ruin: Ruin,
    recreate: Recreate,
    local: Local,
}

impl Search {
    pub(super) fn new(
        ground: &Ground<'_>,
        state: State,
        random: Random,
        fine: Fine,
        absences: Vec<u32>,
    ) -> Self {
        Self {
            best: Best::of(&state),
            state,
            random,
            fine,
            absences,
            done: 0,
            ruin: Ruin::default(),
            recreate: Recreate::default(),
            local: Local::new(ground),
        }
    }

    /// One iteration around `seed` at `heat`, in units of distance. O(1) in the size of the
    /// instance, O(customers of the routes touched).
    pub(super) fn step(&mut self, ground: &Ground<'_>, heat: f64, seed: u32) {
        self.done += 1;
        let Self { state, random, ruin, recreate, local, fine, absences, .. } = self;
        state.begin();
        let missed = |state: &State, absences: &[u32]| -> u64 {
            state.absent.iter().map(|&node| u64::from(absences[node as usize])).sum()
        };
        let (cost, absent, before) = (state.cost, state.absent.len(), missed(state, absences));
        ruin.run(ground, state, random, local, seed);
        recreate.run(ground, state, random, local, fine);
        state.settle(ground);
        local.run(ground, state, fine);
        fine.learn(state.excess == 0);
        if state.excess > 0 {
            local.push_full(ground, state);
            local.descend(ground, state, &fine.times(DEAR));
        }
        let limit = cost as f64 - heat * random.unit().ln();
        let after = missed(state, absences);
        let better = state.absent.len() < absent || after < before;
        let as_good = after == before && (state.cost as f64) < limit;
        for &node in &state.absent {
            absences[node as usize] = absences[node as usize].saturating_add(1);
        }
        let late = state.touched().any(|route| state.too_late(ground, route));
        if state.excess > 0 || late || !(better || as_good) {
            state.undo(ground);
            return;
        }
        self.best.mark(&self.state);
        if (self.state.absent.len(), self.state.cost) < self.best.rank() {
            self.best.take(&self.state);
        }
    }
}
