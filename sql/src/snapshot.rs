//! Problems and plans as the text that is stored; long ones are read off the async workers.

use crate::trouble::unreadable;
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::snapshot::{read_plan, read_problem};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;

pub(crate) use fenjian_planner::formats::snapshot::{digest, write_plan, write_problem};

/// Reads a stored problem and its plan. O(text).
pub(crate) async fn read(problem: String, plan: String) -> Result<(DayProblem, Plan), Fault> {
    let reading = tokio::task::spawn_blocking(move || {
        Ok::<_, Fault>((read_problem(&problem)?, read_plan(&plan)?))
    });
    reading.await.map_err(|_| unreadable("revision"))?
}
