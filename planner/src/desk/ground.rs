//! What of a draft never changes.

use crate::plan::Plan;
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::roads::Matrix;
use crate::route::timetable::Timetable;
use crate::units::Grams;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The day, its roads, and what follows from both.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) problem: Arc<DayProblem>,
    pub(super) roads: Matrix,
    pub(super) timetable: Timetable,
    /// Vehicles whose days are kept, because something is sealed for them.
    pub(super) kept: BTreeSet<VehicleId>,
    /// For each drop point whether one visit is enough: a vehicle takes all at once, and none is kept.
    pub(super) once: Vec<bool>,
    /// The plan that labels and sheets may have been printed from.
    pub(super) base: Plan,
}

impl Ground {
    /// O(nodes² + consignments).
    pub(super) fn new(problem: Arc<DayProblem>, base: Plan) -> Self {
        let roads = Matrix::of(&problem);
        let timetable = Timetable::new(&problem, &roads);
        let kept = problem.kept.iter().map(|kept| kept.vehicle).collect();
        let once = once(&problem);
        Self { problem, roads, timetable, kept, once, base }
    }
}

fn once(problem: &DayProblem) -> Vec<bool> {
    let mut brought = vec![(0u64, Grams::ZERO); problem.drops.len()];
    for consignment in &problem.consignments {
        let Some(drop) = consignment.drop else { continue };
        let all = consignment.cards.len() as u64;
        let cards = consignment.free_slots.map_or(all, |free| all.min(free.into()));
        let pouches = cards.div_ceil(problem.pouching.cards_per_pouch.into());
        let (count, weight) = &mut brought[drop.ix()];
        *count += pouches;
        *weight += problem.pouching.pouch_weight * pouches as i64;
        *weight += problem.pouching.card_weight * cards as i64;
    }
    let kept: BTreeSet<DropId> =
        problem.kept.iter().flat_map(|kept| &kept.stops).map(|stop| stop.drop).collect();
    let enough = |(ix, (count, weight)): (usize, (u64, Grams))| {
        let skills = &problem.drops[ix].skills;
        !kept.contains(&DropId::from(ix))
            && problem.vehicles.iter().any(|vehicle| {
                skills.iter().all(|skill| vehicle.skills.contains(skill))
                    && vehicle.pouches.is_none_or(|most| count <= most.into())
                    && vehicle.weight.is_none_or(|most| weight <= most)
            })
    };
    brought.into_iter().enumerate().map(enough).collect()
}
