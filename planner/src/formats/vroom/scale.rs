//! The units in which a VROOM problem becomes whole numbers without any rounding: VROOM counts a
//! hundredth of a second when a speed factor scales times, and costs are quotients of 3,600 and
//! 1,000.

use super::vehicle::{Costs, Vehicle};

/// How many units a second and a cost of one are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) time: i64,
    pub(super) money: i64,
}

impl Scale {
    /// The smallest units in which everything of `vehicles` is whole.
    pub(super) fn of(vehicles: &[Vehicle]) -> Self {
        let time = if vehicles.iter().all(|vehicle| vehicle.slowness == 100) { 1 } else { 100 };
        let money = vehicles.iter().fold(1, |money, Vehicle { costs, .. }| {
            let Costs { per_hour, per_task_hour, per_km, .. } = *costs;
            let parts = [(per_hour, time * 3600), (per_task_hour, 3600), (per_km, 1000)];
            parts
                .into_iter()
                .fold(money, |money, (price, parts)| common(money, parts / divisor(parts, price)))
        });
        Self { time, money }
    }
}

fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

fn common(a: i64, b: i64) -> i64 {
    a / divisor(a, b) * b
}
