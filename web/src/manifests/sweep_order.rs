//! 取格顺序: pass by pass, which pockets are emptied in which order, and what each stack is.

use super::facts::earliest_due;
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::block;
use super::sorting::{Sorting, list};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::Pouch;
use fenjian_planner::plan::sort::{LoadedPouch, To};

/// A stack of more rows than this may go on on the next page.
const KEPT_ROWS: usize = 10;

#[derive(Template)]
#[template(path = "manifests/sweep_order.html", block = "head")]
struct Head<'a> {
    pass: usize,
    passes: usize,
    machine: &'a str,
    cards: u64,
    stacks: usize,
}

/// A stack: what comes out of one slot.
#[derive(Template)]
#[template(path = "manifests/sweep_order.html", block = "bar")]
struct Bar {
    order: usize,
    pockets: Fitted,
    cards: u64,
    then: String,
}

#[derive(Template)]
#[template(path = "manifests/sweep_order.html", block = "row")]
struct Row {
    ix: usize,
    name: Fitted,
    /// Number of the pouch; none for what travels in none.
    label: Option<Fitted>,
    part: String,
    cards: u32,
    stop: String,
    position: Option<u32>,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "manifests/sweep_order.html", block = "tail")]
struct Tail {
    cards: u64,
    pouches: usize,
}

/// The sweep order of a machine.
pub(super) fn manifest(sorting: &Sorting<'_>) -> Manifest {
    let passes = sorting.plan().passes.len();
    let mut parts = Vec::new();
    let mut ix = 0;
    for pass in 0..passes {
        let slots = sorting.slots(pass).len();
        let machine = sorting.machine(pass);
        let cards = sorting.pass_cards(pass);
        let head = Head { pass: pass + 1, passes, machine, cards, stacks: slots };
        let groups = (0..slots).map(|slot| stack(sorting, pass, slot, &mut ix)).collect();
        parts.push(Part::Table(Table { class: "sweep", head: block(17, &head), groups }));
    }
    let destinations = &sorting.plan().destinations;
    let tail = Tail {
        cards: destinations.iter().map(|d| u64::from(d.cards)).sum(),
        pouches: destinations.iter().map(|d| d.pouches.len()).sum(),
    };
    parts.push(Part::Block(block(24, &tail)));
    sorting.frame(Kind::SweepOrder).bind(parts, &[])
}

fn stack(sorting: &Sorting<'_>, pass: usize, slot: usize, ix: &mut usize) -> Group {
    let slots = sorting.slots(pass);
    let of = &slots[slot];
    let members = sorting.members(pass, slot);
    let then = match of.next {
        None => "做完".to_owned(),
        Some(next) => {
            let before = slots[..slot].iter().filter(|other| other.next == of.next).count();
            format!("留待第 {} 遍，上机第 {} 叠　{} 个去向", next + 1, before + 1, members.len())
        }
    };
    let pockets = fit(&list(&of.pockets), 60, &[(15, 1), (12, 1), (9, 1)]);
    let bar = Bar { order: slot + 1, pockets, cards: sorting.cards(pass, slot), then };
    let finished = members.iter().filter(|_| of.next.is_none());
    let rows: Vec<Block> = finished.flat_map(|&member| rows(sorting, member, ix)).collect();
    let keep = rows.len() <= KEPT_ROWS;
    Group { bar: Some(block(9, &bar)), rows, keep }
}

/// One row for each pouch of a destination, or one for all of its cards.
fn rows(sorting: &Sorting<'_>, member: usize, ix: &mut usize) -> Vec<Block> {
    let destination = &sorting.plan().destinations[member];
    let called = sorting.called(member);
    let name = || fit(&called.name, 46, &[(12, 1), (10, 1), (8, 2)]);
    let mut row = |of: Row| {
        *ix += 1;
        block(7, &Row { ix: *ix, ..of })
    };
    let whole = Row {
        ix: 0,
        name: name(),
        label: None,
        part: String::new(),
        cards: destination.cards,
        stop: called.stop.clone(),
        position: None,
        urgent: false,
    };
    if destination.pouches.is_empty() {
        return vec![row(whole)];
    }
    let pouches = destination.pouches.iter().map(|loaded| {
        let pouch = pouch(sorting, destination.to, loaded);
        let facts = sorting.facts;
        let label = pouch.map(|pouch| facts.pouch_label(pouch)).unwrap_or_default();
        row(Row {
            ix: 0,
            name: name(),
            label: Some(fit(&label, 43, &[(11, 1), (9, 1), (8, 1)])),
            part: pouch.map(|p| format!("{}/{}", p.number, p.of)).unwrap_or_default(),
            cards: loaded.cards,
            stop: called.stop.clone(),
            position: Some(loaded.position),
            urgent: pouch.is_some_and(|p| facts.urgent(earliest_due(facts.cards_in(p)))),
        })
    });
    pouches.collect()
}

/// The plan's pouch that a sort plan's destination names.
fn pouch<'a>(sorting: &Sorting<'a>, to: To, loaded: &LoadedPouch) -> Option<&'a Pouch> {
    let To::Stop { consignment, route, stop } = to else { return None };
    let stop = sorting.facts.edition.plan.routes.get(route as usize)?.stops.get(stop as usize)?;
    let is_it = |p: &&Pouch| p.consignment == consignment && p.number == loaded.number;
    stop.pouches.iter().find(is_it)
}
