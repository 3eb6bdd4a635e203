//! What never changes during a search: distances, demands, windows and who is near whom.

use super::near;
use crate::vrp::{Instance, Metric, Rounding};

/// Up to this many nodes all distances are kept; beyond, a row no longer fits the nearest cache and
/// computing the root is faster than fetching it.
const TABLED: usize = 4_000;
/// How many near customers of each are kept.
pub(super) const NEAR: usize = 100;
/// The depot.
pub(super) const DEPOT: u32 = 0;

/// A near customer and the way there and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbour {
    pub(super) node: u32,
    /// From the customer to this one.
    pub(super) to: i32,
    /// From this one to the customer.
    pub(super) from: i32,
}

/// A window and the service in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Visit {
    pub(super) opens: i64,
    pub(super) closes: i64,
    pub(super) service: i64,
}

/// Before every opening: whoever is to begin then can't.
const NEVER: i64 = i64::MIN / 4;

impl Visit {
    /// The latest moment to begin when what follows wants it by `then`. By a moment before the opening
    /// nobody can, however early they come.
    #[inline(always)]
    pub(super) fn latest(&self, then: i64) -> i64 {
        if then < self.opens { NEVER } else { then.min(self.closes) }
    }
}

/// The instance, interned.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) nodes: usize,
    metric: &'a Metric,
    table: Vec<i32>,
    /// x and y of each node where there are any, and the rule of rounding: how many times the
    /// distance, and what more, before what is behind the point is cut off.
    points: &'a [(f64, f64)],
    times: f64,
    add: f64,
    pub(super) demand: Vec<i64>,
    pub(super) capacity: i64,
    /// For each node; empty where there are no windows.
    pub(super) visits: Vec<Visit>,
    pub(super) max_routes: usize,
    neighbours: Vec<Neighbour>,
    width: usize,
    symmetric: bool,
}

impl<'a> Ground<'a> {
    /// Interns `instance`. O(n (log n + NEAR)) for points, O(n²) for a matrix.
    pub(super) fn new(instance: &'a Instance) -> Self {
        let metric = &instance.metric;
        let nodes = metric.nodes();
        let table = match metric {
            Metric::Plane { .. } if nodes <= TABLED => (0..nodes * nodes)
                .map(|ix| metric.distance(ix / nodes, ix % nodes) as i32)
                .collect(),
            Metric::Matrix { legs, .. } => legs.clone(),
            Metric::Plane { .. } => Vec::new(),
        };
        let demand = instance.demand.clone();
        let visits = (instance.timing.iter())
            .flat_map(|timing| timing.window.iter().zip(&timing.service))
            .map(|(&(opens, closes), &service)| Visit { opens, closes, service })
            .collect();
        let points: &[(f64, f64)] = match metric {
            Metric::Plane { points, .. } => points,
            Metric::Matrix { .. } => &[],
        };
        // So much is added before what is behind the point is cut off.
        let (times, add) = match metric {
            Metric::Plane { rounding: Rounding::Up, .. } => (1.0, 1.0 - 1e-9),
            Metric::Plane { rounding: Rounding::Tenths, .. } => (10.0, 1e-9),
            _ => (1.0, 0.5),
        };
        let mut ground = Self {
            nodes,
            metric,
            table,
            points,
            times,
            add,
            demand,
            capacity: instance.capacity,
            visits,
            max_routes: instance.max_routes.unwrap_or(usize::MAX),
            neighbours: Vec::new(),
            width: 0,
            symmetric: false,
        };
        ground.symmetric = match metric {
            Metric::Plane { .. } => true,
            Metric::Matrix { .. } => (0..nodes as u32)
                .all(|a| (0..a).all(|b| ground.distance(a, b) == ground.distance(b, a))),
        };
        (ground.neighbours, ground.width) = near::neighbours(&ground);
        ground
    }

    /// The distance from one node to another.
    #[inline(always)]
    pub(super) fn distance(&self, from: u32, to: u32) -> i32 {
        if self.table.is_empty() {
            let ((ax, ay), (bx, by)) = (self.points[from as usize], self.points[to as usize]);
            let (dx, dy) = (ax - bx, ay - by);
            (self.times * (dx * dx + dy * dy).sqrt() + self.add) as i32
        } else {
            self.table[from as usize * self.nodes + to as usize]
        }
    }

    /// The nearest customers of a customer, nearest first.
    #[inline(always)]
    pub(super) fn near(&self, customer: u32) -> &[Neighbour] {
        let from = customer as usize * self.width;
        &self.neighbours[from..from + self.width]
    }

    /// Whether customers have windows.
    #[inline(always)]
    pub(super) fn timed(&self) -> bool {
        !self.visits.is_empty()
    }

    /// Whether every way back is as long as the way there.
    #[inline(always)]
    pub(super) fn symmetric(&self) -> bool {
        self.symmetric
    }

    /// Where nodes lie, if they lie in a plane.
    pub(super) fn points(&self) -> Option<&[(f64, f64)]> {
        match self.metric {
            Metric::Plane { points, .. } => Some(points),
            Metric::Matrix { .. } => None,
        }
    }

    /// Whether a route of these customers, in order, keeps its windows. O(customers).
    pub(super) fn in_time(&self, route: impl Iterator<Item = u32>) -> bool {
        let Some(depot) = self.visits.first() else { return true };
        let (mut at, mut t) = (DEPOT, depot.opens);
        for node in route {
            let visit = &self.visits[node as usize];
            t = (t + i64::from(self.distance(at, node))).max(visit.opens);
            if t > visit.closes {
                return false;
            }
            t += visit.service;
            at = node;
        }
        t + i64::from(self.distance(at, DEPOT)) <= depot.closes
    }

    /// How many customers.
    pub(super) fn customers(&self) -> usize {
        self.nodes - 1
    }
}
