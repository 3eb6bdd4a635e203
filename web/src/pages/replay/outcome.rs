//! What a day came to in numbers, as planned and as driven.

use crate::shanghai::clock_on;
use chrono::TimeDelta;
use fenjian_planner::plan::Route;
use fenjian_planner::units::{Clock, Seconds};
use fenjian_sql::edition::Numbered;
use fenjian_sql::replay::Played;
use fenjian_sql::trips::Trip;
use std::ops::Add;

/// A route left late when it left so much after its time.
const LATE: i64 = 5 * 60;

/// One route beside what is known of it.
pub(super) struct RouteLine<'a> {
    pub(super) number: String,
    pub(super) route: &'a Route,
    /// When it left, as far as it was scanned.
    pub(super) left: Option<Clock>,
    pub(super) trip: Option<&'a Trip>,
    /// How long after the end of the shift it is to be back; never negative.
    pub(super) planned_over: Seconds,
    /// The same of when it was back.
    pub(super) over: Option<Seconds>,
}

impl RouteLine<'_> {
    /// Hours after the end of the shift; empty while its return is not known.
    pub(super) fn overtime(&self) -> String {
        self.over.map_or_else(String::new, |over| hours(over.0))
    }

    /// Whether it left more than five minutes after its time.
    pub(super) fn late(&self) -> bool {
        self.left.is_some_and(|left| (left - self.route.depart).0 > LATE)
    }
}

/// The routes of a day by departure.
pub(super) fn routes<'a>(played: &'a Played) -> Vec<RouteLine<'a>> {
    let line = |route: &'a Route| {
        let vehicle = &played.problem.vehicles[route.vehicle.ix()];
        let key = Numbered::Route(vehicle.name.clone(), route.trip);
        let number = played.numbers.get(&key).cloned().unwrap_or_default();
        let over = |end: Clock| Seconds((end - vehicle.shift_end).0.max(0));
        let trip = played.trips.get(&number);
        let left = played.departed.get(&number).map(|at| clock_on(played.day, *at));
        RouteLine {
            route,
            left,
            trip,
            planned_over: over(route.end),
            over: trip.map(|trip| over(trip.back)),
            number,
        }
    };
    let mut lines: Vec<_> = played.plan.routes.iter().map(line).collect();
    lines.sort_by(|a, b| (a.route.depart, &a.number).cmp(&(b.route.depart, &b.number)));
    lines
}

/// Sums over one day or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) routes: u64,
    /// Metres of all routes as planned.
    pub(super) planned_m: i64,
    /// Routes that drivers brought a record of.
    pub(super) recorded: u64,
    /// Metres of these as planned, and kilometres as driven.
    pub(super) recorded_planned_m: i64,
    pub(super) driven_km: u64,
    /// Overtime of these as planned and as driven, in seconds.
    pub(super) planned_over_s: i64,
    pub(super) over_s: i64,
    /// Routes whose departure was scanned, and those that left late.
    pub(super) left: u64,
    pub(super) left_late: u64,
    /// Cards whose last day it was, or was before, that the plan let wait; and that were still there at the end.
    pub(super) late_planned: u64,
    pub(super) late: u64,
    /// Days that are closed, whose late cards are known.
    pub(super) closed: u64,
    pub(super) missorts: u64,
}

impl Outcome {
    /// Of one day. O(cards).
    pub(super) fn of(played: &Played) -> Self {
        let mut sum = Self { missorts: played.missorts, ..Self::default() };
        for line in routes(played) {
            sum.routes += 1;
            sum.planned_m += line.route.distance.0;
            sum.left += u64::from(line.left.is_some());
            sum.left_late += u64::from(line.late());
            if let (Some(trip), Some(over)) = (line.trip, line.over) {
                sum.recorded += 1;
                sum.recorded_planned_m += line.route.distance.0;
                sum.driven_km += u64::from(trip.km());
                sum.planned_over_s += line.planned_over.0;
                sum.over_s += over.0;
            }
        }
        let problem = &played.problem;
        for hold in &played.plan.holds {
            let cards = &problem.consignments[hold.consignment.ix()].cards;
            let waiting = &cards[cards.len().saturating_sub(hold.cards as usize)..];
            sum.late_planned += waiting.iter().filter(|card| card.due <= played.day).count() as u64;
        }
        if let Some(left_over) = &played.left_over {
            let cards = problem.consignments.iter().flat_map(|consignment| &consignment.cards);
            let due = cards.filter(|card| card.due <= played.day);
            sum.late = due.filter(|card| left_over.contains(card.serial.as_str())).count() as u64;
            sum.closed = 1;
        }
        sum
    }

    /// Overtime of the recorded routes as planned.
    pub(super) fn planned_overtime(&self) -> String {
        hours(self.planned_over_s)
    }

    /// The same as driven.
    pub(super) fn overtime(&self) -> String {
        hours(self.over_s)
    }

    /// Kilometres of all routes as planned.
    pub(super) fn planned_km(&self) -> i64 {
        km(self.planned_m)
    }

    /// The same of the recorded ones.
    pub(super) fn recorded_planned_km(&self) -> i64 {
        km(self.recorded_planned_m)
    }

    /// Driven beside planned kilometres of the recorded routes: `+3.2%`; empty where there are none.
    pub(super) fn farther(&self) -> String {
        if self.recorded_planned_m <= 0 {
            return String::new();
        }
        let driven_m = self.driven_km as f64 * 1000.0;
        let percent = (driven_m / self.recorded_planned_m as f64 - 1.0) * 100.0;
        format!("{percent:+.1}%").replace('-', "−")
    }
}

impl Add for Outcome {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            routes: self.routes + other.routes,
            planned_m: self.planned_m + other.planned_m,
            recorded: self.recorded + other.recorded,
            recorded_planned_m: self.recorded_planned_m + other.recorded_planned_m,
            driven_km: self.driven_km + other.driven_km,
            planned_over_s: self.planned_over_s + other.planned_over_s,
            over_s: self.over_s + other.over_s,
            left: self.left + other.left,
            left_late: self.left_late + other.left_late,
            late_planned: self.late_planned + other.late_planned,
            late: self.late + other.late,
            closed: self.closed + other.closed,
            missorts: self.missorts + other.missorts,
        }
    }
}

/// `3:05` hours and minutes.
fn hours(seconds: i64) -> String {
    let minutes = TimeDelta::seconds(seconds).num_minutes();
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Kilometres, rounded.
fn km(metres: i64) -> i64 {
    (metres + 500) / 1000
}
