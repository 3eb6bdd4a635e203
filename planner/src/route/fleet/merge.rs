//! Puts together what several threads made of their fields of one solution.

use super::bench::Bench;
use super::field::Field;
use super::model::Model;
use super::random::Random;
use super::recreate::Recreate;
use super::solution::{Before, NOWHERE, Scratch, Solution};

/// `base` with the days that each of `parts` made of its field. Where two took the same dock the
/// second one loads at another time, or what it served is put back where it fits. O(vans) schedules.
pub(super) fn merge<'a>(
    model: &Model,
    base: &Solution,
    parts: impl Iterator<Item = (&'a Field, &'a Solution)>,
) -> Solution {
    let mut merged = base.clone();
    let (mut scratch, mut before) = (Scratch::default(), Before::default());
    let mut changed = Vec::new();
    for (field, part) in parts {
        changed.extend(field.vans.iter().map(|&van| (van, &part.duties[van])));
    }
    // All leave before any comes, as jobs may have gone from one to another.
    for (van, _) in &changed {
        merged.replace(*van, None);
    }
    for (van, duty) in changed {
        if !model.docked || merged.docks.suffice(model, &duty.trips) {
            merged.replace(van, Some(duty));
        } else {
            merged.change(model, van, &mut scratch, &mut before, |own| own.copy(duty));
        }
    }
    let jobs = 0..model.jobs.len() as u32;
    merged.absent = jobs.filter(|&job| merged.home[job as usize] == NOWHERE).collect();
    if model.docked && !merged.absent.is_empty() {
        let mut random = Random::new(0, 0);
        let mut bench = Bench {
            model,
            field: &Field::all(model),
            solution: &mut merged,
            scratch: &mut scratch,
            before: &mut before,
            random: &mut random,
        };
        Recreate::new(model).fill(&mut bench);
    }
    merged
}
