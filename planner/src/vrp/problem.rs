//! The rich problem: everything that a real fleet and a real day can ask for.
//!
//! Stops, vehicles, depots and nodes are numbered from 0 by their place in these lists. Times are
//! seconds on one clock, distances metres, money fen.

use crate::units::{Clock, Fen, Metres, Seconds, Window};

/// A routing problem with a mixed fleet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problem {
    /// How many places there are; each profile has that many rows and columns.
    pub nodes: usize,
    /// The kinds of driving: distance and time between all nodes.
    pub profiles: Vec<Profile>,
    /// Where vehicles load.
    pub depots: Vec<Depot>,
    /// What is to be served.
    pub stops: Vec<Stop>,
    /// With what.
    pub vehicles: Vec<Vehicle>,
    /// Pairs of stops: when both are served, then by the same vehicle, the first one earlier.
    pub befores: Vec<(usize, usize)>,
    /// A plan from which departing costs.
    pub reference: Option<Reference>,
    /// What untidy routes cost.
    pub smoothness: Smoothness,
}

/// Driving for one kind of vehicle; not necessarily symmetric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// `metres[from * nodes + to]`.
    pub metres: Vec<Metres>,
    /// `seconds[from * nodes + to]`.
    pub seconds: Vec<Seconds>,
    /// `costs[from * nodes + to]`, beside what the vehicle asks per km and hour; empty for none.
    pub costs: Vec<Fen>,
}

/// A place where vehicles load: a centre or a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Depot {
    /// Where.
    pub node: usize,
    /// When loading may begin; empty for always.
    pub windows: Vec<Window>,
    /// Loading one vehicle takes this long.
    pub dock_time: Seconds,
    /// How many vehicles load at once; none for any number.
    pub docks: Option<u32>,
}

/// A stop to be made at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub node: usize,
    /// How long it takes.
    pub service: Seconds,
    /// When service may begin, ascending and disjoint; empty for always.
    pub windows: Vec<Window>,
    /// What is brought, in each dimension of capacity: on board from the loading before.
    pub delivery: Vec<i64>,
    /// What is collected, in each dimension: on board until the next loading or the end.
    pub pickup: Vec<i64>,
    /// What the vehicle needs.
    pub skills: Vec<u32>,
    /// Vehicles it is bound to; none for any.
    pub vehicles: Option<Vec<usize>>,
    /// Without a prize: what it weighs among the stops that should all be served; the weight
    /// missing is minimised before any cost.
    pub weight: i64,
    /// A prize makes the stop optional: it is served when that costs less than this.
    pub prize: Option<Fen>,
    /// Of the stops of one group only one is served; weight or prize is that of the one served.
    pub group: Option<u32>,
    /// Stops with the same key are not made on one trip.
    pub apart: Option<u32>,
}

/// A vehicle and its driver.
#[derive(Clone, Debug, PartialEq)]
pub struct Vehicle {
    /// Its kind of driving.
    pub profile: usize,
    /// Where its day begins; none for wherever its first visit is.
    pub start: Option<usize>,
    /// Where its day ends; none for wherever its last visit is (an open route).
    pub end: Option<usize>,
    /// Depots it may load at, each trip at one of them. Empty: it starts loaded and makes one trip.
    pub depots: Vec<usize>,
    /// In each dimension.
    pub capacity: Vec<i64>,
    /// The day begins and ends within.
    pub shift: Window,
    /// Longest day, from its start to its end.
    pub max_duration: Option<Seconds>,
    /// Longest driving.
    pub max_driving: Option<Seconds>,
    /// Longest way.
    pub max_distance: Option<Metres>,
    /// Most stops a day.
    pub max_stops: Option<u32>,
    /// The driver's breaks, in this order.
    pub breaks: Vec<Break>,
    /// Most trips a day.
    pub trips: u32,
    /// A loading that is not the day's first takes at least this long.
    pub reload: Seconds,
    /// Cost of using it at all.
    pub fixed: Fen,
    /// Cost of a kilometre.
    pub per_km: Fen,
    /// Cost of an hour of the day, from its start to its end.
    pub per_hour: Fen,
    /// Cost of an hour of driving.
    pub per_driving_hour: Fen,
    /// What it can.
    pub skills: Vec<u32>,
    /// What of its day is already fixed.
    pub frozen: Frozen,
}

/// A break during which the vehicle stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it may begin, both ends included.
    pub begin: Window,
    /// How long it takes.
    pub length: Seconds,
    /// Whether a day that ends before `begin.to` or begins after it goes without.
    pub when_due: bool,
}

/// What of a vehicle's day may no longer change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Frozen {
    /// Nothing.
    #[default]
    Nothing,
    /// These stops, in this order, come first (all on its first trip).
    Prefix(Vec<usize>),
    /// These trips are all it does.
    Route(Vec<Vec<usize>>),
}

/// A plan that is already known to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// For each stop its vehicle, if it had one.
    pub vehicle: Vec<Option<usize>>,
    /// For each stop the stop just before it on its trip, if there was one.
    pub previous: Vec<Option<usize>>,
    /// Cost of each stop served by another vehicle than its own.
    pub moved: Fen,
    /// Cost of each stop on its vehicle that comes after another stop than before.
    pub reordered: Fen,
}

/// Optional costs of untidiness; zero by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Smoothness {
    /// Per km between a stop and the middle stop of its trip: keeps routes from lying across each
    /// other.
    pub spread_per_km: Fen,
    /// Per hour of a day, times the hours of that day: long days cost more than short ones.
    pub balance: Fen,
}

impl Stop {
    /// Whether it may be left out for a price.
    pub fn optional(&self) -> bool {
        self.prize.is_some()
    }
}

impl Vehicle {
    /// A vehicle without any limit or cost, at `node`, with `capacity`.
    pub fn at(node: usize, capacity: Vec<i64>) -> Self {
        let forever = Window { from: Clock(0), to: Clock(1 << 40) };
        Self {
            profile: 0,
            start: Some(node),
            end: Some(node),
            depots: Vec::new(),
            capacity,
            shift: forever,
            max_duration: None,
            max_driving: None,
            max_distance: None,
            max_stops: None,
            breaks: Vec::new(),
            trips: 1,
            reload: Seconds::ZERO,
            fixed: Fen::ZERO,
            per_km: Fen::ZERO,
            per_hour: Fen::ZERO,
            per_driving_hour: Fen::ZERO,
            skills: Vec::new(),
            frozen: Frozen::Nothing,
        }
    }
}
