//! The kinds of driving: distances, times and costs between nodes for each combination of what
//! vehicles of a VROOM problem can differ in.

use super::job::Job;
use super::matrices::{Legs, Matrices};
use super::nodes::Nodes;
use super::place::Places;
use super::scale::Scale;
use super::vehicle::{Costs, Vehicle};
use crate::fault::{self, Fault};
use crate::roads::estimate;
use crate::units::{Fen, Metres, Seconds};
use crate::vrp::Profile;
use std::collections::BTreeMap;

/// The most legs that are kept, over all profiles.
const MOST_LEGS: usize = 25_000_000;

/// The most that one leg of a [`Profile`] may be, in the units of the problem.
const MOST_LEG: i64 = 100_000_000;

/// What the distances of a problem are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Great circle × this many hundredths.
    Estimate(u32),
    /// Matrices in the file.
    Matrices,
    /// Only durations are given; no distance is known.
    Unknown,
}

/// What two vehicles must have in common to share a profile.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Kind<'a> {
    name: &'a str,
    slowness: i64,
    per_task_hour: i64,
    /// Whether work is charged on the leg that leaves it, because no leg leads to the first job.
    on_leaving: bool,
}

/// Makes the profiles, and says for each vehicle which one it has. O(nodes² × profiles).
pub(super) fn make(
    nodes: &Nodes,
    jobs: &[Job],
    vehicles: &[Vehicle],
    roads: (&Places, Option<&Matrices>, Source),
    scale: Scale,
) -> Result<(Vec<Profile>, Vec<usize>), Fault> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut of_vehicle = Vec::new();
    for vehicle in vehicles {
        let per_task_hour = vehicle.costs.per_task_hour;
        let kind = Kind {
            name: &vehicle.profile,
            slowness: vehicle.slowness,
            per_task_hour,
            on_leaving: per_task_hour > 0 && vehicle.start.is_none(),
        };
        of_vehicle.push(*numbers.entry(kind).or_insert_with(|| {
            kinds.push(kind);
            kinds.len() - 1
        }));
    }
    let legs = nodes.places.len() * nodes.places.len();
    if legs * kinds.len() > MOST_LEGS {
        let detail = format!("{} 个地点，{} 种行驶方式", nodes.places.len(), kinds.len());
        return Err(Fault::new(fault::TOO_LARGE, detail));
    }
    let (places, matrices, source) = roads;
    let made = kinds.iter().map(|kind| {
        let given = matrices.and_then(|matrices| {
            matrices.profiles.get(kind.name).map(|legs| (matrices.rows, legs))
        });
        let mut profile = match (given, source) {
            (Some((rows, legs)), _) => from_matrices(nodes, rows, legs),
            (None, Source::Estimate(percent)) => estimated(nodes, places, percent),
            (None, _) => Profile { metres: Vec::new(), seconds: Vec::new(), costs: Vec::new() },
        };
        scaled(&mut profile, kind.slowness, scale);
        if kind.per_task_hour > 0 {
            charge_work(&mut profile, nodes, jobs, kind, scale);
        }
        bounded(&profile, kind.name)?;
        Ok(profile)
    });
    Ok((made.collect::<Result<_, _>>()?, of_vehicle))
}

/// Whether each vehicle's profile can be had with what its costs and limits need.
pub(super) fn check(
    vehicles: &[Vehicle],
    matrices: Option<&Matrices>,
    distances_wanted: bool,
) -> Result<(), Fault> {
    for vehicle in vehicles {
        let name = |key: &str| format!("{}.{key}", vehicle.path);
        let Some(matrices) = matrices else {
            if vehicle.profile == "car" {
                continue;
            }
            let why = "没有 matrices 时只能估算 car";
            return Err(Fault::new(
                fault::UNSUPPORTED_KEY,
                format!("{}：{}，{why}", name("profile"), vehicle.profile),
            ));
        };
        let table = |key: &str| format!("matrices.{}.{key}", vehicle.profile);
        let Some(legs) = matrices.profiles.get(&vehicle.profile) else {
            return Err(Fault::new(fault::MISSING_ENTRY, table("durations")));
        };
        let Costs { per_hour, per_km, .. } = vehicle.costs;
        if legs.costs.is_some()
            && (per_hour, per_km) != (Costs::USUAL.per_hour, Costs::USUAL.per_km)
        {
            let detail = format!("{}：该车型另有 {}", name("costs"), table("costs"));
            return Err(Fault::new(fault::CONTRADICTION, detail));
        }
        let needs = per_km > 0 || vehicle.max_distance.is_some() || distances_wanted;
        if legs.distances.is_none() && needs {
            return Err(Fault::new(fault::MISSING_ENTRY, table("distances")));
        }
    }
    Ok(())
}

fn from_matrices(nodes: &Nodes, rows: usize, legs: &Legs) -> Profile {
    let table = |table: &[u32]| pairs(nodes, |from, to| i64::from(table[from * rows + to]));
    let metres = match &legs.distances {
        Some(distances) => table(distances),
        None => vec![0; nodes.places.len().pow(2)],
    };
    Profile {
        metres: metres.into_iter().map(Metres).collect(),
        seconds: table(&legs.durations).into_iter().map(Seconds).collect(),
        costs: legs.costs.iter().flat_map(|costs| table(costs)).map(Fen).collect(),
    }
}

fn estimated(nodes: &Nodes, places: &Places, percent: u32) -> Profile {
    let at = places.positions();
    let legs = pairs(nodes, |from, to| estimate(at[from], at[to], percent));
    let (metres, seconds) = legs.into_iter().unzip();
    Profile { metres, seconds, costs: Vec::new() }
}

/// What `leg` says of the places of every two nodes; nothing from a node to itself.
fn pairs<T: Default>(nodes: &Nodes, leg: impl Fn(usize, usize) -> T) -> Vec<T> {
    let mut made = Vec::with_capacity(nodes.places.len().pow(2));
    for (from, &here) in nodes.places.iter().enumerate() {
        for (to, &there) in nodes.places.iter().enumerate() {
            made.push(if from == to { T::default() } else { leg(here, there) });
        }
    }
    made
}

fn scaled(profile: &mut Profile, slowness: i64, scale: Scale) {
    let factor = if scale.time == 1 { 1 } else { slowness };
    for seconds in &mut profile.seconds {
        seconds.0 *= factor;
    }
    for cost in &mut profile.costs {
        cost.0 *= scale.money;
    }
}

/// Refuses legs that a problem cannot hold.
fn bounded(profile: &Profile, name: &str) -> Result<(), Fault> {
    let metres = profile.metres.iter().map(|metres| metres.0);
    let seconds = profile.seconds.iter().map(|seconds| seconds.0);
    let costs = profile.costs.iter().map(|cost| cost.0);
    match metres.chain(seconds).chain(costs).find(|&leg| leg > MOST_LEG) {
        None => Ok(()),
        Some(leg) => {
            let detail = format!("matrices.{name}：有一段为 {leg}，上限 {MOST_LEG}");
            Err(Fault::new(fault::TOO_LARGE, detail))
        }
    }
}

/// Adds to the legs what the work at one of their ends costs.
fn charge_work(profile: &mut Profile, nodes: &Nodes, jobs: &[Job], kind: &Kind<'_>, scale: Scale) {
    let count = nodes.places.len();
    profile.costs.resize(count * count, Fen::ZERO);
    for (job, &node) in jobs.iter().zip(&nodes.of_job) {
        // Whole by the choice of the scale; cut off where it is refused as too large anyway.
        let work = i128::from(kind.per_task_hour) * i128::from(job.setup + job.service);
        let cost = work * i128::from(scale.money) / 3600;
        let cost = cost.min(i128::from(MOST_LEG) + 1) as i64;
        for other in (0..count).filter(|&other| other != node) {
            let leg = if kind.on_leaving { node * count + other } else { other * count + node };
            profile.costs[leg] += Fen(cost);
        }
    }
}
