//! All duties together: what is served, where, at which cost; with the way back from a change.

use super::clockwork::Frame;
use super::docks::Docks;
use super::duty::Duty;
use super::model::Model;
use super::schedule::schedule;
use super::span::Span;

/// The home of a job that no van serves.
pub(super) const NOWHERE: u32 = u32::MAX;

/// A complete, feasible state of the search: every duty keeps every limit and has its docks.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    /// One duty for each van.
    pub(super) duties: Vec<Duty>,
    /// For each job, its van or [`NOWHERE`].
    pub(super) home: Vec<u32>,
    /// Jobs no van serves, in no particular order.
    pub(super) absent: Vec<u32>,
    /// The loadings of all duties.
    pub(super) docks: Docks,
    /// Cost of all duties, in fen.
    pub(super) cost: i64,
    /// Cards of absent jobs.
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
    dock: Vec<Span>,
    trial: Option<Duty>,
}

impl Solution {
    /// Nothing served yet.
    pub(super) fn new(model: &Model) -> Self {
        let jobs = model.jobs.len();
        Self {
            duties: vec![Duty::empty(); model.vans.len()],
            home: vec![NOWHERE; jobs],
            absent: (0..jobs as u32).collect(),
            docks: Docks::default(),
            cost: 0,
            missing: model.jobs.iter().map(|job| job.cards).sum(),
        }
    }

    /// What is minimised: first the cards that wait, then the cost.
    pub(super) fn rank(&self) -> (i64, i64) {
        (self.missing, self.cost)
    }

    /// The cost that the duty `edit` makes of that of `van` would have; none when it is not
    /// feasible. The solution stays as it is.
    pub(super) fn trial(
        &mut self,
        model: &Model,
        van: usize,
        scratch: &mut Scratch,
        edit: impl FnOnce(&mut Duty),
    ) -> Option<i64> {
        let mut duty = scratch.trial.take().unwrap_or_else(Duty::empty);
        duty.copy(&self.duties[van]);
        edit(&mut duty);
        self.free_docks(model, van, &mut scratch.dock);
        let frame = Frame { model, van: &model.vans[van], dock: &scratch.dock, late: scratch.late };
        let cost = schedule(frame, &mut duty).then_some(duty.cost);
        scratch.trial = Some(duty);
        cost
    }

    /// Changes the duty of `van` by `edit` when the outcome is feasible; says whether it did.
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
        let Some(duty) = &mut scratch.trial else { return false };
        before.keep(van, &self.duties[van]);
        self.leave_docks(van);
        self.cost -= self.duties[van].cost;
        self.missing += self.duties[van].cards;
        for job in self.duties[van].jobs() {
            self.home[job as usize] = NOWHERE;
        }
        std::mem::swap(&mut self.duties[van], duty);
        self.enter(van);
        true
    }

    /// Puts everything back as it was when `before` was empty.
    pub(super) fn undo(&mut self, before: &mut Before) {
        for (van, _) in &before.duties {
            self.leave_docks(*van);
            self.cost -= self.duties[*van].cost;
            self.missing += self.duties[*van].cards;
            for job in self.duties[*van].jobs() {
                self.home[job as usize] = NOWHERE;
            }
        }
        for (van, duty) in before.duties.drain(..) {
            self.duties[van] = duty;
            self.enter(van);
        }
        self.absent.clone_from(&before.absent);
    }

    /// The moments at which `van` may load, given the loadings of the others.
    pub(super) fn free_docks(&mut self, model: &Model, van: usize, free: &mut Vec<Span>) {
        self.leave_docks(van);
        self.docks.free(model, free);
        for trip in &self.duties[van].trips {
            self.docks.take(trip.load);
        }
    }

    fn leave_docks(&mut self, van: usize) {
        for trip in &self.duties[van].trips {
            self.docks.give(trip.load);
        }
    }

    fn enter(&mut self, van: usize) {
        let duty = &self.duties[van];
        for trip in &duty.trips {
            self.docks.take(trip.load);
        }
        self.cost += duty.cost;
        self.missing -= duty.cards;
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

    /// The vans changed so far.
    pub(super) fn vans(&self) -> impl Iterator<Item = usize> + '_ {
        self.duties.iter().map(|(van, _)| *van)
    }

    fn keep(&mut self, van: usize, duty: &Duty) {
        if self.duties.iter().all(|(kept, _)| *kept != van) {
            self.duties.push((van, duty.clone()));
        }
    }
}
