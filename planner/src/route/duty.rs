//! One vehicle's day: its visits in order and what is known of them.

use super::model::Model;

/// Stands for a job where a visit is a loading at the centre.
pub(super) const LOADING: u32 = u32::MAX;
/// The node of the centre.
pub(super) const CENTRE: u32 = 0;
/// Later than anything that happens.
pub(super) const TOO_LATE: i64 = 1 << 40;
/// Earlier than anything that happens.
pub(super) const NEVER: i64 = -TOO_LATE;

/// A visit of a duty: a loading at the centre or a stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    /// The job, or [`LOADING`].
    pub(super) job: u32,
    /// Where.
    pub(super) node: u32,
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
    pub(super) fn new(model: &Model, job: u32) -> Self {
        let node = if job == LOADING { CENTRE } else { model.jobs[job as usize].node };
        Self {
            job,
            node,
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
    pub(super) fn is_loading(&self) -> bool {
        self.job == LOADING
    }
}

/// One trip of a duty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trip {
    /// Index of its loading among the visits.
    pub(super) first: usize,
    /// What it carries.
    pub(super) pouches: i64,
    pub(super) weight: i64,
    /// When loading begins.
    pub(super) load: i64,
}

/// Where the driver's break is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RestAt {
    /// Nowhere: none falls due.
    Nowhere,
    /// At the centre, before the loading that is this visit.
    Before(usize),
    /// After this visit, before driving on.
    After(usize),
}

/// One vehicle's day. Empty when the vehicle is not used.
#[derive(Clone, Debug)]
pub(super) struct Duty {
    /// Its visits; the first one of each trip is its loading.
    pub(super) visits: Vec<Visit>,
    /// Its trips.
    pub(super) trips: Vec<Trip>,
    /// Stops of the day.
    pub(super) stops: i64,
    /// Road distance of the day.
    pub(super) metres: i64,
    /// Cards it brings.
    pub(super) cards: i64,
    /// What it costs, in fen, rounded as the plan rounds it.
    pub(super) cost: i64,
    /// When the duty begins and ends.
    pub(super) start: i64,
    pub(super) end: i64,
    /// Where the break is taken.
    pub(super) rest: RestAt,
}

impl Duty {
    /// An unused vehicle.
    pub(super) fn empty() -> Self {
        Self {
            visits: Vec::new(),
            trips: Vec::new(),
            stops: 0,
            metres: 0,
            cards: 0,
            cost: 0,
            start: 0,
            end: 0,
            rest: RestAt::Nowhere,
        }
    }

    /// Takes over `other`, keeping the memory.
    pub(super) fn copy(&mut self, other: &Self) {
        self.visits.clone_from(&other.visits);
        self.trips.clone_from(&other.trips);
        let (visits, trips) = (std::mem::take(&mut self.visits), std::mem::take(&mut self.trips));
        *self = Self { visits, trips, ..*other };
    }

    /// The jobs in order.
    pub(super) fn jobs(&self) -> impl Iterator<Item = u32> + '_ {
        self.visits.iter().filter(|visit| !visit.is_loading()).map(|visit| visit.job)
    }

    /// The visits of trip `trip`, its loading first.
    pub(super) fn trip(&self, trip: usize) -> &[Visit] {
        let end = self.trips.get(trip + 1).map_or(self.visits.len(), |next| next.first);
        &self.visits[self.trips[trip].first..end]
    }

    /// Puts `job` before visit `at`, without asking whether it fits.
    pub(super) fn insert(&mut self, model: &Model, at: usize, job: u32) {
        self.visits.insert(at, Visit::new(model, job));
    }

    /// Puts a new trip for `job` alone before visit `at`, which is a loading or the end.
    pub(super) fn insert_trip(&mut self, model: &Model, at: usize, job: u32) {
        self.insert(model, at, job);
        self.insert(model, at, LOADING);
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
