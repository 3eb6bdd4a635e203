//! The classic problems: one depot, equal vehicles, one capacity, at most one window a customer.

use super::metric::Metric;

/// A capacitated vehicle routing problem, with or without time windows. Node 0 is the depot,
/// 1 to n are the customers. Validated by the reader that makes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// Distances, which are durations too.
    pub metric: Metric,
    /// Of each node, in [0, capacity]; 0 at the depot.
    pub demand: Vec<i64>,
    /// Of each vehicle, at least 1.
    pub capacity: i64,
    /// Windows and service times, if there are any.
    pub timing: Option<Timing>,
    /// Most routes allowed.
    pub max_routes: Option<usize>,
    /// Distances and times are in units of 1 / `scale` of those of the file.
    pub scale: i64,
}

/// When customers can be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// For each node when service may begin, both ends included; the depot's are the earliest start
    /// and the latest return of every route.
    pub window: Vec<(i64, i64)>,
    /// For each node how long service takes; 0 at the depot.
    pub service: Vec<i64>,
}

/// What is minimised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objective {
    /// Distance.
    Distance,
    /// First the number of vehicles, then distance.
    VehiclesFirst,
}

/// A solution: for each route its customers in order.
pub type Routes = Vec<Vec<u32>>;

impl Instance {
    /// How many customers.
    pub fn customers(&self) -> usize {
        self.demand.len() - 1
    }
}
