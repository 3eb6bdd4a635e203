//! VROOM JSON: solved for the command line here, and for `POST /api/vroom` by the same search.

use super::budget::Budget;
use super::effort;
use super::trace::Trace;
use crate::cli;
use crate::console::{Console, io_fault};
use fenjian_planner::check::answer::check;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::vroom::{self, Asked, Computing};
use fenjian_planner::halt::Stop;
use fenjian_planner::roads::DETOUR_PERCENT;
use fenjian_planner::route::fleet::Fleet;
use fenjian_planner::route::{Progress, Settings, plain};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Reads a problem; legs without matrices are estimated like those of a day.
pub(crate) fn read(bytes: &[u8]) -> Result<Asked, Fault> {
    vroom::read(bytes, DETOUR_PERCENT)
}

/// Searches an answer and has it checked on its own.
pub(crate) fn search(
    asked: &Asked,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Fleet, Fault> {
    let found = plain::solve(&asked.problem, settings, stop, progress)?;
    let faults = check(&asked.problem, &found.answer);
    match faults.first() {
        None => Ok(found),
        Some(worst) => {
            let detail = format!("{} 处，第一处：{worst}", faults.len());
            Err(Fault::new(fault::PLAN_UNSOUND, detail))
        }
    }
}

/// `duration` in whole milliseconds, as VROOM tells its times.
pub(crate) fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Solves the problem in `bytes` and writes VROOM's solution.
pub(super) fn run(
    bytes: Vec<u8>,
    args: &cli::Solve,
    console: &Console,
    begun: Instant,
) -> Result<(), Fault> {
    if args.fewest_vehicles {
        let detail = "--fewest-vehicles：VROOM 问题的目标由 costs.fixed 决定";
        return Err(Fault::new(fault::UNSUPPORTED_KEY, detail));
    }
    if let Some(out) = &args.out {
        super::writable(out)?;
    }
    let asked = read(&bytes)?;
    drop(bytes);
    let loaded = begun.elapsed();
    let found = watched(&asked, args, console, begun)?;
    let computing =
        Computing { loading: millis(loaded), solving: millis(begun.elapsed() - loaded) };
    let solution = vroom::write(&asked, &found.answer, computing);
    if let Some(out) = &args.out {
        std::fs::write(out, &solution).map_err(|e| io_fault(&out.display().to_string(), &e))?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    let solution: Value = serde_json::from_str(&solution).unwrap_or_default();
    let (cost, routes) = (&solution["summary"]["cost"], found.answer.tours.len());
    let said = format!(
        "费用 {cost}，线路 {routes} 条，未完成 {}，迭代 {} 次，用时 {seconds:.2} 秒",
        found.answer.absent.len(),
        found.iterations,
    );
    let mut object = json!({
        "cost": cost, "routes": routes, "feasible": true, "seconds": seconds,
        "iterations": found.iterations, "unassigned": found.answer.absent.len(),
    });
    match &args.out {
        Some(_) => console.result(&said, &object),
        None => {
            console.note(&said);
            let text = solution.to_string();
            object["solution"] = solution;
            console.result(&text, &object);
        }
    }
    Ok(())
}

/// Searches until the budget is spent or Ctrl-C is pressed, and shows how far it is.
fn watched(
    asked: &Asked,
    args: &cli::Solve,
    console: &Console,
    begun: Instant,
) -> Result<Fleet, Fault> {
    let budget = Budget::new(begun, args, asked.problem.stops.len());
    let seconds = asked.options.seconds.map(|seconds| Duration::from_secs(seconds.into()));
    let budget = budget.enough(effort::iterations(asked), seconds);
    let trace = args.trace.as_deref().map(|path| Trace::create(path, begun)).transpose()?;
    let wanted = asked.options.threads.map(|threads| threads as usize);
    let usual = || effort::threads(asked, super::super::cores());
    let threads = args.threads.or(wanted).unwrap_or_else(usual);
    let bar = console.bar(1000, "求解");
    let show = |progress: Progress| {
        let cost = vroom::cost(asked, progress.cost);
        if let Some(trace) = &trace {
            trace.add(progress.iterations, &cost.to_string(), progress.routes);
        }
        bar.set_position((progress.share.clamp(0.0, 1.0) * 1000.0) as u64);
        bar.set_message(format!("求解 费用 {cost} 未完成 {}", progress.unserved));
    };
    let spent = || budget.spent();
    let settings = Settings { seed: args.seed, threads };
    let found = search(asked, settings, budget.stop(&spent), &show);
    bar.finish_and_clear();
    trace.map_or(Ok(()), Trace::finish)?;
    found
}
