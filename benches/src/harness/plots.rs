//! The anytime plots: gap over time, one panel for each class, one line for each solver.

mod draw;

use super::Result;
use super::curve::at;
use super::protocol::{Class, Measure, Protocol};
use super::report::{Place, Report};
use super::runs::Run;
use super::solver::Solver;
use draw::{Line, Panel};
use std::path::{Path, PathBuf};

/// Points on a line.
const POINTS: i32 = 80;

/// The first moment that is drawn, in seconds.
const FIRST: f64 = 0.1;

/// Writes `PROTOCOL-SECONDS.svg` into `folder` for each limit `protocol` was run with, and says
/// which. A solver that tells nothing before it ends is a dot.
///
/// # Errors
/// When a file cannot be written.
pub fn write(report: &Report<'_>, protocol: &Protocol, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if matches!(protocol.measure, Measure::Vehicles | Measure::Day) {
        return Ok(files);
    }
    for seconds in report.lengths(protocol) {
        let panels = match protocol.measure {
            Measure::Scaling => vec![growing(report, protocol, seconds)],
            _ => protocol
                .classes
                .iter()
                .map(|c| side_by_side(report, protocol, c, seconds))
                .collect(),
        };
        let panels: Vec<Panel> =
            panels.into_iter().filter(|panel| !panel.lines.is_empty()).collect();
        if panels.is_empty() {
            continue;
        }
        std::fs::create_dir_all(folder)?;
        let file = folder.join(format!("{}-{seconds}.svg", protocol.name));
        draw::write(&panels, (FIRST, seconds), &file)?;
        files.push(file);
    }
    Ok(files)
}

/// The solvers on one class.
fn side_by_side(report: &Report<'_>, protocol: &Protocol, class: &Class, seconds: f64) -> Panel {
    let threads = protocol.rounds[0].threads[0];
    let line = |solver: Solver| {
        let mut runs = Vec::new();
        for instance in report.ran(protocol, class, seconds) {
            let place = Place { solver, instance, seconds, threads, vehicles_first: false };
            let some: Vec<&Run> = report.at(place).collect();
            // A mean over fewer instances than the others' could not be compared.
            if some.is_empty() || some.iter().any(|run| run.cost.is_none()) {
                return None;
            }
            runs.extend(some);
        }
        (!runs.is_empty()).then(|| Line {
            label: solver.name().into(),
            colour: solver as usize,
            points: points(report, &runs),
        })
    };
    Panel {
        title: class.label.into(),
        lines: protocol.solvers().into_iter().filter_map(line).collect(),
    }
}

/// Fenjian on instances of growing size, with the most threads.
fn growing(report: &Report<'_>, protocol: &Protocol, seconds: f64) -> Panel {
    let threads = protocol.rounds[0].threads.iter().copied().max().unwrap_or(1);
    let line = |(ix, instance)| {
        let solver = Solver::Fenjian;
        let place = Place { solver, instance, seconds, threads, vehicles_first: false };
        let runs: Vec<&Run> = report.at(place).collect();
        let size = report.size(instance)?;
        (!runs.is_empty()).then(|| Line {
            label: format!("n = {size}"),
            colour: ix,
            points: points(report, &runs),
        })
    };
    Panel {
        title: format!("{threads} threads"),
        lines: protocol.instances().enumerate().filter_map(line).collect(),
    }
}

/// The mean gap of `runs` over time, from when all have an answer; the end alone when one of them
/// does not tell.
fn points(report: &Report<'_>, runs: &[&Run]) -> Vec<(f64, f64)> {
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let all = |of: &dyn Fn(&Run) -> Option<f64>| {
        let gap = |run: &&Run| report.gap(&run.key.instance, of(run)?);
        runs.iter().map(gap).collect::<Option<Vec<f64>>>().map(mean)
    };
    let end = mean(runs.iter().map(|run| run.wall).collect());
    let last = all(&|run| run.cost).map(|gap| (end, gap));
    if runs.iter().any(|run| run.curve.is_empty()) {
        return last.into_iter().collect();
    }
    let moments =
        (0..POINTS).map(|ix| FIRST * (end / FIRST).powf(f64::from(ix) / f64::from(POINTS)));
    let told = moments.filter_map(|t| all(&|run| at(&run.curve, t)).map(|gap| (t, gap)));
    told.chain(last).collect()
}
