//! TSPLIB 95 as CVRPLIB and VRPLIB use it: keys with values, then sections.
//!
//! Every key and section is understood or refused by name. [`sheet`] cuts the file into keys and
//! sections, [`nodes`] brings tables into one order of nodes, [`lengths`] and [`weights`] give the
//! distances, [`hours`] the times.

mod hours;
mod lengths;
mod nodes;
mod sheet;
mod weights;

use super::admit::admit;
use super::number::{MOST, amount, coordinate};
use super::text::{Line, shown};
use crate::fault::{self, Fault};
use crate::vrp::Instance;
use nodes::Nodes;
use sheet::Sheet;

/// Whether `line` is one that only this format has.
pub(super) fn begins(line: Line<'_>) -> bool {
    sheet::entry(line).is_some() || sheet::section(line).is_some()
}

/// Reads an instance. O(bytes), and O(nodes²) where distances are neither given nor straight lines.
///
/// # Errors
/// F302 to F311, as [`super::read`] says.
pub(super) fn read(text: &str) -> Result<Instance, Fault> {
    let sheet = Sheet::cut(text)?;
    let types = ["CVRP", "ACVRP", "VRPTW"];
    if let Some((kind, line)) = sheet.key("TYPE").filter(|(kind, _)| !types.contains(kind)) {
        return Err(line.fault(fault::KEY_UNSUPPORTED, format!("TYPE {}", shown(kind))));
    }
    let dimension = sheet.dimension()?;
    let (capacity, line) = sheet.required("CAPACITY")?;
    let capacity = amount(capacity, 1, MOST, line, "CAPACITY")?;
    if capacity == 0 {
        return Err(line.fault(fault::NUMBER_BAD, "CAPACITY 至少为 1"));
    }
    let demands = sheet.table::<1>("DEMAND_SECTION")?;
    let nodes = Nodes::of(&demands, dimension, sheet.section("DEPOT_SECTION")?)?;
    let demand = nodes
        .align("DEMAND_SECTION", demands, |[word], line| amount(word, 1, MOST, line, "需求量"))?;
    if demand[0] != 0 {
        let detail = format!("车场 {} 的需求量应为 0", nodes.names()[0]);
        return Err(Fault::new(fault::NUMBER_BAD, detail));
    }
    let points = match sheet.has("NODE_COORD_SECTION") {
        true => Some(points(&sheet, &nodes)?),
        false => None,
    };
    let times = hours::Times::of(&sheet)?;
    let metric = lengths::metric(&sheet, &nodes, points, times)?;
    let scale = hours::scale(&metric);
    let instance = Instance {
        name: sheet.key("NAME").map_or_else(String::new, |(name, _)| name.to_owned()),
        metric,
        demand,
        capacity,
        timing: hours::timing(&sheet, &nodes, times, scale)?,
        max_routes: vehicles(&sheet)?,
        scale,
    };
    admit(instance, nodes.names())
}

/// Coordinates as the file gives them: two or three for each node.
struct Points {
    flat: Vec<(f64, f64)>,
    heights: Option<Vec<f64>>,
}

fn points(sheet: &Sheet<'_>, nodes: &Nodes) -> Result<Points, Fault> {
    let section = "NODE_COORD_SECTION";
    let solid = sheet.key("NODE_COORD_TYPE").is_some_and(|(kind, _)| kind == "THREED_COORDS")
        || sheet.key("EDGE_WEIGHT_TYPE").is_some_and(|(kind, _)| kind.ends_with("_3D"));
    if !solid {
        let flat = nodes.align(section, sheet.table::<2>(section)?, |[x, y], line| {
            Ok((coordinate(x, line)?, coordinate(y, line)?))
        })?;
        return Ok(Points { flat, heights: None });
    }
    let solid = nodes.align(section, sheet.table::<3>(section)?, |[x, y, z], line| {
        Ok(((coordinate(x, line)?, coordinate(y, line)?), coordinate(z, line)?))
    })?;
    let (flat, heights) = solid.into_iter().unzip();
    Ok(Points { flat, heights: Some(heights) })
}

fn vehicles(sheet: &Sheet<'_>) -> Result<Option<usize>, Fault> {
    let Some((word, line)) = sheet.key("VEHICLES") else { return Ok(None) };
    match amount(word, 1, MOST, line, "VEHICLES")? {
        0 => Err(line.fault(fault::NUMBER_BAD, "VEHICLES 至少为 1")),
        most => Ok(Some(most as usize)),
    }
}
