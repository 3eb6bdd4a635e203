//! The rich problem: everything that a real fleet and a real day can ask for.
//!
//! Stops, vehicles, depots and nodes are numbered from 0 by their place in these lists. Times are
//! seconds on one clock, distances metres, money fen.
//!
//! # A day
//! A vehicle is used when it makes a stop. Its day is a start, its trips, an end, and breaks among
//! them. A trip is a loading at one of the vehicle's depots and at least one stop; a vehicle without
//! depots makes one trip without a loading.
//! - It drives on from each step the moment that step is over, so each arrival is the moment the
//!   step before is over plus the driving time. From a node to itself there is no way: neither
//!   distance nor time nor cost, whatever the matrix says. The day begins at any moment; after that
//!   the vehicle waits as long as it likes, but only between arriving somewhere and beginning there.
//! - A stop is over `service` after it began. A loading is over `dock_time` after it began, and, if it
//!   is not the day's first, no earlier than `reload` after the arrival at the depot (the first step
//!   there, be it a break or the loading itself).
//! - A break is taken after a stop or a loading where that is, before driving on; before a loading
//!   at its depot, after arriving there; and by a vehicle without depots also after the start, where
//!   that is. Between start and first loading it is always at the depot.
//! - A vehicle with start none begins where its first depot is, or without depots at its first stop;
//!   with end none it ends where its last stop is, once that and the breaks after it are over.
//! - At the docks of one depot, no more loadings than it has docks run at once, of all vehicles; one
//!   occupies its dock from its beginning for the dock time, and touching is no overlap.
//! - On board during a trip: what is still to be delivered on it, and what was collected on it so
//!   far. At each stop the delivery leaves before the pickup enters. In no dimension it is ever more
//!   than the capacity.
//!
//! # What is minimised
//! First the missing weight, then the cost.
//! - The missing weight is the sum of the weights of the stops (of each group only the largest)
//!   minus the weights of the served ones. A stop with a prize has no weight.
//! - The cost of a tour is the vehicle's fixed cost, its way at `per_km`, the `costs` of its legs, its
//!   day (from start to end) at `per_hour` and its driving at `per_driving_hour`, each of the products
//!   rounded once for the tour by [`Fen::for_distance`] and [`Fen::for_time`].
//! - To the tours come: the prizes not taken (the sum of all prizes, of each group only the largest,
//!   minus those of the served stops); `moved` and `reordered` of the [`Reference`]; and the
//!   [`Smoothness`] of each tour.

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
    /// Pairs of stops: when both are served, then by the same vehicle, the first one earlier (on the
    /// same trip or on an earlier one).
    pub befores: Vec<(usize, usize)>,
    /// A plan from which departing costs.
    pub reference: Option<Reference>,
    /// What untidy routes cost.
    pub smoothness: Smoothness,
}

/// Driving for one kind of vehicle; not necessarily symmetric. No leg is negative or above
/// 100,000,000.
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
    /// When loading may begin, ascending and disjoint, both ends included; empty for always.
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
    /// When service may begin, ascending and disjoint, both ends included; empty for always.
    pub windows: Vec<Window>,
    /// What is brought, in each dimension of capacity, not negative: on board from the loading before,
    /// or from the start without one. Dimensions it does not name are 0.
    pub delivery: Vec<i64>,
    /// What is collected, in each dimension, not negative: on board until the next loading or the end.
    pub pickup: Vec<i64>,
    /// What the vehicle needs: all of these.
    pub skills: Vec<u32>,
    /// The only vehicles that may serve it; none for any.
    pub vehicles: Option<Vec<usize>>,
    /// Without a prize: what it weighs among the stops that should all be served; the weight
    /// missing is minimised before any cost. A stop without weight and prize is not worth serving.
    pub weight: i64,
    /// A prize makes the stop optional: it is served when that costs less than this; its weight does
    /// not count.
    pub prize: Option<Fen>,
    /// Of the stops of one group at most one is served; weight or prize is that of the one served.
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
    /// In each dimension; those it does not name have no limit.
    pub capacity: Vec<i64>,
    /// The day begins and ends within, both ends included.
    pub shift: Window,
    /// Longest day, from its start to its end.
    pub max_duration: Option<Seconds>,
    /// Longest driving of a day.
    pub max_driving: Option<Seconds>,
    /// Longest way of a day, from its start to its end.
    pub max_distance: Option<Metres>,
    /// Most stops a day, over all trips.
    pub max_stops: Option<u32>,
    /// The driver's breaks; those that are taken, in this order, each once.
    pub breaks: Vec<Break>,
    /// Most trips a day, at least 1; a vehicle without depots makes one.
    pub trips: u32,
    /// A loading that is not the day's first takes at least this long, from arriving at the depot.
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it may begin, both ends included.
    pub begin: Window,
    /// When it may begin as well, ascending and after `begin`; nothing for a break that falls due.
    pub instead: Vec<Window>,
    /// How long it takes.
    pub length: Seconds,
    /// Whether only a day that begins before `begin.to` and ends after it has this break, and any
    /// other must go without. Otherwise each day of the vehicle, if it is used, has it.
    pub when_due: bool,
    /// Whether it must begin at once when it is taken where the step before it, a stop, is: the driver
    /// then waits before serving, not between service and break. (At a depot before a loading the
    /// driver may wait.)
    pub promptly: bool,
    /// The most that may be on board meanwhile, in each dimension; those it does not name have no
    /// limit. Before a loading only what the trip before collected is on board.
    pub max_load: Vec<i64>,
}

/// What of a vehicle's day may no longer change. Frozen stops are served by this vehicle or not at
/// all; a vehicle that cannot do what is frozen within its limits is not used. At which depots it
/// loads is not frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Frozen {
    /// Nothing.
    #[default]
    Nothing,
    /// These stops, in this order, come first (all on its first trip); the vehicle is used when there
    /// are any.
    Prefix(Vec<usize>),
    /// These trips, none of them empty, are all it does; without any it is not used.
    Route(Vec<Vec<usize>>),
    /// It makes these trips in this order, each with at least these stops in their order; others may come among them, and
    /// other trips before, between and after.
    Among(Vec<Among>),
}

/// What of a trip is fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Among {
    /// So many of its stops come before all others.
    pub first: usize,
    /// Its stops; never empty.
    pub stops: Vec<usize>,
}

/// A plan that is already known to people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// For each stop its vehicle, if it had one.
    pub vehicle: Vec<Option<usize>>,
    /// For each stop the stop just before it on its trip, if there was one; none for the first.
    pub previous: Vec<Option<usize>>,
    /// Cost of each stop that had a vehicle and is served by another one.
    pub moved: Fen,
    /// Cost of each stop that is served by the vehicle it had but comes just after another stop of
    /// its trip than before; being the first stop of a trip counts as such a place.
    pub reordered: Fen,
}

/// Optional costs of untidiness; zero by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Smoothness {
    /// Per km between a stop and the middle stop of its trip: keeps routes from lying across each
    /// other. The middle stop of a trip of n stops is the one at index n / 2, rounded down, from 0;
    /// the distance is that of the vehicle's profile from each other stop to it. Rounded once for the
    /// tour, by [`Fen::for_distance`].
    pub spread_per_km: Fen,
    /// Per hour of a day, times the hours of that day: long days cost more than short ones. For a day
    /// of s seconds `balance · s² / 3600²`, rounded half up to a fen.
    pub balance: Fen,
}

impl Break {
    /// A break that each day has.
    pub fn new(begin: Window, length: Seconds) -> Self {
        let (instead, max_load) = (Vec::new(), Vec::new());
        Self { begin, instead, length, when_due: false, promptly: false, max_load }
    }
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
