//! What is on board fits, after each stop and from the beginning of each trip.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let stops = &view.problem.stops;
    let amount = |amounts: &[i64], dimension: usize| {
        i128::from(amounts.get(dimension).copied().unwrap_or(0))
    };
    for day in &view.days {
        for (trip, visits) in day.trips.iter().enumerate() {
            for (dimension, &capacity) in day.vehicle.capacity.iter().enumerate() {
                let mut load: i128 =
                    visits.iter().map(|&stop| amount(&stops[stop].delivery, dimension)).sum();
                let mut most = load;
                for &stop in visits {
                    load -= amount(&stops[stop].delivery, dimension);
                    load += amount(&stops[stop].pickup, dimension);
                    most = most.max(load);
                }
                if most > i128::from(capacity) {
                    let detail = format!(
                        "{}第 {trip} 趟：第 {dimension} 项装载 {most}，容量 {capacity}",
                        day.name()
                    );
                    faults.push(Fault::new(fault::CAPACITY_BROKEN, detail));
                }
            }
        }
    }
}
