//! `fenjian solve`: reads a routing problem, searches until its time is over, and writes a solution
//! that the independent checker has passed.
//!
//! The time is a promise about the whole command: it counts from the start of the program, and a
//! small part of it is kept for checking and writing.

mod budget;
pub(crate) mod effort;
mod trace;
pub(crate) mod vroom;

use crate::cli;
use crate::console::{Console, io_fault};
use budget::Budget;
use fenjian_planner::check::instance::{Verdict, check};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::routing::{self, Content};
use fenjian_planner::route::Settings;
use fenjian_planner::route::classic::{self, Mark, Solved};
use fenjian_planner::vrp::{Instance, Objective};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Instant;
use trace::Trace;

/// Solves the problem in a file; `begun` is when the program started.
pub(crate) fn run(args: cli::Solve, console: &Console, begun: Instant) -> Result<(), Fault> {
    let bytes = read_file(&args.instance)?;
    match routing::recognise(&bytes)? {
        Content::VroomJson => vroom::run(bytes, &args, console, begun),
        Content::Vrplib | Content::Solomon => {
            let instance = routing::read(&bytes)?;
            drop(bytes);
            solve(&instance, &args, console, begun)
        }
    }
}

/// The bytes of a file that people named.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(path)
        .map_err(|e| Fault::new(fault::UNREADABLE_FILE, format!("{}：{e}", path.display())))
}

fn solve(
    instance: &Instance,
    args: &cli::Solve,
    console: &Console,
    begun: Instant,
) -> Result<(), Fault> {
    if let Some(out) = &args.out {
        writable(out)?;
    }
    let budget = Budget::new(begun, args, instance.customers());
    let solved = search(instance, args, &budget, console, begun)?;
    let Some(routes) = solved.routes else {
        return Err(Fault::new(fault::NO_ROUTES_FOUND, ""));
    };
    let verdict = check(instance, &routes);
    if let Some(worst) = verdict.faults.first() {
        let detail = format!("{} 处，第一处：{worst}", verdict.faults.len());
        return Err(Fault::new(fault::PLAN_UNSOUND, detail));
    }
    let solution = routing::write_solution(instance, &routes, verdict.cost);
    if let Some(out) = &args.out {
        std::fs::write(out, &solution).map_err(|e| io_fault(&out.display().to_string(), &e))?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    let mut object = summary(instance, &verdict);
    object["seconds"] = json!(seconds);
    object["iterations"] = json!(solved.iterations);
    let said = format!(
        "费用 {}，线路 {} 条，迭代 {} 次，用时 {seconds:.2} 秒",
        routing::units(verdict.cost, instance.scale),
        verdict.routes,
        solved.iterations,
    );
    match &args.out {
        Some(_) => console.result(&said, &object),
        None => {
            object["solution"] = json!(routes);
            console.note(&said);
            console.result(&solution, &object);
        }
    }
    Ok(())
}

/// Searches until the budget is spent or Ctrl-C is pressed; either way the best routes found stay.
fn search(
    instance: &Instance,
    args: &cli::Solve,
    budget: &Budget,
    console: &Console,
    begun: Instant,
) -> Result<Solved, Fault> {
    let trace = args.trace.as_deref().map(|path| Trace::create(path, begun)).transpose()?;
    let objective = match args.fewest_vehicles {
        true => Objective::VehiclesFirst,
        false => Objective::Distance,
    };
    let threads = args.threads.unwrap_or_else(super::cores);
    let bar = console.bar(1000, "求解");
    let show = |mark: Mark| {
        let cost = routing::units(mark.cost, instance.scale);
        if let Some(trace) = &trace {
            trace.add(mark.iterations, &cost, mark.routes);
        }
        bar.set_position((mark.share.clamp(0.0, 1.0) * 1000.0) as u64);
        bar.set_message(format!("求解 费用 {cost} 线路 {}", mark.routes));
    };
    let spent = || budget.spent();
    let settings = Settings { seed: args.seed, threads };
    let solved = classic::solve(instance, objective, settings, budget.stop(&spent), &show);
    bar.finish_and_clear();
    trace.map_or(Ok(()), Trace::finish)?;
    Ok(solved)
}

/// What the checker says about a solution, for programs.
pub(super) fn summary(instance: &Instance, verdict: &Verdict) -> Value {
    let cost = match instance.scale {
        1 => json!(verdict.cost),
        scale => json!(verdict.cost as f64 / scale as f64),
    };
    json!({ "cost": cost, "routes": verdict.routes, "feasible": verdict.feasible() })
}

/// Fails early where a file cannot be made later.
fn writable(out: &Path) -> Result<(), Fault> {
    let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
    let fits = !out.is_dir() && folder.is_none_or(Path::is_dir);
    match fits {
        true => Ok(()),
        false => Err(Fault::new(fault::CANNOT_WRITE, out.display().to_string())),
    }
}
