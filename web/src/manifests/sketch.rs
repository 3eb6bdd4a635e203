//! A sketch map of a route: straight lines between numbered stops, north up, with a scale.

use super::facts::Facts;
use fenjian_planner::plan::Route;
use fenjian_planner::problem::Node;
use fenjian_planner::words::LonLat;
use std::fmt::Write;

/// Height of the drawing.
pub(super) const HEIGHT_MM: u32 = 84;
const SIZE_MM: (f64, f64) = (184.0, HEIGHT_MM as f64);
/// Room for marks at the edge.
const EDGE_MM: f64 = 7.0;
/// Radius of a stop's mark.
const MARK_MM: f64 = 2.7;
/// Metres of one degree of latitude (mean Earth radius).
const DEGREE_M: f64 = 111_195.0;

/// The map of `route` as SVG. O(stops²) for keeping marks apart.
pub(super) fn svg(facts: &Facts<'_>, route: &Route) -> String {
    let problem = facts.problem();
    let mut at: Vec<LonLat> = vec![problem.position(Node::CENTRE)];
    at.extend(route.stops.iter().map(|stop| problem.position(Node::from(stop.drop))));
    let (points, metres_per_mm) = project(&at);
    let marks = keep_apart(&points);
    let mut out = format!(
        "<svg class=\"sketch\" width=\"{w}mm\" height=\"{h}mm\" viewBox=\"0 0 {w} {h}\" role=\"img\">\
         <rect class=\"frame\" x=\".2\" y=\".2\" width=\"{iw}\" height=\"{ih}\"/>",
        w = SIZE_MM.0,
        h = SIZE_MM.1,
        iw = SIZE_MM.0 - 0.4,
        ih = SIZE_MM.1 - 0.4
    );
    draw(&mut out, &points, &marks);
    scale(&mut out, metres_per_mm);
    out.push_str("</svg>");
    out
}

/// Positions in millimetres on the drawing, and how many metres one of them stands for:
/// equirectangular around the mean latitude, the same scale both ways.
fn project(at: &[LonLat]) -> (Vec<(f64, f64)>, f64) {
    let degrees = |e6: i32| f64::from(e6) / 1e6;
    let middle = at.iter().map(|p| degrees(p.lat_e6)).sum::<f64>() / at.len() as f64;
    let shrink = middle.to_radians().cos();
    let metres: Vec<(f64, f64)> = (at.iter())
        .map(|p| (degrees(p.lon_e6) * shrink * DEGREE_M, -degrees(p.lat_e6) * DEGREE_M))
        .collect();
    let span = |of: fn(&(f64, f64)) -> f64| {
        let low = metres.iter().map(of).fold(f64::INFINITY, f64::min);
        let high = metres.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (low, high - low)
    };
    let ((x0, width), (y0, height)) = (span(|p| p.0), span(|p| p.1));
    let inner = (SIZE_MM.0 - 2.0 * EDGE_MM, SIZE_MM.1 - 2.0 * EDGE_MM);
    // At least 10 m to a millimetre, so that a route of one place does not divide by nothing.
    let scale = (width / inner.0).max(height / inner.1).max(10.0);
    let pad = ((SIZE_MM.0 - width / scale) / 2.0, (SIZE_MM.1 - height / scale) / 2.0);
    let place = |&(x, y): &(f64, f64)| ((x - x0) / scale + pad.0, (y - y0) / scale + pad.1);
    (metres.iter().map(place).collect(), scale)
}

/// Where the marks stand: at their points, pushed apart until they touch no longer or forty
/// rounds are over; a thin line then leads to the point.
fn keep_apart(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const ROUNDS: usize = 40;
    let mut marks = points.to_vec();
    for _ in 0..ROUNDS {
        let mut moved = false;
        for a in 0..marks.len() {
            for b in a + 1..marks.len() {
                let (dx, dy) = (marks[b].0 - marks[a].0, marks[b].1 - marks[a].1);
                let gap = dx.hypot(dy);
                let lack = 2.0 * MARK_MM + 0.3 - gap;
                if lack <= 0.0 {
                    continue;
                }
                moved = true;
                // Marks on one spot part in a direction of their own.
                let (ux, uy) = if gap > 1e-6 { (dx / gap, dy / gap) } else { (b as f64).sin_cos() };
                // The centre's mark stays where it is.
                let share = if a == 0 { 0.0 } else { 0.5 };
                marks[a] = inside(marks[a].0 - ux * lack * share, marks[a].1 - uy * lack * share);
                marks[b] = inside(
                    marks[b].0 + ux * lack * (1.0 - share),
                    marks[b].1 + uy * lack * (1.0 - share),
                );
            }
        }
        if !moved {
            break;
        }
    }
    marks
}

fn inside(x: f64, y: f64) -> (f64, f64) {
    let edge = MARK_MM + 1.0;
    (x.clamp(edge, SIZE_MM.0 - edge), y.clamp(edge, SIZE_MM.1 - edge))
}

fn draw(out: &mut String, points: &[(f64, f64)], marks: &[(f64, f64)]) {
    // Writing to a String cannot fail.
    let _ = write!(out, "<path class=\"way\" d=\"M");
    for (x, y) in points.iter().chain(points.first()) {
        let _ = write!(out, "{x:.1} {y:.1} ");
    }
    out.push_str("\"/>");
    for (ix, from) in points.iter().enumerate() {
        arrow(out, *from, points[(ix + 1) % points.len()]);
    }
    for (ix, ((px, py), (x, y))) in points.iter().zip(marks).enumerate().rev() {
        if (px - x).hypot(py - y) > 0.5 {
            let _ = write!(out, "<path class=\"lead\" d=\"M{px:.1} {py:.1} {x:.1} {y:.1}\"/>");
        }
        if ix == 0 {
            let (left, top) = (x - 2.6, y - 2.6);
            let _ = write!(
                out,
                "<rect class=\"centre\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"5.2\" height=\"5.2\"/>"
            );
            let _ = write!(out, "<text class=\"home\" x=\"{x:.1}\" y=\"{:.1}\">心</text>", y + 1.2);
        } else {
            let _ = write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{MARK_MM}\"/>");
            let _ = write!(out, "<text x=\"{x:.1}\" y=\"{:.1}\">{ix}</text>", y + 1.15);
        }
    }
}

/// A small arrow head in the middle of a leg that is long enough for one.
fn arrow(out: &mut String, from: (f64, f64), to: (f64, f64)) {
    const LONG_MM: f64 = 1.3;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    if length < 4.0 * MARK_MM {
        return;
    }
    let (ux, uy) = (dx / length * LONG_MM, dy / length * LONG_MM);
    let (x, y) = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
    let corners = [
        (x + ux, y + uy),
        (x - ux - uy * 0.7, y - uy + ux * 0.7),
        (x - ux + uy * 0.7, y - uy - ux * 0.7),
    ];
    out.push_str("<path class=\"arrow\" d=\"M");
    for (x, y) in corners {
        let _ = write!(out, "{x:.2} {y:.2} ");
    }
    out.push_str("z\"/>");
}

/// A bar of a round length between a tenth and a third of the drawing's width.
fn scale(out: &mut String, metres_per_mm: f64) {
    let longest_m = metres_per_mm * SIZE_MM.0 / 4.0;
    let power = 10_f64.powf(longest_m.log10().floor());
    let round = [5.0, 2.0, 1.0].into_iter().find(|times| times * power <= longest_m).unwrap_or(1.0);
    let metres = round * power;
    let length = metres / metres_per_mm;
    let label = match metres {
        m if m >= 1000.0 => format!("{:.0} 公里", m / 1000.0),
        m => format!("{m:.0} 米"),
    };
    let (x, y) = (4.0, SIZE_MM.1 - 4.0);
    let _ = write!(out, "<path class=\"scale\" d=\"M{x} {}v1.2h{length:.1}v-1.2\"/>", y - 1.2);
    let _ =
        write!(out, "<text class=\"label\" x=\"{:.1}\" y=\"{y}\">{label}</text>", x + length + 1.5);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_stays_on_the_drawing(
            at in vec((73_000_000..135_000_000_i32, 18_000_000..54_000_000_i32), 1..60),
            spread in prop_oneof![Just(0), Just(1_000), Just(1_000_000)],
        ) {
            // All of China, or one town, or one spot.
            let near = |(lon, lat): (i32, i32)| match spread {
                1_000_000 => LonLat { lon_e6: lon, lat_e6: lat },
                0 => LonLat { lon_e6: 113_264_000, lat_e6: 23_129_000 },
                few => LonLat { lon_e6: 113_264_000 + lon % few, lat_e6: 23_129_000 + lat % few },
            };
            let at: Vec<_> = at.into_iter().map(near).collect();
            let (points, metres_per_mm) = project(&at);
            prop_assert!(metres_per_mm >= 10.0);
            for (x, y) in points.iter().copied().chain(keep_apart(&points)) {
                prop_assert!((0.0..=SIZE_MM.0).contains(&x) && (0.0..=SIZE_MM.1).contains(&y));
            }
        }
    }
}
