//! A VROOM problem as a problem of ours.

use super::at::At;
use super::job::Job;
use super::json::Json;
use super::matrices::{self, Matrices};
use super::nodes::Nodes;
use super::options::{self, Options};
use super::place::Places;
use super::profiles::{self, Source};
use super::scale::Scale;
use super::vehicle::{Costs, Vehicle};
use crate::fault::{self, Fault};
use crate::units::{Clock, Fen, Metres, Seconds, Window};
use crate::vrp::{self, Break, Frozen, Problem, Reference, Smoothness, Stop};
use std::collections::{BTreeSet, HashMap};

/// A VROOM problem, ready to be solved, with what is needed to answer in VROOM's words. Stops and
/// vehicles of [`Asked::problem`] are numbered as jobs and vehicles in the file.
pub struct Asked {
    /// The problem, in units in which all of it is whole.
    pub problem: Problem,
    /// What the client asks of the search and the answer.
    pub options: Options,
    pub(super) jobs: Vec<Job>,
    pub(super) vehicles: Vec<Vehicle>,
    pub(super) dimensions: usize,
    pub(super) scale: Scale,
    pub(super) source: Source,
}

/// Reads a problem. Without matrices legs are estimated as great circle × `detour_percent` / 100.
/// O(bytes + nodes² × profiles).
///
/// # Errors
/// V901 for what is no JSON, V902 for unknown keys, V903 for keys and values that cannot be
/// followed, V904 for wrong values, V905 for missing ones, V906 for contradictions, V907 when it is
/// too large. All but V901 begin with the path of the key.
pub fn read(text: &[u8], detour_percent: u32) -> Result<Asked, Fault> {
    let json = Json::parse(text)?;
    let root = At::root(&json);
    let known = ["jobs", "vehicles", "shipments", "matrices", "matrix", "options"];
    let fields = root.fields(&known, &[])?;
    if let Some(shipments) = fields.get("shipments")
        && !shipments.list(|_| Ok(()))?.is_empty()
    {
        return Err(shipments.fault(fault::UNSUPPORTED_KEY, "不能成对取送；请改为 jobs"));
    }
    if let (Some(_), Some(at)) = (fields.get("matrices"), fields.get("matrix")) {
        return Err(at.fault(fault::CONTRADICTION, "与 matrices 同义，只写一个"));
    }
    let options = fields.map("options", options::read)?.unwrap_or_default();
    let matrices = fields.map("matrices", matrices::read)?;
    let matrices = matrices.or(fields.map("matrix", matrices::read_former)?);

    let mut places = Places::new(matrices.as_ref().map(|matrices| matrices.rows));
    let mut dimensions = None;
    let at = fields.need("vehicles")?;
    let vehicles = at.list(|at| {
        let dimensions = match dimensions {
            Some(known) => known,
            None => *dimensions.insert(first_capacity(&at)?),
        };
        Vehicle::read(&at, &mut places, dimensions)
    })?;
    let Some(dimensions) = dimensions else {
        return Err(at.fault(fault::MISSING_ENTRY, "没有车辆"));
    };
    unique(at, vehicles.iter().map(|vehicle| vehicle.id))?;
    let at = fields.need("jobs")?;
    let jobs = at.list(|at| Job::read(&at, &mut places, dimensions))?;
    unique(at, jobs.iter().map(|job| job.id))?;
    setups(&jobs, &vehicles)?;
    profiles::check(&vehicles, matrices.as_ref(), options.distances)?;
    let source = match &matrices {
        None => Source::Estimate(detour_percent),
        Some(matrices) => source(matrices, &vehicles),
    };
    let scale = Scale::of(&vehicles);
    let nodes = Nodes::new(places.count(), &jobs, &vehicles, matrices.as_ref());
    let roads = (&places, matrices.as_ref(), source);
    let (profiles, of_vehicle) = profiles::make(&nodes, &jobs, &vehicles, roads, scale)?;
    let problem = Problem {
        nodes: nodes.places.len(),
        profiles,
        depots: Vec::new(),
        stops: stops(&jobs, &nodes, scale),
        vehicles: (vehicles.iter().zip(of_vehicle))
            .map(|(vehicle, profile)| fleet(vehicle, profile, &nodes, matrices.as_ref(), scale))
            .collect(),
        befores: Vec::new(),
        reference: given(&jobs, &vehicles)?,
        smoothness: Smoothness::default(),
    };
    if !problem.payable() {
        return Err(Fault::new(fault::TOO_LARGE, "费用之和超出可计算的范围"));
    }
    Ok(Asked { problem, options, jobs, vehicles, dimensions, scale, source })
}

/// How many dimensions amounts have: as many as the first vehicle's capacity.
fn first_capacity(vehicle: &At<'_>) -> Result<usize, Fault> {
    let entries = vehicle.entries()?;
    match entries.iter().find(|(key, _)| *key == "capacity") {
        Some((_, at)) => Ok(at.list(|_| Ok(()))?.len()),
        None => Ok(0),
    }
}

fn unique(at: &At<'_>, ids: impl Iterator<Item = u64>) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (ix, id) in ids.enumerate() {
        if !seen.insert(id) {
            let detail = format!("{}[{ix}].id：编号 {id} 出现两次", at.path());
            return Err(Fault::new(fault::CONTRADICTION, detail));
        }
    }
    Ok(())
}

/// Setup is needed once per place; where two jobs can follow each other at one place, how long the
/// second takes would depend on the first.
fn setups(jobs: &[Job], vehicles: &[Vehicle]) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut shared: BTreeSet<usize> =
        vehicles.iter().filter_map(|vehicle| vehicle.start).map(|place| place.number).collect();
    shared.extend(jobs.iter().map(|job| job.place.number).filter(|&place| !seen.insert(place)));
    match jobs.iter().find(|job| job.setup > 0 && shared.contains(&job.place.number)) {
        None => Ok(()),
        Some(job) => {
            let why = "同一地点还有别的任务或车辆起点，准备时间会随先后而变";
            Err(Fault::new(fault::UNSUPPORTED_KEY, format!("{}.setup：{why}", job.path)))
        }
    }
}

/// The routes that vehicles have steps for, to begin the search with; departing from them is free.
fn given(jobs: &[Job], vehicles: &[Vehicle]) -> Result<Option<Reference>, Fault> {
    if vehicles.iter().all(|vehicle| vehicle.steps.is_empty()) {
        return Ok(None);
    }
    let numbers: HashMap<u64, usize> =
        jobs.iter().enumerate().map(|(ix, job)| (job.id, ix)).collect();
    let none = vec![None; jobs.len()];
    let (mut vehicle, mut previous) = (none.clone(), none);
    for (ix, own) in vehicles.iter().enumerate() {
        let mut before = None;
        for (id, path) in &own.steps {
            let fault = |why| Fault::new(fault::CONTRADICTION, format!("{path}：{why}"));
            let &job = numbers.get(id).ok_or_else(|| fault(format!("没有编号为 {id} 的任务")))?;
            if vehicle[job].replace(ix).is_some() {
                return Err(fault(format!("任务 {id} 已在线路上")));
            }
            previous[job] = before.replace(job);
        }
    }
    Ok(Some(Reference { vehicle, previous, moved: Fen::ZERO, reordered: Fen::ZERO }))
}

fn source(matrices: &Matrices, vehicles: &[Vehicle]) -> Source {
    let known = |vehicle: &Vehicle| {
        matrices.profiles.get(&vehicle.profile).is_some_and(|legs| legs.distances.is_some())
    };
    if vehicles.iter().all(known) { Source::Matrices } else { Source::Unknown }
}

fn window(window: (i64, i64), scale: Scale) -> Window {
    Window { from: Clock(window.0 * scale.time), to: Clock(window.1 * scale.time) }
}

/// A higher sum of priorities is worth more than any number of jobs, a job more than any cost.
fn stops(jobs: &[Job], nodes: &Nodes, scale: Scale) -> Vec<Stop> {
    let beyond = jobs.len() as i64 + 1;
    let stop = |(job, &node): (&Job, &usize)| Stop {
        node,
        service: Seconds((job.setup + job.service) * scale.time),
        windows: job.windows.iter().map(|&w| window(w, scale)).collect(),
        delivery: job.delivery.clone(),
        pickup: job.pickup.clone(),
        skills: job.skills.clone(),
        weight: job.priority as i64 * beyond + 1,
        ..Stop::default()
    };
    jobs.iter().zip(&nodes.of_job).map(stop).collect()
}

fn fleet(
    vehicle: &Vehicle,
    profile: usize,
    nodes: &Nodes,
    matrices: Option<&Matrices>,
    scale: Scale,
) -> vrp::Vehicle {
    let always = vrp::Vehicle::at(0, Vec::new()).shift;
    let own_costs = matrices
        .and_then(|matrices| matrices.profiles.get(&vehicle.profile))
        .is_some_and(|legs| legs.costs.is_some());
    let Costs { fixed, per_hour, per_km, .. } = vehicle.costs;
    let breaks = vehicle.breaks.iter().map(|pause| {
        let mut windows = pause.windows.iter().map(|&w| window(w, scale));
        let begin = windows.next().unwrap_or(always);
        let (instead, max_load) = (windows.collect(), pause.max_load.clone());
        Break { instead, max_load, ..Break::new(begin, Seconds(pause.service * scale.time)) }
    });
    vrp::Vehicle {
        profile,
        start: vehicle.start.map(|place| nodes.of_place(place.number)),
        end: vehicle.end.map(|place| nodes.of_place(place.number)),
        shift: vehicle.window.map_or(always, |w| window(w, scale)),
        max_driving: vehicle.max_travel_time.map(|limit| Seconds(limit * scale.time)),
        max_distance: vehicle.max_distance.map(Metres),
        max_stops: vehicle.max_tasks,
        breaks: breaks.collect(),
        fixed: Fen(fixed * scale.money),
        per_km: Fen(if own_costs { 0 } else { per_km * scale.money }),
        per_driving_hour: Fen(if own_costs { 0 } else { per_hour * scale.money / scale.time }),
        skills: vehicle.skills.clone(),
        frozen: Frozen::Nothing,
        ..vrp::Vehicle::at(0, vehicle.capacity.clone())
    }
}
