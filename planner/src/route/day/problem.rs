//! A day's loads and vans as a problem of the fleet engine.

use crate::consolidate::Load;
use crate::problem::{DayProblem, Node, VehicleId};
use crate::roads::Matrix;
use crate::units::{Clock, Fen, Window};
use crate::vrp::{Break, Depot, Frozen, Problem, Profile, Stop, Vehicle};
use std::collections::BTreeMap;

/// One stop a load, one depot, one kind of driving; capacity is pouches, then grams; a stop weighs
/// its cards. Loads of one drop point, if it has several, are kept apart. O(nodes²).
pub fn problem(problem: &DayProblem, roads: &Matrix, loads: &[Load]) -> Problem {
    let nodes = problem.nodes();
    let legs = || (0..nodes * nodes).map(|ix| (Node::from(ix / nodes), Node::from(ix % nodes)));
    let profile = Profile {
        metres: legs().map(|(from, to)| roads.distance(from, to)).collect(),
        seconds: legs().map(|(from, to)| roads.time(from, to)).collect(),
        costs: Vec::new(),
    };
    let centre = &problem.centre;
    let loading = Window { from: centre.opens, to: Clock(centre.closes.0 - centre.dock_time.0) };
    let depot = Depot {
        node: Node::CENTRE.ix(),
        windows: vec![loading],
        dock_time: centre.dock_time,
        docks: Some(centre.docks),
    };
    let skills = Skills::of(problem);
    let mut loads_of = vec![0u32; problem.drops.len()];
    for load in loads {
        loads_of[load.drop.ix()] += u32::from(load.kept.is_none());
    }
    let mut frozen = frozen(problem, loads);
    let vehicles = (0..problem.vehicles.len()).map(|ix| {
        let trips = frozen.remove(&VehicleId::from(ix));
        vehicle(problem, &skills, ix, trips.map_or(Frozen::Nothing, Frozen::Route))
    });
    let mut made = vec![0; problem.kept.len()];
    for at in loads.iter().filter_map(|load| load.kept) {
        made[at.route] += 1;
    }
    let whole = |route: usize| made[route] == problem.kept[route].stops.len();
    let split = |load: &Load| loads_of[load.drop.ix()] > 1;
    Problem {
        nodes,
        profiles: vec![profile],
        depots: vec![depot],
        stops: loads.iter().map(|load| stop(problem, &skills, load, split(load), whole)).collect(),
        vehicles: vehicles.collect(),
        befores: Vec::new(),
        reference: None,
        smoothness: problem.smoothness,
    }
}

/// The trips of vehicles whose day is kept, as indices of loads.
fn frozen(problem: &DayProblem, loads: &[Load]) -> BTreeMap<VehicleId, Vec<Vec<usize>>> {
    let mut by_route: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (ix, load) in loads.iter().enumerate() {
        if let Some(at) = load.kept {
            by_route.entry(at.route).or_default().push(ix);
        }
    }
    let mut frozen: BTreeMap<VehicleId, Vec<Vec<usize>>> = BTreeMap::new();
    for (route, trip) in by_route {
        frozen.entry(problem.kept[route].vehicle).or_default().push(trip);
    }
    frozen
}

/// Numbers for the names of skills.
pub(crate) struct Skills<'a>(Vec<&'a String>);

impl<'a> Skills<'a> {
    pub(crate) fn of(problem: &'a DayProblem) -> Self {
        let asked = problem.drops.iter().flat_map(|drop| &drop.skills);
        let mut names: Vec<_> =
            asked.chain(problem.vehicles.iter().flat_map(|vehicle| &vehicle.skills)).collect();
        names.sort_unstable();
        names.dedup();
        Self(names)
    }

    fn numbers(&self, skills: &[String]) -> Vec<u32> {
        let number = |skill: &String| self.0.binary_search(&skill).map(|ix| ix as u32).ok();
        skills.iter().filter_map(number).collect()
    }
}

/// What the engine is to know of a load.
pub(crate) fn stop(
    problem: &DayProblem,
    skills: &Skills<'_>,
    load: &Load,
    split: bool,
    whole: impl Fn(usize) -> bool,
) -> Stop {
    let drop = &problem.drops[load.drop.ix()];
    let weight: i64 = load.pouches.iter().map(|pouch| pouch.weight.0).sum();
    // A kept stop is made when it was to be made, and by no other vehicle. Where one of its route falls away, the break may
    // need another place and the times change.
    let kept = load.kept.map(|at| {
        let route = &problem.kept[at.route];
        (route.vehicle.ix(), route.stops[at.stop].begin, whole(at.route))
    });
    let windows = match kept {
        Some((_, begin, true)) => vec![Window { from: begin, to: begin }],
        _ => drop.windows.clone(),
    };
    // A closed drop point has no windows; to the engine that would be always open.
    let vehicles = match kept {
        Some((vehicle, ..)) => Some(vec![vehicle]),
        None => drop.windows.is_empty().then(Vec::new),
    };
    Stop {
        node: Node::from(load.drop).ix(),
        service: drop.service,
        windows,
        delivery: vec![load.pouches.len() as i64, weight],
        skills: skills.numbers(&drop.skills),
        vehicles,
        weight: load.pouches.iter().map(|pouch| i64::from(pouch.cards)).sum(),
        apart: (split && load.kept.is_none()).then_some(load.drop.0),
        ..Stop::default()
    }
}

/// What the engine is to know of vehicle `ix`.
pub(crate) fn vehicle(
    problem: &DayProblem,
    skills: &Skills<'_>,
    ix: usize,
    frozen: Frozen,
) -> Vehicle {
    let id = VehicleId::from(ix);
    let this = &problem.vehicles[ix];
    let limit = |most: Option<i64>| most.unwrap_or(i64::MAX / 4);
    let breaks = this.pause.map(|pause| Break {
        when_due: true,
        promptly: true,
        ..Break::new(Window { from: pause.from, to: pause.to }, pause.length)
    });
    Vehicle {
        profile: 0,
        start: Some(problem.start_node(id).ix()),
        end: Some(problem.end_node(id).ix()),
        depots: vec![0],
        capacity: vec![
            limit(this.pouches.map(i64::from)),
            limit(this.weight.map(|weight| weight.0)),
        ],
        shift: Window { from: this.shift_start, to: this.shift_end },
        max_duration: None,
        max_driving: None,
        max_distance: this.max_distance,
        max_stops: this.max_stops,
        breaks: breaks.into_iter().collect(),
        trips: this.trips,
        reload: this.reload,
        fixed: this.fixed_cost,
        per_km: this.cost_per_km,
        per_hour: this.cost_per_hour,
        per_driving_hour: Fen::ZERO,
        skills: skills.numbers(&this.skills),
        frozen,
    }
}
