//! The slow obvious twin: tries every assignment, order, split into trips, depot, break and moment,
//! and says what the best answer to a tiny problem is worth.

use super::day::{Day, Loads};
use fenjian_planner::vrp::{Among, Frozen, Problem, Stop};
use std::collections::{BTreeMap, HashMap};

/// Every way a vehicle can spend its day: what it serves → how it uses the docks → least cost.
type Days = HashMap<usize, HashMap<Loads, i64>>;

/// The best of a problem: missing weight and cost.
pub(super) fn best(problem: &Problem) -> (i64, i64) {
    let vans: Vec<Days> = (0..problem.vehicles.len()).map(|van| days(problem, van)).collect();
    let mut best = (i64::MAX, i64::MAX);
    pick(problem, &vans, 0, &mut Vec::new(), &Vec::new(), 0, &mut |sets, cost| {
        let set = sets.iter().fold(0, |all, set| all | set);
        best = best.min((missing(problem, set), cost + forgone(problem, set)));
    });
    best
}

/// The weight that is missing when `set` is served.
pub(super) fn missing(problem: &Problem, set: usize) -> i64 {
    let weight = |stop: &Stop| if stop.prize.is_some() { 0 } else { stop.weight };
    most(problem, weight) - served(problem, set).map(weight).sum::<i64>()
}

fn forgone(problem: &Problem, set: usize) -> i64 {
    let prize = |stop: &Stop| stop.prize.map_or(0, |prize| prize.0);
    most(problem, prize) - served(problem, set).map(prize).sum::<i64>()
}

fn served(problem: &Problem, set: usize) -> impl Iterator<Item = &Stop> {
    problem.stops.iter().enumerate().filter(move |(ix, _)| set >> ix & 1 == 1).map(|(_, s)| s)
}

/// The sum over all stops, of each group only the largest.
fn most(problem: &Problem, of: impl Fn(&Stop) -> i64) -> i64 {
    let mut groups: BTreeMap<u32, i64> = BTreeMap::new();
    let mut sum = 0;
    for stop in &problem.stops {
        match stop.group {
            None => sum += of(stop),
            Some(group) => {
                let largest = groups.entry(group).or_insert(i64::MIN);
                *largest = of(stop).max(*largest);
            }
        }
    }
    sum + groups.values().sum::<i64>()
}

/// Picks a day for each vehicle from `van` on.
fn pick(
    problem: &Problem,
    vans: &[Days],
    van: usize,
    sets: &mut Vec<usize>,
    loads: &Loads,
    cost: i64,
    see: &mut dyn FnMut(&[usize], i64),
) {
    let Some(days) = vans.get(van) else {
        if lawful(problem, sets) {
            see(sets, cost);
        }
        return;
    };
    let taken = sets.iter().fold(0, |all, set| all | set);
    let fixed = frozen(problem, van).iter().any(|trip| !trip.is_empty());
    if days.is_empty() || !fixed {
        sets.push(0);
        pick(problem, vans, van + 1, sets, loads, cost, see);
        sets.pop();
    }
    for (set, ways) in days.iter().filter(|(set, _)| *set & taken == 0) {
        for (own, price) in ways {
            let all = [&loads[..], own].concat();
            if docks_suffice(problem, &all) {
                sets.push(*set);
                pick(problem, vans, van + 1, sets, &all, cost + price, see);
                sets.pop();
            }
        }
    }
}

fn docks_suffice(problem: &Problem, loads: &Loads) -> bool {
    loads.iter().all(|&(depot, at)| {
        let this = &problem.depots[depot];
        let busy = |&&(other, begin): &&(usize, i64)| {
            other == depot && begin <= at && at < begin + this.dock_time.0
        };
        this.docks.is_none_or(|docks| loads.iter().filter(busy).count() <= docks as usize)
    })
}

/// Orders across vehicles and groups.
fn lawful(problem: &Problem, sets: &[usize]) -> bool {
    let home = |stop: usize| sets.iter().position(|set| set >> stop & 1 == 1);
    let together = |&(a, b): &(usize, usize)| match (home(a), home(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let of_group: Vec<u32> = (problem.stops.iter().enumerate())
        .filter(|(ix, _)| home(*ix).is_some())
        .filter_map(|(_, stop)| stop.group)
        .collect();
    let single = of_group.iter().all(|group| of_group.iter().filter(|g| *g == group).count() == 1);
    problem.befores.iter().all(together) && single
}

/// What is frozen of the day of `van`.
fn frozen(problem: &Problem, van: usize) -> Vec<Vec<usize>> {
    match &problem.vehicles[van].frozen {
        Frozen::Nothing => vec![],
        Frozen::Prefix(stops) => vec![stops.clone()],
        Frozen::Route(trips) => trips.clone(),
        Frozen::Among(trips) => trips.iter().map(|trip| trip.stops.clone()).collect(),
    }
}

/// All days of one vehicle.
fn days(problem: &Problem, van: usize) -> Days {
    let mut days = Days::new();
    extend(problem, van, &mut vec![Vec::new()], &mut days);
    days
}

/// Tries `trips` as they are, then with every further stop, in the last trip or in a new one.
fn extend(problem: &Problem, van: usize, trips: &mut Vec<Vec<usize>>, days: &mut Days) {
    let vehicle = &problem.vehicles[van];
    if trips.iter().all(|trip| !trip.is_empty()) && allowed(problem, van, trips) {
        let set = trips.iter().flatten().fold(0, |set, stop| set | 1 << stop);
        for depots in depots(problem, van, trips.len()) {
            let mut ways = HashMap::new();
            Day { problem, van, trips, depots: &depots }.try_all(&mut ways);
            for (loads, cost) in ways {
                let known = days.entry(set).or_default().entry(loads).or_insert(cost);
                *known = cost.min(*known);
            }
        }
    }
    let most = if vehicle.depots.is_empty() { 1 } else { vehicle.trips as usize };
    for stop in 0..problem.stops.len() {
        if trips.iter().flatten().any(|&other| other == stop) {
            continue;
        }
        trips.last_mut().unwrap().push(stop);
        extend(problem, van, trips, days);
        trips.last_mut().unwrap().pop();
        if trips.len() < most && !trips.last().unwrap().is_empty() {
            trips.push(vec![stop]);
            extend(problem, van, trips, days);
            trips.pop();
        }
    }
}

/// Every choice of a depot for each of `trips` trips.
fn depots(problem: &Problem, van: usize, trips: usize) -> Vec<Vec<Option<usize>>> {
    let of = &problem.vehicles[van].depots;
    if of.is_empty() {
        return vec![vec![None; trips]];
    }
    let mut all = vec![Vec::new()];
    for _ in 0..trips {
        let with = |known: &Vec<Option<usize>>| {
            of.iter().map(|&depot| [&known[..], &[Some(depot)]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all
}

/// Whether the vehicle may serve these stops in this order, whatever the time.
fn allowed(problem: &Problem, van: usize, trips: &[Vec<usize>]) -> bool {
    let vehicle = &problem.vehicles[van];
    let order: Vec<usize> = trips.iter().flatten().copied().collect();
    let able = |&stop: &usize| {
        let this = &problem.stops[stop];
        let others = (0..problem.vehicles.len()).filter(|&other| other != van);
        this.skills.iter().all(|skill| vehicle.skills.contains(skill))
            && this.vehicles.as_ref().is_none_or(|only| only.contains(&van))
            && others
                .into_iter()
                .all(|other| frozen(problem, other).iter().flatten().all(|fixed| *fixed != stop))
    };
    let at = |stop: usize| order.iter().position(|&other| other == stop);
    let in_order = |&(a, b): &(usize, usize)| match (at(a), at(b)) {
        (Some(a), Some(b)) => a < b,
        _ => true,
    };
    let fixed = frozen(problem, van);
    // Of each trip what is frozen, and the trips that have any of it.
    let among = |known: &[Among]| {
        let stays = |stop: &&usize| fixed.iter().flatten().any(|fixed| fixed == *stop);
        let of = |trip: &Vec<usize>| trip.iter().filter(stays).copied().collect::<Vec<_>>();
        let mut made: Vec<&Vec<usize>> = trips.iter().collect();
        made.retain(|trip| !of(trip).is_empty());
        made.iter().map(|trip| of(trip)).eq(fixed.iter().cloned())
            && made
                .iter()
                .zip(known)
                .all(|(trip, known)| trip.starts_with(&known.stops[..known.first]))
    };
    let kept = match &vehicle.frozen {
        Frozen::Nothing => true,
        Frozen::Prefix(_) => trips[0].starts_with(&fixed[0]),
        Frozen::Route(_) => trips == fixed,
        Frozen::Among(known) => among(known),
    };
    // Frozen stops are served even by vehicles that others may not be served by.
    let free = |stop: &&usize| !fixed.iter().flatten().any(|fixed| fixed == *stop);
    kept && order.iter().filter(free).all(able) && problem.befores.iter().all(in_order)
}
