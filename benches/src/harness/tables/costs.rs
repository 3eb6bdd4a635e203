//! What the runs of a protocol took: wall, cores, memory.

use super::{Grid, mean, number, optional};
use crate::harness::protocol::{Measure, Protocol};
use crate::harness::report::{Place, Report};
use crate::harness::runs::Run;

/// One table, a row for each solver.
pub(super) fn write(report: &Report<'_>, protocol: &Protocol, seconds: f64) -> String {
    let head = ["", "version", "runs", "longest wall, s", "cores used, mean", "peak memory, MB"];
    let mut grid = Grid::new(head);
    for solver in protocol.solvers() {
        let vehicles_first = protocol.measure == Measure::Vehicles;
        let threads = protocol.rounds[0].threads[0];
        let runs: Vec<&Run> = (protocol.instances())
            .map(|instance| Place { solver, instance, seconds, threads, vehicles_first })
            .flat_map(|place| report.at(place))
            .collect();
        let Some(first) = runs.first() else { continue };
        let most = |of: fn(&Run) -> f64| runs.iter().map(|run| of(run)).fold(0.0, f64::max);
        grid.row([
            solver.name().to_owned(),
            first.key.version.clone(),
            runs.len().to_string(),
            number(most(|run| run.wall), 2),
            optional(mean(runs.iter().map(|run| Some(run.cpu / run.wall))), 2),
            number(most(|run| run.peak_mb), 0),
        ]);
    }
    grid.text()
}
