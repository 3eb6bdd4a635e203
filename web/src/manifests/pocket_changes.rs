//! 格口变更单: destinations whose pockets of their own moved, came or went since the machine's day
//! before.

use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::block;
use super::sorting::{Called, Sorting, list};
use super::{Kind, Manifest};
use askama::Template;
use chrono::NaiveDate;
use fenjian_planner::sort::names;
use fenjian_planner::words::{LocationCode, Mode};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "manifests/pocket_changes.html", block = "lead")]
struct Lead {
    before: Option<NaiveDate>,
    /// For each kind of change, how many.
    counts: Vec<(&'static str, usize)>,
    same: usize,
}

#[derive(Template)]
#[template(path = "manifests/pocket_changes.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/pocket_changes.html", block = "row")]
struct Row {
    ix: usize,
    name: Fitted,
    code: String,
    before: Fitted,
    now: Fitted,
    change: &'static str,
}

#[derive(Template)]
#[template(path = "manifests/pocket_changes.html", block = "none")]
struct Nothing {
    compared: bool,
}

#[derive(Template)]
#[template(path = "manifests/pocket_changes.html", block = "tail")]
struct Tail;

/// What changed for a destination, in the order in which it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Moved,
    /// It kept a pocket and has more or fewer beside it.
    Resized,
    Came,
    Went,
}

impl Change {
    const ALL: [Self; 4] = [Self::Moved, Self::Resized, Self::Came, Self::Went];

    fn zh(self) -> &'static str {
        match self {
            Self::Moved => "换格",
            Self::Resized => "增减",
            Self::Came => "新设",
            Self::Went => "撤销",
        }
    }

    /// From the pockets before to those of today; none when they are the same.
    fn of(before: &[u32], now: &[u32]) -> Option<Self> {
        match (before, now) {
            (before, now) if before == now => None,
            ([], _) => Some(Self::Came),
            (_, []) => Some(Self::Went),
            _ if now.iter().any(|pocket| before.contains(pocket)) => Some(Self::Resized),
            _ => Some(Self::Moved),
        }
    }
}

/// Pockets of one destination on two days.
#[derive(Default)]
struct TwoDays {
    before: Vec<u32>,
    now: Vec<u32>,
    /// Its index today; none when nothing goes there.
    destination: Option<usize>,
}

/// What changed on a machine.
pub(super) fn manifest(sorting: &Sorting<'_>) -> Manifest {
    let before = sorting.stored.before.as_ref();
    let days = before.map(|_| two_days(sorting)).unwrap_or_default();
    let mut changes: Vec<(Change, &String, &TwoDays)> = (days.iter())
        .filter_map(|(name, two)| Some((Change::of(&two.before, &two.now)?, name, two)))
        .collect();
    changes.sort_by_key(|(change, name, _)| (*change, *name));
    let count = |kind: Change| changes.iter().filter(|(change, ..)| *change == kind).count();
    let lead = Lead {
        before: before.map(|before| before.day),
        counts: Change::ALL.map(|kind| (kind.zh(), count(kind))).to_vec(),
        same: days.values().filter(|two| !two.now.is_empty() && two.now == two.before).count(),
    };
    let mut parts = vec![Part::Block(block(24, &lead))];
    if changes.is_empty() {
        parts.push(Part::Block(block(20, &Nothing { compared: before.is_some() })));
    } else {
        let rows = (changes.iter().enumerate())
            .map(|(ix, (change, name, two))| row(sorting, ix + 1, *change, name, two))
            .collect();
        let groups = vec![Group { rows, ..Group::default() }];
        parts.push(Part::Table(Table { class: "changes", head: block(7, &Head), groups }));
    }
    parts.push(Part::Block(block(16, &Tail)));
    sorting.frame(Kind::PocketChanges).bind(parts, &[])
}

/// Both days' pockets by the name that destinations have on every day; only those that had or have some
/// of their own.
fn two_days(sorting: &Sorting<'_>) -> BTreeMap<String, TwoDays> {
    let mut days: BTreeMap<String, TwoDays> = BTreeMap::new();
    for (name, pockets) in sorting.stored.before.iter().flat_map(|before| &before.own) {
        days.entry(name.clone()).or_default().before.clone_from(pockets);
    }
    let plan = sorting.plan();
    for (ix, name) in names(sorting.facts.problem(), &plan.destinations).into_iter().enumerate() {
        let own = plan.pockets(ix, 0).filter(|_| plan.is_own(ix)).unwrap_or_default();
        if !own.is_empty() || days.contains_key(&name) {
            let two = days.entry(name).or_default();
            two.now = own.to_vec();
            two.destination = Some(ix);
        }
    }
    days
}

fn row(sorting: &Sorting<'_>, ix: usize, change: Change, name: &str, two: &TwoDays) -> Block {
    let gone = two.destination.is_none();
    let Called { name, code, .. } =
        two.destination.map_or_else(|| called(sorting, name), |ix| sorting.called(ix));
    let large = |text: &str| fit(text, 28, &[(16, 1), (12, 1), (9, 2)]);
    let now = match (two.now.is_empty(), gone) {
        (false, _) => list(&two.now),
        (true, false) => "再分".to_owned(),
        (true, true) => "本日没有".to_owned(),
    };
    let before = if two.before.is_empty() { "再分".to_owned() } else { list(&two.before) };
    let row = Row {
        ix,
        name: fit(&name, 55, &[(13, 1), (11, 1), (9, 2)]),
        code,
        before: large(&before),
        now: large(&now),
        change: change.zh(),
    };
    block(11, &row)
}

/// What a name of an earlier day is called on paper.
fn called(sorting: &Sorting<'_>, name: &str) -> Called {
    let word = |word: &str| Called { name: word.into(), code: String::new(), stop: String::new() };
    let mut words = name.split(' ').filter(|word| *word != "post");
    match words.next() {
        Some("home") => word(Mode::Home.zh()),
        Some("pickup") => word(Mode::Pickup.zh()),
        Some("held") => word("待发"),
        Some(code) => {
            let places = &sorting.facts.problem().places;
            let place = LocationCode::parse(code).and_then(|code| {
                let found = places.binary_search_by_key(&code, |place| place.code);
                found.ok().map(|ix| &places[ix])
            });
            let name = place.map_or_else(String::new, |place| place.name.clone());
            Called { name, code: code.to_owned(), stop: String::new() }
        }
        None => word(""),
    }
}
