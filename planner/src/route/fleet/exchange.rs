//! Changes that no taking out and putting back of single jobs reaches: whole days change vehicles or
//! their turn at the docks, trips are made in another order or loaded elsewhere, and two trips swap their tails.

use super::bench::Bench;
use super::duty::{Duty, Visit};
use super::solution::NOWHERE;

/// How many days change their turn at the docks at most.
const TURNS: usize = 6;

/// A vehicle and what it does.
type Day = (usize, Vec<Visit>);

impl Bench<'_> {
    /// Two vehicles, at least one of them used and both of different classes, swap their days.
    /// Jobs of a day that the other vehicle cannot drive become absent.
    pub(super) fn swap_days(&mut self) {
        let vans = &self.field.vans;
        let (a, b) = (vans[self.random.below(vans.len())], vans[self.random.below(vans.len())]);
        let used = |van: usize| !self.solution.duties[van].visits.is_empty();
        let fixed = |van: usize| self.model.vans[van].tied();
        if self.model.class[a] == self.model.class[b]
            || !(used(a) || used(b))
            || fixed(a)
            || fixed(b)
        {
            return;
        }
        let (of_a, of_b) = (self.clear(a), self.clear(b));
        self.place(a, of_b);
        self.place(b, of_a);
    }

    /// Some days that load at about the same time leave the docks, for [`Self::return_days`].
    pub(super) fn leave_docks(&mut self) -> Vec<Day> {
        let open = |van: &usize| self.field.mine[*van] && !self.model.vans[*van].closed();
        let mut used: Vec<(i64, usize)> = (self.solution.duties.iter().enumerate())
            .filter(|(van, _)| open(van))
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

    /// A vehicle makes its trips in another order, or loads some of them at other depots, or both.
    pub(super) fn reload(&mut self) {
        let job = self.field.free[self.random.below(self.field.free.len())];
        let van = self.solution.home[job as usize];
        if !self.field.holds(van) {
            return;
        }
        let (model, van) = (self.model, van as usize);
        let depots = &model.vans[van].depots;
        let duty = &self.solution.duties[van];
        let mut trips: Vec<Vec<Visit>> =
            (0..duty.trips.len()).map(|trip| duty.trip(trip).to_vec()).collect();
        if self.random.once_in(2) {
            self.random.shuffle(&mut trips);
        }
        for _ in 0..self.random.below(trips.len() + 1) {
            let trip = self.random.below(trips.len());
            let depot = depots[self.random.below(depots.len())];
            trips[trip][0] = Visit::loading(model, depot);
        }
        self.change(van, |duty| duty.visits = trips.concat());
    }

    /// Two trips near each other swap what comes after a stop of each (2-opt* of Potvin and
    /// Rousseau 1995).
    pub(super) fn swap_tails(&mut self) {
        let a = self.field.free[self.random.below(self.field.free.len())];
        let near = &self.model.near[a as usize];
        let Some(&b) = near.get(self.random.below(near.len().min(20))) else { return };
        let home = |job: u32| self.solution.home[job as usize];
        if !self.field.holds(home(a)) || !self.field.holds(home(b)) || home(a) == home(b) {
            return;
        }
        let (van_a, van_b) = (home(a) as usize, home(b) as usize);
        // After `a` comes what began with `b`, so that near jobs become neighbours.
        let (a_cut, a_end) = tail(&self.solution.duties[van_a], a, 1);
        let (b_cut, b_end) = tail(&self.solution.duties[van_b], b, 0);
        let stays =
            |visit: &Visit| !visit.is_loading() && self.model.jobs[visit.job as usize].frozen;
        let frozen = |van: usize, cut: usize, end: usize| {
            self.model.vans[van].closed()
                || cut <= self.model.vans[van].prefix()
                || self.solution.duties[van].visits[cut..end].iter().any(stays)
        };
        if frozen(van_a, a_cut, a_end) || frozen(van_b, b_cut, b_end) {
            return;
        }
        let (mut of_a, mut of_b) = (self.clear(van_a), self.clear(van_b));
        let tail_a: Vec<Visit> = of_a.drain(a_cut..a_end).collect();
        let tail_b: Vec<Visit> = of_b.splice(b_cut..b_end, tail_a).collect();
        of_a.splice(a_cut..a_cut, tail_b);
        self.place(van_a, of_a);
        self.place(van_b, of_b);
    }

    /// Takes all visits of `van` but what is frozen; gives all it had.
    fn clear(&mut self, van: usize) -> Vec<Visit> {
        let visits = self.solution.duties[van].visits.clone();
        let jobs = &self.model.jobs;
        self.change(van, |duty| duty.remove(|job| !jobs[job as usize].frozen));
        visits
    }

    /// Gives `visits` to `van`, which does nothing but what is frozen, if it can drive them, or makes
    /// their jobs absent.
    fn place(&mut self, van: usize, visits: Vec<Visit>) {
        let model = self.model;
        let moves = |job: u32| !model.jobs[job as usize].frozen;
        let free = self.solution.duties[van].jobs().all(|job| !moves(job));
        let absent = |job: u32| self.solution.home[job as usize] == NOWHERE;
        let able = visits.iter().all(|visit| {
            visit.is_loading()
                || !moves(visit.job)
                || (model.able(van, visit.job) && absent(visit.job))
        });
        let fits = free
            && able
            && self.change(van, |duty| {
                duty.visits.clone_from(&visits);
                duty.remove(|_| false);
                loads_where_it_may(model, van, duty);
            });
        if !fits {
            let jobs = visits.iter().filter(|visit| !visit.is_loading()).map(|visit| visit.job);
            let home = &self.solution.home;
            self.solution.absent.extend(jobs.filter(|&job| home[job as usize] == NOWHERE));
        }
    }
}

/// Lets `van` load each trip that another van loaded elsewhere at the depot nearest to its first stop.
fn loads_where_it_may(model: &super::model::Model, van: usize, duty: &mut Duty) {
    let this = &model.vans[van];
    for ix in 0..duty.visits.len() {
        let visit = duty.visits[ix];
        if !visit.is_loading() || this.depots.contains(&(visit.depot() as u32)) {
            continue;
        }
        let next = duty.visits.get(ix + 1).map_or(visit.node, |next| next.node);
        let way = |depot: &&u32| this.apart(model.depots[**depot as usize].node, next);
        if let Some(&depot) = this.depots.iter().min_by_key(way) {
            duty.visits[ix] = Visit::loading(model, depot);
        }
    }
}

/// Where the tail of the trip of `job` begins (`after` visits behind it) and where it ends.
fn tail(duty: &Duty, job: u32, after: usize) -> (usize, usize) {
    let at = duty.visits.iter().position(|visit| visit.job == job).unwrap_or_default();
    let end = duty.trips.iter().map(|trip| trip.first).find(|&first| first > at);
    (at + after, end.unwrap_or(duty.visits.len()))
}
