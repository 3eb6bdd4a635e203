//! What takes part in a search as a problem of the fleet engine.

use super::field::{Field, Item};
use super::{Departure, Search};
use crate::consolidate::Load;
use crate::desk::board::Board;
use crate::desk::edit::RouteId;
use crate::problem::{DayProblem, Node, VehicleId};
use crate::roads::Matrix;
use crate::route::{Skills, stop, vehicle};
use crate::units::{Clock, Fen, Window};
use crate::vrp::{Among, Answer, Depot, Event, Frozen, Problem, Profile, Reference, Stop, Vehicle};
use std::collections::BTreeMap;

/// A card whose last day is today counts as much as this many others when not all can be brought.
const PRESSING: i64 = 100;
/// What is fixed weighs so much that it is never left out.
const FIXED: i64 = 1 << 30;

/// A search as a problem. Its first stops are the items of the field; gates and taken docks follow.
pub(super) struct Task {
    pub(super) problem: Problem,
    /// For each node of the problem that of the day.
    pub(super) nodes: Vec<Node>,
    /// What the days that take part cost now.
    pub(super) present: Fen,
    /// Stops of the problem that are no items.
    pub(super) items: usize,
}

impl Task {
    /// O(nodes² of what takes part).
    pub(super) fn of(board: &Board, field: &Field, search: &Search) -> Self {
        let ground = &board.ground;
        let problem = &ground.problem;
        let mut make = Maker::new(problem, field);
        let split = |item: &Item| field.items.iter().filter(|i| i.drop == item.drop).count() > 1;
        for item in &field.items {
            make.stop(item, split(item));
        }
        let mut previous = vec![None; field.items.len()];
        for (ix, pair) in field.items.windows(2).enumerate() {
            previous[ix + 1] = (pair[0].at.is_some() && pair[0].at == pair[1].at).then_some(ix);
        }
        let place = |id: &VehicleId| field.vehicles.binary_search(id).ok();
        let mut served: Vec<Option<usize>> =
            field.items.iter().map(|item| place(&item.at?.vehicle)).collect();
        let mut present = Fen::ZERO;
        for (ix, id) in field.vehicles.iter().enumerate() {
            let day = &board.days[id.ix()];
            present += day.trips.iter().map(|trip| trip.route.cost).sum();
            let mut fixed: Vec<Among> = Vec::new();
            for trip in &day.trips {
                let route = RouteId { vehicle: *id, trip: trip.route.trip };
                let mut among = Among::default();
                if let Some(at) = trip.marks.depart {
                    let first = field.items.iter().position(|item| item.at == Some(route));
                    let gate = make.gate(at);
                    if let Some(first) = first {
                        previous[first] = Some(gate);
                    }
                    previous.resize(gate + 1, None);
                    served.resize(gate + 1, None);
                    served[gate] = Some(ix);
                    among = Among { first: 1, stops: vec![gate] };
                }
                let stays = |(_, item): &(usize, &Item)| item.at == Some(route) && !item.free;
                among.stops.extend(field.items.iter().enumerate().filter(stays).map(|(ix, _)| ix));
                if !among.stops.is_empty() {
                    fixed.push(among);
                }
            }
            make.vehicle(*id, fixed, day.trips.iter().any(|trip| trip.marks != Default::default()));
        }
        for route in board.routes().filter(|route| place(&route.vehicle).is_none()) {
            make.taken(route.load);
        }
        let stops = make.stops.len();
        previous.resize(stops, None);
        served.resize(stops, None);
        let reference = Reference {
            vehicle: served,
            previous,
            moved: search.moved,
            reordered: search.reordered,
        };
        Self { items: field.items.len(), present, ..make.done(&ground.roads, reference) }
    }

    /// How far `answer` is from the present plan.
    pub(super) fn departure(&self, search: &Search, answer: &Answer) -> Departure {
        let Some(reference) = &self.problem.reference else { return Departure::default() };
        let mut departure = Departure::default();
        for tour in &answer.tours {
            let mut before = None;
            for step in &tour.steps {
                match step.event {
                    Event::Load { .. } => before = None,
                    Event::Stop(stop) => {
                        let known = reference.vehicle[stop];
                        if stop >= self.items {
                        } else if known != Some(tour.vehicle) {
                            departure.moved += 1;
                            departure.price += known.map_or(Fen::ZERO, |_| search.moved);
                        } else if reference.previous[stop] != before {
                            departure.reordered += 1;
                            departure.price += search.reordered;
                        }
                        before = Some(stop);
                    }
                    _ => (),
                }
            }
        }
        departure
    }
}

/// A task in the making.
struct Maker<'a> {
    problem: &'a DayProblem,
    skills: Skills<'a>,
    nodes: Vec<Node>,
    place: BTreeMap<Node, usize>,
    stops: Vec<Stop>,
    vehicles: Vec<Vehicle>,
}

impl<'a> Maker<'a> {
    fn new(problem: &'a DayProblem, field: &Field) -> Self {
        let ends =
            field.vehicles.iter().flat_map(|id| [problem.start_node(*id), problem.end_node(*id)]);
        let mut nodes: Vec<Node> = field.items.iter().map(|item| Node::from(item.drop)).collect();
        nodes.extend(ends.chain([Node::CENTRE]));
        nodes.sort_unstable();
        nodes.dedup();
        let place = nodes.iter().enumerate().map(|(ix, node)| (*node, ix)).collect();
        let skills = Skills::of(problem);
        Self { problem, skills, nodes, place, stops: Vec::new(), vehicles: Vec::new() }
    }

    fn stop(&mut self, item: &Item, split: bool) {
        let Item { drop, pouches, .. } = item;
        let load = Load { drop: *drop, pouches: pouches.clone(), kept: None };
        let mut made = stop(self.problem, &self.skills, &load, split, |_| false);
        made.node = self.place[&Node::from(*drop)];
        let pressing = pouches.iter().map(|pouch| {
            let cards = &self.problem.consignments[pouch.consignment.ix()].cards;
            let due = cards.iter().take_while(|card| card.due <= self.problem.day).count();
            (due as i64).min(pouch.cards.into())
        });
        made.weight += PRESSING * pressing.sum::<i64>();
        if !item.free {
            made.weight = FIXED;
        }
        self.stops.push(made);
    }

    /// A stop at the centre at the moment a vehicle is to leave.
    fn gate(&mut self, at: Clock) -> usize {
        let node = self.place[&Node::CENTRE];
        let windows = vec![Window { from: at, to: at }];
        self.stops.push(Stop { node, windows, weight: FIXED, ..Stop::default() });
        self.stops.len() - 1
    }

    /// A vehicle that may change; of one of whose trips anything is `marked`, it makes no more than that.
    fn vehicle(&mut self, id: VehicleId, fixed: Vec<Among>, marked: bool) {
        let gates = fixed.iter().map(|trip| trip.first as u32).sum::<u32>();
        let frozen = if fixed.is_empty() { Frozen::Nothing } else { Frozen::Among(fixed) };
        let mut made = vehicle(self.problem, &self.skills, id.ix(), frozen);
        made.start = Some(self.place[&self.problem.start_node(id)]);
        made.end = Some(self.place[&self.problem.end_node(id)]);
        made.max_stops = made.max_stops.map(|most| most + gates);
        if marked {
            made.trips = 1;
        }
        self.vehicles.push(made);
    }

    /// A dock is taken from `load` on: a vehicle does nothing but that.
    fn taken(&mut self, load: Clock) {
        let loaded = load + self.problem.centre.dock_time;
        let stop = self.gate(loaded);
        self.vehicles.push(Vehicle {
            start: None,
            end: None,
            depots: vec![0],
            shift: Window { from: load, to: loaded },
            frozen: Frozen::Route(vec![vec![stop]]),
            ..Vehicle::at(0, Vec::new())
        });
    }

    fn done(self, roads: &Matrix, reference: Reference) -> Task {
        let centre = &self.problem.centre;
        let legs = || self.nodes.iter().flat_map(|a| self.nodes.iter().map(move |b| (*a, *b)));
        let profile = Profile {
            metres: legs().map(|(a, b)| roads.distance(a, b)).collect(),
            seconds: legs().map(|(a, b)| roads.time(a, b)).collect(),
            costs: Vec::new(),
        };
        let loading = Window { from: centre.opens, to: centre.closes - centre.dock_time };
        let depot = Depot {
            node: self.place[&Node::CENTRE],
            windows: vec![loading],
            dock_time: centre.dock_time,
            docks: Some(centre.docks),
        };
        let problem = Problem {
            nodes: self.nodes.len(),
            profiles: vec![profile],
            depots: vec![depot],
            stops: self.stops,
            vehicles: self.vehicles,
            befores: Vec::new(),
            reference: Some(reference),
            smoothness: self.problem.smoothness,
        };
        Task { problem, nodes: self.nodes, present: Fen::ZERO, items: 0 }
    }
}
