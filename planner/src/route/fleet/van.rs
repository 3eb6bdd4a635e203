//! A vehicle of the problem as the search reads it.

use super::legs::Legs;
use super::rest::{Kind, Rest, kinds};
use super::span::FOREVER;
use crate::units::{Fen, Metres, Seconds};
use crate::vrp::{Frozen, Smoothness, Vehicle};

/// A vehicle of the fleet.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::route) struct Van {
    pub(super) profile: usize,
    pub(in crate::route) legs: Legs,
    /// In each dimension of the problem.
    pub(in crate::route) capacity: Vec<i64>,
    pub(in crate::route) metres: i64,
    pub(in crate::route) driving: i64,
    pub(in crate::route) duration: i64,
    pub(in crate::route) stops: i64,
    /// The shift.
    pub(in crate::route) from: i64,
    pub(in crate::route) to: i64,
    pub(in crate::route) rests: Vec<Rest>,
    /// For each break the most on board meanwhile, in those dimensions that have a limit.
    pub(super) light: Vec<Vec<i64>>,
    /// The kinds of days it can have.
    pub(in crate::route) kinds: Vec<Kind>,
    /// The one break it can have, for bounds that know of it.
    pub(super) rest: Option<Rest>,
    pub(in crate::route) trips: usize,
    pub(in crate::route) reload: i64,
    pub(in crate::route) start: u32,
    pub(in crate::route) end: u32,
    /// Where it loads.
    pub(in crate::route) depots: Vec<u32>,
    pub(super) prices: Prices,
    pub(super) skills: Vec<u32>,
    pub(super) frozen: Frozen,
    /// When it is to load for what is frozen, where that is known; it does as far as it can.
    pub(in crate::route) loads: Vec<i64>,
}

/// What a vehicle's day costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Prices {
    pub(super) fixed: i64,
    per_km: Fen,
    per_hour: Fen,
    per_driving_hour: Fen,
    smoothness: Smoothness,
    /// The same in fen for a metre and a second, for estimates.
    metre: f64,
    second: f64,
    driven: f64,
}

/// What a day's cost is made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bill {
    pub(super) metres: i64,
    pub(super) driving: i64,
    pub(super) tolls: i64,
    /// Sum of the ways to the middle stops, in metres.
    pub(super) spread: i64,
    /// From start to end.
    pub(super) length: i64,
}

impl Van {
    /// Takes `vehicle`; `start`, `end` and `depots` are as the search numbers them.
    pub(super) fn new(
        vehicle: &Vehicle,
        legs: Legs,
        dimensions: usize,
        smoothness: Smoothness,
        (start, end, depots): (u32, u32, Vec<u32>),
    ) -> Self {
        let mut skills = vehicle.skills.clone();
        skills.sort_unstable();
        let (from, to) = (vehicle.shift.from.0, vehicle.shift.to.0);
        let breaks = || vehicle.breaks.iter().enumerate();
        let rests = breaks().flat_map(|(ix, pause)| Rest::all(ix, pause)).collect();
        let light = breaks().map(|(_, pause)| pause.max_load.clone()).collect();
        let mut van = Self {
            profile: vehicle.profile,
            legs,
            capacity: (0..dimensions)
                .map(|ix| vehicle.capacity.get(ix).copied().unwrap_or(FOREVER))
                .collect(),
            metres: vehicle.max_distance.map_or(FOREVER, |most| most.0),
            driving: vehicle.max_driving.map_or(FOREVER, |most| most.0),
            duration: vehicle.max_duration.map_or(FOREVER, |most| most.0),
            stops: vehicle.max_stops.map_or(FOREVER, i64::from),
            from,
            to,
            rests,
            light,
            kinds: Vec::new(),
            rest: None,
            trips: if vehicle.depots.is_empty() { 1 } else { vehicle.trips as usize },
            reload: vehicle.reload.0,
            start,
            end,
            depots,
            prices: Prices::new(vehicle, smoothness),
            skills,
            frozen: vehicle.frozen.clone(),
            loads: Vec::new(),
        };
        van.settle();
        van
    }

    /// Works out anew what follows from the shift and the breaks.
    fn settle(&mut self) {
        self.kinds = kinds(&self.rests, self.from, self.to);
        let all: Vec<Rest> = self
            .rests
            .iter()
            .filter(|rest| self.kinds.iter().any(|k| k.rests.contains(rest)))
            .copied()
            .collect();
        self.rest = match all[..] {
            [only] => Some(only),
            _ => None,
        };
    }

    /// The same van with a shift that ends at `to`.
    pub(in crate::route) fn until(&self, to: i64) -> Self {
        let mut van = Self { to, ..self.clone() };
        van.settle();
        van
    }

    /// Driving time in seconds.
    #[inline]
    pub(super) fn drive(&self, from: u32, to: u32) -> i64 {
        self.legs.drive(from, to)
    }

    /// About what the way from one node to another costs, the time of the day included.
    pub(super) fn apart(&self, from: u32, to: u32) -> i64 {
        let leg = self.legs.leg(from, to);
        let (metres, seconds) = (i64::from(leg.metres), i64::from(leg.seconds));
        let way = self.prices.way(metres, seconds) + self.prices.second * seconds as f64;
        // Where nothing costs anything, nearness is nearness all the same.
        let more = 1_000 * self.legs.toll(from, to) + metres + seconds;
        more.saturating_add((1_000.0 * way) as i64)
    }

    /// Whether nothing may be added to its day or taken out of it.
    pub(in crate::route) fn closed(&self) -> bool {
        matches!(self.frozen, Frozen::Route(_))
    }

    /// Whether any of its stops stay with it.
    pub(super) fn tied(&self) -> bool {
        match &self.frozen {
            Frozen::Nothing => false,
            Frozen::Prefix(stops) => !stops.is_empty(),
            Frozen::Route(_) | Frozen::Among(_) => true,
        }
    }

    /// How many stops at the beginning of its day are frozen.
    pub(super) fn prefix(&self) -> usize {
        match &self.frozen {
            Frozen::Prefix(stops) => stops.len(),
            _ => 0,
        }
    }
}

impl Prices {
    fn new(vehicle: &Vehicle, smoothness: Smoothness) -> Self {
        Self {
            fixed: vehicle.fixed.0,
            per_km: vehicle.per_km,
            per_hour: vehicle.per_hour,
            per_driving_hour: vehicle.per_driving_hour,
            smoothness,
            metre: vehicle.per_km.0 as f64 / 1_000.0,
            second: vehicle.per_hour.0 as f64 / 3_600.0,
            driven: vehicle.per_driving_hour.0 as f64 / 3_600.0,
        }
    }

    /// The cost of a day, fixed cost included: what the answer says it is.
    pub(super) fn tour(&self, bill: &Bill) -> i64 {
        self.fixed
            + Fen::for_distance(self.per_km, Metres(bill.metres)).0
            + bill.tolls
            + Fen::for_time(self.per_hour, Seconds(bill.length)).0
            + Fen::for_time(self.per_driving_hour, Seconds(bill.driving)).0
    }

    /// What its untidiness costs.
    pub(super) fn untidy(&self, bill: &Bill) -> i64 {
        let square = i128::from(bill.length) * i128::from(bill.length);
        let balance =
            (i128::from(self.smoothness.balance.0) * square + 6_480_000).div_euclid(12_960_000);
        Fen::for_distance(self.smoothness.spread_per_km, Metres(bill.spread)).0 + balance as i64
    }

    /// Whether the way to the middle stop counts.
    pub(super) fn spreads(&self) -> bool {
        self.smoothness.spread_per_km != Fen::ZERO
    }

    /// What a metre to the middle stop costs.
    pub(super) fn spread(&self) -> f64 {
        self.smoothness.spread_per_km.0 as f64 / 1_000.0
    }

    /// About what one second more costs on a day of `length` seconds.
    pub(super) fn second(&self, length: i64) -> f64 {
        self.second + 2.0 * self.smoothness.balance.0 as f64 * length as f64 / 12_960_000.0
    }

    /// About what `metres` of way with `driving` seconds at the wheel cost.
    #[inline]
    pub(super) fn way(&self, metres: i64, driving: i64) -> f64 {
        self.metre * metres as f64 + self.driven * driving as f64
    }
}
