//! One search: ruin, recreate, accept by simulated annealing, remember the best.

use super::bench::Bench;
use super::field::Field;
use super::model::Model;
use super::pool::Pool;
use super::random::Random;
use super::recreate::{DIFFERENT, Recreate};
use super::ruin::ruin;
use super::solution::{Before, NOWHERE, Scratch, Solution};
use super::start;
use super::worth::worth;
use crate::halt::Stop;

/// Temperature at the start, at the start from a plan that is to be improved, and at the end, in average legs.
const HOT: f64 = 1.0;
const WARM: f64 = 0.05;
const COLD: f64 = 0.01;
/// So much of the budget may be spent on solutions to begin with.
const BEGUN: f64 = 0.02;
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
    /// What it works on.
    pub(super) field: Field,
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
    /// A search that begins with the best of some greedy solutions: each kind of order is tried while
    /// `stop` has hardly begun.
    pub(super) fn new(model: &Model, random: Random, stop: Stop<'_>) -> Self {
        let mut scratch = Scratch::default();
        let mut current = start::frozen(model, &mut scratch);
        start::known(model, &mut current, &mut scratch);
        let mut search = Self {
            best: current.clone(),
            current,
            done: 0,
            pool: Pool::default(),
            field: Field::all(model),
            random,
            recreate: Recreate::new(model),
            scratch,
            before: Before::default(),
            worth: worth(model),
            leg: 0.0,
        };
        let bare = search.current.clone();
        for kind in DIFFERENT {
            search.before.begin(&search.current);
            search.current.clone_from(&bare);
            let (mut bench, recreate) = search.bench(model);
            recreate.run_by(&mut bench, kind);
            if search.current.rank() < search.best.rank() {
                search.best.clone_from(&search.current);
            }
            if stop.timed() && stop.share(0) > BEGUN {
                break;
            }
        }
        search.current.clone_from(&search.best);
        let legs = model.jobs.len() + model.vans.len();
        search.leg = search.current.cost as f64 / legs as f64;
        search
    }

    fn bench<'a>(&'a mut self, model: &'a Model) -> (Bench<'a>, &'a mut Recreate) {
        let Self { current, scratch, before, recreate, random, field, .. } = self;
        (Bench { model, field, solution: current, scratch, before, random }, recreate)
    }

    /// Takes each job out once and puts it where it costs least: what lies astray in the plan that a search begins with is
    /// found so in less time than by chance. O(free jobs) iterations, until `stop`.
    pub(super) fn sweep(&mut self, model: &Model, stop: Stop<'_>) {
        let mut jobs = self.field.free.clone();
        self.random.shuffle(&mut jobs);
        for job in jobs {
            let van = self.current.home[job as usize];
            if stop.share(0) >= 1.0 {
                break;
            }
            if van == NOWHERE {
                continue;
            }
            let old = self.current.rank();
            self.before.begin(&self.current);
            let (mut bench, recreate) = self.bench(model);
            bench.take(van as usize, &[job]);
            recreate.again(&mut bench);
            if self.current.rank() >= old {
                self.current.undo(&mut self.before);
            }
        }
        if self.current.rank() < self.best.rank() {
            self.best.clone_from(&self.current);
        }
    }

    /// One iteration at `share` of the budget.
    pub(super) fn step(&mut self, model: &Model, share: f64) {
        self.done += 1;
        if self.field.vans.is_empty() || self.field.free.is_empty() {
            return;
        }
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
            20..22 if model.reloads => bench.reload(),
            22..30 if model.depots.len() > 1 => bench.reload(),
            _ => ruin(&mut bench),
        }
        recreate.run(&mut bench);
        let begin = if model.improves { WARM } else { HOT };
        let heat = self.leg * begin * (COLD / begin).powf(share);
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

    /// Works on `field` of `solution` from now on, which is the best it knows then.
    pub(super) fn enter(&mut self, field: Field, solution: &Solution) {
        self.current.clone_from(solution);
        let absent = field.jobs.iter().filter(|&&job| solution.home[job as usize] == NOWHERE);
        self.current.absent = absent.copied().collect();
        self.best.clone_from(&self.current);
        self.field = field;
    }

    /// The best of `solution` with every job that still fits somewhere.
    pub(super) fn finish(mut self, model: &Model, solution: &Solution) -> Solution {
        self.enter(Field::all(model), solution);
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
