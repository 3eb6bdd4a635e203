//! `fenjian check-solution` for VROOM JSON: whoever made the solution.

use super::super::solve::vroom::read;
use super::tell;
use crate::console::Console;
use fenjian_planner::check::answer::{check, reckon};
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::vroom;
use serde_json::json;

/// Recomputes every moment, limit and figure of `solution` from its steps.
pub(super) fn run(problem: &[u8], solution: &[u8], console: &Console) -> Result<(), Fault> {
    let asked = read(problem)?;
    let stated = vroom::read_solution(&asked, solution)?;
    let answer = reckon(&asked.problem, &stated.answer);
    let broken = check(&asked.problem, &answer);
    let feasible = broken.is_empty();
    let figures = vroom::compare(&asked, &stated, &answer)?;
    let cost = vroom::total(&asked, &answer);
    let object = json!({
        "cost": cost, "routes": answer.tours.len(), "feasible": feasible,
        "unassigned": answer.absent.len(),
    });
    let text = format!(
        "费用 {cost}，线路 {} 条，未完成 {}，{}",
        answer.tours.len(),
        answer.absent.len(),
        if feasible { "可行" } else { "不可行" },
    );
    let faults: Vec<_> = broken.iter().chain(&figures).collect();
    tell(text, object, &faults, console)
}
