//! Why a load waits, and the nearest way out.
//!
//! For every van near and every place in its day the job is put in, and what breaks there is
//! measured, one limit relaxed at a time. Of all the needs that are enough on their own the smallest
//! wins, in proportion to what there is: twelve minutes of a shift before thirty kilometres of a
//! day. A whole vehicle more counts as much as doubling a limit.

mod remedy;

use self::remedy::{Place, Remedy, Verdict, WHOLE, reason};
use crate::fault::{Code, NO_VEHICLE, POUCHES_EXCEEDED};
use crate::plan::{Need, WayOut};
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::route::fleet::clockwork::Frame;
use crate::route::fleet::docks::Free;
use crate::route::fleet::duty::{Duty, Visit};
use crate::route::fleet::model::Model;
use crate::route::fleet::solution::Solution;
use crate::route::fleet::span::{FOREVER, Span};
use crate::route::fleet::van::Van;

/// The only depot of a day.
const CENTRE: u32 = 0;
/// Used vans that are looked at, those with the smallest detour.
const NEAREST: usize = 12;

/// The reason and the nearest way out of each absent job, ascending by job. O(jobs × stops² of the
/// nearest vans).
pub(super) fn explain(
    problem: &DayProblem,
    model: &Model,
    solution: &mut Solution,
    drops: &[DropId],
) -> Vec<(usize, Code, WayOut)> {
    let mut model = model.clone();
    let mut absent = solution.absent.clone();
    absent.sort_unstable();
    let explained = absent.into_iter().map(|job| {
        let drop = &problem.drops[drops[job as usize].ix()];
        let mut open = model.jobs[job as usize].clone();
        let Some(first) = drop.windows.first() else {
            let needs = Need::NextOpen(drop.next_open);
            return (job as usize, reason(&needs), WayOut { vehicle: None, needs });
        };
        open.spans = vec![Span { from: first.from.0, to: FOREVER }];
        model.jobs.push(open);
        let mut inquiry = Inquiry { problem, model: &model, solution, job, skills: &drop.skills };
        let (code, way_out) = inquiry.answer();
        model.jobs.pop();
        (job as usize, code, way_out)
    });
    explained.collect()
}

/// The question why one job is absent.
struct Inquiry<'a> {
    problem: &'a DayProblem,
    model: &'a Model,
    solution: &'a mut Solution,
    job: u32,
    skills: &'a [String],
}

impl Inquiry<'_> {
    fn answer(&mut self) -> (Code, WayOut) {
        // What comes nearest in each van: how many limits break, the worst of them.
        let fleet: Vec<_> =
            self.vans().into_iter().filter_map(|van| Some((van, self.in_van(van)?))).collect();
        let nearest =
            (fleet.into_iter()).min_by_key(|(van, (broken, remedy))| (*broken, remedy.share, *van));
        let another = self.in_another_van();
        match nearest {
            Some((van, (1, remedy))) if remedy.share < WHOLE || another != Need::AnotherVehicle => {
                let vehicle = Some(VehicleId::from(van));
                (reason(&remedy.need), WayOut { vehicle, needs: remedy.need })
            }
            Some((_, (_, remedy))) => {
                (reason(&remedy.need), WayOut { vehicle: None, needs: another })
            }
            // The days of all are kept.
            None if self.model.vans.iter().all(Van::closed) => {
                (NO_VEHICLE, WayOut { vehicle: None, needs: Need::AnotherVehicle })
            }
            // Every trip has another load of the drop point.
            None if self.model.jobs[self.job as usize].apart.is_some() => {
                (POUCHES_EXCEEDED, WayOut { vehicle: None, needs: another })
            }
            // Those whose days are kept leave no dock free for the others.
            None => (NO_VEHICLE, WayOut { vehicle: None, needs: another }),
        }
    }

    /// The skills `van` lacks.
    fn lacking(&self, van: usize) -> Vec<&String> {
        let has = &self.problem.vehicles[van].skills;
        self.skills.iter().filter(|skill| !has.contains(skill)).collect()
    }

    /// The vans to look at: of those whose day is not kept, the used ones with the smallest detours, and an unused one
    /// of each class.
    fn vans(&self) -> Vec<usize> {
        let node = self.model.jobs[self.job as usize].node;
        let mut near = Vec::new();
        let mut unused: Vec<(u32, usize)> = Vec::new();
        let open = self.solution.duties.iter().enumerate();
        for (van, duty) in open.filter(|(van, _)| !self.model.vans[*van].closed()) {
            let legs = &self.model.vans[van].legs;
            let detours = duty.visits.iter().map(|visit| legs.drive(visit.node, node));
            match detours.min() {
                Some(detour) => near.push((detour, van)),
                None => unused.push((self.model.class[van], van)),
            }
        }
        near.sort_unstable();
        near.truncate(NEAREST);
        unused.sort_unstable();
        unused.dedup_by_key(|(class, _)| *class);
        near.into_iter().map(|(_, van)| van).chain(unused.into_iter().map(|(_, van)| van)).collect()
    }

    /// How many limits of `van` break where fewest do, and the worst of them; with only one, the
    /// smallest.
    fn in_van(&mut self, van: usize) -> Option<(usize, Remedy)> {
        let mut free = Free::new();
        self.solution.free_docks(self.model, van, &mut free);
        let this = &self.model.vans[van];
        let frame = Frame { model: self.model, van: this, free: &free, late: false };
        let lacking = self.lacking(van);
        let all = places(self.model, this, &self.solution.duties[van], self.job);
        let broken = all.into_iter().filter_map(|(visits, at)| {
            Place { frame, visits: &visits, at, open: self.open() }.verdict(&lacking).broken()
        });
        broken.min_by_key(|(broken, remedy)| (*broken, remedy.share))
    }

    /// What one vehicle more would need: to exist, where any of the fleet could bring the job if it
    /// had nothing else to do, and otherwise what stands against that one which lacks least.
    fn in_another_van(&self) -> Need {
        let mut free = Free::new();
        self.solution.docks.free(self.model, &[CENTRE], &mut free);
        let mut least: Option<(usize, Remedy)> = None;
        for (van, this) in self.model.vans.iter().enumerate() {
            let visits = [Visit::loading(self.model, CENTRE), Visit::new(self.model, self.job)];
            let frame = Frame { model: self.model, van: this, free: &free, late: false };
            let place = Place { frame, visits: &visits, at: 1, open: self.open() };
            let verdict = place.verdict(&self.lacking(van));
            if matches!(verdict, Verdict::Fits) {
                return Need::AnotherVehicle;
            }
            let broken = verdict.broken().into_iter().chain(least.take());
            least = broken.min_by_key(|(broken, remedy)| (*broken, remedy.share));
        }
        least.map_or(Need::AnotherVehicle, |(_, remedy)| remedy.need)
    }

    /// The copy of the job that is open all day.
    fn open(&self) -> u32 {
        (self.model.jobs.len() - 1) as u32
    }
}

/// The day of a van with `job` at every place in turn: in each trip, and in a trip of its own.
fn places(model: &Model, van: &Van, duty: &Duty, job: u32) -> Vec<(Vec<Visit>, usize)> {
    let node = model.jobs[job as usize].node;
    let mut places = Vec::new();
    let loading = Visit::loading(model, CENTRE);
    let stop = Visit::new(model, job);
    let mut put = |at: usize, put: &[Visit]| {
        let mut visits = duty.visits.clone();
        visits.splice(at..at, put.iter().copied());
        places.push((visits, at + put.len() - 1));
    };
    for (ix, trip) in duty.trips.iter().enumerate() {
        if duty.trips.len() < van.trips {
            put(trip.first, &[loading, stop]);
        }
        let visits = duty.trip(ix);
        let split = model.jobs[job as usize].apart.is_some();
        if !visits.iter().any(|visit| split && visit.node == node) {
            for at in trip.first + 1..=trip.first + visits.len() {
                put(at, &[stop]);
            }
        }
    }
    if duty.trips.len() < van.trips {
        put(duty.visits.len(), &[loading, stop]);
    }
    places
}
