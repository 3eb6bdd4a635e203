//! Instances never seen before, for tuning on principle.
//!
//! Capacity alone: the scheme of the X set (Uchoa, Pecin, Pessoa, Poggi, Vidal, Subramanian, *New
//! benchmark instances for the capacitated vehicle routing problem*, EJOR 257, 2017): place of the
//! depot, spread of the customers, kind of demands and route length are drawn, then the instance.
//! With time windows: the same places and demands, and windows around a time at which a vehicle can
//! be there, as Gehring and Homberger's (1999). The same size and seed give the same instance.

mod windows;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::fmt::Write;

pub use windows::{Vrptw, vrptw};

/// An instance of capacity alone.
#[derive(Clone, Debug)]
pub struct Cvrp {
    /// Its name.
    pub name: String,
    /// The depot, then the customers.
    pub points: Vec<(i64, i64)>,
    /// Of each of them; 0 at the depot.
    pub demand: Vec<i64>,
    /// Of a vehicle.
    pub capacity: i64,
}

/// The side of the square of an instance up to a thousand customers. Larger ones get a larger
/// square (which the X set has not), so that neighbours stay as far apart.
const SIDE: f64 = 1000.0;

/// How the closeness of a clustered customer to a seed fades: by e in so many units.
const FADE: f64 = 40.0;

/// An instance with `n` customers (1 or more). O(n) drawings.
pub fn cvrp(n: usize, seed: u64) -> Cvrp {
    let mut random = Pcg64Mcg::seed_from_u64(seed);
    let scale = (n as f64 / 1000.0).sqrt().max(1.0);
    let points = places(n, scale, &mut random);
    let demand = demands(&points, &mut random);
    let load: i64 = demand.iter().sum();
    let stops = triangular(3.0, 6.0, 25.0, random.random());
    let average = load as f64 / n as f64;
    let greatest = demand.iter().max().copied().unwrap_or(1);
    let capacity = ((stops * average).ceil() as i64).max(greatest);
    Cvrp { name: format!("G-n{}-s{seed}", n + 1), points, demand, capacity }
}

impl Cvrp {
    /// As a CVRPLIB file.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let _ = writeln!(text, "NAME : {}\nTYPE : CVRP", self.name);
        let _ = writeln!(text, "DIMENSION : {}\nEDGE_WEIGHT_TYPE : EUC_2D", self.points.len());
        let _ = writeln!(text, "CAPACITY : {}\nNODE_COORD_SECTION", self.capacity);
        for (node, (x, y)) in self.points.iter().enumerate() {
            let _ = writeln!(text, "{} {x} {y}", node + 1);
        }
        text.push_str("DEMAND_SECTION\n");
        for (node, demand) in self.demand.iter().enumerate() {
            let _ = writeln!(text, "{} {demand}", node + 1);
        }
        text.push_str("DEPOT_SECTION\n1\n-1\nEOF\n");
        text
    }
}

/// The depot (in the middle, in a corner or anywhere) and the customers (anywhere, in clusters, or
/// half of each).
fn places(n: usize, scale: f64, random: &mut Pcg64Mcg) -> Vec<(i64, i64)> {
    let side = (SIDE * scale) as i64;
    let anywhere =
        |random: &mut Pcg64Mcg| (random.random_range(0..=side), random.random_range(0..=side));
    let depot = match random.random_range(0..3) {
        0 => (side / 2, side / 2),
        1 => (0, 0),
        _ => anywhere(random),
    };
    let scattered = match random.random_range(0..3) {
        0 => n,
        1 => 0,
        _ => n / 2,
    };
    let seeds = random.random_range(3..=8).min((n - scattered).max(1));
    let mut points = vec![depot];
    points.extend((0..scattered).map(|_| anywhere(random)));
    let first = points.len();
    while points.len() < n + 1 {
        let point = anywhere(random);
        let near = |&seed: &(i64, i64)| (-distance(point, seed) / (FADE * scale)).exp();
        let seeded = points.len() - first < seeds;
        let close: f64 = points[first..].iter().take(seeds).map(near).sum();
        if seeded || random.random::<f64>() <= close {
            points.push(point);
        }
    }
    points
}

/// One of the seven kinds of demands of the X set.
fn demands(points: &[(i64, i64)], random: &mut Pcg64Mcg) -> Vec<i64> {
    let kind = random.random_range(0..7);
    let many_small = random.random_range(0.70..0.95);
    let reach = points.iter().map(|point| point.0.max(point.1)).max().unwrap_or(0);
    let mut draw = |&(x, y): &(i64, i64)| match kind {
        0 => 1,
        1 => random.random_range(1..=10),
        2 => random.random_range(5..=10),
        3 => random.random_range(1..=100),
        4 => random.random_range(50..=100),
        // By quadrant: small in two of them, large in the other two.
        5 if (x < reach / 2) == (y < reach / 2) => random.random_range(51..=100),
        5 => random.random_range(1..=50),
        _ if random.random::<f64>() < many_small => random.random_range(1..=10),
        _ => random.random_range(50..=100),
    };
    let customers = points[1..].iter().map(&mut draw);
    std::iter::once(0).chain(customers).collect()
}

/// The value of a triangular distribution below which lies the share `u`.
fn triangular(least: f64, mode: f64, most: f64, u: f64) -> f64 {
    let split = (mode - least) / (most - least);
    match u < split {
        true => least + (u * (most - least) * (mode - least)).sqrt(),
        false => most - ((1.0 - u) * (most - least) * (most - mode)).sqrt(),
    }
}

fn distance(a: (i64, i64), b: (i64, i64)) -> f64 {
    ((a.0 - b.0) as f64).hypot((a.1 - b.1) as f64)
}
