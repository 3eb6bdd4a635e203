//! The day that a board is a plan for: as it was planned, and with what came up since.

use super::incident::Incident;
use super::otherwise::Otherwise;
use super::today;
use crate::fault::Fault;
use crate::plan::Plan;
use crate::problem::{DayProblem, DropId, Kept, VehicleId};
use crate::roads::Matrix;
use crate::route::timetable::Timetable;
use crate::units::Grams;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The day, its roads, and what follows from both. States of a draft between which nothing came up share it.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// The day with all incidents.
    pub(super) problem: Arc<DayProblem>,
    pub(super) roads: Arc<Matrix>,
    pub(super) timetable: Arc<Timetable>,
    /// Vehicles whose days are kept, because something is sealed for them: in the day as it was planned, or since.
    pub(super) kept: BTreeSet<VehicleId>,
    /// Those for which something was sealed since.
    pub(super) sealed: BTreeSet<VehicleId>,
    /// Vehicles that are out for the whole day.
    pub(super) out: BTreeSet<VehicleId>,
    /// For each drop point whether one visit is enough: a vehicle takes all at once, and none is kept.
    pub(super) once: Vec<bool>,
    /// The plan that labels and sheets may have been printed from.
    pub(super) base: Arc<Plan>,
    /// The day as it was planned.
    first: Arc<DayProblem>,
    /// What came up and still holds, each with its number.
    pub(super) incidents: Vec<(u32, Incident)>,
    /// How many came up so far.
    pub(super) reported: u32,
    /// What people sent by post or pickup.
    pub(super) otherwise: Otherwise,
}

impl Ground {
    /// The day as it was planned. O(nodes² + consignments).
    pub(super) fn new(problem: Arc<DayProblem>, base: Plan) -> Self {
        let roads = Arc::new(Matrix::of(&problem));
        let timetable = Arc::new(Timetable::new(&problem, &roads));
        let kept = problem.kept.iter().map(|kept| kept.vehicle).collect();
        Self {
            once: once(&problem),
            sealed: BTreeSet::new(),
            first: Arc::clone(&problem),
            problem,
            roads,
            timetable,
            kept,
            out: BTreeSet::new(),
            base: Arc::new(base),
            incidents: Vec::new(),
            reported: 0,
            otherwise: Otherwise::new(),
        }
    }

    /// The same day with these incidents, and these drop points served otherwise. O(cards + consignments), and nodes²
    /// where roads or vehicles change.
    ///
    /// # Errors
    /// D102, D113 for what cannot be.
    pub(super) fn with(
        &self,
        incidents: Vec<(u32, Incident)>,
        reported: u32,
        otherwise: Otherwise,
    ) -> Result<Self, Fault> {
        let all = incidents.iter().map(|(_, incident)| incident);
        let problem = today::day(&self.first, all, &otherwise)?;
        let same_roads = problem.areas == self.problem.areas;
        let roads = match same_roads {
            true => Arc::clone(&self.roads),
            false => Arc::new(Matrix::of(&problem)),
        };
        let timetable = match same_roads && problem.vehicles == self.problem.vehicles {
            true => Arc::clone(&self.timetable),
            false => Arc::new(Timetable::new(&problem, &roads)),
        };
        let vehicles = (0..problem.vehicles.len()).map(VehicleId::from);
        Ok(Self {
            out: vehicles.filter(|id| today::out(&self.first, &problem, *id)).collect(),
            once: once(&problem),
            problem: Arc::new(problem),
            roads,
            timetable,
            kept: self.kept.clone(),
            sealed: self.sealed.clone(),
            base: Arc::clone(&self.base),
            first: Arc::clone(&self.first),
            incidents,
            reported,
            otherwise,
        })
    }

    /// The day as it was planned.
    pub(super) fn first(&self) -> &DayProblem {
        &self.first
    }

    /// The same day; since it was planned, something was sealed for these vehicles. O(vehicles).
    pub(super) fn sealing(&self, sealed: BTreeSet<VehicleId>) -> Self {
        let planned = self.first.kept.iter().map(|kept| kept.vehicle);
        let kept = planned.chain(sealed.iter().copied()).collect();
        Self { kept, sealed, ..self.clone() }
    }

    /// The same day, what is sealed handed over at other times.
    ///
    /// # Errors
    /// D108 when that contradicts the day.
    pub(super) fn keeping(&self, kept: Vec<Kept>) -> Result<Self, Fault> {
        let problem = Arc::new(today::keeping(&self.problem, kept)?);
        Ok(Self { problem, ..self.clone() })
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
                vehicle.may_stop()
                    && skills.iter().all(|skill| vehicle.skills.contains(skill))
                    && vehicle.pouches.is_none_or(|most| count <= most.into())
                    && vehicle.weight.is_none_or(|most| weight <= most)
            })
    };
    brought.into_iter().enumerate().map(enough).collect()
}
