//! A classic instance as the peers' workers read it, so that they need no parser of their own.

use super::Result;
use fenjian_planner::vrp::{Instance, Metric, Rounding};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Question<'a> {
    name: &'a str,
    capacity: i64,
    demand: &'a [i64],
    points: Option<&'a [(f64, f64)]>,
    matrix: Option<&'a [i32]>,
    rounding: Option<&'static str>,
    windows: Option<&'a [(i64, i64)]>,
    service: Option<&'a [i64]>,
    max_routes: Option<usize>,
    vehicles: usize,
    scale: i64,
}

/// Writes `instance` to `file`.
///
/// # Errors
/// When the file cannot be written.
pub fn write(instance: &Instance, file: &Path) -> Result<()> {
    let (points, matrix, rounding) = match &instance.metric {
        Metric::Matrix { legs, .. } => (None, Some(legs.as_slice()), None),
        Metric::Plane { points, rounding } => {
            let rounding = match rounding {
                Rounding::Nearest => "nearest",
                Rounding::Up => "up",
                Rounding::Tenths => "tenths",
            };
            (Some(points.as_slice()), None, Some(rounding))
        }
    };
    let question = Question {
        name: &instance.name,
        capacity: instance.capacity,
        demand: &instance.demand,
        points,
        matrix,
        rounding,
        windows: instance.timing.as_ref().map(|timing| timing.window.as_slice()),
        service: instance.timing.as_ref().map(|timing| timing.service.as_slice()),
        max_routes: instance.max_routes,
        vehicles: vehicles(instance),
        scale: instance.scale,
    };
    Ok(serde_json::to_writer(std::fs::File::create(file)?, &question)?)
}

/// How many vehicles peers get that need a number: those of the file, or for capacity alone the
/// fewest that could hold all and some more, because too many slow VROOM and OR-Tools down.
fn vehicles(instance: &Instance) -> usize {
    let load: i64 = instance.demand.iter().sum();
    let fewest = load.div_euclid(instance.capacity) as usize + 1;
    let enough = fewest + fewest * 3 / 100 + 5;
    instance.max_routes.unwrap_or(enough).min(instance.customers())
}
