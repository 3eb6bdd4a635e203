//! `fenjian sort`: reads the revision in force (else the newest), plans how its cards are sorted, checks and simulates
//! that, and stores it by revision and machine.

mod outcome;
mod show;

use super::off_workers;
use crate::cli;
use crate::console::Console;
use crate::home;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use fenjian_planner::sort::{Before, Settings, destinations, left, names};
use fenjian_planner::units::Clock;
use fenjian_planner::words::{Machine, Mode};
use fenjian_sql::sealed::SealedCards;
use fenjian_sql::sort_plan::SortKey;
use outcome::{Terms, best};
use std::collections::{BTreeMap, BTreeSet};

/// Plans a day's sorting and says what came of it.
pub(super) async fn run(args: cli::Sort, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let store = &database.store;
    let cli::Day { centre, day } = &args.day;
    let edition = store.edition(centre, *day, None).await?;
    let machines = chosen(store.machines(centre).await?, args.machine.as_deref())?;
    let sealed = sealed(&edition.problem, &store.sealed(centre, *day).await?);
    let destinations = left(&destinations(&edition.problem, &edition.plan), &sealed);
    let names = names(&edition.problem, &destinations);
    // A later wave keeps to the pockets of this day's earlier ones.
    let until = if sealed.is_empty() { *day } else { day.succ_opt().unwrap_or(*day) };
    let mut tries = Vec::new();
    for first in 0..machines.len() {
        let mut machines = machines.clone();
        machines.swap(0, first);
        let before = store.day_before(centre, until, &machines[0].name).await?;
        let own = before.map(|before| before.own).unwrap_or_default();
        let pockets = names.iter().enumerate();
        let pockets = pockets.filter_map(|(ix, name)| Some((ix, own.get(name)?.clone())));
        tries.push((machines, Before { pockets: pockets.collect(), keep: args.keep }));
    }
    let broken = args.broken.iter().copied().collect();
    let begin = args.begin.map(|begin| clock_of(*day, begin));
    let terms = Terms {
        sealed,
        broken,
        begin,
        settings: Settings { seed: args.seed, ..Settings::default() },
    };
    let (problem, plan) = (edition.problem, edition.plan);
    let outcome = off_workers(move || best(&problem, &plan, tries, &terms)).await?;
    let key = SortKey {
        centre: centre.clone(),
        day: *day,
        revision: edition.revision.number,
        machine: outcome.machines[0].name.clone(),
    };
    let own = (0..names.len()).filter(|&ix| outcome.sorted.plan.is_own(ix));
    let mut own: BTreeMap<String, Vec<u32>> = own
        .map(|ix| {
            let pockets = outcome.sorted.plan.pockets(ix, 0).unwrap_or_default();
            (names[ix].clone(), pockets.to_vec())
        })
        .collect();
    // The next day looks at one sort plan; of a day in waves it has what all of them had.
    let earlier = store.day_before(centre, until, &key.machine).await?;
    for (name, pockets) in earlier.filter(|it| it.day == *day).into_iter().flat_map(|it| it.own) {
        if !names.contains(&name) {
            own.insert(name, pockets);
        }
    }
    store.save_sort(&key, &outcome.sorted.plan, &own).await?;
    console.result(&outcome.text(&names, *day), &outcome.object(&key));
    Ok(())
}

/// Sealed pouches by what a plan calls them.
fn sealed(problem: &DayProblem, cards: &SealedCards) -> BTreeSet<(ConsignmentId, u32)> {
    let by_van = problem.consignments_with_ids().filter(|(_, of)| of.mode == Mode::Van);
    let ids: BTreeMap<_, _> = by_van.map(|(id, _)| (problem.location(id).code, id)).collect();
    let pouch = |(code, number): &(_, u32)| Some((*ids.get(code)?, *number));
    cards.keys().filter_map(pouch).collect()
}

/// The machine called `name`, or all.
fn chosen(machines: Vec<Machine>, name: Option<&str>) -> Result<Vec<Machine>, Fault> {
    let Some(name) = name else { return Ok(machines) };
    let known: Vec<String> = machines.iter().map(|machine| machine.name.clone()).collect();
    let found: Vec<Machine> = machines.into_iter().filter(|m| m.name == name).collect();
    match found.is_empty() {
        true => Err(Fault::new(fault::NO_SUCH_MACHINE, format!("{name}；有 {}", known.join("、")))),
        false => Ok(found),
    }
}

/// A moment as seconds from the midnight of `day`.
fn clock_of(day: NaiveDate, moment: NaiveDateTime) -> Clock {
    Clock(moment.signed_duration_since(day.and_time(NaiveTime::MIN)).num_seconds())
}
