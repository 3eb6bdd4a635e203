//! Who is near whom: by an R-tree where nodes lie in a plane, by the matrix otherwise.

use super::ground::{Ground, NEAR, Neighbour, Visit};
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// What a second of waiting, and of coming too late, counts beside distance (Vidal et al., "A hybrid
/// genetic algorithm with adaptive diversity management for a large class of vehicle routing
/// problems with time-windows", 2013).
const WAIT: f64 = 0.2;
const LATE: f64 = 1.0;

/// For each node, depot included, its nearest customers, nearest first, all rows of the width that
/// is given back; a row of the depot is there so that rows can be found by node. O(n log n) for
/// points, O(n²) for a matrix.
pub(super) fn neighbours(ground: &Ground<'_>) -> (Vec<Neighbour>, usize) {
    let customers = ground.customers();
    let width = NEAR.min(customers.saturating_sub(1));
    let mut all = Vec::with_capacity(ground.nodes * width);
    // Where there are few, all are looked at.
    let points = ground.points().filter(|_| customers > 4 * NEAR);
    let tree = points.map(|points| {
        let customers = points.iter().zip(0_u32..).skip(1);
        let placed = customers.map(|(&(x, y), node)| GeomWithData::new([x, y], node));
        (points, RTree::bulk_load(placed.collect()))
    });
    let filler = Neighbour { node: 1, to: 0, from: 0 };
    all.resize(width, filler);
    let mut found: Vec<(f64, u32)> = Vec::new();
    // With windows the nearest in distance are judged anew by what time adds.
    let wide = if ground.timed() { 3 * width } else { width };
    for node in 1..ground.nodes as u32 {
        found.clear();
        let gap = |other: u32| -> f64 {
            f64::from(ground.distance(node, other)) + f64::from(ground.distance(other, node))
        };
        match &tree {
            Some((points, tree)) => {
                let (x, y) = points[node as usize];
                let others = tree.nearest_neighbor_iter([x, y]).map(|at| at.data);
                let others = others.filter(|&other| other != node).take(wide);
                found.extend(others.map(|other| (gap(other), other)));
            }
            None => {
                let others = (1..ground.nodes as u32).filter(|&other| other != node);
                found.extend(others.map(|other| (gap(other), other)));
            }
        }
        if ground.timed() {
            for (far, other) in &mut found {
                let there = in_time(ground, node, *other);
                let back = in_time(ground, *other, node);
                *far += 2.0 * there.min(back);
            }
        }
        found.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        all.extend(found.iter().take(width).map(|&(_, other)| Neighbour {
            node: other,
            to: ground.distance(node, other),
            from: ground.distance(other, node),
        }));
    }
    (all, width)
}

/// What waiting and lateness add to driving from one customer to another.
fn in_time(ground: &Ground<'_>, from: u32, to: u32) -> f64 {
    let (a, b): (Visit, Visit) = (ground.visits[from as usize], ground.visits[to as usize]);
    let drive = i64::from(ground.distance(from, to));
    let wait = (b.opens - a.service - drive - a.closes).max(0) as f64;
    let late = (a.opens + a.service + drive - b.closes).max(0) as f64;
    WAIT * wait + LATE * late
}
