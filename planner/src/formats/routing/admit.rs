//! What every instance must keep before a search may have it, whatever format it came in.

use super::number::MOST;
use crate::fault::{self, Fault};
use crate::vrp::{Instance, Metric};

/// Passes on an instance that can be computed with and whose customers can each be served.
/// `names[i]` is what the file calls node `i`. O(nodes).
///
/// # Errors
/// F306 when two points are farther apart than a leg can be, F307 for a demand above the capacity,
/// F308 without customers, F309 for a customer whom no route of its own serves in time, F310 when
/// all vehicles together hold too little.
pub(super) fn admit(instance: Instance, names: &[i64]) -> Result<Instance, Fault> {
    if instance.demand.len() < 2 {
        return Err(Fault::new(fault::NO_CUSTOMERS, ""));
    }
    legs_fit(&instance)?;
    loads_fit(&instance, names)?;
    times_fit(&instance, names)?;
    Ok(instance)
}

/// The diagonal of the box around all points is no shorter than any leg.
fn legs_fit(instance: &Instance) -> Result<(), Fault> {
    let Metric::Plane { points, rounding } = &instance.metric else { return Ok(()) };
    let extent = |of: fn(&(f64, f64)) -> f64| {
        let low = points.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        high - low
    };
    match rounding.round(extent(|p| p.0).hypot(extent(|p| p.1)).ceil()) {
        ..=MOST => Ok(()),
        _ => Err(Fault::new(fault::NUMBER_TOO_LARGE, "坐标相距太远")),
    }
}

fn loads_fit(instance: &Instance, names: &[i64]) -> Result<(), Fault> {
    let Instance { demand, capacity, max_routes, .. } = instance;
    if let Some(node) = demand.iter().position(|d| d > capacity) {
        let detail = format!("节点 {} 的需求 {}，容量 {capacity}", names[node], demand[node]);
        return Err(Fault::new(fault::DEMAND_TOO_LARGE, detail));
    }
    let total: i128 = demand.iter().map(|d| i128::from(*d)).sum();
    match max_routes {
        Some(most) if total > *most as i128 * i128::from(*capacity) => {
            let detail = format!("需求共 {total}，{most} 辆车，每辆 {capacity}");
            Err(Fault::new(fault::FLEET_TOO_SMALL, detail))
        }
        _ => Ok(()),
    }
}

fn times_fit(instance: &Instance, names: &[i64]) -> Result<(), Fault> {
    let Some(timing) = &instance.timing else { return Ok(()) };
    let (opens, closes) = timing.window[0];
    for (node, name) in names.iter().enumerate().skip(1) {
        let (from, to) = timing.window[node];
        let begin = from.max(opens + instance.metric.distance(0, node));
        let back = begin + timing.service[node] + instance.metric.distance(node, 0);
        if begin > to || back > closes {
            let unit = |time: i64| super::units(time, instance.scale);
            let detail = match begin > to {
                true => format!("最早 {}，最迟应在 {}", unit(begin), unit(to)),
                false => format!("最早 {} 回到车场，最迟应在 {}", unit(back), unit(closes)),
            };
            let detail = format!("节点 {name}：{detail}");
            return Err(Fault::new(fault::CUSTOMER_TOO_FAR, detail));
        }
    }
    Ok(())
}
