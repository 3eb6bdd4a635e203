//! 调取单: off-site cards by tray and position, so that they leave the stream before anyone sorts
//! by looking. Full names stand here because a card shows nothing else to find it by.

use super::facts::Facts;
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::placing::{PutCard, cards};
use super::receipt::{Receipt, Room, receipt};
use super::sorting::{Sorting, list};
use super::wrap::{Name, name};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::problem::Place;
use fenjian_planner::words::Channel;
use fenjian_sql::edition::CardLine;

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "lead")]
struct Lead {
    lying: u64,
    trays: usize,
    loose: u64,
}

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "head")]
struct Head {
    lying: bool,
}

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "bar")]
struct Bar<'a> {
    batch: &'a str,
    tray: &'a str,
    cards: usize,
}

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "row")]
struct Row<'a> {
    mm: u32,
    ix: usize,
    position: Option<u32>,
    name: Name,
    receipt: Receipt,
    card: &'a CardLine,
    place: &'a Place,
    location: Name,
    pockets: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "none")]
struct Nothing;

#[derive(Template)]
#[template(path = "manifests/pull_list.html", block = "tail")]
struct Tail {
    cards: u64,
}

/// The pull list of the day.
pub(super) fn manifest(facts: &Facts<'_>) -> Manifest {
    let sorts = facts.edition.sorts.iter();
    let sorts: Vec<_> = sorts.map(|stored| Sorting::of(facts, stored)).collect();
    let mut all = cards(facts);
    all.retain(|put| put.card.channel != Channel::Local);
    let lies_known = |put: &PutCard<'_>| !put.card.tray.is_empty() && put.card.position.is_some();
    let (mut lying, mut loose): (Vec<_>, Vec<_>) = all.into_iter().partition(lies_known);
    lying.sort_by_key(|put| (tray(put), put.card.position, &put.card.serial));
    loose.sort_by_key(|put| (&put.card.receipt_no, &put.card.serial));
    let mut ix = 0;
    let mut rows = |puts: &[PutCard<'_>]| -> Vec<Block> {
        let row = |put: &PutCard<'_>| {
            ix += 1;
            row(facts, &sorts, ix, put)
        };
        puts.iter().map(row).collect()
    };
    let trays: Vec<Group> = (lying.chunk_by(|a, b| tray(a) == tray(b)))
        .map(|of_one| {
            let (batch, tray) = tray(&of_one[0]);
            let bar = block(8, &Bar { batch, tray, cards: of_one.len() });
            Group { bar: Some(bar), rows: rows(of_one), keep: false }
        })
        .collect();
    let lead = Lead { lying: lying.len() as u64, trays: trays.len(), loose: loose.len() as u64 };
    let mut parts = vec![Part::Block(block(22, &lead))];
    if !lying.is_empty() {
        let head = block(17, &Head { lying: true });
        parts.push(Part::Table(Table { class: "pull", head, groups: trays }));
    }
    if !loose.is_empty() {
        let groups = vec![Group { rows: rows(&loose), ..Group::default() }];
        let head = block(17, &Head { lying: false });
        parts.push(Part::Table(Table { class: "pull", head, groups }));
    }
    let cards = (lying.len() + loose.len()) as u64;
    if cards == 0 {
        parts.push(Part::Block(block(20, &Nothing)));
    }
    parts.push(Part::Block(block(24, &Tail { cards })));
    let about = "异地证件，按盘位排列".to_owned();
    Frame { facts, kind: Kind::PullList, subject: String::new(), about }.bind(parts, &[])
}

/// Batch and tray.
fn tray<'a>(put: &PutCard<'a>) -> (&'a str, &'a str) {
    (&put.card.batch_no, &put.card.tray)
}

fn row(facts: &Facts<'_>, sorts: &[Sorting<'_>], ix: usize, put: &PutCard<'_>) -> Block {
    const RECEIPT: Room = Room { mm: 28, pt: (12.0, 7.5), stacked: true };
    const LEAST_MM: u32 = 9;
    /// Below its name stands a location's code.
    const CODE_MM: u32 = 3;
    let place = facts.location_of(put.consignment);
    let holder = name(&put.card.name, 34, &[12, 10, 8]);
    let location = name(&place.name, 56, &[12, 10, 8]);
    let receipt = receipt(&put.card.receipt_no, RECEIPT);
    let heights = [LEAST_MM, holder.row_mm(), location.row_mm() + CODE_MM, receipt.row_mm()];
    let mm = heights.into_iter().fold(0, u32::max);
    let row = Row {
        mm,
        ix,
        position: put.card.position,
        name: holder,
        receipt,
        card: put.card,
        place,
        location,
        pockets: fit(&pockets(sorts, put), 17, &[(13, 1), (10, 1), (8, 2)]),
    };
    block(mm, &row)
}

/// The pockets of a card's first pass, on each machine that sorts the day.
fn pockets(sorts: &[Sorting<'_>], put: &PutCard<'_>) -> String {
    let on = sorts.iter().filter_map(|sorting| {
        let slot = sorting.first_slot(put.put)?;
        let pockets = list(&sorting.slots(0).get(slot)?.pockets);
        let alone = sorts.len() == 1;
        Some(if alone { pockets } else { format!("{}: {pockets}", sorting.stored.machine) })
    });
    on.collect::<Vec<_>>().join("　")
}
