//! Limits that a plan breaks, by how much, and who lets it. The codes are the checker's.

use super::board::{Board, Day, route_name};
use super::edit::RouteId;
use crate::fault::{self, Code};
use crate::plan::Route;
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::units::{Grams, Metres, Seconds};
use std::fmt::Write;

/// A limit that breaks. Each is one fault of the checker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The checker's code.
    pub code: Code,
    /// The vehicle; none for a drop point that is visited too often.
    pub vehicle: Option<VehicleId>,
    /// The trip; none for the whole day.
    pub trip: Option<u32>,
    /// The stop; none for a limit of the route or day.
    pub drop: Option<DropId>,
    /// By how much: seconds, metres, grams, pouches, stops, trips, skills or visits, as the limit has it.
    pub over: i64,
    /// Whether `over` is grams, where it could be pouches.
    pub weight: bool,
}

/// A breach that a person lets stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// What; it may become smaller.
    pub breach: Breach,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
}

/// A closed drop point is missed by this.
const CLOSED: i64 = 24 * 3600;

impl Breach {
    /// Whether it is the same limit as `other`, and broken no more.
    pub(super) fn within(&self, other: &Self) -> bool {
        Self { over: other.over, ..*self } == *other && self.over <= other.over
    }

    /// In Chinese: `车辆 7 第 2 趟 甲派出所：不在可交接时间内，多 12 分钟`.
    pub fn text(&self, problem: &DayProblem) -> String {
        let mut text = match (self.vehicle, self.trip) {
            (Some(vehicle), Some(trip)) => route_name(problem, RouteId { vehicle, trip }),
            (Some(vehicle), None) => format!("车辆 {}", problem.vehicles[vehicle.ix()].name),
            (None, _) => String::new(),
        };
        if let Some(drop) = self.drop {
            let space = if text.is_empty() { "" } else { " " };
            let _ = write!(text, "{space}{}", problem.drop_place(drop).name);
        }
        let over = match self.code {
            code if code == fault::LOAD_EXCEEDED && self.weight => {
                format!("{} 克", Grams(self.over).0)
            }
            code if code == fault::LOAD_EXCEEDED => format!("{} 袋", self.over),
            code if code == fault::OVER_DISTANCE => format!("{} 公里", Metres(self.over).km()),
            code if code == fault::OVER_STOPS => format!("{} 站", self.over),
            code if code == fault::TRIPS_WRONG => format!("{} 趟", self.over),
            code if code == fault::SKILL_LACKING => format!("{} 项", self.over),
            code if code == fault::STOP_TWICE => format!("{} 次", self.over),
            _ => format!("{} 分钟", Seconds(self.over).minutes_up()),
        };
        format!("{text}：{}，差 {over}", self.code.cause)
    }
}

/// Every breach of `board`, those of days first. O(stops).
pub(super) fn of_board(board: &Board) -> Vec<Breach> {
    let once = &board.ground.once;
    let mut found: Vec<Breach> = board.days.iter().flat_map(|day| day.breaches.clone()).collect();
    let mut visits = vec![0_i64; once.len()];
    for stop in board.routes().flat_map(|route| &route.stops) {
        visits[stop.drop.ix()] += 1;
    }
    for (ix, visits) in visits.into_iter().enumerate().filter(|(ix, v)| *v > 1 && once[*ix]) {
        let drop = Some(DropId::from(ix));
        let code = fault::STOP_TWICE;
        found.push(Breach {
            code,
            vehicle: None,
            trip: None,
            drop,
            over: visits - 1,
            weight: false,
        });
    }
    found
}

/// Every breach of one vehicle's day. O(stops × windows).
pub(super) fn of_day(problem: &DayProblem, id: VehicleId, day: &Day) -> Vec<Breach> {
    let vehicle = &problem.vehicles[id.ix()];
    let mut found = Vec::new();
    let mut over = |code, trip, drop, over: i64, weight| {
        if over > 0 {
            found.push(Breach { code, vehicle: Some(id), trip, drop, over, weight });
        }
    };
    let routes = || day.trips.iter().map(|trip| &trip.route);
    let metres: Metres = routes().map(|route| route.distance).sum();
    let stops: usize = routes().map(|route| route.stops.len()).sum();
    let most = vehicle.max_distance.map_or(0, |most| metres.0 - most.0);
    over(fault::OVER_DISTANCE, None, None, most, false);
    let most = vehicle.max_stops.map_or(0, |most| stops as i64 - i64::from(most));
    over(fault::OVER_STOPS, None, None, most, false);
    let trips = day.trips.len() as i64 - i64::from(vehicle.trips);
    over(fault::TRIPS_WRONG, None, None, trips, false);
    if let Some(rule) = vehicle.pause {
        for begin in routes().filter_map(|route| route.pause).map(|pause| pause.begin) {
            let most = (begin - rule.to).0.max((rule.from - begin).0);
            over(fault::BREAK_WRONG, None, None, most, false);
        }
    }
    for route in routes() {
        let trip = Some(route.trip);
        let (pouches, weight) = load(route);
        let most = vehicle.pouches.map_or(0, |most| pouches - i64::from(most));
        over(fault::LOAD_EXCEEDED, trip, None, most, false);
        let most = vehicle.weight.map_or(0, |most| (weight - most).0);
        over(fault::LOAD_EXCEEDED, trip, None, most, true);
        let most = (vehicle.shift_start - route.start).0.max((route.end - vehicle.shift_end).0);
        over(fault::OUTSIDE_SHIFT, trip, None, most, false);
        let centre = &problem.centre;
        let loaded = route.load + centre.dock_time;
        let most = (centre.opens - route.load).0.max((loaded - centre.closes).0);
        over(fault::DOCK_CLASH, trip, None, most, false);
        for stop in &route.stops {
            let point = &problem.drops[stop.drop.ix()];
            let inside = point.windows.iter().any(|w| (w.from..=w.to).contains(&stop.begin));
            let last = point.windows.last().filter(|last| stop.begin > last.to);
            let late =
                if inside { 0 } else { last.map_or(CLOSED, |last| (stop.begin - last.to).0) };
            over(fault::OUTSIDE_WINDOW, trip, Some(stop.drop), late, false);
            let lacking = point.skills.iter().filter(|skill| !vehicle.skills.contains(skill));
            over(fault::SKILL_LACKING, trip, Some(stop.drop), lacking.count() as i64, false);
        }
    }
    found
}

/// Pouches and weight on a route.
pub(super) fn load(route: &Route) -> (i64, Grams) {
    let pouches = || route.stops.iter().flat_map(|stop| &stop.pouches);
    (pouches().count() as i64, pouches().map(|pouch| pouch.weight).sum())
}
