//! The slow obvious twin: tries every order, every split into trips, every moment of loading and
//! every place of the break, and says what the best plan of a tiny day is worth.

use super::case::{Built, UNIT};
use fenjian_planner::consolidate::Load;
use fenjian_planner::problem::{Node, VehicleId};
use std::collections::HashMap;

/// Units tried as moments.
const MOMENTS: i64 = 80;

/// The best of a day: cards that wait and what the plan costs.
pub(super) fn best(built: &Built) -> (u32, i64) {
    let (problem, _, loads) = built;
    let vans: Vec<_> = (0..problem.vehicles.len()).map(|van| days(built, van)).collect();
    let cards = |set: usize| -> u32 {
        loads.iter().enumerate().filter(|(ix, _)| set >> ix & 1 == 0).map(|(_, l)| cards(l)).sum()
    };
    let mut best = (u32::MAX, i64::MAX);
    pick(built, &vans, 0, 0, &[], 0, &mut |set, cost| best = best.min((cards(set), cost)));
    best
}

fn cards(load: &Load) -> u32 {
    load.pouches.iter().map(|pouch| pouch.cards).sum()
}

/// Every way a vehicle can spend its day: what it brings → when it loads → least cost.
type Days = HashMap<usize, HashMap<Vec<i64>, i64>>;

/// Picks a day for each vehicle from `van` on.
fn pick(
    built: &Built,
    vans: &[Days],
    van: usize,
    set: usize,
    loads: &[i64],
    cost: i64,
    see: &mut dyn FnMut(usize, i64),
) {
    see(set, cost);
    let Some(days) = vans.get(van) else { return };
    pick(built, vans, van + 1, set, loads, cost, see);
    for (brings, ways) in days.iter().filter(|(brings, _)| *brings & set == 0) {
        for (times, price) in ways {
            let all = [loads, times].concat();
            if docks_suffice(built, &all) {
                pick(built, vans, van + 1, set | brings, &all, cost + price, see);
            }
        }
    }
}

fn docks_suffice(built: &Built, loads: &[i64]) -> bool {
    let centre = &built.0.centre;
    let busy =
        |t: i64| loads.iter().filter(|&&load| load <= t && t < load + centre.dock_time.0).count();
    loads.iter().all(|&load| busy(load) <= centre.docks as usize)
}

/// All days of one vehicle.
fn days(built: &Built, van: usize) -> Days {
    let mut days = Days::new();
    let mut trips = vec![Vec::new()];
    extend(built, van, &mut trips, &mut days);
    days
}

/// Tries `trips` as they are, then with every further load, in the last trip or in a new one.
fn extend(built: &Built, van: usize, trips: &mut Vec<Vec<usize>>, days: &mut Days) {
    let (problem, _, loads) = built;
    let vehicle = &problem.vehicles[van];
    if trips.iter().all(|trip| !trip.is_empty()) && within_limits(built, van, trips) {
        let brings = trips.iter().flatten().fold(0, |set, load| set | 1 << load);
        let ways = days.entry(brings).or_default();
        for start in 0..MOMENTS {
            for rest in rests(trips, vehicle.pause.is_some()) {
                let mut day = Day { built, van, trips, rest, start: start * UNIT, loads: vec![] };
                day.trip(0, vehicle.shift_start.0.max(start * UNIT), false, ways);
            }
        }
    }
    for load in 0..loads.len() {
        if trips.iter().flatten().any(|&other| other == load) {
            continue;
        }
        trips.last_mut().unwrap().push(load);
        extend(built, van, trips, days);
        trips.last_mut().unwrap().pop();
        if trips.len() < vehicle.trips as usize && !trips.last().unwrap().is_empty() {
            trips.push(vec![load]);
            extend(built, van, trips, days);
            trips.pop();
        }
    }
}

/// Places of the break: nowhere, or (trip, place): place 0 is before loading, 1 + i before leg i.
fn rests(trips: &[Vec<usize>], has_break: bool) -> Vec<Option<(usize, usize)>> {
    let places = trips
        .iter()
        .enumerate()
        .flat_map(|(ix, trip)| (0..trip.len() + 2).map(move |place| Some((ix, place))));
    let places: Vec<_> = if has_break { places.collect() } else { vec![] };
    std::iter::once(None).chain(places).collect()
}

fn nodes(built: &Built, van: usize, trips: &[Vec<usize>]) -> Vec<Node> {
    let (problem, _, loads) = built;
    let id = VehicleId::from(van);
    let mut nodes = vec![problem.start_node(id)];
    for trip in trips {
        nodes.push(Node::CENTRE);
        nodes.extend(trip.iter().map(|&load| Node::from(loads[load].drop)));
    }
    nodes.push(problem.end_node(id));
    nodes
}

fn metres(built: &Built, van: usize, trips: &[Vec<usize>]) -> i64 {
    nodes(built, van, trips).windows(2).map(|leg| built.1.distance(leg[0], leg[1]).0).sum()
}

fn within_limits(built: &Built, van: usize, trips: &[Vec<usize>]) -> bool {
    let (problem, _, loads) = built;
    let vehicle = &problem.vehicles[van];
    let stops: usize = trips.iter().map(Vec::len).sum();
    let able = |load: usize| {
        let skills = &problem.drops[loads[load].drop.ix()].skills;
        skills.iter().all(|skill| vehicle.skills.contains(skill))
    };
    vehicle.max_stops.is_none_or(|most| stops <= most as usize)
        && vehicle.max_distance.is_none_or(|most| metres(built, van, trips) <= most.0)
        && trips.iter().flatten().all(|&load| able(load))
        && trips.iter().all(|trip| {
            let pouches: usize = trip.iter().map(|&load| loads[load].pouches.len()).sum();
            let grams: i64 =
                trip.iter().flat_map(|&load| &loads[load].pouches).map(|p| p.weight.0).sum();
            let drops: std::collections::HashSet<_> =
                trip.iter().map(|&load| loads[load].drop).collect();
            vehicle.pouches.is_none_or(|most| pouches <= most as usize)
                && vehicle.weight.is_none_or(|most| grams <= most.0)
                && drops.len() == trip.len()
        })
}

/// One day that begins at `start`, with the loadings chosen so far.
struct Day<'a> {
    built: &'a Built,
    van: usize,
    trips: &'a [Vec<usize>],
    rest: Option<(usize, usize)>,
    start: i64,
    loads: Vec<i64>,
}

impl Day<'_> {
    fn drive(&self, from: Node, to: Node) -> i64 {
        self.built.1.time(from, to).0
    }

    /// The break, taken when the vehicle is ready at `t`.
    fn pause(&self, t: i64) -> Option<i64> {
        let pause = self.built.0.vehicles[self.van].pause?;
        (t <= pause.to.0).then(|| t.max(pause.from.0) + pause.length.0)
    }

    /// Drives trip `ix`, trying every moment to load; `free` is when the vehicle is free before it.
    fn trip(&mut self, ix: usize, free: i64, rested: bool, ways: &mut HashMap<Vec<i64>, i64>) {
        let (problem, _, loads) = self.built;
        let vehicle = &problem.vehicles[self.van];
        let start_node = problem.start_node(VehicleId::from(self.van));
        let Some(trip) = self.trips.get(ix) else { return self.end(free, rested, ways) };
        let arrived = match ix {
            0 if free > self.start => return,
            0 => free + self.drive(start_node, Node::CENTRE),
            _ => free,
        };
        let rest = self.rest;
        let here = |place: usize| rest == Some((ix, place));
        let ready = if here(0) { self.pause(arrived) } else { Some(arrived) };
        let Some(ready) = ready else { return };
        // From the centre the duty begins with loading (or with the break before it).
        let first = ix == 0 && start_node == Node::CENTRE;
        let last = if first && !here(0) { ready } else { MOMENTS * UNIT };
        let mut load = ready;
        'moments: while load <= last {
            let begin = load;
            load += UNIT;
            let loaded = begin + problem.centre.dock_time.0;
            if begin < problem.centre.opens.0 || loaded > problem.centre.closes.0 {
                continue;
            }
            let mut t = if ix > 0 { loaded.max(arrived + vehicle.reload.0) } else { loaded };
            let mut node = Node::CENTRE;
            for (stop, &load) in trip.iter().enumerate() {
                if here(stop + 1) {
                    let Some(after) = self.pause(t) else { continue 'moments };
                    t = after;
                }
                let drop = loads[load].drop;
                t += self.drive(node, Node::from(drop));
                node = Node::from(drop);
                let drop = &problem.drops[drop.ix()];
                if let Some(pause) = vehicle.pause.filter(|_| here(stop + 2)) {
                    // Drivers wait before they hand over: the break follows the service at once.
                    t = t.max(pause.from.0 - drop.service.0);
                }
                let window = drop.windows.iter().find(|window| t <= window.to.0);
                let Some(window) = window else { continue 'moments };
                t = t.max(window.from.0) + drop.service.0;
            }
            if here(trip.len() + 1) {
                let Some(after) = self.pause(t) else { continue };
                t = after;
            }
            let home = match self.trips.len() == ix + 1 {
                true => problem.end_node(VehicleId::from(self.van)),
                false => Node::CENTRE,
            };
            t += self.drive(node, home);
            self.loads.push(begin);
            self.trip(ix + 1, t, rested || rest.is_some_and(|(at, _)| at == ix), ways);
            self.loads.pop();
        }
    }

    /// The day is over at `end`: is it lawful, and what does it cost?
    fn end(&self, end: i64, rested: bool, ways: &mut HashMap<Vec<i64>, i64>) {
        let vehicle = &self.built.0.vehicles[self.van];
        let due = vehicle.pause.is_some_and(|pause| self.start < pause.to.0 && pause.to.0 < end);
        if end > vehicle.shift_end.0 || self.start < vehicle.shift_start.0 || due != rested {
            return;
        }
        let km = metres(self.built, self.van, self.trips) * vehicle.cost_per_km.0 / 1_000;
        let hours = (end - self.start) * vehicle.cost_per_hour.0 / 3_600;
        let cost = vehicle.fixed_cost.0 + km + hours;
        let known = ways.entry(self.loads.clone()).or_insert(cost);
        *known = cost.min(*known);
    }
}
