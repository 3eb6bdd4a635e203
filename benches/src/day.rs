//! A province's day as a file that VROOM, vrp-cli and Fenjian read: all of it that VROOM can
//! express.
//!
//! What VROOM lacks is left out: docks and loading, second trips, and that one drop point's loads
//! are not to share a van. What it has otherwise is changed: an hour costs while driving only, and a
//! van that is used has its break even when its day is over before.

use crate::harness::Result;
use crate::province::province;
use crate::sample::sample;
use fenjian_planner::consolidate::consolidate;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::problem;
use fenjian_planner::units::Window;
use fenjian_planner::vrp::{Problem, Stop, Vehicle};
use serde_json::{Value, json};

/// Cards of a sample's day, as many as `fenjian demo` has.
pub const CARDS: u32 = 20_000;

/// The day called `province-STOPS`, which is made up, or `sample-PROVINCE`, a province's of the sample
/// by the first two digits of its code; none for any other name.
///
/// # Errors
/// For a number that is none, or no province's.
pub fn named(name: &str) -> Result<Option<DayProblem>> {
    match name.split_once('-') {
        Some(("province", stops)) => Ok(Some(province(stops.parse()?, 1))),
        Some(("sample", code)) => Ok(Some(sample(code.parse()?, CARDS, 1)?)),
        _ => Ok(None),
    }
}

/// `day` in VROOM's JSON, costs in fen.
pub fn vroom(day: &DayProblem) -> Value {
    let loads = consolidate(day).loads;
    written(&problem(day, &Matrix::of(day), &loads))
}

fn written(problem: &Problem) -> Value {
    let profile = &problem.profiles[0];
    let rows = |legs: Vec<i64>| legs.chunks(problem.nodes).map(<[i64]>::to_vec).collect::<Vec<_>>();
    // A drop point that is closed today is open to no vehicle.
    let open = |(_, stop): &(usize, &Stop)| stop.vehicles.is_none();
    let jobs = problem.stops.iter().enumerate().filter(open).map(|(ix, stop)| job(ix, stop));
    json!({
        "jobs": jobs.collect::<Vec<_>>(),
        "vehicles": problem.vehicles.iter().enumerate().map(|(ix, v)| vehicle(ix, v)).collect::<Vec<_>>(),
        "matrices": { "car": {
            "durations": rows(profile.seconds.iter().map(|time| time.0).collect()),
            "distances": rows(profile.metres.iter().map(|way| way.0).collect()),
        } },
    })
}

fn job(ix: usize, stop: &Stop) -> Value {
    let mut job = json!({
        "id": ix + 1,
        "location_index": stop.node,
        "service": stop.service.0,
        "delivery": stop.delivery,
        "skills": stop.skills,
    });
    if !stop.windows.is_empty() {
        job["time_windows"] = stop.windows.iter().copied().map(pair).collect();
    }
    job
}

fn vehicle(ix: usize, vehicle: &Vehicle) -> Value {
    let breaks = vehicle.breaks.iter().enumerate().map(|(ix, pause)| {
        json!({ "id": ix + 1, "time_windows": [pair(pause.begin)], "service": pause.length.0 })
    });
    let mut written = json!({
        "id": ix + 1,
        "start_index": vehicle.start,
        "end_index": vehicle.end,
        "capacity": vehicle.capacity,
        "skills": vehicle.skills,
        "time_window": pair(vehicle.shift),
        "costs": {
            "fixed": vehicle.fixed.0, "per_km": vehicle.per_km.0, "per_hour": vehicle.per_hour.0,
        },
        "breaks": breaks.collect::<Vec<_>>(),
    });
    if let Some(most) = vehicle.max_stops {
        written["max_tasks"] = most.into();
    }
    if let Some(most) = vehicle.max_distance {
        written["max_distance"] = most.0.into();
    }
    written
}

fn pair(window: Window) -> Value {
    json!([window.from.0, window.to.0])
}
