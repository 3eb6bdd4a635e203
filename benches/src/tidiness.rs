//! How tidy the routes of a plan are, measured without the engine.

use fenjian_planner::plan::{Plan, Route};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::roads::Matrix;
use fenjian_planner::units::Metres;
use std::collections::BTreeMap;

/// What planners see on the map and in the drivers' hours.
#[derive(Clone, Copy, Debug)]
pub struct Tidiness {
    /// Sum of the ways from each stop to the middle stop of its trip.
    pub spread: Metres,
    /// How often a leg between two stops crosses one of another trip on the map.
    pub crossings: usize,
    /// The longest day of a vehicle, in hours.
    pub longest: f64,
    /// Standard deviation of the days' lengths, in hours.
    pub deviation: f64,
}

/// Measures `plan`. O(stops²).
pub fn tidiness(problem: &DayProblem, roads: &Matrix, plan: &Plan) -> Tidiness {
    let mut days: BTreeMap<u32, f64> = BTreeMap::new();
    for route in &plan.routes {
        *days.entry(route.vehicle.0).or_default() += (route.end - route.start).0 as f64 / 3600.0;
    }
    let many = days.len().max(1) as f64;
    let mean = days.values().sum::<f64>() / many;
    let variance = days.values().map(|day| (day - mean).powi(2)).sum::<f64>() / many;
    Tidiness {
        spread: plan.routes.iter().map(|route| spread(roads, route)).sum(),
        crossings: crossings(problem, plan),
        longest: days.values().copied().fold(0.0, f64::max),
        deviation: variance.sqrt(),
    }
}

fn spread(roads: &Matrix, route: &Route) -> Metres {
    let Some(middle) = route.stops.get(route.stops.len() / 2) else { return Metres::ZERO };
    let way = |drop| roads.distance(fenjian_planner::problem::Node::from(drop), middle.drop.into());
    let others = route.stops.iter().filter(|stop| stop.drop != middle.drop);
    others.map(|stop| way(stop.drop)).sum()
}

/// A leg on the map.
type Leg = [(i64, i64); 2];

fn crossings(problem: &DayProblem, plan: &Plan) -> usize {
    let at = |stop: &fenjian_planner::plan::Stop| {
        let at = problem.drop_place(stop.drop).at;
        (i64::from(at.lon_e6), i64::from(at.lat_e6))
    };
    let legs = plan.routes.iter().enumerate().flat_map(|(ix, route)| {
        route.stops.windows(2).map(move |ends| (ix, [at(&ends[0]), at(&ends[1])]))
    });
    let legs: Vec<(usize, Leg)> = legs.collect();
    let crosses = |(ix, (route, leg)): (usize, &(usize, Leg))| {
        let others = legs[ix + 1..].iter();
        others.filter(|(other, that)| other != route && cross(leg, that)).count()
    };
    legs.iter().enumerate().map(crosses).sum()
}

/// Whether two legs cross inside both.
fn cross(a: &Leg, b: &Leg) -> bool {
    let side = |[from, to]: &Leg, at: (i64, i64)| {
        ((to.0 - from.0) * (at.1 - from.1) - (to.1 - from.1) * (at.0 - from.0)).signum()
    };
    side(a, b[0]) * side(a, b[1]) < 0 && side(b, a[0]) * side(b, a[1]) < 0
}
