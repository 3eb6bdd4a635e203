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
use fenjian_planner::sort::{Before, Settings, destinations, names};
use fenjian_planner::units::Clock;
use fenjian_planner::words::Machine;
use fenjian_sql::sort_plan::SortKey;
use outcome::{Terms, best};
use std::collections::BTreeMap;

/// Plans a day's sorting and says what came of it.
pub(super) async fn run(args: cli::Sort, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let store = &database.store;
    let cli::Day { centre, day } = &args.day;
    let edition = store.edition(centre, *day, None).await?;
    let machines = chosen(store.machines(centre).await?, args.machine.as_deref())?;
    let names = names(&edition.problem, &destinations(&edition.problem, &edition.plan));
    let mut tries = Vec::new();
    for first in 0..machines.len() {
        let mut machines = machines.clone();
        machines.swap(0, first);
        let before = store.day_before(centre, *day, &machines[0].name).await?;
        let own = before.map(|before| before.own).unwrap_or_default();
        let pockets = names.iter().enumerate();
        let pockets = pockets.filter_map(|(ix, name)| Some((ix, own.get(name)?.clone())));
        tries.push((machines, Before { pockets: pockets.collect(), keep: args.keep }));
    }
    let broken = args.broken.iter().copied().collect();
    let begin = args.begin.map(|begin| clock_of(*day, begin));
    let terms =
        Terms { broken, begin, settings: Settings { seed: args.seed, ..Settings::default() } };
    let (problem, plan) = (edition.problem, edition.plan);
    let outcome = off_workers(move || best(&problem, &plan, tries, &terms)).await?;
    let key = SortKey {
        centre: centre.clone(),
        day: *day,
        revision: edition.revision.number,
        machine: outcome.machines[0].name.clone(),
    };
    let own = (0..names.len()).filter(|&ix| outcome.sorted.plan.is_own(ix));
    let own: BTreeMap<String, Vec<u32>> = own
        .map(|ix| {
            let pockets = outcome.sorted.plan.pockets(ix, 0).unwrap_or_default();
            (names[ix].clone(), pockets.to_vec())
        })
        .collect();
    store.save_sort(&key, &outcome.sorted.plan, &own).await?;
    console.result(&outcome.text(&names, *day), &outcome.object(&key));
    Ok(())
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
