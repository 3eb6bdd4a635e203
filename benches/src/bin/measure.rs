//! Measures the route search on a made-up province's day: `measure STOPS SECONDS THREADS SEED`.
#![allow(clippy::print_stdout)]

use fenjian_benches::province::province;
use fenjian_planner::consolidate::consolidate;
use fenjian_planner::halt::Stop;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::{Settings, solve};
use std::time::Instant;

fn main() {
    let arguments: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let argument = |ix: usize, or: u64| arguments.get(ix).copied().unwrap_or(or);
    let problem = province(argument(0, 700) as usize, 1);
    let seconds = argument(1, 10) as f64;
    let settings = Settings { seed: argument(3, 1), threads: argument(2, 2) as usize };
    let loads = consolidate(&problem).loads;
    let begun = Instant::now();
    let roads = Matrix::of(&problem);
    let spent = || begun.elapsed().as_secs_f64() / seconds;
    let routed = solve(&problem, &roads, &loads, settings, Stop::when(&spent), &|progress| {
        println!(
            "{:6.2} s {:8} iterations {:12} yuan {:4} unserved",
            begun.elapsed().as_secs_f64(),
            progress.iterations,
            progress.cost.yuan(),
            progress.unserved,
        );
    });
    let vehicles = routed.routes.iter().filter(|route| route.trip == 1).count();
    println!(
        "{} loads, {} vehicles, {} routes, {} unserved, {:.2} s",
        loads.len(),
        vehicles,
        routed.routes.len(),
        routed.unserved.len(),
        begun.elapsed().as_secs_f64()
    );
}
