//! The classic instance that a rich problem is, if it is one.

use crate::units::{Fen, Window};
use crate::vrp::{Frozen, Instance, Metric, Problem, Smoothness, Stop, Timing, Vehicle};

/// A fen is so many parts: kilometres and hours then cost whole numbers of them.
const PARTS: i64 = 18_000;
/// The longest leg, demand and capacity that the engine takes.
const MOST: i64 = i32::MAX as i64;

/// A problem as an instance: its customers are the stops, one number higher.
pub(super) struct Plain {
    pub(super) instance: Instance,
    /// Parts of a fen that a unit of distance is.
    unit: i64,
}

impl Plain {
    /// What `problem` is, or none when it is more than that, or when a stop cannot be served even by a
    /// vehicle of its own. O(stops² + nodes²).
    pub(super) fn of(problem: &Problem) -> Option<Self> {
        let (first, others) = problem.vehicles.split_first()?;
        let home = first.start.filter(|_| first.start == first.end)?;
        let alike = others.iter().all(|other| other == first);
        let many = problem.stops.len();
        let free = first.depots.is_empty()
            && first.breaks.is_empty()
            && first.frozen == Frozen::Nothing
            && first.per_hour == Fen::ZERO
            && first.max_duration.is_none()
            && first.max_driving.is_none()
            && first.max_distance.is_none()
            && first.max_stops.is_none_or(|most| most as usize >= many);
        let whole = problem.befores.is_empty()
            && problem.reference.is_none()
            && problem.smoothness == Smoothness::default();
        if !(alike && free && whole && problem.stops.iter().all(|stop| ordinary(stop, first))) {
            return None;
        }
        let nodes: Vec<usize> =
            std::iter::once(home).chain(problem.stops.iter().map(|stop| stop.node)).collect();
        let timing = timing(problem, first);
        let (legs, unit) = match &timing {
            None => priced(problem, first, &nodes)?,
            Some(_) => timed(problem, first, &nodes)?,
        };
        let (demand, capacity) = demand(problem, first)?;
        let instance = Instance {
            name: String::new(),
            metric: Metric::Matrix { nodes: nodes.len(), legs },
            demand,
            capacity,
            timing,
            max_routes: Some(problem.vehicles.len()),
            scale: 1,
        };
        in_time(&instance).then_some(Self { instance, unit })
    }

    /// What a distance costs.
    pub(super) fn cost(&self, distance: i64) -> Fen {
        let parts = i128::from(distance) * i128::from(self.unit);
        Fen((parts / i128::from(PARTS)) as i64)
    }
}

/// Whether any of the vehicles, which are all like `vehicle`, may serve `stop`, and should.
fn ordinary(stop: &Stop, vehicle: &Vehicle) -> bool {
    stop.weight > 0
        && stop.prize.is_none()
        && stop.vehicles.is_none()
        && stop.group.is_none()
        && stop.apart.is_none()
        && stop.windows.len() <= 1
        && stop.skills.iter().all(|skill| vehicle.skills.contains(skill))
}

/// The loads in the one dimension in which not everything fits one vehicle; what is brought and what
/// is collected are the same where only one of them happens. None for two such dimensions.
fn demand(problem: &Problem, vehicle: &Vehicle) -> Option<(Vec<i64>, i64)> {
    let load = |load: &[i64], dimension: usize| load.get(dimension).copied().unwrap_or(0);
    let mut narrow = None;
    for (dimension, &capacity) in vehicle.capacity.iter().enumerate() {
        let all = |of: fn(&Stop) -> &[i64]| -> Vec<i64> {
            problem.stops.iter().map(|stop| load(of(stop), dimension)).collect()
        };
        let (brought, collected) = (all(|stop| &stop.delivery), all(|stop| &stop.pickup));
        let sum = |loads: &[i64]| loads.iter().map(|&load| i128::from(load)).sum::<i128>();
        if sum(&brought) + sum(&collected) <= i128::from(capacity) {
            continue;
        }
        let loads = match (sum(&brought), sum(&collected)) {
            (_, 0) => brought,
            (0, _) => collected,
            _ => return None,
        };
        let fits = capacity <= MOST && loads.iter().all(|load| (0..=capacity).contains(load));
        if !fits || narrow.replace((loads, capacity)).is_some() {
            return None;
        }
    }
    let (loads, capacity) = narrow.unwrap_or_else(|| (vec![0; problem.stops.len()], 1));
    Some((std::iter::once(0).chain(loads).collect(), capacity))
}

/// Windows and service times; none when neither windows nor the shift bind.
fn timing(problem: &Problem, vehicle: &Vehicle) -> Option<Timing> {
    let profile = &problem.profiles[vehicle.profile];
    let longest = profile.seconds.iter().map(|leg| leg.0).max().unwrap_or(0);
    let work: i64 = problem.stops.iter().map(|stop| stop.service.0).sum();
    let Window { from, to } = vehicle.shift;
    let free = problem.stops.iter().all(|stop| stop.windows.is_empty());
    if free && work + longest * (problem.stops.len() as i64 + 1) <= (to - from).0 {
        return None;
    }
    let own = |stop: &Stop| stop.windows.first().map_or((from.0, to.0), |w| (w.from.0, w.to.0));
    let depot = std::iter::once((from.0, to.0));
    Some(Timing {
        window: depot.chain(problem.stops.iter().map(own)).collect(),
        service: std::iter::once(0).chain(problem.stops.iter().map(|s| s.service.0)).collect(),
    })
}

/// Where time does not matter: what each leg costs, in the largest unit in which all are whole; the
/// fixed cost is part of the legs from home.
fn priced(problem: &Problem, vehicle: &Vehicle, nodes: &[usize]) -> Option<(Vec<i32>, i64)> {
    let profile = &problem.profiles[vehicle.profile];
    let price = |from: usize, to: usize| -> i128 {
        let leg = from * problem.nodes + to;
        let toll = profile.costs.get(leg).map_or(0, |cost| cost.0);
        let parts = i128::from(PARTS);
        parts / 1000 * i128::from(vehicle.per_km.0) * i128::from(profile.metres[leg].0)
            + parts / 3600
                * i128::from(vehicle.per_driving_hour.0)
                * i128::from(profile.seconds[leg].0)
            + parts * i128::from(toll)
    };
    let legs: Vec<i128> = pairs(nodes)
        .map(|(from, to)| {
            let start = if from == 0 && to > 0 {
                i128::from(vehicle.fixed.0) * i128::from(PARTS)
            } else {
                0
            };
            let apart = nodes[from] != nodes[to];
            start + if apart { price(nodes[from], nodes[to]) } else { 0 }
        })
        .collect();
    let unit = legs.iter().fold(0, |unit, &leg| divisor(unit, leg));
    let within = |leg: i128| (0..=i128::from(MOST)).contains(&leg).then_some(leg as i32);
    let legs: Option<Vec<i32>> =
        legs.into_iter().map(|leg| within(leg.checked_div(unit)?)).collect();
    Some((legs?, i64::try_from(unit).ok()?))
}

/// Where time matters, legs are driving times, and only these may cost anything.
fn timed(problem: &Problem, vehicle: &Vehicle, nodes: &[usize]) -> Option<(Vec<i32>, i64)> {
    let profile = &problem.profiles[vehicle.profile];
    let only = vehicle.fixed == Fen::ZERO
        && vehicle.per_km == Fen::ZERO
        && vehicle.per_driving_hour > Fen::ZERO
        && profile.costs.is_empty();
    let leg = |(from, to): (usize, usize)| match nodes[from] == nodes[to] {
        true => Some(0),
        false => i32::try_from(profile.seconds[nodes[from] * problem.nodes + nodes[to]].0).ok(),
    };
    let legs: Option<Vec<i32>> = pairs(nodes).map(leg).collect();
    Some((legs.filter(|_| only)?, vehicle.per_driving_hour.0.checked_mul(PARTS / 3600)?))
}

/// Every two places of `nodes`, row by row.
fn pairs(nodes: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    let many = nodes.len();
    (0..many).flat_map(move |from| (0..many).map(move |to| (from, to)))
}

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// Whether each customer can be served by a vehicle of its own.
fn in_time(instance: &Instance) -> bool {
    let Some(timing) = &instance.timing else { return true };
    let (opens, closes) = timing.window[0];
    (1..timing.window.len()).all(|node| {
        let (from, to) = timing.window[node];
        let begin = from.max(opens + instance.metric.distance(0, node));
        let back = begin + timing.service[node] + instance.metric.distance(node, 0);
        begin <= to && back <= closes
    })
}
