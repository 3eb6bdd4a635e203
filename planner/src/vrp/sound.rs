//! The one gate for rich problems: what has passed it can be searched and checked without anything
//! that is missing, out of order or too large to be counted with.

use super::problem::{Among, Break, Frozen, Problem, Profile, Vehicle};
use crate::fault::{self, Fault};
use crate::units::{Fen, Window};

/// No leg is longer, in metres, seconds or fen.
const LONGEST: i64 = 100_000_000;
/// No clock is further from midnight and nothing takes longer, in seconds.
const FAR: i64 = 1 << 40;
/// Sums over all stops, and what any set of tours costs, stay below this.
const MOST: i128 = 1 << 60;
/// Most stops, vehicles, depots and nodes.
const MANY: usize = 1 << 30;
/// An hour of the day costs at most so many fen, so that the longest day can be paid.
const DEAREST: i64 = 1 << 21;

/// The windows of a vehicle's breaks can be chosen in at most so many ways: each is tried.
pub(crate) const MOST_CHOICES: usize = 64;

impl Problem {
    /// Whether every number names what exists, every list is as long as it should be, windows ascend,
    /// nothing is negative that cannot be, and no sum passes what 64 bits hold.
    /// O(profiles × nodes² + stops + vehicles + everything they list).
    ///
    /// # Errors
    /// A100 with the first thing that is wrong.
    pub fn check(&self) -> Result<(), Fault> {
        let counts = [self.nodes, self.depots.len(), self.stops.len(), self.vehicles.len()];
        require(counts.iter().all(|&count| count < MANY), || "数量太大".into())?;
        for (ix, profile) in self.profiles.iter().enumerate() {
            require(self.driven(profile), || format!("行驶方式 {ix} 的矩阵不合规定"))?;
        }
        for (ix, depot) in self.depots.iter().enumerate() {
            let sound =
                depot.node < self.nodes && ascending(&depot.windows) && length(depot.dock_time.0);
            require(sound, || format!("车场 {ix} 不合规定"))?;
        }
        self.stops_sound()?;
        for (ix, vehicle) in self.vehicles.iter().enumerate() {
            require(self.equipped(vehicle), || format!("车辆 {ix} 不合规定"))?;
        }
        let known = |stop: usize| stop < self.stops.len();
        let orders = self.befores.iter().all(|&(a, b)| known(a) && known(b) && a != b);
        require(orders, || "先后要求不合规定".into())?;
        require(self.frozen_once(), || "锁定的任务不存在，或锁定了两次".into())?;
        require(self.referred(), || "参照的计划不合规定".into())?;
        require(self.payable(), || "费用之和太大".into())
    }

    fn driven(&self, profile: &Profile) -> bool {
        let legs = self.nodes.checked_mul(self.nodes);
        let whole = |count: usize| Some(count) == legs;
        let within = |leg: i64| (0..=LONGEST).contains(&leg);
        whole(profile.metres.len())
            && whole(profile.seconds.len())
            && (profile.costs.is_empty() || whole(profile.costs.len()))
            && profile.metres.iter().all(|leg| within(leg.0))
            && profile.seconds.iter().all(|leg| within(leg.0))
            && profile.costs.iter().all(|leg| within(leg.0))
    }

    fn stops_sound(&self) -> Result<(), Fault> {
        let (mut weight, mut prizes) = (0, 0);
        let mut loads: Vec<i128> = Vec::new();
        for (ix, stop) in self.stops.iter().enumerate() {
            let only = stop.vehicles.iter().flatten();
            let mut numbers = stop.delivery.iter().chain(&stop.pickup);
            let sound = stop.node < self.nodes
                && ascending(&stop.windows)
                && length(stop.service.0)
                && only.into_iter().all(|&vehicle| vehicle < self.vehicles.len())
                && numbers.all(|&load| load >= 0)
                && stop.weight >= 0
                && stop.prize.is_none_or(|prize| prize >= Fen::ZERO);
            require(sound, || format!("任务 {ix} 不合规定"))?;
            weight += i128::from(stop.weight);
            prizes += i128::from(stop.prize.unwrap_or_default().0);
            for load in [&stop.delivery, &stop.pickup] {
                loads.resize(loads.len().max(load.len()), 0);
                loads.iter_mut().zip(load).for_each(|(sum, &load)| *sum += i128::from(load));
            }
        }
        let within = loads.into_iter().chain([weight, prizes]).all(|sum| sum < MOST);
        require(within, || "任务的数量之和太大".into())
    }

    fn equipped(&self, vehicle: &Vehicle) -> bool {
        let somewhere = |node: Option<usize>| node.is_none_or(|node| node < self.nodes);
        let prices = [vehicle.fixed, vehicle.per_km, vehicle.per_hour, vehicle.per_driving_hour];
        vehicle.profile < self.profiles.len()
            && somewhere(vehicle.start)
            && somewhere(vehicle.end)
            && vehicle.depots.iter().all(|&depot| depot < self.depots.len())
            && vehicle.capacity.iter().all(|&most| most >= 0)
            && ascending(&[vehicle.shift])
            && vehicle.breaks.iter().all(paused)
            && choices(vehicle) <= MOST_CHOICES
            && length(vehicle.reload.0)
            && vehicle.trips >= 1
            && prices.iter().all(|&price| price >= Fen::ZERO)
            && vehicle.per_hour.0 <= DEAREST
    }

    fn frozen_once(&self) -> bool {
        let mut seen = vec![false; self.stops.len()];
        self.vehicles.iter().all(|vehicle| {
            let (stops, whole): (Vec<&Vec<usize>>, bool) = match &vehicle.frozen {
                Frozen::Nothing => return true,
                Frozen::Prefix(stops) => (vec![stops], true),
                Frozen::Route(trips) => {
                    (trips.iter().collect(), trips.iter().all(|trip| !trip.is_empty()))
                }
                Frozen::Among(trips) => {
                    let sound = |trip: &Among| (1..=trip.stops.len()).contains(&trip.first.max(1));
                    (trips.iter().map(|trip| &trip.stops).collect(), trips.iter().all(sound))
                }
            };
            let fresh = |&stop: &usize| {
                seen.get_mut(stop).is_some_and(|seen| !std::mem::replace(seen, true))
            };
            whole && stops.into_iter().flatten().all(fresh)
        })
    }

    fn referred(&self) -> bool {
        let Some(reference) = &self.reference else { return true };
        let (stops, vehicles) = (self.stops.len(), self.vehicles.len());
        let below = |list: &[Option<usize>], most: usize| {
            list.len() == stops && list.iter().flatten().all(|&ix| ix < most)
        };
        let departing = [reference.moved, reference.reordered];
        below(&reference.vehicle, vehicles)
            && below(&reference.previous, stops)
            && departing
                .iter()
                .all(|price| price.0 >= 0 && i128::from(price.0) * (stops as i128 + 1) < MOST)
    }

    /// Whether no tours cost more than can be counted.
    pub(crate) fn payable(&self) -> bool {
        let most = |legs: &mut dyn Iterator<Item = i64>| i128::from(legs.max().unwrap_or(0));
        let longest: Vec<[i128; 3]> = (self.profiles.iter())
            .map(|profile| {
                let metres = most(&mut profile.metres.iter().map(|leg| leg.0));
                let seconds = most(&mut profile.seconds.iter().map(|leg| leg.0));
                [metres, seconds, most(&mut profile.costs.iter().map(|leg| leg.0))]
            })
            .collect();
        let spread = self.smoothness.spread_per_km.0;
        let mut sum = 0;
        for vehicle in &self.vehicles {
            // From each stop to the next, to a depot before it, and to start and end.
            let legs = 2 * self.stops.len() as i128 + 2;
            let Some([metres, seconds, costs]) = longest.get(vehicle.profile) else { return false };
            let way = metres * legs * i128::from(vehicle.per_km.0.saturating_add(spread));
            let time = seconds * legs * i128::from(vehicle.per_driving_hour.0);
            sum += i128::from(vehicle.fixed.0) + way / 1000 + time / 3600 + costs * legs;
            if way.max(time).max(sum) > MOST {
                return false;
            }
        }
        (0..=LONGEST).contains(&spread) && (0..=LONGEST).contains(&self.smoothness.balance.0)
    }
}

/// Whether a break is one.
fn paused(own: &Break) -> bool {
    let windows: Vec<_> = std::iter::once(own.begin).chain(own.instead.iter().copied()).collect();
    ascending(&windows)
        && length(own.length.0)
        && (own.instead.is_empty() || !own.when_due)
        && own.max_load.iter().all(|&most| most >= 0)
}

/// In how many ways the windows of all breaks can be chosen.
fn choices(vehicle: &Vehicle) -> usize {
    let windows = vehicle.breaks.iter().map(|own| 1 + own.instead.len());
    windows.fold(1, usize::saturating_mul)
}

fn require(sound: bool, what: impl FnOnce() -> String) -> Result<(), Fault> {
    match sound {
        true => Ok(()),
        false => Err(Fault::new(fault::PROBLEM_MALFORMED, what())),
    }
}

/// Whether windows are in order, disjoint and not absurd.
fn ascending(windows: &[Window]) -> bool {
    let each =
        |window: &Window| -FAR <= window.from.0 && window.from <= window.to && window.to.0 <= FAR;
    windows.iter().all(each) && windows.windows(2).all(|pair| pair[0].to < pair[1].from)
}

fn length(seconds: i64) -> bool {
    (0..=FAR).contains(&seconds)
}
