//! Instances drawn at random, and the engine on them.

use fenjian_planner::halt::Stop;
use fenjian_planner::route::Settings;
use fenjian_planner::route::classic::{Solved, solve};
use fenjian_planner::vrp::{Instance, Metric, Objective, Rounding, Timing};
use proptest::prelude::*;

/// What of the classic problems an instance has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) customers: usize,
    pub(crate) windows: bool,
    /// Distances are a matrix that is not symmetric.
    pub(crate) matrix: bool,
}

/// Instances of a kind; capacity is for a few customers, so that routes must be several.
pub(crate) fn instances(kind: Kind) -> impl Strategy<Value = Instance> {
    let nodes = kind.customers + 1;
    let point = (0..100_u32, 0..100_u32).prop_map(|(x, y)| (f64::from(x), f64::from(y)));
    let window = (0..400_i64, 40..300_i64);
    (
        proptest::collection::vec(point, nodes),
        proptest::collection::vec(1..10_i64, nodes),
        10..30_i64,
        proptest::collection::vec(window, nodes),
        proptest::collection::vec(1..200_i32, nodes * nodes),
    )
        .prop_map(move |(points, mut demand, capacity, windows, mut legs)| {
            demand[0] = 0;
            for node in 0..nodes {
                legs[node * nodes + node] = 0;
            }
            let metric = match kind.matrix {
                true => Metric::Matrix { nodes, legs },
                false => Metric::Plane { points, rounding: Rounding::Nearest },
            };
            let timing = kind.windows.then(|| timing(&metric, &windows));
            let name = String::from("drawn");
            Instance { name, metric, demand, capacity, timing, max_routes: None, scale: 1 }
        })
}

/// Windows within which every customer can be served alone.
fn timing(metric: &Metric, drawn: &[(i64, i64)]) -> Timing {
    let service = 5;
    let mut window = vec![(0, 1_500)];
    for (node, (opens, length)) in drawn.iter().enumerate().skip(1) {
        let there = metric.distance(0, node);
        window.push((*opens, (opens + length).max(there)));
    }
    let mut all = vec![service; drawn.len()];
    all[0] = 0;
    Timing { window, service: all }
}

/// The engine's answer after so many iterations.
pub(crate) fn answer(
    instance: &Instance,
    objective: Objective,
    iterations: u64,
    threads: usize,
) -> Solved {
    let never = || 0.0;
    let settings = Settings { seed: 7, threads };
    solve(instance, objective, settings, Stop::after(iterations, &never), &|_| ())
}
