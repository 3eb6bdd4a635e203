//! 本地码表: for local cards only, the pockets of the first pass by division. A local card shows its
//! division in front of its number; on an off-site card the same digits mislead, so those are pulled
//! first.

use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::block;
use super::placing::{Put, cards};
use super::sorting::{Sorting, list};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::sort::To;
use fenjian_planner::problem::PlaceId;
use fenjian_planner::words::{Channel, Mode};
use std::collections::{BTreeMap, BTreeSet};

/// A division of more rows than this may go on on the next page.
const KEPT_ROWS: usize = 5;

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "lead")]
struct Lead {
    divisions: usize,
    alone: usize,
    cards: u64,
}

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "bar")]
struct Bar {
    division: u32,
    slots: usize,
    cards: u64,
}

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "row")]
struct Row {
    pockets: Fitted,
    cards: u64,
    who: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "none")]
struct Nothing;

#[derive(Template)]
#[template(path = "manifests/code_book.html", block = "tail")]
struct Tail {
    cards: u64,
}

/// A division's local cards in one slot.
#[derive(Default)]
struct InSlot {
    cards: u64,
    places: BTreeSet<PlaceId>,
    /// Words for what goes to no location.
    otherwise: BTreeSet<&'static str>,
}

type Book = BTreeMap<u32, BTreeMap<usize, InSlot>>;

/// The code book of a machine.
pub(super) fn manifest(sorting: &Sorting<'_>) -> Manifest {
    let book = book(sorting);
    let sum = |slots: &BTreeMap<usize, InSlot>| slots.values().map(|of| of.cards).sum::<u64>();
    let all: u64 = book.values().map(sum).sum();
    let lead = Lead {
        divisions: book.len(),
        alone: book.values().filter(|slots| slots.len() == 1).count(),
        cards: all,
    };
    let groups: Vec<Group> = (book.iter())
        .map(|(&division, slots)| {
            let bar = block(8, &Bar { division, slots: slots.len(), cards: sum(slots) });
            let mut order: Vec<_> = slots.iter().collect();
            order.sort_by_key(|(slot, of)| (std::cmp::Reverse(of.cards), **slot));
            let rows = order.iter().map(|(slot, of)| row(sorting, **slot, of)).collect();
            Group { bar: Some(bar), rows, keep: slots.len() <= KEPT_ROWS }
        })
        .collect();
    let body = match groups.is_empty() {
        true => Part::Block(block(20, &Nothing)),
        false => Part::Table(Table { class: "codes", head: block(7, &Head), groups }),
    };
    let parts =
        vec![Part::Block(block(22, &lead)), body, Part::Block(block(24, &Tail { cards: all }))];
    sorting.frame(Kind::CodeBook).bind(parts, &[])
}

/// Local cards by division of their location and slot of the first pass.
fn book(sorting: &Sorting<'_>) -> Book {
    let problem = sorting.facts.problem();
    let mut book = Book::new();
    for put in cards(sorting.facts) {
        let place = problem.consignments[put.consignment.ix()].location;
        let local = put.card.channel == Channel::Local;
        let Some(slot) = sorting.first_slot(put.put).filter(|_| local) else { continue };
        let division = problem.places[place.ix()].code.division();
        let of = book.entry(division).or_default().entry(slot).or_default();
        of.cards += 1;
        match put.put {
            Put::Otherwise(To::Home) => _ = of.otherwise.insert(Mode::Home.zh()),
            Put::Otherwise(To::Pickup) => _ = of.otherwise.insert(Mode::Pickup.zh()),
            Put::Otherwise(To::Held) => _ = of.otherwise.insert("待发"),
            Put::Pouch(..) | Put::Otherwise(To::Post(_) | To::Stop { .. }) => {
                of.places.insert(place);
            }
        }
    }
    book
}

fn row(sorting: &Sorting<'_>, slot: usize, of: &InSlot) -> Block {
    let places = &sorting.facts.problem().places;
    let names = of.places.iter().map(|place| places[place.ix()].name.as_str());
    let who: Vec<&str> = names.chain(of.otherwise.iter().copied()).collect();
    let pockets = sorting.slots(0).get(slot).map(|slot| list(&slot.pockets)).unwrap_or_default();
    let row = Row {
        pockets: fit(&pockets, 38, &[(17, 1), (13, 1), (9, 2)]),
        cards: of.cards,
        who: fit(&who.join("、"), 118, &[(12, 1), (10, 1), (8, 2)]),
    };
    block(9, &row)
}
