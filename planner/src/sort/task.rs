//! What is to be sorted, and the way from there to a sort plan.

use super::build::{self, Onto};
use super::crew::{Crew, Station};
use super::hurry::{Due, Tardy, due, helped, least_late};
use super::improve::Wishes;
use super::search::{Found, Input, Settings, search};
use super::times::sealed_after;
use crate::fault::{self, Fault};
use crate::plan::sort::{Destination, SortPlan};
use crate::words::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be sorted on which machines.
#[derive(Clone, Debug)]
pub struct Task<'a> {
    /// The destinations in the order of loading, as [`super::destinations()`] gives them.
    pub destinations: &'a [Destination],
    /// All machines; the day's cards come to the first of them, later passes are made on any. At least one.
    pub machines: &'a [Machine],
    /// Pockets of the first machine that cannot be used.
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
    /// Seconds below which no sort goes, however late; none without the integer program. With several machines it holds where
    /// all passes but the first are made on one.
    pub bound: Option<f64>,
    /// So many routes are sealed too late in every sort whose first pass is on the first machine.
    pub least_late: usize,
}

impl<'a> Task<'a> {
    /// All pockets, nothing decided before, and no hurry.
    pub fn new(destinations: &'a [Destination], machines: &'a [Machine]) -> Self {
        let (broken, before) = (BTreeSet::new(), Before::default());
        Self { destinations, machines, broken, before, due: Vec::new() }
    }
}

/// Sorts: as few routes late as it can, then as few destinations, then with least handling. The same task and settings give
/// the same plan.
///
/// O(moves) for each machine, and an integer program for each that is usually closed within a tenth of a second; some
/// three times the moves when something would be late.
///
/// # Errors
/// P504 when there are too few pockets to tell so many destinations apart.
pub fn sort(task: &Task<'_>, settings: Settings) -> Result<Sorted, Fault> {
    if task.destinations.is_empty() {
        return Ok(Sorted {
            plan: SortPlan::default(),
            seconds: 0.0,
            bound: Some(0.0),
            least_late: 0,
        });
    }
    let floor = Floor::of(task);
    let stations: Vec<Station<'_>> = (task.machines.iter().enumerate())
        .map(|(ix, machine)| match ix {
            0 => Station::of(machine, &task.broken),
            _ => Station::of(machine, &BTreeSet::new()),
        })
        .collect();
    let Some(first) = stations.first() else { return Err(floor.too_few(0)) };
    let free = vec![u32::MAX; task.destinations.len()];
    // All that the first pass hands on goes to one machine.
    let mut best: Result<(Sorted, Crew<'_>), Fault> = Err(floor.too_few(first.usable.len()));
    let mut bound = Some(f64::INFINITY);
    for station in &stations {
        let crew = Crew { first, later: vec![station] };
        let Ok((sorted, least)) = floor.sort(&crew, &free, 1, settings) else { continue };
        bound = bound.zip(least).map(|(bound, least)| bound.min(least));
        if best.as_ref().map_or(true, |(best, _)| sorted.seconds < best.seconds) {
            best = Ok((sorted, crew));
        }
    }
    let (mut best, crew) = best?;
    let mut crews = vec![crew];
    if stations.len() > 1 {
        crews.push(Crew { first, later: stations.iter().collect() });
    }
    let dues = due(task);
    let least_late = least_late(task, &dues, &stations);
    let mut tardy = Tardy::of(task, &best.plan);
    // More batches finish what is loaded first sooner, on several machines side by side; then pockets of its own for what is
    // late even so. Each is annealed for a while, and the one that is kept for long.
    let quick = Settings { exact: false, moves: settings.moves / 10, ..settings };
    let mut kept = None;
    for batches in [2, 3, 4] {
        for crew in &crews {
            if tardy.destinations.is_empty() {
                break;
            }
            let later = crew.later.iter().map(|station| station.usable.len()).min().unwrap_or(0);
            let parts = task.destinations.len().div_ceil(later.max(1)).max(batches as usize);
            // With a third pass one part is enough for all that is left.
            let urgent = [parts, 1].map(|parts| floor.urgent(&best, &dues, crew, parts));
            for may in std::iter::once(free.clone()).chain(urgent) {
                let Ok((sorted, _)) = floor.sort(crew, &may, batches, quick) else { continue };
                let later = Tardy::of(task, &sorted.plan);
                if (later.rank(), sorted.seconds) < (tardy.rank(), best.seconds) {
                    (best, tardy, kept) = (sorted, later, Some((crew, may, batches)));
                }
            }
        }
    }
    if let Some((crew, may, batches)) = kept {
        let long = Settings { exact: false, ..settings };
        if let Ok((sorted, _)) = floor.sort(crew, &may, batches, long)
            && (Tardy::of(task, &sorted.plan).rank(), sorted.seconds) < (tardy.rank(), best.seconds)
        {
            best = sorted;
        }
    }
    Ok(Sorted { bound, least_late, ..best })
}

/// A task as numbers.
struct Floor<'a> {
    task: &'a Task<'a>,
    volumes: Vec<u64>,
    own: Vec<f64>,
}

impl<'a> Floor<'a> {
    fn of(task: &'a Task<'a>) -> Self {
        let volumes: Vec<u64> = task.destinations.iter().map(|d| u64::from(d.cards)).collect();
        let mut own = vec![0.0; volumes.len()];
        for (&ix, had) in &task.before.pockets {
            // Whose pockets are all broken has to move in any case.
            if let Some(own) = own.get_mut(ix)
                && had.iter().any(|pocket| !task.broken.contains(pocket))
            {
                *own = task.before.keep;
            }
        }
        Self { task, volumes, own }
    }

    fn too_few(&self, pockets: usize) -> Fault {
        let detail = format!("{pockets} 个格口，{} 个去向", self.volumes.len());
        Fault::new(fault::POCKETS_TOO_FEW, detail)
    }

    /// Who may finish where when as many late routes as pockets suffice for, but for `parts` of them, have pockets of their own for
    /// all their destinations.
    fn urgent(&self, sorted: &Sorted, dues: &[Due], crew: &Crew<'_>, parts: usize) -> Vec<u32> {
        let tardy = Tardy::of(self.task, &sorted.plan);
        let first = sealed_after(&sorted.plan, self.task.machines);
        let room = crew.first.usable.len().saturating_sub(parts);
        let mut may = vec![u32::MAX; self.volumes.len()];
        for ix in helped(dues, &tardy, first.first().copied().unwrap_or_default(), room) {
            may[ix] = 1;
        }
        may
    }

    /// A sort in which destinations finish where `may` lets them, in so many batches at least.
    fn sort(
        &self,
        crew: &Crew<'_>,
        may: &[u32],
        batches: u32,
        settings: Settings,
    ) -> Result<(Sorted, Option<f64>), Fault> {
        let task = self.task;
        let wishes = Wishes { own: &self.own, may };
        let input = Input { volumes: &self.volumes, crew, wishes, batches };
        let (found, bound) =
            search(&input, settings).ok_or_else(|| self.too_few(crew.first.usable.len()))?;
        let seconds = self.handling(&found);
        let onto = Onto { crew, before: &task.before.pockets };
        let plan = build::plan(&found, task.destinations, &self.volumes, &onto);
        Ok((Sorted { plan, seconds, bound: None, least_late: 0 }, bound))
    }

    /// The price without wishes.
    fn handling(&self, found: &Found) -> f64 {
        let lost = found.cells.iter().zip(&self.own).filter(|(cell, _)| cell.pass > 0);
        found.price - lost.map(|(_, own)| own).sum::<f64>()
    }
}
