//! Instances and answers: read by the planner's formats and judged by its checker, whoever made
//! them.

use super::Result;
use crate::generate::cvrp;
use fenjian_planner::check::answer;
use fenjian_planner::check::instance::check;
use fenjian_planner::formats::routing;
use fenjian_planner::formats::vroom::{self, Asked};
use fenjian_planner::vrp::Instance;
use std::fs::read_dir;
use std::path::{Path, PathBuf};

/// What an answer is worth.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Distance in units of the file; none when the answer breaks the problem.
    pub cost: Option<f64>,
    /// How many routes.
    pub routes: usize,
    /// Stops of a day that it leaves out.
    pub absent: usize,
    /// What is wrong.
    pub fault: Option<String>,
}

/// The file of the instance `name` in `folder` or a folder in it. `generated-N` is made there and
/// then, in `scratch`.
///
/// # Errors
/// When there is none.
pub fn find(name: &str, folder: &Path, scratch: &Path) -> Result<PathBuf> {
    if let Some(size) = name.strip_prefix("generated-") {
        std::fs::create_dir_all(scratch)?;
        let file = scratch.join(format!("{name}.vrp"));
        std::fs::write(&file, cvrp(size.parse()?, 1).text())?;
        return Ok(file);
    }
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let fits = path.file_stem().is_some_and(|stem| stem == name);
            let problem = path.extension().is_some_and(|kind| kind == "vrp" || kind == "txt");
            match () {
                () if path.is_dir() => folders.push(path),
                () if fits && problem => return Ok(path),
                () => {}
            }
        }
    }
    let missing = format!("no {name}.vrp or {name}.txt in {}", folder.display());
    Err(missing.into())
}

/// Reads an instance.
///
/// # Errors
/// As the planner's reader, with the file's name.
pub fn read(file: &Path) -> Result<Instance> {
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    Ok(routing::read(&bytes).map_err(|fault| format!("{}: {fault}", file.display()))?)
}

/// Judges the answer to a classic instance in `file`, which may be missing.
pub fn classic(instance: &Instance, file: &Path) -> Verdict {
    let Ok(bytes) = std::fs::read(file) else { return nothing("no answer") };
    let routes = match routing::read_solution(&bytes) {
        Ok(solution) => solution.routes,
        Err(fault) => return nothing(fault),
    };
    let verdict = check(instance, &routes);
    let cost = verdict.cost as f64 / instance.scale as f64;
    Verdict {
        cost: verdict.feasible().then_some(cost),
        routes: verdict.routes,
        absent: 0,
        fault: verdict.faults.first().map(ToString::to_string),
    }
}

/// Judges the answer to a day in `file`, which may be missing; its cost is in yuan.
pub fn day(asked: &Asked, file: &Path) -> Verdict {
    let Ok(bytes) = std::fs::read(file) else { return nothing("no answer") };
    let stated = match vroom::read_solution(asked, &bytes) {
        Ok(stated) => stated.answer,
        Err(fault) => return nothing(fault),
    };
    let answer = answer::reckon(&asked.problem, &stated);
    let faults = answer::check(&asked.problem, &answer);
    let fen = vroom::total(asked, &answer);
    Verdict {
        cost: faults.is_empty().then_some(fen as f64 / 100.0),
        routes: answer.tours.len(),
        absent: answer.absent.len(),
        fault: faults.first().map(ToString::to_string),
    }
}

fn nothing(fault: impl ToString) -> Verdict {
    Verdict { cost: None, routes: 0, absent: 0, fault: Some(fault.to_string()) }
}
