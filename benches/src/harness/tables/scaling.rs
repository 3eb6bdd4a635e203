//! How long it takes to come near the best known as instances grow, with one thread and with two.

use super::{Grid, number, optional};
use crate::harness::curve::reached;
use crate::harness::protocol::Protocol;
use crate::harness::report::{Place, Report};
use crate::harness::solver::Solver;

/// One table with a row for each instance and number of threads. An instance without a best known
/// is measured against the best of the runs here, and starred.
pub(super) fn write(report: &Report<'_>, protocol: &Protocol, seconds: f64) -> String {
    let end = format!("gap after {seconds} s, %");
    let head = ["", "n", "threads", "s to 2 %", "s to 1 %", &end, "peak memory, MB"];
    let mut grid = Grid::new(head);
    for instance in protocol.instances() {
        for &threads in protocol.rounds[0].threads {
            let solver = Solver::Fenjian;
            let place = Place { solver, instance, seconds, threads, vehicles_first: false };
            let Some(run) = report.at(place).next() else { continue };
            let Some((best, known)) = report.reference(instance) else { continue };
            let until = |percent: f64| reached(&run.curve, best * (1.0 + percent / 100.0));
            grid.row([
                format!("{instance}{}", if known { "" } else { " \\*" }),
                number(run.n as f64, 0),
                threads.to_string(),
                optional(until(2.0), 2),
                optional(until(1.0), 2),
                optional(run.cost.and_then(|cost| report.gap(instance, cost)), 2),
                number(run.peak_mb, 0),
            ]);
        }
    }
    grid.text()
}
