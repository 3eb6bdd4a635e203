//! What of a vehicle's day is fixed stays as it is.

use super::view::View;
use crate::fault::{self, Fault};
use crate::vrp::{Among, Frozen};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut by = vec![None; view.problem.stops.len()];
    let mut days = vec![None; view.problem.vehicles.len()];
    for day in &view.days {
        days[day.tour.vehicle] = Some(day);
        for stop in day.stops() {
            by[stop] = Some(day.tour.vehicle);
        }
    }
    for (ix, vehicle) in view.problem.vehicles.iter().enumerate() {
        let stops: Vec<usize> = match &vehicle.frozen {
            Frozen::Nothing => continue,
            Frozen::Prefix(stops) => stops.clone(),
            Frozen::Route(trips) => trips.concat(),
            Frozen::Among(trips) => trips.iter().flat_map(|trip| trip.stops.clone()).collect(),
        };
        let mut wrong = |what: String| {
            faults.push(Fault::new(fault::ORDER_BROKEN, format!("车辆 {ix}：{what}")));
        };
        for stop in stops {
            if let Some(other) = by[stop].filter(|&other| other != ix) {
                wrong(format!("锁定的任务 {stop} 由车辆 {other} 承担"));
            }
        }
        let kept = match (&vehicle.frozen, days[ix]) {
            (Frozen::Nothing, _) | (_, None) => true,
            (Frozen::Prefix(stops), Some(day)) => day.trips[0].starts_with(stops),
            (Frozen::Route(trips), Some(day)) => day.trips == *trips,
            (Frozen::Among(trips), Some(day)) => among(trips, &day.trips),
        };
        if !kept {
            wrong("锁定的线路被改动".into());
        }
    }
}

/// Whether `made` are the fixed trips with other stops and trips among them.
fn among(fixed: &[Among], made: &[Vec<usize>]) -> bool {
    let mut fixed = fixed.iter().peekable();
    for trip in made {
        let Some(next) = fixed.peek() else { break };
        let mut rest = trip.iter();
        let all = next.stops.iter().all(|stop| rest.any(|made| made == stop));
        if all && trip.starts_with(&next.stops[..next.first]) {
            fixed.next();
        }
    }
    fixed.next().is_none()
}
