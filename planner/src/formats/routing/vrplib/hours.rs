//! Windows and service times, or a limit on the length of routes, as times of an instance.

use super::super::number::{LATEST, amount, scaled};
use super::nodes::Nodes;
use super::sheet::Sheet;
use crate::fault::{self, Fault};
use crate::vrp::{Metric, Rounding, Timing};

/// What a file says about time.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Times {
    /// Nothing that matters.
    Free,
    /// `TIME_WINDOW_SECTION`.
    Windows,
    /// `DISTANCE`: a route's distances and service times together are at most this.
    Limit,
}

impl Times {
    /// What `sheet` has.
    ///
    /// # Errors
    /// F303 for a VRPTW without windows, F302 for windows and a limit at once, or service times
    /// both for all and for each.
    pub(super) fn of(sheet: &Sheet<'_>) -> Result<Self, Fault> {
        let limit = sheet.key("DISTANCE");
        let windows = sheet.has("TIME_WINDOW_SECTION");
        let timed = sheet.key("TYPE").is_some_and(|(kind, _)| kind == "VRPTW");
        if let (Some((_, line)), true) =
            (sheet.key("SERVICE_TIME"), sheet.has("SERVICE_TIME_SECTION"))
        {
            let detail = "SERVICE_TIME 与 SERVICE_TIME_SECTION 只能有一个";
            return Err(line.fault(fault::KEY_UNSUPPORTED, detail));
        }
        match (windows, limit) {
            (true, Some((_, line))) => {
                Err(line.fault(fault::KEY_UNSUPPORTED, "DISTANCE 与 TIME_WINDOW_SECTION 并用"))
            }
            (true, None) => Ok(Self::Windows),
            (false, _) if timed => Err(Fault::new(fault::KEY_MISSING, "TIME_WINDOW_SECTION")),
            (false, Some(_)) => Ok(Self::Limit),
            (false, None) => Ok(Self::Free),
        }
    }
}

/// Units of the instance in one of the file: ten where distances are cut off at tenths.
pub(super) fn scale(metric: &Metric) -> i64 {
    match metric {
        Metric::Plane { rounding: Rounding::Tenths, .. } => 10,
        _ => 1,
    }
}

/// The times of an instance. Service times alone bind nothing and are only read.
///
/// # Errors
/// F304 for a window that ends before it begins or a depot with a service time, F305 for missing
/// nodes, F304 and F306 for bad numbers.
pub(super) fn timing(
    sheet: &Sheet<'_>,
    nodes: &Nodes,
    times: Times,
    scale: i64,
) -> Result<Option<Timing>, Fault> {
    let service = service(sheet, nodes, scale)?;
    let window = match (times, sheet.key("DISTANCE")) {
        (Times::Windows, _) => windows(sheet, nodes, scale)?,
        (Times::Limit, Some((word, line))) => {
            // All else is whole, so the part of the limit behind the point binds nothing.
            let whole = word.split('.').next().unwrap_or(word);
            let most = amount(whole, 1, LATEST, line, "DISTANCE")?;
            vec![(0, most); nodes.names().len()]
        }
        _ => return Ok(None),
    };
    Ok(Some(Timing { window, service }))
}

fn windows(sheet: &Sheet<'_>, nodes: &Nodes, scale: i64) -> Result<Vec<(i64, i64)>, Fault> {
    let section = "TIME_WINDOW_SECTION";
    nodes.align(section, sheet.table::<2>(section)?, |[from, to], line| {
        let window = (
            scaled(from, scale, LATEST, line, section)?,
            scaled(to, scale, LATEST, line, section)?,
        );
        match window.1 < window.0 {
            true => {
                let detail = format!("{section} 时间窗 {from} 至 {to} 前后颠倒");
                Err(line.fault(fault::NUMBER_BAD, detail))
            }
            false => Ok(window),
        }
    })
}

/// One service time for each node, 0 at the depot, which a section may leave out.
fn service(sheet: &Sheet<'_>, nodes: &Nodes, scale: i64) -> Result<Vec<i64>, Fault> {
    let section = "SERVICE_TIME_SECTION";
    if let Some((word, line)) = sheet.key("SERVICE_TIME") {
        let each = amount(word, scale, LATEST, line, "SERVICE_TIME")?;
        let mut service = vec![each; nodes.names().len()];
        service[0] = 0;
        return Ok(service);
    }
    if !sheet.has(section) {
        return Ok(vec![0; nodes.names().len()]);
    }
    let service = nodes.align(section, sheet.table::<1>(section)?, |[word], line| {
        amount(word, scale, LATEST, line, section)
    })?;
    if service[0] != 0 {
        let detail = format!("{section} 车场 {} 的交接用时应为 0", nodes.names()[0]);
        return Err(Fault::new(fault::NUMBER_BAD, detail));
    }
    Ok(service)
}
