//! One day of one vehicle, acted out step by step: the slow part of the twin.

use fenjian_planner::units::{Clock, Fen, Metres, Seconds};
use fenjian_planner::vrp::{Problem, Vehicle};
use std::collections::HashMap;

/// All moments are whole units of this many seconds.
pub(super) const UNIT: i64 = 600;
/// No day goes on for longer, in units.
const MOMENTS: i64 = 80;

/// Something a driver does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Drive(usize),
    Rest(usize),
    Load(usize),
    Serve(usize),
}

/// When loadings at depots with counted docks begin.
pub(super) type Loads = Vec<(usize, i64)>;

/// Where each break is taken, if it is: (trip, place); place 0 is before loading, 1 after loading
/// (or starting), 2 after the first stop.
type Places = Vec<Option<(usize, usize)>>;

/// A vehicle's day: its trips and where each is loaded.
pub(super) struct Day<'a> {
    pub(super) problem: &'a Problem,
    pub(super) van: usize,
    pub(super) trips: &'a [Vec<usize>],
    /// For each trip; none when the vehicle starts loaded.
    pub(super) depots: &'a [Option<usize>],
}

impl Day<'_> {
    fn vehicle(&self) -> &Vehicle {
        &self.problem.vehicles[self.van]
    }

    /// Tries every moment to begin and every place for each break; keeps the least cost for each way
    /// to use the docks.
    pub(super) fn try_all(&self, ways: &mut HashMap<Loads, i64>) {
        for places in self.places() {
            let acts = self.acts(&places);
            if !self.limits(&acts) || !self.light(&acts) {
                continue;
            }
            let rested: Vec<bool> = places.iter().map(Option::is_some).collect();
            for start in 0..MOMENTS {
                let mut run = Run { day: self, acts: &acts, start: start * UNIT, rested: &rested };
                run.go(0, start * UNIT, (0, 0), Vec::new(), ways);
            }
        }
    }

    /// All ways to place the breaks in their order.
    fn places(&self) -> Vec<Places> {
        let mut all: Vec<Places> = vec![Vec::new()];
        for pause in &self.vehicle().breaks {
            let mut next = Vec::new();
            for places in all {
                if pause.when_due {
                    next.push([&places[..], &[None]].concat());
                }
                let last = places.iter().flatten().last().copied().unwrap_or((0, 0));
                for (trip, stops) in self.trips.iter().enumerate() {
                    let first = usize::from(self.depots[trip].is_none());
                    for place in first..=stops.len() + 1 {
                        if (trip, place) >= last {
                            next.push([&places[..], &[Some((trip, place))]].concat());
                        }
                    }
                }
            }
            all = next;
        }
        all
    }

    fn acts(&self, places: &Places) -> Vec<Act> {
        let mut acts = Vec::new();
        let rest = |acts: &mut Vec<Act>, trip, place| {
            let here = |(_, at): &(usize, &Option<(usize, usize)>)| **at == Some((trip, place));
            acts.extend(places.iter().enumerate().filter(here).map(|(ix, _)| Act::Rest(ix)));
        };
        for (ix, stops) in self.trips.iter().enumerate() {
            if let Some(depot) = self.depots[ix] {
                acts.push(Act::Drive(self.problem.depots[depot].node));
                rest(&mut acts, ix, 0);
                acts.push(Act::Load(depot));
            }
            rest(&mut acts, ix, 1);
            for (at, &stop) in stops.iter().enumerate() {
                acts.push(Act::Drive(self.problem.stops[stop].node));
                acts.push(Act::Serve(stop));
                rest(&mut acts, ix, at + 2);
            }
        }
        if let Some(end) = self.vehicle().end {
            acts.push(Act::Drive(end));
        }
        acts
    }

    /// Node after node of the day.
    fn nodes(&self, acts: &[Act]) -> Vec<usize> {
        let drives = acts.iter().filter_map(|act| match act {
            Act::Drive(node) => Some(*node),
            _ => None,
        });
        self.vehicle().start.into_iter().chain(drives).collect()
    }

    fn leg(&self, a: usize, b: usize) -> (Metres, Seconds, Fen) {
        let profile = &self.problem.profiles[self.vehicle().profile];
        let ix = a * self.problem.nodes + b;
        match a == b {
            true => (Metres(0), Seconds(0), Fen(0)),
            false => (
                profile.metres[ix],
                profile.seconds[ix],
                profile.costs.get(ix).copied().unwrap_or(Fen(0)),
            ),
        }
    }

    fn sums(&self, acts: &[Act]) -> (i64, i64, i64) {
        let mut sums = (0, 0, 0);
        for pair in self.nodes(acts).windows(2) {
            let (metres, seconds, toll) = self.leg(pair[0], pair[1]);
            sums = (sums.0 + metres.0, sums.1 + seconds.0, sums.2 + toll.0);
        }
        sums
    }

    fn limits(&self, acts: &[Act]) -> bool {
        let van = self.vehicle();
        let (metres, driving, _) = self.sums(acts);
        let stops: usize = self.trips.iter().map(Vec::len).sum();
        van.max_distance.is_none_or(|most| metres <= most.0)
            && van.max_driving.is_none_or(|most| driving <= most.0)
            && van.max_stops.is_none_or(|most| stops <= most as usize)
            && self.trips.iter().all(|trip| self.fits(trip))
    }

    /// Whether no more is on board during each break than it allows.
    fn light(&self, acts: &[Act]) -> bool {
        let stops = &self.problem.stops;
        let load = |of: &Vec<i64>, dimension: usize| of.get(dimension).copied().unwrap_or(0);
        // Whatever is served from `acts` on before the next loading.
        let brought = |acts: &[Act], dimension: usize| -> i64 {
            let trip = acts.iter().take_while(|act| !matches!(act, Act::Load(_)));
            let served = trip.filter_map(|act| match act {
                Act::Serve(stop) => Some(load(&stops[*stop].delivery, dimension)),
                _ => None,
            });
            served.sum()
        };
        let most = self.vehicle().breaks.iter().map(|pause| pause.max_load.len()).max();
        (0..most.unwrap_or(0)).all(|dimension| {
            let loaded = self.vehicle().depots.is_empty();
            let mut aboard = if loaded { brought(acts, dimension) } else { 0 };
            acts.iter().enumerate().all(|(ix, act)| {
                match act {
                    Act::Load(_) => aboard = brought(&acts[ix + 1..], dimension),
                    Act::Serve(stop) => {
                        aboard -= load(&stops[*stop].delivery, dimension);
                        aboard += load(&stops[*stop].pickup, dimension);
                    }
                    Act::Rest(number) => {
                        let most = self.vehicle().breaks[*number].max_load.get(dimension);
                        return most.is_none_or(|most| aboard <= *most);
                    }
                    Act::Drive(_) => {}
                }
                true
            })
        })
    }

    /// Whether what is on board is never too much, and no two stops are kept apart.
    fn fits(&self, trip: &[usize]) -> bool {
        let load = |of: &Vec<i64>, dimension: usize| of.get(dimension).copied().unwrap_or(0);
        let stops = &self.problem.stops;
        for (dimension, most) in self.vehicle().capacity.iter().enumerate() {
            let mut aboard: i64 =
                trip.iter().map(|&stop| load(&stops[stop].delivery, dimension)).sum();
            let mut fullest = aboard;
            for &stop in trip {
                aboard -= load(&stops[stop].delivery, dimension);
                aboard += load(&stops[stop].pickup, dimension);
                fullest = fullest.max(aboard);
            }
            if fullest > *most {
                return false;
            }
        }
        let keys: Vec<_> = trip.iter().filter_map(|&stop| stops[stop].apart).collect();
        keys.iter().collect::<std::collections::HashSet<_>>().len() == keys.len()
    }

    /// What the day from `start` to `end` costs.
    fn cost(&self, acts: &[Act], length: i64) -> i64 {
        let van = self.vehicle();
        let (metres, driving, tolls) = self.sums(acts);
        let hours = length * length * self.problem.smoothness.balance.0 / (3600 * 3600);
        van.fixed.0
            + van.per_km.0 * metres / 1000
            + tolls
            + van.per_hour.0 * length / 3600
            + van.per_driving_hour.0 * driving / 3600
            + self.spread()
            + hours
            + self.habits()
    }

    fn spread(&self) -> i64 {
        let node = |stop: usize| self.problem.stops[stop].node;
        let mut metres = 0;
        for trip in self.trips {
            let middle = node(trip[trip.len() / 2]);
            metres += trip.iter().map(|&stop| self.leg(node(stop), middle).0.0).sum::<i64>();
        }
        metres * self.problem.smoothness.spread_per_km.0 / 1000
    }

    fn habits(&self) -> i64 {
        let Some(reference) = &self.problem.reference else { return 0 };
        let mut cost = 0;
        for trip in self.trips {
            for (at, &stop) in trip.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| trip[at]);
                match reference.vehicle[stop] {
                    None => (),
                    Some(van) if van != self.van => cost += reference.moved.0,
                    Some(_) if reference.previous[stop] == before => (),
                    Some(_) => cost += reference.reordered.0,
                }
            }
        }
        cost
    }
}

/// A day being acted out.
struct Run<'a> {
    day: &'a Day<'a>,
    acts: &'a [Act],
    start: i64,
    rested: &'a [bool],
}

impl Run<'_> {
    /// Goes on with act number `ix` at `t`; `depot` is when the vehicle came to the present place
    /// and how often it has loaded.
    fn go(
        &mut self,
        ix: usize,
        t: i64,
        (came, loaded): (i64, usize),
        loads: Loads,
        ways: &mut HashMap<Loads, i64>,
    ) {
        let Day { problem, .. } = *self.day;
        let van = self.day.vehicle();
        match self.acts.get(ix).copied() {
            None => self.end(t, loads, ways),
            Some(Act::Drive(to)) => {
                let from = self.acts[..ix].iter().rev().find_map(|act| match act {
                    Act::Drive(node) => Some(*node),
                    _ => None,
                });
                let from = from.or(van.start).unwrap_or(to);
                let t = t + self.day.leg(from, to).1.0;
                self.go(ix + 1, t, (t, loaded), loads, ways);
            }
            Some(Act::Rest(number)) => {
                let pause = &van.breaks[number];
                let mut windows = std::iter::once(&pause.begin).chain(&pause.instead);
                if let Some(window) = windows.find(|window| t <= window.to.0) {
                    let t = t.max(window.from.0) + pause.length.0;
                    self.go(ix + 1, t, (came, loaded), loads, ways);
                }
            }
            Some(Act::Serve(stop)) => {
                let stop = &problem.stops[stop];
                let mut ready = t;
                if let Some(Act::Rest(number)) = self.acts.get(ix + 1)
                    && van.breaks[*number].promptly
                {
                    ready = ready.max(van.breaks[*number].begin.from.0 - stop.service.0);
                }
                let open = stop.windows.iter().find(|window| ready <= window.to.0);
                if let Some(begin) = match stop.windows[..] {
                    [] => Some(ready),
                    _ => open.map(|window| ready.max(window.from.0)),
                } {
                    self.go(ix + 1, begin + stop.service.0, (came, loaded), loads, ways);
                }
            }
            Some(Act::Load(depot)) => {
                let this = &problem.depots[depot];
                let open = |t: i64| {
                    let inside =
                        |w: &fenjian_planner::units::Window| (w.from..=w.to).contains(&Clock(t));
                    this.windows.is_empty() || this.windows.iter().any(inside)
                };
                for begin in (t..MOMENTS * UNIT).step_by(UNIT as usize).filter(|&t| open(t)) {
                    let mut over = begin + this.dock_time.0;
                    if loaded > 0 {
                        over = over.max(came + van.reload.0);
                    }
                    let mut loads = loads.clone();
                    if this.docks.is_some() {
                        loads.push((depot, begin));
                    }
                    self.go(ix + 1, over, (came, loaded + 1), loads, ways);
                    if this.docks.is_none() {
                        // Nobody waits for a dock; later is never better.
                        break;
                    }
                }
            }
        }
    }

    /// The day is over at `end`: is it lawful, and what does it cost?
    fn end(&self, end: i64, loads: Loads, ways: &mut HashMap<Loads, i64>) {
        let van = self.day.vehicle();
        let length = end - self.start;
        let lawful = van.shift.from.0 <= self.start
            && end <= van.shift.to.0
            && van.max_duration.is_none_or(|most| length <= most.0)
            && van.breaks.iter().zip(self.rested).all(|(pause, &rested)| {
                let around = self.start < pause.begin.to.0 && pause.begin.to.0 < end;
                rested == (around || !pause.when_due)
            });
        if lawful {
            let cost = self.day.cost(self.acts, length);
            let known = ways.entry(loads).or_insert(cost);
            *known = cost.min(*known);
        }
    }
}
