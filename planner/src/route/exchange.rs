//! Changes that no taking out and putting back of single jobs reaches: whole days change vehicles or
//! their turn at the docks, and two trips swap their tails.

use super::duty::{Duty, Visit};
use super::model::Model;
use super::random::Random;
use super::solution::{Before, NOWHERE, Scratch, Solution};

/// How many days change their turn at the docks at most.
const TURNS: usize = 6;

/// A vehicle and what it does.
type Day = (usize, Vec<Visit>);

/// Everything a change works on.
pub(super) struct Bench<'a> {
    pub(super) model: &'a Model,
    pub(super) solution: &'a mut Solution,
    pub(super) scratch: &'a mut Scratch,
    pub(super) before: &'a mut Before,
    pub(super) random: &'a mut Random,
}

impl Bench<'_> {
    /// Two vehicles, at least one of them used and both of different classes, swap their days.
    /// Jobs of a day that the other vehicle cannot drive become absent.
    pub(super) fn swap_days(&mut self) {
        let vans = self.model.vans.len();
        let (a, b) = (self.random.below(vans), self.random.below(vans));
        let used = |van: usize| !self.solution.duties[van].visits.is_empty();
        if vans < 2 || self.model.class[a] == self.model.class[b] || !(used(a) || used(b)) {
            return;
        }
        let (of_a, of_b) = (self.clear(a), self.clear(b));
        self.place(a, of_b);
        self.place(b, of_a);
    }

    /// Some days that load at about the same time leave the docks, for [`Self::return_days`].
    pub(super) fn leave_docks(&mut self) -> Vec<Day> {
        let mut used: Vec<(i64, usize)> = (self.solution.duties.iter().enumerate())
            .flat_map(|(van, duty)| duty.trips.iter().map(move |trip| (trip.load, van)))
            .collect();
        used.sort_unstable();
        let from = self.random.below(used.len());
        let many = 1 + self.random.below(TURNS);
        let mut vans: Vec<usize> = Vec::new();
        for &(_, van) in used.iter().skip(from) {
            if vans.len() < many && !vans.contains(&van) {
                vans.push(van);
            }
        }
        self.random.shuffle(&mut vans);
        vans.into_iter().map(|van| (van, self.clear(van))).collect()
    }

    /// The days take their turns at the docks anew, in the order given.
    pub(super) fn return_days(&mut self, days: Vec<Day>) {
        for (van, visits) in days {
            self.place(van, visits);
        }
    }

    /// Two trips near each other swap what comes after a stop of each (2-opt* of Potvin and
    /// Rousseau 1995).
    pub(super) fn swap_tails(&mut self) {
        let jobs = self.model.jobs.len();
        let a = self.random.below(jobs) as u32;
        let near = &self.model.near[a as usize];
        let Some(&b) = near.get(self.random.below(near.len().min(20))) else { return };
        let home = |job: u32| self.solution.home[job as usize];
        if home(a) == NOWHERE || home(b) == NOWHERE || home(a) == home(b) {
            return;
        }
        let (van_a, van_b) = (home(a) as usize, home(b) as usize);
        // After `a` comes what began with `b`, so that near jobs become neighbours.
        let (a_cut, a_end) = tail(&self.solution.duties[van_a], a, 1);
        let (b_cut, b_end) = tail(&self.solution.duties[van_b], b, 0);
        let (mut of_a, mut of_b) = (self.clear(van_a), self.clear(van_b));
        let tail_a: Vec<Visit> = of_a.drain(a_cut..a_end).collect();
        let tail_b: Vec<Visit> = of_b.splice(b_cut..b_end, tail_a).collect();
        of_a.splice(a_cut..a_cut, tail_b);
        self.place(van_a, of_a);
        self.place(van_b, of_b);
    }

    /// Takes all visits of `van`.
    fn clear(&mut self, van: usize) -> Vec<Visit> {
        let visits = self.solution.duties[van].visits.clone();
        let Self { model, solution, scratch, before, .. } = self;
        solution.change(model, van, scratch, before, |duty| duty.visits.clear());
        visits
    }

    /// Gives `visits` to `van` if it is unused and can drive them, or makes their jobs absent.
    fn place(&mut self, van: usize, visits: Vec<Visit>) {
        let Self { model, solution, scratch, before, .. } = self;
        let free = solution.duties[van].visits.is_empty();
        let able = visits.iter().all(|visit| visit.is_loading() || model.able(van, visit.job));
        let fits = free
            && able
            && solution.change(model, van, scratch, before, |duty| {
                duty.visits.clone_from(&visits);
                duty.remove(|_| false);
            });
        if !fits {
            let jobs = visits.iter().filter(|visit| !visit.is_loading()).map(|visit| visit.job);
            solution.absent.extend(jobs);
        }
    }
}

/// Where the tail of the trip of `job` begins (`after` visits behind it) and where it ends.
fn tail(duty: &Duty, job: u32, after: usize) -> (usize, usize) {
    let at = duty.visits.iter().position(|visit| visit.job == job).unwrap_or_default();
    let end = duty.trips.iter().map(|trip| trip.first).find(|&first| first > at);
    (at + after, end.unwrap_or(duty.visits.len()))
}
