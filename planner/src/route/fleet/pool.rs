//! Good days of single vans, remembered during the search, and their best combination.
//!
//! The search sees many days that are good by themselves in solutions that are not. Choosing among
//! all of them at once is a set covering problem (Rochat and Taillard, "Probabilistic
//! diversification and intensification in local search for vehicle routing", Journal of Heuristics
//! 1 (1995)); loadings at the docks are left to the rebuilding, which refuses what clashes.

use super::bench::Bench;
use super::duty::Duty;
use super::field::Field;
use super::model::Model;
use super::random::Random;
use super::recreate::Recreate;
use super::solution::{Before, NOWHERE, Scratch, Solution};
use super::start;
use crate::milp::{Column, Limit, cover};
use std::collections::HashMap;

/// Most days kept; the oldest go first.
const KEPT: usize = 1_000;

/// Days seen, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    /// By class of vans and visits, the day and when it was last seen.
    days: HashMap<(u32, Vec<u32>), (u64, Duty)>,
    clock: u64,
}

impl Pool {
    /// Remembers every duty of `solution`.
    pub(super) fn remember(&mut self, model: &Model, solution: &Solution) {
        for (duty, class) in solution.duties.iter().zip(&model.class) {
            if duty.visits.is_empty() {
                continue;
            }
            self.clock += 1;
            let key = (*class, duty.visits.iter().map(|visit| visit.job).collect());
            self.days.insert(key, (self.clock, duty.clone()));
        }
        if self.days.len() > 2 * KEPT {
            let oldest = self.clock - KEPT as u64;
            self.days.retain(|_, (seen, _)| *seen > oldest);
        }
    }

    /// Takes in all that `other` remembers.
    pub(super) fn join(&mut self, other: &Self) {
        for (key, (seen, duty)) in &other.days {
            let mine = self.days.entry(key.clone()).or_insert_with(|| (*seen, duty.clone()));
            mine.0 = mine.0.max(*seen);
        }
        self.clock = self.clock.max(other.clock);
    }

    /// The best combination of remembered days that serves all that `best` serves, rebuilt with
    /// its docks and filled up; none when it is no better than `best`, or nothing is remembered.
    pub(super) fn combine(&self, model: &Model, best: &Solution, limit: Limit) -> Option<Solution> {
        if self.days.is_empty() {
            return None;
        }
        let days = self.newest(model, best);
        let row: Vec<Option<usize>> = rows(model, best);
        let columns: Vec<Column> = (days.iter())
            .map(|(class, duty)| Column {
                cost: (duty.cost - duty.prizes) as f64 / 100.0,
                covers: duty.jobs().filter_map(|job| row[job as usize]).collect(),
                group: *class as usize,
            })
            .collect();
        let start: Vec<usize> =
            (0..best.duties.iter().filter(|d| !d.visits.is_empty()).count()).collect();
        let served = row.iter().flatten().count();
        let chosen = cover(&columns, served, &room(model), &start, limit)?;
        if chosen == start {
            return None;
        }
        let rebuilt = rebuild(model, chosen.into_iter().map(|ix| &days[ix]));
        (rebuilt.rank() < best.rank()).then_some(rebuilt)
    }

    /// The days of `best`, then the newest others in an order that does not depend on hashing.
    fn newest(&self, model: &Model, best: &Solution) -> Vec<(u32, Duty)> {
        let own = best.duties.iter().zip(&model.class);
        let own = own.filter(|(duty, _)| !duty.visits.is_empty());
        let mut days: Vec<_> = own.map(|(duty, class)| (*class, duty.clone())).collect();
        let mut others: Vec<_> = self.days.iter().collect();
        others.sort_unstable_by_key(|(key, (seen, _))| (std::cmp::Reverse(*seen), *key));
        others.truncate(KEPT);
        days.extend(others.into_iter().map(|((class, _), (_, duty))| (*class, duty.clone())));
        days
    }
}

/// How many vans each class has.
fn room(model: &Model) -> Vec<usize> {
    let mut room = vec![0; model.class.iter().max().map_or(0, |last| *last as usize + 1)];
    for class in &model.class {
        room[*class as usize] += 1;
    }
    room
}

/// For each job that `best` must serve and serves, its row.
fn rows(model: &Model, best: &Solution) -> Vec<Option<usize>> {
    let mut next = 0;
    let row = |(home, job): (&u32, &super::job::Job)| {
        let served = *home != NOWHERE && job.weight > 0;
        next += usize::from(served);
        served.then(|| next - 1)
    };
    best.home.iter().zip(&model.jobs).map(row).collect()
}

/// A solution of `days`: a job stays in the first one that has it, a day whose loadings clash with
/// those before it is left out, and what is then absent goes where it fits best.
fn rebuild<'a>(model: &Model, days: impl Iterator<Item = &'a (u32, Duty)>) -> Solution {
    let (mut scratch, mut before) = (Scratch::default(), Before::default());
    let mut solution = start::frozen(model, &mut scratch);
    let mut random = Random::new(0, 0);
    let all = Field::all(model);
    let mut bench = Bench {
        model,
        field: &all,
        solution: &mut solution,
        scratch: &mut scratch,
        before: &mut before,
        random: &mut random,
    };
    let mut free: Vec<usize> = (0..model.vans.len()).rev().collect();
    for (class, day) in days {
        let Some(at) = free.iter().rposition(|&van| model.class[van] == *class) else { continue };
        let van = free.remove(at);
        let fixed = |job: u32| model.jobs[job as usize].frozen;
        let home = bench.solution.home.clone();
        let taken = |job: u32| {
            let elsewhere = |mate: &u32| home[*mate as usize] != NOWHERE;
            !fixed(job) && (elsewhere(&job) || model.mates(job).iter().any(elsewhere))
        };
        bench.change(van, |duty| {
            duty.copy(day);
            duty.remove(taken);
        });
    }
    let jobs = 0..model.jobs.len() as u32;
    bench.solution.absent =
        jobs.filter(|&job| bench.solution.home[job as usize] == NOWHERE).collect();
    Recreate::new(model).fill(&mut bench);
    solution
}
