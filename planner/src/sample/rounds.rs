//! How many vehicles of which kind a centre needs: a simulated day, driven greedily.
//!
//! The farthest drop point that is left starts a round; then always the next one that can be
//! served soonest, as long as the vehicle is back within its shift. A planner does better, so the
//! fleet that follows has a little slack.

use crate::roads;
use crate::words::LonLat;

/// Percent of the great circle that roads are taken for, as planning does without a matrix.
const DETOUR_PERCENT: u32 = 140;
/// Seconds a vehicle stands at the dock.
const LOADING: i64 = 12 * 60;
/// The driver's break, in seconds.
pub(super) const BREAK: i64 = 45 * 60;
const HOUR: i64 = 3600;
/// A round that is shorter than this out and back is a town's; up to the next a day's; beyond, a
/// long-distance vehicle starts at night, and the farthest do not come back the same day.
const TOWN: i64 = 40 * 60;
const DAY: i64 = 3 * HOUR;
const NIGHT: i64 = 5 * HOUR;

/// A drop point with a day's pouches.
#[derive(Clone, Debug)]
pub(super) struct Demand {
    pub(super) at: LonLat,
    /// Intervals of the day in seconds, ascending.
    pub(super) open: &'static [(i64, i64)],
    /// Seconds.
    pub(super) service: i64,
    pub(super) pouches: u32,
    pub(super) skill: &'static str,
    /// Code of the bureau where a vehicle can stay overnight.
    pub(super) bureau: u64,
}

/// Kinds of vehicles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// Small electric van of the town: few pouches, several trips.
    Town,
    /// Van for a day around the capital.
    Van,
    /// Light truck for a long day.
    Truck,
    /// Leaves at night with two drivers and comes back.
    Long,
    /// Leaves at night and stays overnight where it ends.
    OneWay,
}

impl Class {
    /// Pouches it takes at once.
    pub(super) fn pouches(self) -> u32 {
        match self {
            Self::Town => 14,
            Self::Van => 40,
            Self::Truck => 90,
            Self::Long | Self::OneWay => 70,
        }
    }

    /// Trips it may make.
    pub(super) fn trips(self) -> u32 {
        match self {
            Self::Town => 3,
            Self::Van => 2,
            _ => 1,
        }
    }

    /// Length of its shift in seconds.
    pub(super) fn shift(self) -> i64 {
        match self {
            Self::Town | Self::Van => 10 * HOUR + HOUR / 2,
            Self::Truck => 12 * HOUR,
            Self::Long | Self::OneWay => 14 * HOUR,
        }
    }

    /// What serves a drop point that is `out` seconds from the centre; none when nothing does.
    fn for_distance(out: i64) -> Option<Self> {
        match out {
            ..TOWN => Some(Self::Town),
            TOWN..DAY => Some(Self::Van),
            DAY..NIGHT => Some(Self::Truck),
            _ if 2 * out + 3 * HOUR <= Self::Long.shift() => Some(Self::Long),
            _ if out + 4 * HOUR <= Self::OneWay.shift() => Some(Self::OneWay),
            _ => None,
        }
    }
}

/// One vehicle's day.
#[derive(Clone, Debug)]
pub(super) struct Round {
    pub(super) class: Class,
    /// Its shift begins, in seconds of the day.
    pub(super) start: i64,
    pub(super) stops: u32,
    /// What it needs to be able to do.
    pub(super) skills: Vec<&'static str>,
    /// Where it stays overnight.
    pub(super) end: Option<u64>,
}

/// Drives `demands` from `centre`; also how many are out of reach. O(demands²).
pub(super) fn drive(centre: LonLat, mut demands: Vec<Demand>) -> (Vec<Round>, usize) {
    let out = |d: &Demand| roads::estimate(centre, d.at, DETOUR_PERCENT).1.0;
    demands.sort_by_key(|d| (out(d), d.bureau));
    let all = demands.len();
    demands.retain(|d| Class::for_distance(out(d)).is_some());
    let unreachable = all - demands.len();
    let mut rounds = Vec::new();
    while let Some(farthest) = demands.last() {
        let Some(class) = Class::for_distance(out(farthest)) else { break };
        let start = start(class, out(farthest), rounds.len());
        let end = (class == Class::OneWay).then_some(farthest.bureau);
        let mut round = Round { class, start, stops: 0, skills: Vec::new(), end };
        let mut now = start;
        for _ in 0..class.trips() {
            match trip(&mut round, centre, now, &mut demands) {
                Some(back) => now = back,
                None => break,
            }
        }
        if round.stops == 0 {
            // Nobody can serve it within its hours; the plan will say so.
            demands.pop();
        } else {
            rounds.push(round);
        }
    }
    rounds.sort_by_key(|r| (r.class, r.start, r.end));
    (rounds, unreachable)
}

/// When a shift begins: long-distance vehicles so that they arrive by half past seven, but not
/// before the centre opens; the others in four waves half an hour apart, for the docks' sake.
fn start(class: Class, out: i64, nth: usize) -> i64 {
    let wave = nth as i64 % 4 * (HOUR / 2);
    match class {
        Class::Long | Class::OneWay => {
            let latest = 7 * HOUR + HOUR / 2 - out - LOADING;
            (latest - latest.rem_euclid(HOUR / 2)).max(HOUR)
        }
        Class::Truck => 5 * HOUR + wave / 2,
        Class::Town | Class::Van => 6 * HOUR + HOUR / 2 + wave,
    }
}

/// One trip: serves what it can, removes it from `demands`; when it is back at the centre, or none
/// when nothing was served.
fn trip(round: &mut Round, centre: LonLat, from: i64, demands: &mut Vec<Demand>) -> Option<i64> {
    let comes_back = round.class != Class::OneWay;
    let leave_by = round.start + round.class.shift() - BREAK;
    let mut room = round.class.pouches();
    let mut at = centre;
    let mut now = from + LOADING;
    let mut served = false;
    loop {
        // The first stop is the farthest, the others whatever can be finished first.
        let candidates =
            if served || round.stops > 0 { 0 } else { demands.len().saturating_sub(1) };
        let next = (candidates..demands.len())
            .filter_map(|ix| {
                let demand = &demands[ix];
                let arrive = now + roads::estimate(at, demand.at, DETOUR_PERCENT).1.0;
                let done = arrive.max(opening(demand, arrive)?) + demand.service;
                let home = roads::estimate(demand.at, centre, DETOUR_PERCENT).1.0;
                let back = done + if comes_back { home } else { 0 };
                (back <= leave_by && room > 0).then_some((done, ix))
            })
            .min();
        let Some((done, ix)) = next else { break };
        served = true;
        round.stops += 1;
        now = done;
        at = demands[ix].at;
        if !demands[ix].skill.is_empty() && !round.skills.contains(&demands[ix].skill) {
            round.skills.push(demands[ix].skill);
        }
        let taken = room.min(demands[ix].pouches);
        room -= taken;
        demands[ix].pouches -= taken;
        if demands[ix].pouches == 0 {
            demands.remove(ix);
        }
    }
    served.then(|| now + roads::estimate(at, centre, DETOUR_PERCENT).1.0)
}

/// First moment from `arrive` on at which service can begin and still end in time.
fn opening(demand: &Demand, arrive: i64) -> Option<i64> {
    (demand.open.iter())
        .map(|&(from, to)| (from.max(arrive), to - demand.service))
        .find(|(begin, last)| begin <= last)
        .map(|(begin, _)| begin)
}
