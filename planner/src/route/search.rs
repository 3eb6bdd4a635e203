//! One search: ruin, recreate, accept by simulated annealing, remember the best.

use super::exchange::Bench;
use super::model::Model;
use super::pool::Pool;
use super::random::Random;
use super::recreate::Recreate;
use super::ruin::ruin;
use super::solution::{Before, Scratch, Solution};

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
    /// Fen that one card more on the road is worth at least.
    card: i64,
    /// Cost of an average leg.
    leg: f64,
}

impl Search {
    /// A search that begins with a greedy solution.
    pub(super) fn new(model: &Model, random: Random) -> Self {
        let current = Solution::new(model);
        let mut search = Self {
            best: current.clone(),
            current,
            done: 0,
            pool: Pool::default(),
            random,
            recreate: Recreate::new(model),
            scratch: Scratch::default(),
            before: Before::default(),
            card: card_worth(model),
            leg: 0.0,
        };
        search.before.begin(&search.current);
        let Self { current, scratch, before, recreate, random, .. } = &mut search;
        recreate.run(model, current, scratch, before, random);
        search.best.clone_from(&search.current);
        let legs = model.jobs.len() + model.vans.len();
        search.leg = search.current.cost as f64 / legs as f64;
        search
    }

    /// One iteration at `share` of the budget.
    pub(super) fn step(&mut self, model: &Model, share: f64) {
        self.done += 1;
        let old = self.energy();
        let Self { current, scratch, before, recreate, random, .. } = self;
        before.begin(current);
        scratch.late = random.once_in(4);
        let kind = random.below(100);
        let mut bench = Bench { model, solution: current, scratch, before, random };
        match kind {
            0..2 => bench.swap_days(),
            2..4 => {
                let days = bench.leave_docks();
                if bench.random.once_in(2) {
                    // Those who wait choose their turn before those who had one.
                    let Bench { solution, scratch, before, random, .. } = &mut bench;
                    recreate.run(model, solution, scratch, before, random);
                }
                bench.return_days(days);
            }
            4..20 => bench.swap_tails(),
            _ => ruin(model, current, scratch, before, random),
        }
        recreate.run(model, current, scratch, before, random);
        let heat = self.leg * HOT * (COLD / HOT).powf(share);
        let limit = old as f64 - heat * self.random.unit().ln();
        if (self.energy() as f64) < limit {
            if self.current.rank() < self.best.rank() {
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

    /// The best solution with every load that still fits somewhere.
    pub(super) fn finish(mut self, model: &Model) -> Solution {
        let Self { best, scratch, recreate, random, .. } = &mut self;
        scratch.late = false;
        recreate.fill(model, best, scratch, random);
        self.best
    }

    fn energy(&self) -> i64 {
        self.current.cost + self.current.missing * self.card
    }
}

/// More than any one job adds to the cost, so that serving one card more always pays.
fn card_worth(model: &Model) -> i64 {
    let day = 24 * 3600;
    let dearest = (model.vans.iter()).map(|van| {
        let farthest = (model.jobs.iter())
            .map(|job| {
                let (out, back) = (model.leg(0, job.node), model.leg(job.node, 0));
                i64::from(out.metres) + i64::from(back.metres)
            })
            .max();
        van.fixed + 2 * van.per_km * farthest.unwrap_or(0) / 1000 + van.per_hour * day / 3600
    });
    dearest.max().unwrap_or(0) + 1
}
