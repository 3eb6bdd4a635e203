//! A day's loads and vans as a problem of the fleet engine.

use crate::consolidate::Load;
use crate::problem::{DayProblem, Node, VehicleId};
use crate::roads::Matrix;
use crate::units::{Clock, Fen, Window};
use crate::vrp::{Break, Depot, Frozen, Problem, Profile, Stop, Vehicle};

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
    let mut loads_of = vec![0; problem.drops.len()];
    for load in loads {
        loads_of[load.drop.ix()] += 1;
    }
    let split = |load: &Load| loads_of[load.drop.ix()] > 1;
    Problem {
        nodes,
        profiles: vec![profile],
        depots: vec![depot],
        stops: loads.iter().map(|load| stop(problem, &skills, load, split(load))).collect(),
        vehicles: (0..problem.vehicles.len()).map(|ix| vehicle(problem, &skills, ix)).collect(),
        befores: Vec::new(),
        reference: None,
        smoothness: problem.smoothness,
    }
}

/// Numbers for the names of skills.
struct Skills<'a>(Vec<&'a String>);

impl<'a> Skills<'a> {
    fn of(problem: &'a DayProblem) -> Self {
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

fn stop(problem: &DayProblem, skills: &Skills<'_>, load: &Load, split: bool) -> Stop {
    let drop = &problem.drops[load.drop.ix()];
    let weight: i64 = load.pouches.iter().map(|pouch| pouch.weight.0).sum();
    Stop {
        node: Node::from(load.drop).ix(),
        service: drop.service,
        windows: drop.windows.clone(),
        delivery: vec![load.pouches.len() as i64, weight],
        skills: skills.numbers(&drop.skills),
        // A closed drop point has no windows; to the engine that would be always open.
        vehicles: drop.windows.is_empty().then(Vec::new),
        weight: load.pouches.iter().map(|pouch| i64::from(pouch.cards)).sum(),
        apart: split.then_some(load.drop.0),
        ..Stop::default()
    }
}

fn vehicle(problem: &DayProblem, skills: &Skills<'_>, ix: usize) -> Vehicle {
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
        frozen: Frozen::Nothing,
    }
}
