//! One vehicle's day: its visits in order and what is known of them.

use super::legs::Leg;
use super::model::Model;
use super::rest::Taken;

/// Stands for a job where a visit is a loading; the depot is in the bits below.
const LOADING: u32 = 1 << 31;
/// Later than anything that happens.
pub(super) const TOO_LATE: i64 = 1 << 51;
/// Earlier than anything that happens.
pub(super) const NEVER: i64 = -TOO_LATE;

/// A visit of a duty: a loading at a depot or a stop.
#[derive(Clone, Copy, Debug)]
pub(in crate::route) struct Visit {
    /// The job, or the loading.
    pub(in crate::route) job: u32,
    /// Where.
    pub(in crate::route) node: u32,
    /// The leg from here to the next visit, or to the end.
    pub(super) on: Leg,
    /// Earliest moment to drive on, the driver's break not yet taken.
    pub(super) early: i64,
    /// Earliest moment to drive on, the break taken.
    pub(super) rested: i64,
    /// Earliest moment to drive on in a duty that begins after the break could have begun.
    pub(super) after: i64,
    /// Latest arrival when no break is to come.
    pub(super) late: i64,
    /// Latest arrival when the break is to come.
    pub(super) late_rest: i64,
    /// Latest arrival when the duty ends before a break falls due.
    pub(super) late_short: i64,
    /// When it drives on in the chosen schedule.
    pub(super) leave: i64,
    /// All waiting after this visit in the chosen schedule.
    pub(super) spare: i64,
}

impl Visit {
    /// A visit of `job`, nothing known yet.
    pub(in crate::route) fn new(model: &Model, job: u32) -> Self {
        Self::at(job, model.jobs[job as usize].node)
    }

    /// A loading at `depot`.
    pub(in crate::route) fn loading(model: &Model, depot: u32) -> Self {
        Self::at(LOADING | depot, model.depots[depot as usize].node)
    }

    fn at(job: u32, node: u32) -> Self {
        Self {
            job,
            node,
            on: Leg::default(),
            early: TOO_LATE,
            rested: TOO_LATE,
            after: TOO_LATE,
            late: NEVER,
            late_rest: NEVER,
            late_short: NEVER,
            leave: 0,
            spare: 0,
        }
    }

    /// Whether the vehicle loads here.
    #[inline]
    pub(in crate::route) fn is_loading(&self) -> bool {
        self.job & LOADING != 0
    }

    /// The depot it loads at; only of a loading.
    #[inline]
    pub(in crate::route) fn depot(&self) -> usize {
        (self.job & !LOADING) as usize
    }
}

/// One trip of a duty.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::route) struct Trip {
    /// Index of its loading among the visits.
    pub(in crate::route) first: usize,
    /// Where it loads.
    pub(in crate::route) depot: usize,
    /// When loading begins.
    pub(in crate::route) load: i64,
}

/// One vehicle's day. Empty when the vehicle is not used.
#[derive(Clone, Debug, Default)]
pub(in crate::route) struct Duty {
    /// Its visits; the first one of each trip is its loading.
    pub(in crate::route) visits: Vec<Visit>,
    /// Its trips.
    pub(in crate::route) trips: Vec<Trip>,
    /// What is on board, as the room asks it.
    pub(super) board: Vec<i64>,
    /// Stops of the day.
    pub(super) stops: i64,
    /// Road distance of the day.
    pub(super) metres: i64,
    /// Driving of the day.
    pub(super) driving: i64,
    /// What its legs cost beside their length.
    pub(super) tolls: i64,
    /// Weight of the stops it makes, and their prizes.
    pub(super) weight: i64,
    pub(super) prizes: i64,
    /// What it costs, in fen, with everything that depends on this day alone.
    pub(super) cost: i64,
    /// When the duty begins and ends.
    pub(in crate::route) start: i64,
    pub(in crate::route) end: i64,
    /// The breaks taken.
    pub(in crate::route) rests: Vec<Taken>,
}

impl Duty {
    /// Takes over `other`, keeping the memory.
    pub(super) fn copy(&mut self, other: &Self) {
        self.visits.clone_from(&other.visits);
        self.trips.clone_from(&other.trips);
        self.board.clone_from(&other.board);
        self.rests.clone_from(&other.rests);
        let visits = std::mem::take(&mut self.visits);
        let trips = std::mem::take(&mut self.trips);
        let board = std::mem::take(&mut self.board);
        let rests = std::mem::take(&mut self.rests);
        *self = Self { visits, trips, board, rests, ..*other };
    }

    /// Makes it the day of an unused vehicle, keeping the memory.
    pub(super) fn clear(&mut self) {
        self.visits.clear();
        self.trips.clear();
        self.board.clear();
        self.rests.clear();
        (self.stops, self.metres, self.driving, self.tolls) = (0, 0, 0, 0);
        (self.weight, self.prizes, self.cost) = (0, 0, 0);
        (self.start, self.end) = (0, 0);
    }

    /// The jobs in order.
    pub(in crate::route) fn jobs(&self) -> impl Iterator<Item = u32> + '_ {
        self.visits.iter().filter(|visit| !visit.is_loading()).map(|visit| visit.job)
    }

    /// The visits of trip `trip`, its loading first.
    pub(in crate::route) fn trip(&self, trip: usize) -> &[Visit] {
        let end = self.trips.get(trip + 1).map_or(self.visits.len(), |next| next.first);
        &self.visits[self.trips[trip].first..end]
    }

    /// Puts `job` before visit `at`, without asking whether it fits.
    pub(super) fn insert(&mut self, model: &Model, at: usize, job: u32) {
        self.visits.insert(at, Visit::new(model, job));
    }

    /// Puts a new trip for `job` alone from `depot` before visit `at`, which is a loading or the end.
    pub(super) fn insert_trip(&mut self, model: &Model, at: usize, depot: u32, job: u32) {
        self.insert(model, at, job);
        self.visits.insert(at, Visit::loading(model, depot));
    }

    /// Takes out every stop for which `gone` holds, and trips that become empty.
    pub(super) fn remove(&mut self, gone: impl Fn(u32) -> bool) {
        self.visits.retain(|visit| visit.is_loading() || !gone(visit.job));
        let mut kept = 0;
        for ix in 0..self.visits.len() {
            let empty = self.visits[ix].is_loading()
                && self.visits.get(ix + 1).is_none_or(Visit::is_loading);
            if !empty {
                self.visits[kept] = self.visits[ix];
                kept += 1;
            }
        }
        self.visits.truncate(kept);
    }
}
