//! Parts of the routes, one for each thread. Parts are drawn anew every round, so that several
//! searches are together one search with several hands.

use super::ground::Ground;
use crate::route::random::Random;
use crate::vrp::Routes;
use std::cmp::Ordering;

/// A route and where it lies.
type Placed = ((f64, f64), Vec<u32>);

/// Shares `routes` out into at most `parts` parts with about as many customers each. Neighbours
/// stay together, in a part and in its order: what is near in a part is near in space. O(n log n).
pub(super) fn split(
    ground: &Ground<'_>,
    routes: Routes,
    parts: usize,
    random: &mut Random,
) -> Vec<Routes> {
    let mut placed: Vec<Placed> =
        (routes.into_iter()).map(|route| (middle(ground, &route), route)).collect();
    halve(&mut placed, random);
    let share = ground.customers().div_ceil(parts);
    let mut all = vec![Routes::new()];
    let mut size = 0;
    for (_, route) in placed {
        if size >= share {
            all.push(Routes::new());
            size = 0;
        }
        size += route.len();
        if let Some(part) = all.last_mut() {
            part.push(route);
        }
    }
    all
}

/// Orders routes by cutting them in half along a random line again and again.
fn halve(routes: &mut [Placed], random: &mut Random) {
    if routes.len() < 3 {
        return;
    }
    let (sin, cos) = (random.unit() * std::f64::consts::TAU).sin_cos();
    let along = |route: &Placed| route.0.0 * cos + route.0.1 * sin;
    let half = routes.len() / 2;
    routes.select_nth_unstable_by(half, |a, b| {
        along(a).partial_cmp(&along(b)).unwrap_or(Ordering::Equal).then_with(|| a.1.cmp(&b.1))
    });
    let (left, right) = routes.split_at_mut(half);
    halve(left, random);
    halve(right, random);
}

/// Where a route lies: the middle of its customers, or, without a map, how far they are from the
/// first and from the last customer.
fn middle(ground: &Ground<'_>, route: &[u32]) -> (f64, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    for &node in route {
        let at = match ground.points() {
            Some(points) => points[node as usize],
            None => {
                let last = ground.nodes as u32 - 1;
                (f64::from(ground.distance(1, node)), f64::from(ground.distance(last, node)))
            }
        };
        (x, y) = (x + at.0, y + at.1);
    }
    let size = route.len() as f64;
    (x / size, y / size)
}
