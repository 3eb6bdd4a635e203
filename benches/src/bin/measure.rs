//! Measures the route search on a day: a made-up province's of any size, or the sample's.
#![allow(clippy::print_stdout)]

use clap::Parser;
use fenjian_benches::harness::Result;
use fenjian_benches::province::province;
use fenjian_benches::sample::sample;
use fenjian_benches::tidiness::tidiness;
use fenjian_planner::check::check;
use fenjian_planner::halt::Stop;
use fenjian_planner::propose::propose;
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::Settings;
use fenjian_planner::units::Fen;
use fenjian_planner::vrp::Smoothness;
use std::time::Instant;

/// Plans a day and says what it costs and how tidy it is.
#[derive(Debug, Parser)]
struct Cli {
    /// So many made-up drop points
    #[arg(long, default_value_t = 700)]
    stops: usize,
    /// Instead the sample's day of this province, as `fenjian demo` has it
    #[arg(long)]
    sample: Option<u32>,
    /// So many cards of the sample
    #[arg(long, default_value_t = 20_000)]
    cards: u32,
    /// Seed of the day
    #[arg(long, default_value_t = 1)]
    day: u64,
    /// Seconds of the search
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
    /// Instead iterations: the same outcome on every machine
    #[arg(long)]
    iterations: Option<u64>,
    /// Threads of the search
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Seed of the search
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Fen for a km between a stop and the middle stop of its trip
    #[arg(long, default_value_t = 0)]
    spread: i64,
    /// Fen for an hour of a day times its hours
    #[arg(long, default_value_t = 0)]
    balance: i64,
    /// Say how the cost falls
    #[arg(long)]
    progress: bool,
}

fn main() {
    if let Err(error) = work(&Cli::parse()) {
        println!("measure: {error}");
        std::process::exit(1);
    }
}

fn work(cli: &Cli) -> Result<()> {
    let day = match cli.sample {
        Some(province) => sample(province, cli.cards, cli.day)?,
        None => province(cli.stops, cli.day),
    };
    let smoothness = Smoothness { spread_per_km: Fen(cli.spread), balance: Fen(cli.balance) };
    let day = day.smoothed(smoothness).map_err(|faults| format!("{faults:?}"))?;
    let settings = Settings { seed: cli.seed, threads: cli.threads };
    let begun = Instant::now();
    let spent = || begun.elapsed().as_secs_f64() / cli.seconds;
    let stop = match cli.iterations {
        Some(iterations) => Stop::after(iterations, &|| 0.0),
        None => Stop::when(&spent),
    };
    let proposed = propose(&day, settings, stop, &|now| {
        if cli.progress {
            println!(
                "{:6.2} s {:8} iterations {:12} yuan {:4} unserved",
                begun.elapsed().as_secs_f64(),
                now.iterations,
                now.cost.yuan(),
                now.unserved,
            );
        }
    });
    let seconds = begun.elapsed().as_secs_f64();
    let plan = &proposed.plan;
    let faults = check(&day, plan);
    if let Some(fault) = faults.first() {
        return Err(format!("{} faults, the first: {fault}", faults.len()).into());
    }
    let tidy = tidiness(&day, &Matrix::of(&day), plan);
    println!(
        "{} yuan, {} km, {:.1} h, {} vehicles, {} routes, {} stops, {} held; spread {} km, {} crossings; \
         longest {:.2} h, deviation {:.2} h; {} iterations, {seconds:.2} s",
        plan.cost().yuan(),
        plan.distance().km(),
        plan.duty().0 as f64 / 3600.0,
        plan.routes.iter().filter(|route| route.trip == 1).count(),
        plan.routes.len(),
        plan.stops(),
        plan.holds.iter().map(|hold| hold.cards).sum::<u32>(),
        tidy.spread.km(),
        tidy.crossings,
        tidy.longest,
        tidy.deviation,
        proposed.iterations,
    );
    Ok(())
}
