//! What is to be sorted, and the way from there to a sort plan.

use super::build::{self, Onto};
use super::improve::Wishes;
use super::rules::Rules;
use super::search::{Found, Input, Settings, search};
use super::times::{late, sealed_after};
use crate::fault::{self, Fault};
use crate::plan::sort::{Destination, SortPlan};
use crate::words::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be sorted on which machine.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The destinations in the order of loading, as [`super::destinations()`] gives them.
    pub destinations: &'a [Destination],
    /// The machine.
    pub machine: &'a Machine,
    /// Pockets that cannot be used.
    pub broken: BTreeSet<u32>,
    /// What was decided for the day before.
    pub before: Before,
    /// For each destination, seconds after the beginning by which it has to be sealed, where that matters. Empty when it
    /// matters for none.
    pub due: Vec<Option<f64>>,
}

/// What was decided for the day before, and what changing it must save.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// Pockets of destinations that had some of their own, by the index they have today.
    pub pockets: BTreeMap<usize, Vec<u32>>,
    /// A destination keeps pockets of its own unless moving it saves more than this many seconds.
    pub keep: f64,
}

/// A sort plan and what is known of it.
#[derive(Clone, Debug)]
pub struct Sorted {
    /// The plan.
    pub plan: SortPlan,
    /// Seconds of handling by the planner's own count.
    pub seconds: f64,
    /// Seconds below which no sort goes, however late; none without the integer program.
    pub bound: Option<f64>,
}

impl<'a> Task<'a> {
    /// All pockets, nothing decided before, and no hurry.
    pub fn new(destinations: &'a [Destination], machine: &'a Machine) -> Self {
        let (broken, before) = (BTreeSet::new(), Before::default());
        Self { destinations, machine, broken, before, due: Vec::new() }
    }
}

/// Sorts: as few destinations late as it can, then with least handling. The same task and settings give the same plan.
///
/// O(moves), and an integer program that is usually closed within a tenth of a second; four times that
/// when something would be late.
///
/// # Errors
/// P504 when there are too few pockets to tell so many destinations apart.
pub fn sort(task: &Task<'_>, settings: Settings) -> Result<Sorted, Fault> {
    if task.destinations.is_empty() {
        return Ok(Sorted { plan: SortPlan::default(), seconds: 0.0, bound: Some(0.0) });
    }
    let floor = Floor::of(task);
    let free = vec![u32::MAX; task.destinations.len()];
    let (sorted, bound) = floor.sort(&free, 1, settings)?;
    let mut best = Sorted { bound, ..sorted };
    let mut tardy = late(&best.plan, task.machine, &task.due);
    // More batches finish what is loaded first sooner; then pockets of its own for what is late even so.
    for batches in [2, 3, 4] {
        if tardy.is_empty() {
            break;
        }
        let urgent = floor.urgent(&best.plan, &tardy, batches);
        for may in [&free, &urgent] {
            let quick = Settings { exact: false, ..settings };
            let Ok((sorted, _)) = floor.sort(may, batches, quick) else { continue };
            let later = late(&sorted.plan, task.machine, &task.due);
            if (later.len(), sorted.seconds) < (tardy.len(), best.seconds) {
                (best, tardy) = (Sorted { bound, ..sorted }, later);
            }
        }
    }
    Ok(best)
}

/// A task as numbers.
struct Floor<'a> {
    task: &'a Task<'a>,
    volumes: Vec<u64>,
    usable: BTreeSet<u32>,
    own: Vec<f64>,
}

impl<'a> Floor<'a> {
    fn of(task: &'a Task<'a>) -> Self {
        let volumes: Vec<u64> = task.destinations.iter().map(|d| u64::from(d.cards)).collect();
        let all = 1..=task.machine.pockets;
        let usable: BTreeSet<u32> = all.filter(|pocket| !task.broken.contains(pocket)).collect();
        let mut own = vec![0.0; volumes.len()];
        for (&ix, had) in &task.before.pockets {
            // Whose pockets are all broken has to move in any case.
            if let Some(own) = own.get_mut(ix)
                && had.iter().any(|pocket| usable.contains(pocket))
            {
                *own = task.before.keep;
            }
        }
        Self { task, volumes, usable, own }
    }

    /// Who may finish where when those of the `tardy` that the first pass would finish in time get pockets of their own, whoever is
    /// loaded first first, as far as pockets suffice.
    fn urgent(&self, plan: &SortPlan, tardy: &BTreeSet<usize>, batches: u32) -> Vec<u32> {
        let first = sealed_after(plan, self.task.machine).first().copied().unwrap_or_default();
        let due = |ix: usize| self.task.due.get(ix).copied().flatten();
        let pockets = self.usable.len();
        let parts = self.volumes.len().div_ceil(pockets.max(1)).max(batches as usize);
        let mut may = vec![u32::MAX; self.volumes.len()];
        let helped = tardy.iter().filter(|&&ix| due(ix).is_some_and(|due| first <= due));
        for &ix in helped.take(pockets.saturating_sub(parts)) {
            may[ix] = 1;
        }
        may
    }

    /// A sort in which destinations finish where `may` lets them, in so many batches at least.
    fn sort(
        &self,
        may: &[u32],
        batches: u32,
        settings: Settings,
    ) -> Result<(Sorted, Option<f64>), Fault> {
        let task = self.task;
        let rules = Rules { pockets: self.usable.len() as u32, ..Rules::of(task.machine) };
        let wishes = Wishes { own: &self.own, may };
        let input = Input { volumes: &self.volumes, rules, wishes, batches };
        let few = || {
            let detail = format!("{} 个格口，{} 个去向", self.usable.len(), self.volumes.len());
            Fault::new(fault::POCKETS_TOO_FEW, detail)
        };
        let (found, bound) = search(&input, settings).ok_or_else(few)?;
        let seconds = self.handling(&found);
        let before = &task.before.pockets;
        let onto = Onto { machine: &task.machine.name, usable: &self.usable, before };
        let plan = build::plan(&found, task.destinations, &self.volumes, &onto);
        Ok((Sorted { plan, seconds, bound: None }, bound))
    }

    /// The price without wishes.
    fn handling(&self, found: &Found) -> f64 {
        let lost = found.cells.iter().zip(&self.own).filter(|(cell, _)| cell.pass > 0);
        found.price - lost.map(|(_, own)| own).sum::<f64>()
    }
}
