//! The printed manifests of a day: HTML pages of A4 that any browser prints as they are.
//!
//! An [`Edition`] goes in, [`Manifest`]s come out in the order in which they are printed: those of
//! the whole day, then for each route by departure its load list, run sheet, handover sheets and
//! inner lists, then what does not go by van. Printing decides nothing and never fails; all text
//! from outside is escaped and freed of control and direction characters.
//!
//! Each module below is one kind; `flow` makes pages, `frame` puts the head on them.

mod barcode;
mod day_sheet;
mod document;
mod exceptions;
mod facts;
mod filters;
mod fit;
mod flow;
mod frame;
mod handover;
mod inner_list;
mod kind;
mod load_list;
mod mail_lists;
mod reconciliation;
mod run_sheet;
mod sketch;
mod sort_list;
mod text;

pub use document::{document, write_document};
pub use kind::Kind;

use facts::Facts;
use fenjian_sql::edition::Edition;

/// One manifest, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its kind.
    pub kind: Kind,
    /// What it is about: route number, `ROUTE/DROPCODE`, pouch number, or empty. While no numbers
    /// are given, vehicle and trip stand for the route, location code and count for the pouch.
    pub subject: String,
    /// Its number; none while its revision is only proposed.
    pub number: Option<String>,
    /// Kind and subject for people.
    pub title: String,
    /// One `<section class="page">` per sheet of paper.
    pub pages: Vec<String>,
}

/// One manifest that is to be made.
#[derive(Clone, Copy)]
enum Job {
    Whole(Kind),
    LoadList(usize),
    RunSheet(usize),
    /// Route, stop.
    Handover(usize, usize),
    /// Route, stop, pouch.
    InnerList(usize, usize, usize),
}

/// The manifests of `edition` that are of one of `kinds`, in the order of printing.
/// O(cards + pouches log pouches).
pub fn set(edition: &Edition, kinds: &[Kind]) -> Vec<Manifest> {
    each(edition, kinds).collect()
}

/// The same as [`set`], made one at a time as they are asked for.
pub fn each<'a>(edition: &'a Edition, kinds: &[Kind]) -> impl Iterator<Item = Manifest> + use<'a> {
    let facts = Facts::of(edition);
    let jobs = jobs(&facts, kinds);
    jobs.into_iter().filter_map(move |job| match job {
        Job::Whole(kind) => whole(&facts, kind),
        Job::LoadList(route) => Some(load_list::manifest(&facts, route)),
        Job::RunSheet(route) => Some(run_sheet::manifest(&facts, route)),
        Job::Handover(route, stop) => Some(handover::manifest(&facts, route, stop)),
        Job::InnerList(route, stop, pouch) => {
            Some(inner_list::manifest(&facts, route, stop, pouch))
        }
    })
}

fn jobs(facts: &Facts<'_>, kinds: &[Kind]) -> Vec<Job> {
    let wanted = |kind: Kind| kinds.contains(&kind);
    let mut jobs = Vec::new();
    let before = [Kind::DaySheet, Kind::Reconciliation, Kind::Exceptions, Kind::SortList];
    jobs.extend(before.into_iter().filter(|&kind| wanted(kind)).map(Job::Whole));
    for route in facts.departures() {
        if wanted(Kind::LoadList) {
            jobs.push(Job::LoadList(route));
        }
        if wanted(Kind::RunSheet) {
            jobs.push(Job::RunSheet(route));
        }
        let stops = &facts.route(route).stops;
        if wanted(Kind::Handover) {
            jobs.extend((0..stops.len()).map(|stop| Job::Handover(route, stop)));
        }
        if wanted(Kind::InnerList) {
            for (stop, at) in stops.iter().enumerate() {
                jobs.extend((0..at.pouches.len()).map(|ix| Job::InnerList(route, stop, ix)));
            }
        }
    }
    let after = [Kind::HomeList, Kind::PickupList];
    jobs.extend(after.into_iter().filter(|&kind| wanted(kind)).map(Job::Whole));
    jobs
}

/// A manifest of the whole day; none for a list of cards that has none.
fn whole(facts: &Facts<'_>, kind: Kind) -> Option<Manifest> {
    match kind {
        Kind::DaySheet => Some(day_sheet::manifest(facts)),
        Kind::Reconciliation => Some(reconciliation::manifest(facts)),
        Kind::Exceptions => Some(exceptions::manifest(facts)),
        Kind::SortList => Some(sort_list::manifest(facts)),
        Kind::HomeList => mail_lists::home(facts),
        Kind::PickupList => mail_lists::pickup(facts),
        Kind::LoadList | Kind::RunSheet | Kind::Handover | Kind::InnerList => None,
    }
}
