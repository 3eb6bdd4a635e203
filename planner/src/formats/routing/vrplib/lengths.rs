//! Distances from coordinates, by the functions of TSPLIB 95, section 2.

use super::super::number::MOST;
use super::super::text::shown;
use super::hours::Times;
use super::nodes::Nodes;
use super::sheet::Sheet;
use super::{Points, weights};
use crate::fault::{self, Fault};
use crate::vrp::{Metric, Rounding};

/// Most nodes for which a matrix is computed; straight lines and given matrices need none.
const MATRIX_NODES: usize = 8_192;

/// The distances of a file. Straight lines stay points; other functions fill a matrix, O(nodes²).
///
/// # Errors
/// F302 for a type that is not understood, F303 without type or coordinates, F306 where a leg or
/// the matrix would be too large.
pub(super) fn metric(
    sheet: &Sheet<'_>,
    nodes: &Nodes,
    points: Option<Points>,
    times: Times,
) -> Result<Metric, Fault> {
    let (kind, line) = sheet.required("EDGE_WEIGHT_TYPE")?;
    if kind == "EXPLICIT" {
        return weights::metric(sheet, nodes);
    }
    if sheet.has("EDGE_WEIGHT_SECTION") {
        let detail = format!("EDGE_WEIGHT_SECTION 与 EDGE_WEIGHT_TYPE {} 矛盾", shown(kind));
        return Err(line.fault(fault::KEY_UNSUPPORTED, detail));
    }
    let needed = || Fault::new(fault::KEY_MISSING, "NODE_COORD_SECTION");
    let points = points.ok_or_else(needed)?;
    let plane = |rounding| Ok(Metric::Plane { points: points.flat.clone(), rounding });
    let length: fn([f64; 3], [f64; 3]) -> f64 = match kind {
        "EUC_2D" if times == Times::Windows => return plane(Rounding::Tenths),
        "EUC_2D" => return plane(Rounding::Nearest),
        "CEIL_2D" => return plane(Rounding::Up),
        "FLOOR_2D" => |a, b| straight(a, b).floor(),
        "EUC_3D" => |a, b| nearest(straight(a, b)),
        "MAN_2D" | "MAN_3D" => |a, b| nearest(gaps(a, b).into_iter().sum()),
        "MAX_2D" | "MAX_3D" => |a, b| nearest(gaps(a, b).into_iter().fold(0.0, f64::max)),
        "ATT" => pseudo,
        "GEO" => sphere,
        _ => {
            let detail = format!("EDGE_WEIGHT_TYPE {}", shown(kind));
            return Err(line.fault(fault::KEY_UNSUPPORTED, detail));
        }
    };
    fill(&points, length, kind)
}

fn fill(
    points: &Points,
    length: fn([f64; 3], [f64; 3]) -> f64,
    kind: &str,
) -> Result<Metric, Fault> {
    let nodes = points.flat.len();
    if nodes > MATRIX_NODES {
        let detail = format!("{kind} 至多 {MATRIX_NODES} 个节点，这里有 {nodes} 个");
        return Err(Fault::new(fault::NUMBER_TOO_LARGE, detail));
    }
    let point = |node: usize| {
        let (x, y) = points.flat[node];
        [x, y, points.heights.as_ref().map_or(0.0, |heights| heights[node])]
    };
    let mut legs = Vec::with_capacity(nodes * nodes);
    for from in 0..nodes {
        for to in 0..nodes {
            let leg = if from == to { 0.0 } else { length(point(from), point(to)) };
            if leg > MOST as f64 {
                return Err(Fault::new(fault::NUMBER_TOO_LARGE, "坐标相距太远"));
            }
            legs.push(leg as i32);
        }
    }
    Ok(Metric::Matrix { nodes, legs })
}

fn nearest(length: f64) -> f64 {
    (length + 0.5).floor()
}

fn gaps(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [(a[0] - b[0]).abs(), (a[1] - b[1]).abs(), (a[2] - b[2]).abs()]
}

fn straight(a: [f64; 3], b: [f64; 3]) -> f64 {
    gaps(a, b).into_iter().map(|gap| gap * gap).sum::<f64>().sqrt()
}

/// ATT: pseudo-Euclidean, rounded up.
fn pseudo(a: [f64; 3], b: [f64; 3]) -> f64 {
    (gaps(a, b).into_iter().map(|gap| gap * gap).sum::<f64>() / 10.0).sqrt().ceil()
}

/// GEO: on a sphere of 6,378.388 km, with coordinates as degrees and, behind the point, minutes;
/// latitude first, and TSPLIB's own π.
fn sphere(a: [f64; 3], b: [f64; 3]) -> f64 {
    #[allow(clippy::approx_constant, reason = "TSPLIB computes with this many digits")]
    const PI: f64 = 3.141592;
    const RADIUS: f64 = 6378.388;
    let angle = |value: f64| {
        let degrees = value.trunc();
        PI * (degrees + 5.0 * (value - degrees) / 3.0) / 180.0
    };
    let (latitude_a, longitude_a) = (angle(a[0]), angle(a[1]));
    let (latitude_b, longitude_b) = (angle(b[0]), angle(b[1]));
    let q1 = (longitude_a - longitude_b).cos();
    let q2 = (latitude_a - latitude_b).cos();
    let q3 = (latitude_a + latitude_b).cos();
    // Rounding can leave the product a hair outside the domain of the arc cosine.
    let cosine = 0.5 * ((1.0 + q1) * q2 - (1.0 - q1) * q3);
    (RADIUS * cosine.clamp(-1.0, 1.0).acos() + 1.0).floor()
}
