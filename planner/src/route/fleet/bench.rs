//! Everything a change of a solution works on.

use super::duty::Duty;
use super::field::Field;
use super::model::Model;
use super::random::Random;
use super::solution::{Before, Scratch, Solution};

/// A solution being changed.
pub(super) struct Bench<'a> {
    pub(super) model: &'a Model,
    /// The part of the solution that may change.
    pub(super) field: &'a Field,
    pub(super) solution: &'a mut Solution,
    pub(super) scratch: &'a mut Scratch,
    pub(super) before: &'a mut Before,
    pub(super) random: &'a mut Random,
}

impl Bench<'_> {
    /// Changes the duty of `van` by `edit` when the outcome is lawful; says whether it did.
    pub(super) fn change(&mut self, van: usize, edit: impl FnOnce(&mut Duty)) -> bool {
        let Self { model, solution, scratch, before, .. } = self;
        solution.change(model, van, scratch, before, edit)
    }

    /// What the duty `edit` makes of that of `van` would add to the cost.
    pub(super) fn trial(&mut self, van: usize, edit: impl FnOnce(&mut Duty)) -> Option<i64> {
        let Self { model, solution, scratch, .. } = self;
        solution.trial(model, van, scratch, edit)
    }

    /// Takes `gone`, which `van` serves, out of its day but for what is frozen; they become absent.
    pub(super) fn take(&mut self, van: usize, gone: &[u32]) {
        let free = |job: &u32| !self.model.jobs[*job as usize].frozen;
        let gone: Vec<u32> = gone.iter().copied().filter(free).collect();
        // Where measured legs break the triangle inequality a duty can become too long without a stop.
        if !gone.is_empty() && self.change(van, |duty| duty.remove(|job| gone.contains(&job))) {
            self.solution.absent.extend_from_slice(&gone);
        }
    }
}
