//! Who is near whom: by a grid of cells where nodes lie in a plane, by the matrix otherwise.

use super::ground::{Ground, NEAR, Neighbour, Visit};
use crate::vrp::Metric;

/// Points to a cell of the grid, on average.
const CELL: usize = 4;
/// What a second of waiting, and of coming too late, counts beside distance (Vidal et al., "A hybrid
/// genetic algorithm with adaptive diversity management for a large class of vehicle routing
/// problems with time-windows", 2013).
const WAIT: f64 = 0.2;
const LATE: f64 = 1.0;

/// For each node, depot included, its nearest customers, nearest first, all rows of the width that
/// is given back; a row of the depot is there so that rows can be found by node.
pub(super) fn neighbours(ground: &Ground<'_>, metric: &Metric) -> (Vec<Neighbour>, usize) {
    let customers = ground.customers();
    let width = NEAR.min(customers.saturating_sub(1));
    let mut all = Vec::with_capacity(ground.nodes * width);
    let grid = match metric {
        Metric::Plane { points, .. } if customers > 4 * NEAR => Some(Grid::new(points)),
        _ => None,
    };
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
        match &grid {
            Some(grid) => grid.around(node, wide, |other| found.push((gap(other), other))),
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

/// Points in square cells.
struct Grid<'a> {
    points: &'a [(f64, f64)],
    corner: (f64, f64),
    side: f64,
    columns: usize,
    rows: usize,
    /// Customers sorted by cell, and where each cell begins.
    order: Vec<u32>,
    begins: Vec<u32>,
}

impl<'a> Grid<'a> {
    fn new(points: &'a [(f64, f64)]) -> Self {
        let bound = |f: fn(f64, f64) -> f64, of: fn(&(f64, f64)) -> f64| {
            points.iter().map(of).fold(of(&points[0]), f)
        };
        let corner = (bound(f64::min, |p| p.0), bound(f64::min, |p| p.1));
        let size = (bound(f64::max, |p| p.0) - corner.0, bound(f64::max, |p| p.1) - corner.1);
        let cells = (points.len() / CELL).max(1) as f64;
        let longest = size.0.max(size.1).max(1.0);
        let side = (size.0.max(longest / cells) * size.1.max(longest / cells) / cells).sqrt();
        let columns = (size.0 / side) as usize + 1;
        let rows = (size.1 / side) as usize + 1;
        let mut grid =
            Self { points, corner, side, columns, rows, order: Vec::new(), begins: Vec::new() };
        let cell: Vec<usize> = (0..points.len()).map(|ix| grid.cell(ix)).collect();
        let mut begins = vec![0u32; columns * rows + 1];
        for &cell in &cell[1..] {
            begins[cell + 1] += 1;
        }
        for ix in 1..begins.len() {
            begins[ix] += begins[ix - 1];
        }
        let mut order: Vec<u32> = (1..points.len() as u32).collect();
        order.sort_by_key(|&node| cell[node as usize]);
        (grid.order, grid.begins) = (order, begins);
        grid
    }

    fn at(&self, ix: usize) -> (usize, usize) {
        let (x, y) = self.points[ix];
        let along = |far: f64, most: usize| ((far / self.side) as usize).min(most - 1);
        (along(x - self.corner.0, self.columns), along(y - self.corner.1, self.rows))
    }

    fn cell(&self, ix: usize) -> usize {
        let (column, row) = self.at(ix);
        row * self.columns + column
    }

    /// Shows to `see` at least the `wanted` nearest customers of `node`, in no order: rings of cells
    /// around it until enough are seen, and the rings that could hold nearer ones than those.
    fn around(&self, node: u32, wanted: usize, mut see: impl FnMut(u32)) {
        let (column, row) = self.at(node as usize);
        let (mut seen, mut ring, mut last) = (0, 0usize, usize::MAX);
        let widest = self.columns.max(self.rows);
        while ring <= widest && ring <= last {
            let (low, high) = (row.saturating_sub(ring), (row + ring).min(self.rows - 1));
            for y in low..=high {
                let edge = y.abs_diff(row) == ring;
                let step = if edge || ring == 0 { 1 } else { 2 * ring };
                let mut x = column as isize - ring as isize;
                while x <= (column + ring) as isize {
                    if (0..self.columns as isize).contains(&x) {
                        let cell = y * self.columns + x as usize;
                        let (from, to) = (self.begins[cell], self.begins[cell + 1]);
                        for &other in &self.order[from as usize..to as usize] {
                            if other != node {
                                seen += 1;
                                see(other);
                            }
                        }
                    }
                    x += step as isize;
                }
            }
            if seen >= wanted && last == usize::MAX {
                // A square of half-width r holds the circle of that radius only; what it holds in
                // its corners is at most √2 farther.
                last = (ring as f64 * std::f64::consts::SQRT_2).ceil() as usize + 1;
            }
            ring += 1;
        }
    }
}
