//! The days that routes of a plain problem are: as early as possible, but for leaving late to wait
//! less.

use crate::units::{Clock, Fen, Metres, Seconds, Window};
use crate::vrp::{Answer, Event, Problem, Routes, Step, Tour};

/// The answer in which each of `routes` is the day of a vehicle, the first vehicles first. Each keeps
/// its windows. O(stops).
pub(super) fn answer(problem: &Problem, routes: &Routes) -> Answer {
    let used = routes.iter().filter(|route| !route.is_empty()).enumerate();
    let tours: Vec<Tour> = used.map(|(vehicle, route)| tour(problem, vehicle, route)).collect();
    let cost = tours.iter().map(|tour| tour.cost).sum();
    Answer { tours, absent: Vec::new(), cost }
}

fn tour(problem: &Problem, ix: usize, route: &[u32]) -> Tour {
    let vehicle = &problem.vehicles[ix];
    let profile = &problem.profiles[vehicle.profile];
    let stops: Vec<usize> = route.iter().map(|&customer| customer as usize - 1).collect();
    let home = vehicle.start.unwrap_or_default();
    let mut places = vec![home];
    places.extend(stops.iter().map(|&stop| problem.stops[stop].node));
    places.push(home);
    let leg = |at: usize| match (places[at], places[at + 1]) {
        (from, to) if from == to => None,
        (from, to) => Some(from * problem.nodes + to),
    };
    let drive = |at: usize| leg(at).map_or(Seconds::ZERO, |leg| profile.seconds[leg]);
    let open = |stop: usize| problem.stops[stop].windows.first().copied().unwrap_or(vehicle.shift);
    let service = |stop: usize| problem.stops[stop].service;

    let begin = |from: Clock| {
        let mut free = from;
        let begins = stops.iter().enumerate().map(|(at, &stop)| {
            let arrive = free + drive(at);
            let begin = arrive.max(open(stop).from);
            free = begin + service(stop);
            (arrive, begin)
        });
        begins.collect::<Vec<_>>()
    };
    // As late as the last service can still begin as early as it can.
    let Window { from, .. } = vehicle.shift;
    let earliest = begin(from);
    let mut latest = earliest.last().map_or(from, |&(_, begin)| begin);
    for (at, &stop) in stops.iter().enumerate().rev().skip(1) {
        latest = open(stop).to.min(latest - drive(at + 1) - service(stop));
    }
    let start = latest - drive(0);

    let moment = |event, node, arrive, begin, leave| Step { event, node, arrive, begin, leave };
    let mut steps = vec![moment(Event::Start, home, start, start, start)];
    let mut over = start;
    for (&stop, (arrive, begin)) in stops.iter().zip(begin(start)) {
        over = begin + service(stop);
        steps.push(moment(Event::Stop(stop), problem.stops[stop].node, arrive, begin, over));
    }
    let end = over + drive(stops.len());
    steps.push(moment(Event::End, home, end, end, end));

    let legs: Vec<usize> = (0..=stops.len()).filter_map(leg).collect();
    let metres: Metres = legs.iter().map(|&leg| profile.metres[leg]).sum();
    let driving: Seconds = legs.iter().map(|&leg| profile.seconds[leg]).sum();
    let tolls: Fen = legs.iter().filter_map(|&leg| profile.costs.get(leg)).copied().sum();
    let cost = vehicle.fixed
        + tolls
        + Fen::for_distance(vehicle.per_km, metres)
        + Fen::for_time(vehicle.per_driving_hour, driving);
    Tour { vehicle: ix, steps, metres, driving, cost }
}
