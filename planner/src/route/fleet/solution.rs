//! All duties together: what is served, where, at which cost; with the way back from a change.

use super::clockwork::Frame;
use super::docks::{Docks, Free, only_at};
use super::duty::Duty;
use super::lawful::lawful;
use super::model::Model;
use super::schedule::schedule;

/// The home of a job that no van serves.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A complete, feasible state of the search: every duty keeps every limit and has its docks.
#[derive(Clone, Debug)]
pub(in crate::route) struct Solution {
    /// One duty for each van.
    pub(in crate::route) duties: Vec<Duty>,
    /// For each job, its van or [`NOWHERE`].
    pub(super) home: Vec<u32>,
    /// Jobs no van serves, in no particular order.
    pub(in crate::route) absent: Vec<u32>,
    /// The loadings of all duties.
    pub(in crate::route) docks: Docks,
    /// Cost of all duties and prizes not taken, in fen.
    pub(super) cost: i64,
    /// Weight of absent jobs.
    pub(super) missing: i64,
}

/// What was there before a change.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    duties: Vec<(usize, Duty)>,
    absent: Vec<u32>,
}

/// Memory that is used again and again.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    /// Of equally short schedules the last one is taken.
    pub(super) late: bool,
    /// Vans load at the moments known for them and at no other.
    pub(super) punctual: bool,
    free: Free,
    trial: Duty,
}

impl Solution {
    /// Nothing served yet.
    pub(super) fn new(model: &Model) -> Self {
        let jobs = model.jobs.len();
        Self {
            duties: vec![Duty::default(); model.vans.len()],
            home: vec![NOWHERE; jobs],
            absent: (0..jobs as u32).collect(),
            docks: Docks::new(model),
            cost: model.prizes,
            missing: model.weight,
        }
    }

    /// What is minimised: first the weight that is missing, then the cost.
    pub(super) fn rank(&self) -> (i64, i64) {
        (self.missing, self.cost)
    }

    /// How many stops that should be served are not; of a group one.
    pub(super) fn unserved(&self, model: &Model) -> usize {
        let missing = |&&job: &&u32| {
            let served = |&mate: &u32| self.home[mate as usize] != NOWHERE;
            let mates = model.mates(job);
            model.jobs[job as usize].weight > 0
                && mates.first().is_none_or(|first| *first == job)
                && !mates.iter().any(served)
        };
        self.absent.iter().filter(missing).count()
    }

    /// What the duty `edit` makes of that of `van` would add to the cost, the prizes it takes
    /// counted; none when it is not lawful. The solution stays as it is.
    pub(super) fn trial(
        &mut self,
        model: &Model,
        van: usize,
        scratch: &mut Scratch,
        edit: impl FnOnce(&mut Duty),
    ) -> Option<i64> {
        let duty = &mut scratch.trial;
        duty.copy(&self.duties[van]);
        edit(duty);
        self.free_docks(model, van, &mut scratch.free);
        let this = &model.vans[van];
        if scratch.punctual {
            only_at(&this.loads, &mut scratch.free);
        }
        let frame = Frame { model, van: this, free: &scratch.free, late: scratch.late };
        let fits = schedule(frame, van, duty) && lawful(model, &self.home, van, duty);
        let old = &self.duties[van];
        fits.then(|| duty.cost - duty.prizes - old.cost + old.prizes)
    }

    /// Changes the duty of `van` by `edit` when the outcome is lawful; says whether it did.
    /// The absent list is the caller's to change.
    pub(super) fn change(
        &mut self,
        model: &Model,
        van: usize,
        scratch: &mut Scratch,
        before: &mut Before,
        edit: impl FnOnce(&mut Duty),
    ) -> bool {
        if self.trial(model, van, scratch, edit).is_none() {
            return false;
        }
        before.keep(van, &self.duties[van]);
        self.leave(van);
        std::mem::swap(&mut self.duties[van], &mut scratch.trial);
        self.enter(van);
        true
    }

    /// Puts everything back as it was when `before` was empty.
    pub(super) fn undo(&mut self, before: &mut Before) {
        for (van, _) in &before.duties {
            self.leave(*van);
        }
        for (van, duty) in before.duties.drain(..) {
            self.duties[van] = duty;
            self.enter(van);
        }
        self.absent.clone_from(&before.absent);
    }

    /// The moments at which `van` may load, given the loadings of the others.
    pub(in crate::route) fn free_docks(&mut self, model: &Model, van: usize, free: &mut Free) {
        if !model.docked {
            return;
        }
        for trip in &self.duties[van].trips {
            self.docks.give(trip);
        }
        self.docks.free(model, &model.vans[van].depots, free);
        for trip in &self.duties[van].trips {
            self.docks.take(trip);
        }
    }

    /// Gives `van` the day `duty`, evaluated already, or none.
    pub(super) fn replace(&mut self, van: usize, duty: Option<&Duty>) {
        self.leave(van);
        match duty {
            Some(duty) => self.duties[van].copy(duty),
            None => self.duties[van].clear(),
        }
        self.enter(van);
    }

    /// Takes the duty of `van` out of all sums.
    fn leave(&mut self, van: usize) {
        let duty = &self.duties[van];
        for trip in &duty.trips {
            self.docks.give(trip);
        }
        self.cost -= duty.cost - duty.prizes;
        self.missing += duty.weight;
        for job in duty.jobs() {
            self.home[job as usize] = NOWHERE;
        }
    }

    fn enter(&mut self, van: usize) {
        let duty = &self.duties[van];
        for trip in &duty.trips {
            self.docks.take(trip);
        }
        self.cost += duty.cost - duty.prizes;
        self.missing -= duty.weight;
        for job in duty.jobs() {
            self.home[job as usize] = van as u32;
        }
    }
}

impl Before {
    /// Begins a change of `solution`.
    pub(super) fn begin(&mut self, solution: &Solution) {
        self.duties.clear();
        self.absent.clone_from(&solution.absent);
    }

    fn keep(&mut self, van: usize, duty: &Duty) {
        if self.duties.iter().all(|(kept, _)| *kept != van) {
            self.duties.push((van, duty.clone()));
        }
    }
}
