//! What serving a unit of weight more is worth, so that it always pays.

use super::model::Model;

/// No day is taken to be longer, in seconds.
const DAY: i64 = 48 * 3600;

/// More than any one job adds to the cost. O(jobs × vans).
pub(super) fn worth(model: &Model) -> f64 {
    let dearest = model.vans.iter().map(|van| {
        let ways = |of: &dyn Fn(u32, u32) -> i64| -> i64 {
            let job = |job: &super::job::Job| {
                let depot = model.depots[van.depots[0] as usize].node;
                of(depot, job.node)
                    + of(job.node, depot)
                    + of(van.start, depot)
                    + of(job.node, van.end)
            };
            model.jobs.iter().map(job).max().unwrap_or(0)
        };
        let metres = ways(&|from, to| i64::from(van.legs.leg(from, to).metres));
        let driving = ways(&|from, to| i64::from(van.legs.leg(from, to).seconds));
        let tolls = ways(&|from, to| van.legs.toll(from, to));
        let day = (van.to - van.from).min(van.duration).min(DAY);
        van.prices.fixed as f64
            + 2.0 * (van.prices.way(metres, driving) + tolls as f64)
            + van.prices.second(day) * day as f64
            + 2.0 * van.prices.spread() * metres as f64
    });
    let departures = model.reference.as_ref().map_or(0, |r| r.moved.0 + 2 * r.reordered.0);
    dearest.fold(0.0, f64::max) + (departures + model.prizes) as f64 + 1.0
}
