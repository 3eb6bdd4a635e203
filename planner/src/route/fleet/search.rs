//! One search: ruin, recreate, accept by simulated annealing, remember the best.

use super::bench::Bench;
use super::model::Model;
use super::pool::Pool;
use super::random::Random;
use super::recreate::Recreate;
use super::ruin::ruin;
use super::solution::{Before, Scratch, Solution};
use super::start;
use super::worth::worth;

/// Temperature at the start and at the end, in average legs.
const HOT: f64 = 1.0;
const COLD: f64 = 0.01;
/// The days of the present solution are remembered once in this many iterations.
const SAMPLED: u64 = 400;

/// One search with everything of its own.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) current: Solution,
    pub(super) best: Solution,
    /// Iterations done.
    pub(super) done: u64,
    /// Good days seen.
    pub(super) pool: Pool,
    random: Random,
    recreate: Recreate,
    scratch: Scratch,
    before: Before,
    /// Fen that one unit of weight more on the road is worth at least.
    worth: f64,
    /// Cost of an average leg.
    leg: f64,
}

impl Search {
    /// A search that begins with a greedy solution.
    pub(super) fn new(model: &Model, random: Random) -> Self {
        let mut scratch = Scratch::default();
        let current = start::frozen(model, &mut scratch);
        let mut search = Self {
            best: current.clone(),
            current,
            done: 0,
            pool: Pool::default(),
            random,
            recreate: Recreate::new(model),
            scratch,
            before: Before::default(),
            worth: worth(model),
            leg: 0.0,
        };
        search.before.begin(&search.current);
        let (mut bench, recreate) = search.bench(model);
        recreate.run(&mut bench);
        if search.current.rank() < search.best.rank() {
            search.best.clone_from(&search.current);
        }
        let legs = model.jobs.len() + model.vans.len();
        let cost: i64 = search.current.duties.iter().map(|duty| duty.cost).sum();
        search.leg = cost as f64 / legs as f64;
        search
    }

    fn bench<'a>(&'a mut self, model: &'a Model) -> (Bench<'a>, &'a mut Recreate) {
        let Self { current, scratch, before, recreate, random, .. } = self;
        (Bench { model, solution: current, scratch, before, random }, recreate)
    }

    /// One iteration at `share` of the budget.
    pub(super) fn step(&mut self, model: &Model, share: f64) {
        self.done += 1;
        let old = self.current.rank();
        self.before.begin(&self.current);
        self.scratch.late = self.random.once_in(4);
        let kind = self.random.below(100);
        let (mut bench, recreate) = self.bench(model);
        match kind {
            0..2 => bench.swap_days(),
            2..4 => {
                let days = bench.leave_docks();
                if bench.random.once_in(2) {
                    // Those who wait choose their turn before those who had one.
                    recreate.run(&mut bench);
                }
                bench.return_days(days);
            }
            4..20 => bench.swap_tails(),
            20..30 if model.depots.len() > 1 => bench.change_depot(),
            _ => ruin(&mut bench),
        }
        recreate.run(&mut bench);
        let heat = self.leg * HOT * (COLD / HOT).powf(share);
        let new = self.current.rank();
        let worse = (new.0 - old.0) as f64 * self.worth + (new.1 - old.1) as f64;
        if worse < -heat * self.random.unit().ln() {
            if new < self.best.rank() {
                self.best.clone_from(&self.current);
            }
            if self.done.is_multiple_of(SAMPLED) {
                self.pool.remember(model, &self.current);
            }
        } else {
            self.current.undo(&mut self.before);
        }
    }

    /// Goes on with another stream of random numbers.
    pub(super) fn reseed(&mut self, random: Random) {
        self.random = random;
    }

    /// Goes on from `solution`.
    pub(super) fn adopt(&mut self, solution: &Solution) {
        self.current.clone_from(solution);
        if solution.rank() < self.best.rank() {
            self.best.clone_from(solution);
        }
    }

    /// The best solution with every job that still fits somewhere.
    pub(super) fn finish(mut self, model: &Model) -> Solution {
        self.current.clone_from(&self.best);
        self.before.begin(&self.current);
        self.scratch.late = false;
        let (mut bench, recreate) = self.bench(model);
        recreate.fill(&mut bench);
        match self.current.rank() <= self.best.rank() {
            true => self.current,
            false => self.best,
        }
    }
}
