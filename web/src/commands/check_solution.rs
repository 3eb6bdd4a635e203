//! `fenjian check-solution`: recomputes the cost and feasibility of a solution on its own.

mod vroom;

use super::solve::{read_file, summary};
use crate::cli;
use crate::console::{Console, cause};
use fenjian_planner::check::instance::{Verdict, check};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::routing::{self, Content};
use fenjian_planner::vrp::Instance;
use serde_json::{Value, json};

/// Checks the solution in one file against the problem in another. An infeasible solution, or one
/// that states another cost, makes the command fail.
pub(crate) fn run(args: cli::CheckSolution, console: &Console) -> Result<(), Fault> {
    let bytes = read_file(&args.instance)?;
    match routing::recognise(&bytes)? {
        Content::VroomJson => vroom::run(&bytes, &read_file(&args.solution)?, console),
        Content::Vrplib | Content::Solomon => {
            let instance = routing::read(&bytes)?;
            let solution = routing::read_solution(&read_file(&args.solution)?)?;
            let verdict = check(&instance, &solution.routes);
            let wrong_cost =
                solution.cost.and_then(|stated| differing(&instance, &verdict, stated));
            report(&instance, &verdict, wrong_cost, console)
        }
    }
}

/// A fault when the stated cost is not the recomputed one, in the file's units.
fn differing(instance: &Instance, verdict: &Verdict, stated: f64) -> Option<Fault> {
    let same = (stated * instance.scale as f64 - verdict.cost as f64).abs() < 0.5;
    let detail = || format!("写明 {stated}，推算 {}", routing::units(verdict.cost, instance.scale));
    (!same).then(|| Fault::new(fault::COST_DIFFERS, detail()))
}

fn report(
    instance: &Instance,
    verdict: &Verdict,
    wrong_cost: Option<Fault>,
    console: &Console,
) -> Result<(), Fault> {
    let faults: Vec<_> = verdict.faults.iter().chain(&wrong_cost).collect();
    let said = format!(
        "费用 {}，线路 {} 条，{}",
        routing::units(verdict.cost, instance.scale),
        verdict.routes,
        if verdict.feasible() { "可行" } else { "不可行" },
    );
    tell(said, summary(instance, verdict), &faults, console)
}

/// Gives what was recomputed and what is wrong; anything wrong makes the command fail.
fn tell(
    mut text: String,
    mut object: Value,
    faults: &[&Fault],
    console: &Console,
) -> Result<(), Fault> {
    object["faults"] = (faults.iter())
        .map(|f| {
            json!({
                "code": f.code.id, "cause": cause(f.code.cause, &f.detail), "action": f.code.action,
            })
        })
        .collect();
    for fault in faults {
        text += &format!("\n{fault}");
    }
    console.result(&text, &object);
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Fault::new(fault::SOLUTION_WRONG, format!("{} 处不符", faults.len()))),
    }
}
