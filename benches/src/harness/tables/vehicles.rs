//! Fewest vehicles first: vehicles against the fewest known, and the distance they need.

use super::{Grid, number};
use crate::harness::protocol::Protocol;
use crate::harness::report::{Place, Report};
use crate::harness::runs::Run;
use crate::harness::solver::Solver;

/// One table with a row for each instance and the totals.
pub(super) fn write(report: &Report<'_>, protocol: &Protocol, seconds: f64) -> String {
    let head =
        [format!("{seconds} s"), "fewest known".into(), "vehicles".into(), "distance".into()];
    let mut grid = Grid::new(head);
    let (mut known, mut used) = (0, 0);
    for instance in protocol.instances() {
        let place = Place {
            solver: Solver::Fenjian,
            instance,
            seconds,
            threads: protocol.rounds[0].threads[0],
            vehicles_first: true,
        };
        let answered = |run: &Run| run.cost.map(|cost| (run.routes, cost));
        let answers: Vec<_> = report.at(place).filter_map(answered).collect();
        // The worst of the seeds.
        let Some(worst) = answers.iter().max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))
        else {
            continue;
        };
        let fewest = report.known(instance).and_then(|known| known.vehicles);
        known += fewest.unwrap_or(worst.0);
        used += worst.0;
        grid.row([
            instance.to_owned(),
            fewest.map_or_else(|| "–".into(), |fewest| fewest.to_string()),
            worst.0.to_string(),
            number(worst.1, 1),
        ]);
    }
    let bold = |total: usize| format!("**{total}**");
    grid.row(["**in all**".into(), bold(known), bold(used), String::new()]);
    grid.text()
}
