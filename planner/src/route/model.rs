//! The day's routing problem as plain arrays of integers, made once and read by every search.

use super::span::{Span, first_at, last_at};
use crate::consolidate::Load;
use crate::problem::{DayProblem, DropPoint, Node, VehicleId};
use crate::roads::Matrix;
use crate::words::Vehicle;
use std::sync::Arc;

/// A limit that never binds; far from overflow even when many are added.
pub(super) const NO_LIMIT: i64 = 1 << 50;
/// Legs are cut off here: over three years, or a hundred thousand kilometres.
const LONGEST: i64 = 100_000_000;
/// How many near loads of each load are kept.
const NEAR: usize = 120;

/// A leg between two nodes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leg {
    pub(super) metres: i32,
    pub(super) seconds: i32,
}

/// A load to be served in one stop.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) node: u32,
    pub(super) service: i64,
    pub(super) spans: Vec<Span>,
    pub(super) pouches: i64,
    pub(super) weight: i64,
    pub(super) cards: i64,
    /// Whether its drop point has other loads; a trip brings only one of them.
    pub(super) split: bool,
}

/// A driver's break that can fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) length: i64,
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Rest {
    /// The earliest moment to begin the service of `job` after an arrival at `t` when the break
    /// follows at once: drivers wait before they hand over, not after.
    #[inline]
    pub(super) fn serve(self, job: &Job, t: i64) -> Option<i64> {
        let begin = first_at(&job.spans, t.max(self.from - job.service))?;
        (begin + job.service <= self.to).then_some(begin)
    }

    /// The latest moment to begin the service of `job` when the break follows at once and has ended
    /// by `t`.
    #[inline]
    pub(super) fn serve_by(self, job: &Job, t: i64) -> Option<i64> {
        let begin = last_at(&job.spans, (t - self.length).min(self.to) - job.service)?;
        (begin + job.service >= self.from).then_some(begin)
    }

    /// When a break at the centre ends for which the driver is ready at `t`; none when it would
    /// begin too late.
    #[inline]
    pub(super) fn after(self, t: i64) -> Option<i64> {
        (t <= self.to).then(|| t.max(self.from) + self.length)
    }

    /// The latest moment to be ready for a break at the centre that has ended by `t`.
    #[inline]
    pub(super) fn before(self, t: i64) -> Option<i64> {
        let begin = t - self.length;
        (begin >= self.from).then(|| begin.min(self.to))
    }
}

/// A vehicle of the fleet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Van {
    pub(super) pouches: i64,
    pub(super) weight: i64,
    pub(super) metres: i64,
    pub(super) stops: i64,
    /// The shift.
    pub(super) from: i64,
    pub(super) to: i64,
    /// The break, if it can fall due within the shift.
    pub(super) rest: Option<Rest>,
    /// The break, even if the shift leaves it out.
    pub(super) pause: Option<Rest>,
    pub(super) trips: usize,
    pub(super) reload: i64,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) fixed: i64,
    pub(super) per_km: i64,
    pub(super) per_hour: i64,
    /// Its skills, ascending.
    pub(super) skills: Vec<String>,
}

/// The problem of one search. A clone shares what is large.
#[derive(Clone, Debug)]
pub(super) struct Model {
    nodes: usize,
    legs: Arc<[Leg]>,
    pub(super) jobs: Vec<Job>,
    pub(super) vans: Vec<Van>,
    /// The class of each van: vans that differ in nothing have the same.
    pub(super) class: Vec<u32>,
    /// `able[class * jobs + job]`: skills and capacity allow the job on its own.
    able: Vec<bool>,
    /// Loading may begin from `opens` to `closes` (the dock time already taken off).
    pub(super) loading: Span,
    pub(super) dock_time: i64,
    pub(super) docks: usize,
    /// For each job, the other jobs by driving time, nearest first, at most [`NEAR`].
    pub(super) near: Arc<[Vec<u32>]>,
}

impl Model {
    /// Interns the problem. O(nodes² + jobs² log jobs).
    pub(super) fn new(problem: &DayProblem, roads: &Matrix, loads: &[Load]) -> Self {
        let nodes = problem.nodes();
        let cut = |value: i64| value.clamp(0, LONGEST) as i32;
        let legs = (0..nodes * nodes)
            .map(|ix| {
                let (from, to) = (Node::from(ix / nodes), Node::from(ix % nodes));
                Leg {
                    metres: cut(roads.distance(from, to).0),
                    seconds: cut(roads.time(from, to).0),
                }
            })
            .collect();
        let mut loads_of = vec![0; problem.drops.len()];
        for load in loads {
            loads_of[load.drop.ix()] += 1;
        }
        let jobs: Vec<_> = (loads.iter())
            .map(|load| {
                let drop = load.drop.ix();
                job(load, &problem.drops[drop], loads_of[drop] > 1)
            })
            .collect();
        let vans: Vec<_> = (problem.vehicles.iter().enumerate())
            .map(|(ix, vehicle)| van(problem, VehicleId::from(ix), vehicle))
            .collect();
        let mut kinds: Vec<&Van> = Vec::new();
        let class = (vans.iter())
            .map(|van| {
                let known = kinds.iter().position(|&kind| kind == van);
                known.unwrap_or_else(|| {
                    kinds.push(van);
                    kinds.len() - 1
                }) as u32
            })
            .collect();
        let able = (kinds.iter())
            .flat_map(|van| {
                let able = |(job, load): (&Job, &Load)| {
                    let skills = &problem.drops[load.drop.ix()].skills;
                    job.pouches <= van.pouches
                        && job.weight <= van.weight
                        && skills.iter().all(|skill| van.skills.binary_search(skill).is_ok())
                };
                jobs.iter().zip(loads).map(able).collect::<Vec<_>>()
            })
            .collect();
        let centre = &problem.centre;
        let dock_time = centre.dock_time.0;
        let loading = Span { from: centre.opens.0, to: centre.closes.0 - dock_time };
        let docks = centre.docks as usize;
        let near = Arc::from([]);
        let mut model =
            Self { nodes, legs, jobs, vans, class, able, loading, dock_time, docks, near };
        model.near = (0..model.jobs.len()).map(|job| model.nearest(job)).collect();
        model
    }

    /// The leg between two nodes.
    #[inline]
    pub(super) fn leg(&self, from: u32, to: u32) -> Leg {
        self.legs[from as usize * self.nodes + to as usize]
    }

    /// Driving time in seconds.
    #[inline]
    pub(super) fn drive(&self, from: u32, to: u32) -> i64 {
        i64::from(self.leg(from, to).seconds)
    }

    /// Whether `van` has the skills and, when empty, the room for `job`.
    #[inline]
    pub(super) fn able(&self, van: usize, job: u32) -> bool {
        self.able[self.class[van] as usize * self.jobs.len() + job as usize]
    }

    fn nearest(&self, job: usize) -> Vec<u32> {
        let here = self.jobs[job].node;
        let mut others: Vec<(i64, u32)> = (0..self.jobs.len())
            .filter(|&other| other != job)
            .map(|other| {
                let there = self.jobs[other].node;
                (self.drive(here, there) + self.drive(there, here), other as u32)
            })
            .collect();
        if others.len() > NEAR {
            others.select_nth_unstable(NEAR - 1);
            others.truncate(NEAR);
        }
        others.sort_unstable();
        others.into_iter().map(|(_, other)| other).collect()
    }
}

fn job(load: &Load, drop: &DropPoint, split: bool) -> Job {
    Job {
        node: Node::from(load.drop).0,
        service: drop.service.0,
        spans: drop.windows.iter().map(|w| Span { from: w.from.0, to: w.to.0 }).collect(),
        pouches: load.pouches.len() as i64,
        weight: load.pouches.iter().map(|pouch| pouch.weight.0).sum(),
        cards: load.pouches.iter().map(|pouch| i64::from(pouch.cards)).sum(),
        split,
    }
}

fn van(problem: &DayProblem, id: VehicleId, vehicle: &Vehicle) -> Van {
    let mut skills = vehicle.skills.clone();
    skills.sort_unstable();
    let (from, to) = (vehicle.shift_start.0, vehicle.shift_end.0);
    // A duty inside the shift always begins after, or ends by, any other break's last moment.
    let pause = (vehicle.pause).map(|pause| Rest {
        length: pause.length.0,
        from: pause.from.0,
        to: pause.to.0,
    });
    Van {
        pouches: vehicle.pouches.map_or(NO_LIMIT, i64::from),
        weight: vehicle.weight.map_or(NO_LIMIT, |weight| weight.0),
        metres: vehicle.max_distance.map_or(NO_LIMIT, |metres| metres.0),
        stops: vehicle.max_stops.map_or(NO_LIMIT, i64::from),
        from,
        to,
        rest: pause.filter(|rest| from < rest.to && rest.to < to),
        pause,
        trips: vehicle.trips as usize,
        reload: vehicle.reload.0,
        start: problem.start_node(id).0,
        end: problem.end_node(id).0,
        fixed: vehicle.fixed_cost.0,
        per_km: vehicle.cost_per_km.0,
        per_hour: vehicle.cost_per_hour.0,
        skills,
    }
}
