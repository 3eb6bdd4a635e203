//! Sort plans on each machine, checked, simulated and compared.

use fenjian_planner::check::sort::check_sort;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::plan::Plan;
use fenjian_planner::plan::sort::{Destination, To};
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use fenjian_planner::sort::{
    self, Before, Change, Rules, Settings, Simulated, Sorted, Task, arrivals, by_code, changes,
    destinations, late_routes, latest_begin, left, simulate,
};
use fenjian_planner::units::Clock;
use fenjian_planner::words::Machine;
use std::collections::BTreeSet;
use std::time::Instant;

/// What holds for every machine that is tried.
pub(super) struct Terms {
    /// Pouches that are not sorted any more.
    pub(super) sealed: BTreeSet<(ConsignmentId, u32)>,
    pub(super) broken: BTreeSet<u32>,
    pub(super) begin: Option<Clock>,
    pub(super) settings: Settings,
}

/// A sort plan that passed the checker, and what it was measured by.
pub(super) struct Outcome {
    /// The first is fed with the day's cards.
    pub(super) machines: Vec<Machine>,
    pub(super) sorted: Sorted,
    pub(super) simulated: Simulated,
    pub(super) by_code: f64,
    pub(super) changes: Vec<Change>,
    /// Routes that are sealed after their loading begins, when it is known when sorting begins.
    pub(super) late: Vec<usize>,
    /// The latest moment to begin so that no route is late.
    pub(super) begin_by: Option<Clock>,
    pub(super) seconds: f64,
}

/// Plans with each machine as the first one and keeps the plan with the fewest late routes, then the least handling. What
/// no sort goes below is the least over all of them.
pub(super) fn best(
    problem: &DayProblem,
    plan: &Plan,
    tries: Vec<(Vec<Machine>, Before)>,
    terms: &Terms,
) -> Result<Outcome, Fault> {
    let destinations = left(&destinations(problem, plan), &terms.sealed);
    if destinations.is_empty() {
        return Err(Fault::new(fault::NOTHING_TO_PLAN, problem.day.to_string()));
    }
    let mut best: Result<Outcome, Fault> =
        Err(Fault::new(fault::NO_SUCH_MACHINE, problem.centre.code.to_string()));
    let (mut bound, mut least_late) = (Some(f64::INFINITY), usize::MAX);
    for (machines, before) in tries {
        let outcome = on_machines(problem, plan, &destinations, machines, before, terms);
        if let Ok(Outcome { sorted, .. }) = &outcome {
            bound = bound.zip(sorted.bound).map(|(all, own)| all.min(own));
            least_late = least_late.min(sorted.least_late);
        }
        let rank = |outcome: &Outcome| (outcome.late.len(), outcome.simulated.seconds());
        let better = match (&best, &outcome) {
            (Ok(best), Ok(new)) => rank(new) < rank(best),
            (Err(_), _) => true,
            (Ok(_), Err(_)) => false,
        };
        if better {
            best = outcome;
        }
    }
    let mut best = best?;
    (best.sorted.bound, best.sorted.least_late) = (bound, least_late);
    Ok(best)
}

/// Plans, the day's cards coming to the first of the machines, checks and simulates.
fn on_machines(
    problem: &DayProblem,
    plan: &Plan,
    destinations: &[Destination],
    machines: Vec<Machine>,
    before: Before,
    terms: &Terms,
) -> Result<Outcome, Fault> {
    let begun = Instant::now();
    let due = |destination: &Destination| match (destination.to, terms.begin) {
        (To::Stop { route, .. }, Some(begin)) => {
            Some((plan.routes[route as usize].load - begin).0 as f64)
        }
        _ => None,
    };
    let task = Task {
        destinations,
        machines: &machines,
        broken: terms.broken.clone(),
        before,
        due: destinations.iter().map(due).collect(),
    };
    let sorted = sort::sort(&task, terms.settings)?;
    let faults = check_sort(problem, plan, &terms.sealed, &machines, &sorted.plan);
    if let Some(worst) = faults.first() {
        let detail = format!("{} 处，第一处：{worst}", faults.len());
        return Err(Fault::new(fault::PLAN_UNSOUND, detail));
    }
    let arrivals = arrivals(&sorted.plan, terms.settings.seed);
    let simulated = simulate(&sorted.plan, &machines, &arrivals);
    let begin = terms.begin;
    Ok(Outcome {
        simulated,
        by_code: by_code_seconds(&in_code_order(problem, destinations), &machines),
        changes: changes(&sorted.plan, &task.before),
        late: begin.map_or_else(Vec::new, |at| late_routes(plan, &sorted.plan, &machines, at)),
        begin_by: latest_begin(plan, &sorted.plan, &machines),
        seconds: begun.elapsed().as_secs_f64(),
        sorted,
        machines,
    })
}

/// Cards of each destination in the order of location codes; what no vehicle takes comes last.
fn in_code_order(problem: &DayProblem, destinations: &[Destination]) -> Vec<u64> {
    let code = |to: To| match to {
        To::Stop { consignment, .. } | To::Post(consignment) => {
            Some(problem.location(consignment).code)
        }
        To::Home | To::Pickup | To::Held => None,
    };
    let mut order: Vec<_> = destinations.iter().collect();
    order.sort_by_key(|d| (code(d.to).is_none(), code(d.to), d.to));
    order.into_iter().map(|destination| u64::from(destination.cards)).collect()
}

/// Seconds by code on whichever machine takes the fewest; infinite when all have one pocket.
fn by_code_seconds(volumes: &[u64], machines: &[Machine]) -> f64 {
    let each = machines.iter().filter_map(|machine| by_code(volumes, Rules::of(machine)));
    each.fold(f64::INFINITY, f64::min)
}
