//! The problem as plain arrays of integers, made once and read by every search.

use super::depot::Dock;
use super::job::Job;
use super::legs::Legs;
use super::near;
use super::van::Van;
use crate::vrp::{Frozen, Problem, Reference};
use std::sync::Arc;

/// The problem of one search. A clone shares what is large.
#[derive(Clone, Debug, Default)]
pub(in crate::route) struct Model {
    /// How many nodes the problem has; this number stands for being anywhere.
    pub(super) nodes: usize,
    /// How many dimensions capacity has.
    pub(super) dimensions: usize,
    pub(in crate::route) jobs: Vec<Job>,
    pub(in crate::route) vans: Vec<Van>,
    pub(in crate::route) depots: Vec<Dock>,
    /// The class of each van: vans that differ in nothing have the same.
    pub(in crate::route) class: Vec<u32>,
    /// `able[van * jobs + job]`: skills, bounds and capacity allow the job on its own.
    able: Vec<bool>,
    /// For each job, the other jobs near it, nearest first.
    pub(super) near: Arc<[Vec<u32>]>,
    /// For each group its jobs.
    pub(super) groups: Vec<Vec<u32>>,
    /// For each job those that come before or (true) after it; empty when no two are in an order.
    pub(super) orders: Vec<Vec<(u32, bool)>>,
    /// The plan that departing from costs.
    pub(super) reference: Option<Reference>,
    /// The plan that a search begins with, whatever departing from it costs.
    pub(super) known: Option<Reference>,
    /// What is missing and what it costs when nothing is served.
    pub(super) weight: i64,
    pub(super) prizes: i64,
    /// Whether any van can make several trips.
    pub(super) reloads: bool,
    /// Whether anything is collected.
    pub(super) collects: bool,
    /// Whether any two jobs are kept apart.
    pub(super) parts: bool,
    /// Whether any depot has a number of docks.
    pub(super) docked: bool,
    /// Whether a search is to better what is known, and soon, rather than to look far from it.
    pub(super) improves: bool,
}

impl Model {
    /// Interns the problem. O(profiles × nodes² + stops² log stops + stops × vehicles).
    pub(in crate::route) fn new(problem: &Problem) -> Self {
        let nodes = problem.nodes;
        let legs: Vec<_> = problem.profiles.iter().map(|p| Legs::new(nodes, p)).collect();
        let named = problem.vehicles.iter().flat_map(|vehicle| {
            let meanwhile = vehicle.breaks.iter().map(|pause| pause.max_load.len());
            meanwhile.chain([vehicle.capacity.len()])
        });
        let dimensions = named.max().unwrap_or(0);
        let mut jobs: Vec<_> =
            problem.stops.iter().map(|stop| Job::new(stop, dimensions)).collect();
        let mut depots: Vec<_> = problem.depots.iter().map(Dock::new).collect();
        let mut vans = Vec::new();
        for vehicle in &problem.vehicles {
            let place = |node: Option<usize>| node.unwrap_or(nodes) as u32;
            let (start, end) = (place(vehicle.start), place(vehicle.end));
            let mut loads: Vec<_> = vehicle.depots.iter().map(|&depot| depot as u32).collect();
            if loads.is_empty() {
                let known = depots.iter().position(|depot| !depot.real && depot.node == start);
                loads.push(known.unwrap_or_else(|| {
                    depots.push(Dock::unreal(start));
                    depots.len() - 1
                }) as u32);
            }
            let legs = legs[vehicle.profile].clone();
            vans.push(Van::new(vehicle, legs, dimensions, problem.smoothness, (start, end, loads)));
        }
        let mut able = able(problem, &jobs, &vans);
        freeze(&mut jobs, &mut vans, &mut able);
        let groups = groups(&mut jobs);
        Self {
            nodes,
            dimensions,
            class: classes(problem, &vans, &able),
            near: near::near(&jobs, &vans).into(),
            orders: orders(problem),
            reference: problem.reference.clone().filter(costs),
            known: problem.reference.clone(),
            weight: most(&jobs, &groups, |job| job.weight),
            prizes: most(&jobs, &groups, |job| job.prize),
            collects: jobs.iter().any(|job| job.pickup.iter().any(|&load| load > 0)),
            reloads: vans.iter().any(|van| van.trips > 1),
            parts: jobs.iter().any(|job| job.apart.is_some()),
            improves: false,
            docked: depots.iter().any(|depot| depot.docks.is_some()),
            jobs,
            vans,
            depots,
            able,
            groups,
        }
    }

    /// Jobs and one depot alone: enough for the clockwork of a day whose stops are in order already.
    pub(in crate::route) fn bare(nodes: usize, jobs: Vec<Job>, depot: Dock) -> Self {
        Self { nodes, jobs, depots: vec![depot], docked: true, ..Self::default() }
    }

    /// Whether `van` may serve `job` and, when empty, has the room for it.
    #[inline]
    pub(super) fn able(&self, van: usize, job: u32) -> bool {
        self.able[van * self.jobs.len() + job as usize]
    }

    /// The jobs of which only one is made, `job` among them.
    pub(super) fn mates(&self, job: u32) -> &[u32] {
        self.jobs[job as usize].group.map_or(&[], |group| &self.groups[group as usize])
    }
}

/// Whether departing from it costs anything.
fn costs(reference: &Reference) -> bool {
    reference.moved.0 > 0 || reference.reordered.0 > 0
}

/// Which van may serve which job.
fn able(problem: &Problem, jobs: &[Job], vans: &[Van]) -> Vec<bool> {
    let able = |(ix, van): (usize, &Van)| -> Vec<bool> {
        let may = |(job, stop): (&Job, &crate::vrp::Stop)| {
            let room =
                |load: &[i64]| load.iter().zip(&van.capacity).all(|(load, most)| load <= most);
            room(&job.delivery)
                && room(&job.pickup)
                && stop.vehicles.as_ref().is_none_or(|only| only.contains(&ix))
                && stop.skills.iter().all(|skill| van.skills.binary_search(skill).is_ok())
        };
        jobs.iter().zip(&problem.stops).map(may).collect()
    };
    vans.iter().enumerate().flat_map(able).collect()
}

/// Keeps the other vans off frozen jobs, and closed vans off all others. A van that may not serve what
/// is frozen of its day is not used.
fn freeze(jobs: &mut [Job], vans: &mut [Van], able: &mut [bool]) {
    let many = jobs.len();
    let vans_many = vans.len();
    for (ix, van) in vans.iter_mut().enumerate() {
        let own = able[ix * many..(ix + 1) * many].to_vec();
        let frozen: Vec<usize> = match &van.frozen {
            Frozen::Nothing => continue,
            Frozen::Prefix(stops) => stops.clone(),
            Frozen::Among(trips) => trips.iter().flat_map(|trip| &trip.stops).copied().collect(),
            Frozen::Route(trips) => {
                able[ix * many..(ix + 1) * many].fill(false);
                trips.concat()
            }
        };
        if !frozen.iter().all(|&job| own[job]) {
            van.frozen = Frozen::Route(Vec::new());
            able[ix * many..(ix + 1) * many].fill(false);
        }
        for job in frozen {
            jobs[job].frozen = true;
            for other in 0..vans_many {
                able[other * many + job] = false;
            }
        }
    }
}

/// The class of each van.
fn classes(problem: &Problem, vans: &[Van], able: &[bool]) -> Vec<u32> {
    let jobs = problem.stops.len();
    let row = |van: usize| &able[van * jobs..(van + 1) * jobs];
    // A van that some stop is used to is like no other.
    let known = |van: usize| {
        let own = |r: &Reference| costs(r) && r.vehicle.contains(&Some(van));
        problem.reference.as_ref().is_some_and(own) || vans[van].frozen != Frozen::Nothing
    };
    let mut kinds: Vec<usize> = Vec::new();
    let mut class = Vec::new();
    for (ix, van) in vans.iter().enumerate() {
        let same = |&kind: &usize| {
            vans[kind] == *van && row(kind) == row(ix) && !known(kind) && !known(ix)
        };
        let found = kinds.iter().position(same);
        class.push(found.unwrap_or_else(|| {
            kinds.push(ix);
            kinds.len() - 1
        }) as u32);
    }
    class
}

/// Numbers the groups anew and gives their jobs.
fn groups(jobs: &mut [Job]) -> Vec<Vec<u32>> {
    let mut named: Vec<u32> = Vec::new();
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (ix, job) in jobs.iter_mut().enumerate() {
        let Some(name) = job.group else { continue };
        let group = named.iter().position(|&known| known == name).unwrap_or_else(|| {
            named.push(name);
            groups.push(Vec::new());
            groups.len() - 1
        });
        job.group = Some(group as u32);
        groups[group].push(ix as u32);
    }
    groups
}

fn orders(problem: &Problem) -> Vec<Vec<(u32, bool)>> {
    if problem.befores.is_empty() {
        return Vec::new();
    }
    let mut orders = vec![Vec::new(); problem.stops.len()];
    for &(first, second) in &problem.befores {
        orders[first].push((second as u32, true));
        orders[second].push((first as u32, false));
    }
    orders
}

/// The sum over all jobs, of each group only the largest.
fn most(jobs: &[Job], groups: &[Vec<u32>], of: impl Fn(&Job) -> i64) -> i64 {
    let alone: i64 = jobs.iter().filter(|job| job.group.is_none()).map(&of).sum();
    let largest = |group: &Vec<u32>| group.iter().map(|&job| of(&jobs[job as usize])).max();
    alone + groups.iter().filter_map(largest).sum::<i64>()
}
