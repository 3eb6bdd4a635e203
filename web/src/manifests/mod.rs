//! The printed manifests of a day: HTML pages of A4 that any browser prints as they are.
//!
//! An [`Edition`] goes in, [`Manifest`]s come out in the order in which they are printed: those of
//! the whole day, those of each sort plan, the pull list, then for each route by departure (or as an
//! [`Order`] says) its load list, pouch labels, run sheet, handover sheets and inner lists, then what does not go by van. Printing decides nothing and never fails; all text
//! from outside is escaped, freed of control and direction characters, and what no font of this
//! machine has is printed as its code point; [`unprintable`] says so before.
//!
//! Each module below is one kind; `flow` makes pages, `frame` puts the head on them.

pub(crate) mod barcode;
mod choice;
mod code_book;
mod day_sheet;
mod document;
mod exceptions;
mod facts;
mod filters;
mod fit;
mod flow;
mod frame;
mod glyphs;
mod handover;
mod identity;
mod inner_list;
mod kind;
mod load_list;
mod mail_lists;
mod placing;
mod pocket_changes;
mod pocket_map;
mod pouch_label;
mod pull_list;
mod qr;
mod receipt;
mod reconciliation;
mod run_sheet;
mod script;
mod second;
mod sketch;
mod sort_list;
mod sorting;
mod sweep_order;
mod text;
mod unprintable;
mod volumes;
mod widths;
mod wrap;

pub use choice::{Choice, Order};
pub(crate) use document::{begin as document_begin, end as document_end};
pub use document::{document, write_document};
pub(crate) use handover::COPY_NAMES;
pub use identity::Identity;
pub use kind::Kind;
pub use second::Second;
pub use unprintable::{At, Unprintable, unprintable};

use facts::{Facts, pouches_of};
use fenjian_planner::fault::{self, Fault};
use fenjian_sql::edition::Edition;
use sorting::Sorting;

/// One manifest, ready to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// Its kind.
    pub kind: Kind,
    /// What it is about: route number, `ROUTE/DROPCODE`, pouch number, machine, `MACHINE/PASS`, or
    /// empty. While no numbers are given, vehicle and trip stand for the route, location code and
    /// count for the pouch.
    pub subject: String,
    /// By what it is known again; none while its revision is only proposed. A label has the number of
    /// its pouch.
    pub identity: Option<Identity>,
    /// Kind and subject for people.
    pub title: String,
    /// The route it belongs to, for people; none for what belongs to the whole day.
    pub route: Option<String>,
    /// How many copies `pages` holds one after the other, all of the same length.
    pub copies: usize,
    /// One `<section class="page">` per side of paper.
    pub pages: Vec<String>,
}

impl Manifest {
    /// The pages of each copy: a paper that somebody is handed.
    pub fn papers(&self) -> std::slice::Chunks<'_, String> {
        self.pages.chunks((self.pages.len() / self.copies.max(1)).max(1))
    }
}

/// One manifest that is to be made.
#[derive(Clone, Copy)]
enum Job {
    Whole(Kind),
    /// Sort plan, pass.
    PocketMap(usize, usize),
    /// Another kind of a sort plan.
    OfSort(Kind, usize),
    LoadList(usize),
    /// Route, stop, pouch, load position.
    PouchLabel(usize, usize, usize, usize),
    RunSheet(usize),
    /// Route, stop.
    Handover(usize, usize),
    /// Route, stop, pouch.
    InnerList(usize, usize, usize),
}

impl Job {
    /// What it makes.
    fn kind(self) -> Kind {
        match self {
            Self::Whole(kind) | Self::OfSort(kind, _) => kind,
            Self::PocketMap(..) => Kind::PocketMap,
            Self::LoadList(_) => Kind::LoadList,
            Self::PouchLabel(..) => Kind::PouchLabel,
            Self::RunSheet(_) => Kind::RunSheet,
            Self::Handover(..) => Kind::Handover,
            Self::InnerList(..) => Kind::InnerList,
        }
    }

    /// Whether it is about a pouch of the wave that was chosen, or about the whole day.
    fn of_wave(self, facts: &Facts<'_>) -> bool {
        let stops = |route: usize| &facts.route(route).stops;
        match self {
            Self::Whole(_) | Self::PocketMap(..) | Self::OfSort(..) => true,
            Self::LoadList(route) | Self::RunSheet(route) => {
                facts.of_wave(pouches_of(facts.route(route)))
            }
            Self::Handover(route, stop) => facts.of_wave(&stops(route)[stop].pouches),
            Self::PouchLabel(route, stop, pouch, _) | Self::InnerList(route, stop, pouch) => {
                facts.of_wave([&stops(route)[stop].pouches[pouch]])
            }
        }
    }

    /// The route it belongs to.
    fn route(self) -> Option<usize> {
        match self {
            Self::Whole(_) | Self::PocketMap(..) | Self::OfSort(..) => None,
            Self::LoadList(route) | Self::RunSheet(route) | Self::Handover(route, _) => Some(route),
            Self::PouchLabel(route, ..) | Self::InnerList(route, ..) => Some(route),
        }
    }
}

/// The manifests of `edition` that are of one of `kinds`, in the order of printing.
/// O(cards + pouches log pouches).
pub fn set(edition: &Edition, kinds: &[Kind]) -> Vec<Manifest> {
    each(edition, &Choice::of(kinds)).collect()
}

/// The same as [`set`], made one at a time as they are asked for.
pub fn each<'a>(
    edition: &'a Edition,
    choice: &'a Choice,
) -> impl Iterator<Item = Manifest> + use<'a> {
    let facts = Facts::of(edition, choice);
    let mut jobs = jobs(&facts, &choice.kinds);
    jobs.retain(|job| job.route().is_none_or(|route| facts.chosen(route)) && job.of_wave(&facts));
    if choice.order == Order::Kind {
        jobs.sort_by_key(|job| job.kind());
    }
    jobs.into_iter().filter_map(move |job| {
        let manifest = make(&facts, job)?;
        let route = job.route().map(|route| facts.route_heading(route));
        let wanted = !manifest.pages.is_empty() && choice.has(manifest.kind, &manifest.subject);
        wanted.then_some(Manifest { route, ..manifest })
    })
}

fn make(facts: &Facts<'_>, job: Job) -> Option<Manifest> {
    match job {
        Job::Whole(kind) => whole(facts, kind),
        Job::PocketMap(sort, pass) => Some(pocket_map::manifest(&sorting(facts, sort), pass)),
        Job::OfSort(kind, sort) => of_sort(&sorting(facts, sort), kind),
        Job::LoadList(route) => Some(load_list::manifest(facts, route)),
        Job::PouchLabel(route, stop, pouch, position) => {
            Some(pouch_label::manifest(facts, route, (stop, pouch), position))
        }
        Job::RunSheet(route) => Some(run_sheet::manifest(facts, route)),
        Job::Handover(route, stop) => Some(handover::manifest(facts, route, stop)),
        Job::InnerList(route, stop, pouch) => Some(inner_list::manifest(facts, route, stop, pouch)),
    }
}

/// Whether `kind` can be printed of `edition` at all.
///
/// Errors: S744 when it is one of a sort plan and there is none.
pub fn require(edition: &Edition, kind: Kind) -> Result<(), Fault> {
    match kind.of_sort() && edition.sorts.is_empty() {
        true => Err(Fault::new(fault::NO_SORT_PLAN, kind.zh())),
        false => Ok(()),
    }
}

fn jobs(facts: &Facts<'_>, kinds: &[Kind]) -> Vec<Job> {
    let wanted = |kind: Kind| kinds.contains(&kind);
    let mut jobs = Vec::new();
    let before = [Kind::DaySheet, Kind::Reconciliation, Kind::Exceptions, Kind::SortList];
    jobs.extend(before.into_iter().filter(|&kind| wanted(kind)).map(Job::Whole));
    for (ix, sort) in facts.edition.sorts.iter().enumerate() {
        if wanted(Kind::PocketMap) {
            jobs.extend((0..sort.plan.passes.len()).map(|pass| Job::PocketMap(ix, pass)));
        }
        let others = [Kind::SweepOrder, Kind::PocketChanges, Kind::CodeBook];
        let others = others.into_iter().filter(|&kind| wanted(kind));
        jobs.extend(others.map(|kind| Job::OfSort(kind, ix)));
    }
    if wanted(Kind::PullList) {
        jobs.push(Job::Whole(Kind::PullList));
    }
    for route in facts.in_order() {
        if wanted(Kind::LoadList) {
            jobs.push(Job::LoadList(route));
        }
        if wanted(Kind::PouchLabel) {
            let stops = facts.route(route).stops.iter().enumerate().rev();
            let pouches =
                stops.flat_map(|(ix, stop)| (0..stop.pouches.len()).rev().map(move |p| (ix, p)));
            jobs.extend(
                (1..).zip(pouches).map(|(n, (stop, p))| Job::PouchLabel(route, stop, p, n)),
            );
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
    let after = [Kind::PostList, Kind::HomeList, Kind::PickupList];
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
        Kind::PullList => Some(pull_list::manifest(facts)),
        Kind::PostList => mail_lists::post(facts),
        Kind::HomeList => mail_lists::home(facts),
        Kind::PickupList => mail_lists::pickup(facts),
        _ => None,
    }
}

/// A sort plan by its index.
fn sorting<'a>(facts: &'a Facts<'a>, sort: usize) -> Sorting<'a> {
    Sorting::of(facts, &facts.edition.sorts[sort])
}

/// A manifest of all passes of a machine.
fn of_sort(sorting: &Sorting<'_>, kind: Kind) -> Option<Manifest> {
    match kind {
        Kind::SweepOrder => Some(sweep_order::manifest(sorting)),
        Kind::PocketChanges => Some(pocket_changes::manifest(sorting)),
        Kind::CodeBook => Some(code_book::manifest(sorting)),
        _ => None,
    }
}
