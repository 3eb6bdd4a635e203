//! Time windows for a made-up instance.

use super::{Cvrp, cvrp, distance};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use std::fmt::Write;

/// An instance with time windows.
#[derive(Clone, Debug)]
pub struct Vrptw {
    /// Places, demands and capacity.
    pub base: Cvrp,
    /// For each node when service may begin.
    pub window: Vec<(i64, i64)>,
    /// How long service takes, at every customer.
    pub service: i64,
}

/// An instance with `n` customers on a square of 100 (up to a thousand customers), where a day has
/// room for a few stops (as in Solomon's classes 1) or for many (classes 2), and a quarter to all
/// of the customers have narrow windows.
pub fn vrptw(n: usize, seed: u64) -> Vrptw {
    let mut base = cvrp(n, seed);
    base.points.iter_mut().for_each(|(x, y)| (*x, *y) = (*x / 10, *y / 10));
    // Apart from the stream that made the places.
    let mut random = Pcg64Mcg::seed_from_u64(!seed);
    let depot = base.points[0];
    let farthest = base.points.iter().map(|&point| distance(depot, point)).fold(0.0, f64::max);
    let service = [10, 90][random.random_range(0..2)];
    let day = (farthest * random.random_range(2.5..12.0)) as i64 + 12 * service;
    let timed = random.random_range(0.25..1.0);
    let half = (day as f64 * random.random_range(0.02..0.2)) as i64;
    let mut window = vec![(0, day)];
    for &point in &base.points[1..] {
        let way = distance(depot, point).ceil() as i64;
        let (first, last) = (way, day - way - service);
        window.push(match random.random::<f64>() < timed {
            true => {
                let middle = random.random_range(first..=last);
                ((middle - half).max(first), (middle + half).min(last))
            }
            false => (first, last),
        });
    }
    Vrptw { base, window, service }
}

impl Vrptw {
    /// As a file in Solomon's form, with a vehicle for every customer.
    pub fn text(&self) -> String {
        let base = &self.base;
        let mut text = format!("{}\n\nVEHICLE\nNUMBER CAPACITY\n", base.name);
        let _ = writeln!(text, "{} {}\n\nCUSTOMER", base.points.len() - 1, base.capacity);
        text.push_str("CUST NO. XCOORD. YCOORD. DEMAND READY TIME DUE DATE SERVICE TIME\n\n");
        for (node, (x, y)) in base.points.iter().enumerate() {
            let (from, to) = self.window[node];
            let service = if node == 0 { 0 } else { self.service };
            let _ = writeln!(text, "{node} {x} {y} {} {from} {to} {service}", base.demand[node]);
        }
        text
    }
}
