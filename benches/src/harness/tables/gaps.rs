//! Mean gaps or costs: a row for each instance and each class, a column for each solver.

use super::{Grid, mean, number, optional};
use crate::harness::protocol::{Measure, Protocol};
use crate::harness::report::{Place, Report};
use crate::harness::runs::Run;
use crate::harness::solver::Solver;

/// Those of which there are only figures from elsewhere.
const FAR: [&str; 2] = ["FILO2", "AILS-II"];

/// One table of what was run. Gaps are in % above the best known, means over the seeds; classes are
/// means over the rows above them.
pub(super) fn write(report: &Report<'_>, protocol: &Protocol, seconds: f64) -> String {
    let table = Table { report, protocol, seconds };
    let solvers: Vec<Solver> =
        protocol.solvers().into_iter().filter(|&solver| table.ran(solver)).collect();
    let far: Vec<&str> = FAR.into_iter().filter(|name| table.known_far(name)).collect();
    let mut head: Vec<String> = vec![format!("{seconds} s"), "n".into()];
    if protocol.measure != Measure::Day {
        head.push("best known".into());
    }
    head.extend(solvers.iter().map(|solver| solver.name().to_owned()));
    head.extend(far.iter().map(|name| format!("*{name}*")));
    let mut grid = Grid::new(head);
    for class in protocol.classes {
        let instances = report.ran(protocol, class, seconds);
        if instances.is_empty() {
            continue;
        }
        for instance in &instances {
            let mut row = vec![
                (*instance).to_owned(),
                report.size(instance).map_or_else(|| "–".into(), |n| number(n as f64, 0)),
            ];
            if protocol.measure != Measure::Day {
                row.push(table.best(instance));
            }
            row.extend(solvers.iter().map(|&solver| table.cell(solver, instance)));
            row.extend(
                far.iter().map(|name| optional(report.elsewhere(name, instance, seconds), 2)),
            );
            grid.row(row);
        }
        let mut row = vec![format!("**{}**", class.label), String::new()];
        if protocol.measure != Measure::Day {
            row.push(String::new());
        }
        row.extend(
            solvers.iter().map(|&solver| format!("**{}**", table.class(solver, &instances))),
        );
        row.extend(
            far.iter().map(|name| optional(report.elsewhere(name, class.label, seconds), 2)),
        );
        grid.row(row);
    }
    grid.text()
}

struct Table<'a> {
    report: &'a Report<'a>,
    protocol: &'a Protocol,
    seconds: f64,
}

impl<'a> Table<'a> {
    fn runs(&self, solver: Solver, instance: &'a str) -> Vec<&'a Run> {
        let threads = self.protocol.rounds[0].threads[0];
        let place =
            Place { solver, instance, seconds: self.seconds, threads, vehicles_first: false };
        self.report.at(place).collect()
    }

    fn ran(&self, solver: Solver) -> bool {
        self.protocol.instances().any(|instance| !self.runs(solver, instance).is_empty())
    }

    fn known_far(&self, name: &str) -> bool {
        let classes = self.protocol.classes.iter().map(|class| class.label);
        let mut places = self.protocol.instances().chain(classes);
        places.any(|place| self.report.elsewhere(name, place, self.seconds).is_some())
    }

    fn best(&self, instance: &str) -> String {
        match self.report.known(instance) {
            Some(known) => {
                let digits = usize::from(known.cost.fract() != 0.0);
                number(known.cost, digits)
            }
            None => "–".into(),
        }
    }

    fn cost(&self, solver: Solver, instance: &'a str) -> Option<f64> {
        mean(self.runs(solver, instance).iter().map(|run| run.cost))
    }

    fn cell(&self, solver: Solver, instance: &'a str) -> String {
        let runs = self.runs(solver, instance);
        if runs.iter().any(|run| run.cost.is_none()) {
            return "no answer".into();
        }
        let cost = self.cost(solver, instance);
        match self.protocol.measure {
            Measure::Gap => optional(cost.and_then(|cost| self.report.gap(instance, cost)), 2),
            Measure::Day => days(cost, &runs),
            _ => {
                let known = self.report.known(instance).zip(cost);
                let gap = known.map(|(known, cost)| 100.0 * (cost / known.cost - 1.0));
                let gap = gap.map(|gap| format!(" ({} %)", number(gap, 2))).unwrap_or_default();
                optional(cost, 1) + &gap
            }
        }
    }

    fn class(&self, solver: Solver, instances: &[&'static str]) -> String {
        let costs = instances.iter().map(|instance| self.cost(solver, instance));
        match self.protocol.measure {
            Measure::Gap => {
                let gaps = instances.iter().zip(costs);
                let gaps = gaps.map(|(instance, cost)| self.report.gap(instance, cost?));
                optional(mean(gaps), 2)
            }
            Measure::Day => {
                let runs = instances.iter().flat_map(|instance| self.runs(solver, instance));
                days(mean(costs), &runs.collect::<Vec<_>>())
            }
            _ => optional(mean(costs), 1),
        }
    }
}

/// A mean cost of days, which says nothing where stops were left out.
fn days(cost: Option<f64>, runs: &[&Run]) -> String {
    let absent: usize = runs.iter().map(|run| run.absent).sum();
    match absent {
        0 => optional(cost, 0),
        _ => {
            let mean = absent as f64 / runs.len() as f64;
            format!("{} ({} left out)", optional(cost, 0), number(mean, 1))
        }
    }
}
