//! What closed and slow roads in an area do to a leg.
//!
//! Nobody knows which roads a leg takes, so a leg is the straight line between its ends. The share of it that lies inside
//! the area takes the area's percentage of its time, its length stays. Where it is faster, the leg leads around the area:
//! along the shorter side of the convex hull, at its own speed, and is longer by as much. A leg with an end inside cannot
//! lead around.

use crate::problem::{Area, Shape};
use crate::units::{Metres, Seconds};
use crate::words::LonLat;

/// Metres in a millionth of a degree of a meridian (mean radius of the Earth).
const METRES_E6: f64 = 0.111_195_08;
/// Shares are counted in millionths.
const WHOLE: f64 = 1e6;

/// A point on a plane, in metres.
type Point = (f64, f64);

/// An area on a plane that touches the Earth near it.
pub(super) struct Obstacle {
    percent: f64,
    /// Metres in a millionth of a degree of longitude here.
    lon_e6: f64,
    outline: Outline,
    /// Its box.
    low: Point,
    high: Point,
}

enum Outline {
    Circle(Point, f64),
    Polygon(Vec<Point>),
}

impl Obstacle {
    pub(super) fn of(area: &Area) -> Self {
        let corners = match &area.shape {
            Shape::Circle { centre, .. } => std::slice::from_ref(centre),
            Shape::Polygon(corners) => corners,
        };
        let lat = corners.iter().map(|at| f64::from(at.lat_e6)).sum::<f64>() / corners.len() as f64;
        let lon_e6 = METRES_E6 * (lat / 1e6).to_radians().cos();
        let points: Vec<Point> = corners.iter().map(|at| flat(lon_e6, *at)).collect();
        let radius = match area.shape {
            Shape::Circle { radius, .. } => radius.0 as f64,
            Shape::Polygon(_) => 0.0,
        };
        let least = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::MIN, f64::max);
        let low = (least(|p| p.0) - radius, least(|p| p.1) - radius);
        let high = (most(|p| p.0) + radius, most(|p| p.1) + radius);
        let outline = match area.shape {
            Shape::Circle { .. } => Outline::Circle(points[0], radius),
            Shape::Polygon(_) => Outline::Polygon(points),
        };
        Self { percent: f64::from(area.percent) / 100.0, lon_e6, outline, low, high }
    }

    /// The leg from `a` to `b` with this area. O(corners²), O(1) where the boxes of both do not meet.
    pub(super) fn leg(&self, a: LonLat, b: LonLat, leg: (Metres, Seconds)) -> (Metres, Seconds) {
        let (a, b) = (flat(self.lon_e6, a), flat(self.lon_e6, b));
        let apart = |a: f64, b: f64, low: f64, high: f64| a.max(b) < low || a.min(b) > high;
        if a == b
            || apart(a.0, b.0, self.low.0, self.high.0)
            || apart(a.1, b.1, self.low.1, self.high.1)
        {
            return leg;
        }
        let inside = match &self.outline {
            Outline::Circle(centre, radius) => in_circle(a, b, *centre, *radius),
            Outline::Polygon(corners) => in_polygon(a, b, corners),
        };
        if inside <= 0.0 {
            return leg;
        }
        let slower = 1.0 + (self.percent - 1.0) * inside;
        let around = match &self.outline {
            Outline::Circle(centre, radius) => around_circle(a, b, *centre, *radius),
            Outline::Polygon(corners) => around_polygon(a, b, corners),
        };
        let times = |length: i64, factor: f64| {
            let millionths = i128::from((factor * WHOLE).round() as i64);
            ((i128::from(length) * millionths + 500_000) / 1_000_000) as i64
        };
        match around.map(|way| way / distance(a, b)) {
            Some(longer) if longer < slower => {
                (Metres(times(leg.0.0, longer)), Seconds(times(leg.1.0, longer)))
            }
            _ => (leg.0, Seconds(times(leg.1.0, slower))),
        }
    }
}

fn flat(lon_e6: f64, at: LonLat) -> Point {
    (f64::from(at.lon_e6) * lon_e6, f64::from(at.lat_e6) * METRES_E6)
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn between(a: Point, b: Point, share: f64) -> Point {
    (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
}

/// Positive when `c` lies left of the way from `a` to `b`.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// The share of the line from `a` to `b` inside a circle.
fn in_circle(a: Point, b: Point, centre: Point, radius: f64) -> f64 {
    let length = distance(a, b);
    let (dx, dy) = ((b.0 - a.0) / length, (b.1 - a.1) / length);
    let (cx, cy) = (centre.0 - a.0, centre.1 - a.1);
    let along = cx * dx + cy * dy;
    let half = radius * radius - (cx * cx + cy * cy - along * along);
    if half <= 0.0 {
        return 0.0;
    }
    let half = half.sqrt();
    (((along + half).min(length) - (along - half).max(0.0)) / length).max(0.0)
}

/// The way from `a` to `b` around a circle; none when one of them is inside.
fn around_circle(a: Point, b: Point, centre: Point, radius: f64) -> Option<f64> {
    let (da, db) = (distance(a, centre), distance(b, centre));
    if da < radius || db < radius {
        return None;
    }
    let dot = (a.0 - centre.0) * (b.0 - centre.0) + (a.1 - centre.1) * (b.1 - centre.1);
    let angle = |cosine: f64| cosine.clamp(-1.0, 1.0).acos();
    let arc = angle(dot / (da * db)) - angle(radius / da) - angle(radius / db);
    let tangents = (da * da - radius * radius).sqrt() + (db * db - radius * radius).sqrt();
    Some(tangents + radius * arc.max(0.0))
}

/// The share of the line from `a` to `b` inside a polygon.
fn in_polygon(a: Point, b: Point, corners: &[Point]) -> f64 {
    let mut cuts = vec![0.0, 1.0];
    for (p, q) in edges(corners) {
        let (from, to) = (turn(a, b, p), turn(a, b, q));
        if (from > 0.0) != (to > 0.0) {
            let at = between(p, q, from / (from - to));
            let share =
                ((at.0 - a.0) * (b.0 - a.0) + (at.1 - a.1) * (b.1 - a.1)) / distance(a, b).powi(2);
            cuts.push(share.clamp(0.0, 1.0));
        }
    }
    cuts.sort_by(f64::total_cmp);
    let pieces = cuts.windows(2).filter(|cut| {
        let middle = between(a, b, f64::midpoint(cut[0], cut[1]));
        within(middle, corners)
    });
    pieces.map(|cut| cut[1] - cut[0]).sum()
}

fn edges(corners: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    corners.iter().copied().zip(corners.iter().copied().cycle().skip(1))
}

/// Whether a point is inside a polygon (even-odd rule).
fn within(at: Point, corners: &[Point]) -> bool {
    let crossed = edges(corners).filter(|(p, q)| {
        (p.1 > at.1) != (q.1 > at.1) && at.0 < p.0 + (q.0 - p.0) * (at.1 - p.1) / (q.1 - p.1)
    });
    crossed.count() % 2 == 1
}

/// The way from `a` to `b` around the hull of a polygon; none when one of them is inside it.
fn around_polygon(a: Point, b: Point, corners: &[Point]) -> Option<f64> {
    // The hull of one side, from `a` to `b`, corner by corner (gift wrapping): `a` and `b` are on it, as all lies on
    // that side of the line between them.
    let side = |sign: f64| {
        let points: Vec<Point> =
            corners.iter().copied().filter(|p| sign * turn(a, b, *p) > 0.0).collect();
        let (mut at, mut way) = (a, 0.0);
        for _ in 0..=points.len() {
            let outer = |next: Point, p: &Point| {
                let turn = sign * turn(at, next, *p);
                let farther = turn == 0.0 && distance(at, *p) > distance(at, next);
                if turn > 0.0 || farther { *p } else { next }
            };
            let next = points.iter().filter(|p| **p != at).fold(b, outer);
            way += distance(at, next);
            at = next;
            if at == b {
                break;
            }
        }
        way
    };
    if within(a, corners) || within(b, corners) {
        return None;
    }
    Some(side(1.0).min(side(-1.0)))
}
