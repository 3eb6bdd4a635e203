//! The days of vehicles whose stops are in order already: their best times, exactly as the engine sets them, and
//! where no times keep every limit those that break least.
//!
//! A lawful day is the shortest one, with the driver's break where that makes it so. An unlawful one begins as
//! early as it may, its break is where the least time is lacking in all, and then it is as short as that
//! allows. What breaks is for the caller to see in the times.

mod best;
mod write;

use super::day;
use super::fleet::clockwork::{Clockwork, Frame};
use super::fleet::depot::Dock;
use super::fleet::docks::gaps;
use super::fleet::duty::Visit;
use super::fleet::job::Job;
use super::fleet::model::Model;
use super::fleet::rest::Taken;
use super::fleet::span::{FOREVER, Span};
use super::fleet::van::Van;
use crate::plan::Route;
use crate::problem::{DayProblem, DropId, Node, VehicleId};
use crate::roads::Matrix;
use crate::units::{Clock, Seconds, Window};
use crate::vrp::Stop;

/// The only depot of a day.
const CENTRE: u32 = 0;

/// The fleet of a day, ready to be timed.
#[derive(Clone, Debug)]
pub struct Timetable {
    nodes: usize,
    vans: Vec<Van>,
    dock: Dock,
}

/// What one trip is to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trip {
    /// Its stops in order; never empty.
    pub drops: Vec<DropId>,
    /// When it leaves the centre; none for whenever that is best.
    pub depart: Option<Clock>,
}

impl Timetable {
    /// For the vehicles of `problem`. O(nodes²).
    pub fn new(problem: &DayProblem, roads: &Matrix) -> Self {
        let mut model = Model::new(&day::problem(problem, roads, &[]));
        Self { nodes: problem.nodes(), vans: model.vans, dock: model.depots.swap_remove(0) }
    }

    /// The day of `vehicle` with these trips, while other vehicles begin to load at the moments `busy`
    /// (ascending): its routes, without pouches, at dock 0. None when a departure that is fixed cannot be kept.
    /// O(stops² + others' loadings), times the windows that a later start would miss.
    pub fn day(
        &self,
        problem: &DayProblem,
        roads: &Matrix,
        vehicle: VehicleId,
        trips: &[Trip],
        busy: &[Clock],
    ) -> Option<Vec<Route>> {
        let sheet = Sheet::new(self, problem, trips, busy);
        let best = best::best(sheet, &self.vans[vehicle.ix()])?;
        Some(write::routes(problem, roads, vehicle, trips, &best))
    }
}

/// A day to be timed: its visits, and the jobs they are.
#[derive(Clone)]
struct Sheet {
    model: Model,
    visits: Vec<Visit>,
    /// The moments at which it may load, those after the centre has closed included.
    free: Vec<Vec<Span>>,
    /// For each visit whether it is the moment of a fixed departure.
    gate: Vec<bool>,
    /// For each visit the last moment at which it may begin.
    last: Vec<i64>,
}

impl Sheet {
    fn new(table: &Timetable, problem: &DayProblem, trips: &[Trip], busy: &[Clock]) -> Self {
        let mut jobs = Vec::new();
        // For each visit its job; none for a loading.
        let mut order: Vec<(Option<u32>, bool)> = Vec::new();
        let closes = table.dock.spans.last().map_or(FOREVER, |span| span.to);
        let mut last = Vec::new();
        for trip in trips {
            order.push((None, false));
            last.push(closes);
            if let Some(Clock(at)) = trip.depart {
                order.push((Some(jobs.len() as u32), true));
                last.push(at);
                let only = vec![Window { from: Clock(at), to: Clock(at) }];
                let node = Node::CENTRE.ix();
                jobs.push(Job::new(&Stop { node, windows: only, ..Stop::default() }, 0));
            }
            for drop in &trip.drops {
                order.push((Some(jobs.len() as u32), false));
                jobs.push(late_job(problem, *drop));
                let closes = problem.drops[drop.ix()].windows.last();
                last.push(closes.map_or(-FOREVER, |window| window.to.0));
            }
        }
        let model = Model::bare(table.nodes, jobs, table.dock.clone());
        let visit = |job: Option<u32>| match job {
            Some(job) => Visit::new(&model, job),
            None => Visit::loading(&model, CENTRE),
        };
        let visits = order.iter().map(|(job, _)| visit(*job)).collect();
        let mut dock = table.dock.clone();
        dock.spans.push(Span { from: closes + 1, to: FOREVER });
        let (docks, loads) =
            (dock.docks.unwrap_or(1), busy.iter().map(|at| at.0).collect::<Vec<_>>());
        let mut free = Vec::new();
        gaps(&dock, docks, &loads, &mut free);
        let gate = order.iter().map(|(_, gate)| *gate).collect();
        Self { model, visits, free: vec![free], gate, last }
    }

    fn clockwork<'a>(&'a self, van: &'a Van, rests: &'a [Taken]) -> Clockwork<'a> {
        let frame = Frame { model: &self.model, van, free: &self.free, late: false };
        Clockwork { frame, visits: &self.visits, rests }
    }

    /// No day is shorter, its break not counted: driving, service, loading and reloading.
    fn floor(&self, van: &Van) -> i64 {
        let mut floor = 0;
        for (ix, visit) in self.visits.iter().enumerate() {
            let next = self.visits.get(ix + 1).map_or(van.end, |next| next.node);
            floor += van.legs.drive(visit.node, next);
            floor += match visit.is_loading() {
                true => self.model.depots[CENTRE as usize].time,
                false => self.model.jobs[visit.job as usize].service,
            };
        }
        floor
    }
}

/// The stop of `drop`, open also after its last window.
fn late_job(problem: &DayProblem, drop: DropId) -> Job {
    let point = &problem.drops[drop.ix()];
    let mut windows = point.windows.clone();
    if let Some(last) = windows.last() {
        let from = last.to + Seconds(1);
        windows.push(Window { from, to: Clock(FOREVER) });
    }
    let node = Node::from(drop).ix();
    Job::new(&Stop { node, service: point.service, windows, ..Stop::default() }, 0)
}
