//! 袋内清单: the cards of one pouch, sealed inside it for the officer who hands them out.

use super::facts::{Facts, earliest_due};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::receipt::{Receipt, Room, receipt};
use super::text;
use super::wrap::{Name, name};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::Pouch;
use fenjian_planner::problem::Place;
use fenjian_sql::edition::CardLine;
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "manifests/inner_list.html", block = "lead")]
struct Lead<'a> {
    place: &'a Place,
    name: Fitted,
    via: Option<Fitted>,
    pouch: &'a Pouch,
    due: String,
    urgent: bool,
    physical: bool,
}

#[derive(Template)]
#[template(path = "manifests/inner_list.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/inner_list.html", block = "row")]
struct Row<'a> {
    mm: u32,
    ix: usize,
    receipt: Receipt,
    name: Name,
    namesake: bool,
    card: &'a CardLine,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "manifests/inner_list.html", block = "tail")]
struct Tail {
    listed: u64,
    cards: u64,
}

/// The inner list of a pouch.
pub(super) fn manifest(facts: &Facts<'_>, route: usize, stop: usize, pouch: usize) -> Manifest {
    let on = facts.route(route);
    let stop = &on.stops[stop];
    let pouch = &stop.pouches[pouch];
    let place = facts.location(pouch);
    let cards = facts.cards_in(pouch);
    let label = facts.pouch_label(pouch);
    let drop = facts.place(stop);
    let via = facts.passed_on(stop, pouch).then(|| fit(&drop.name, 80, &[(11, 1), (8, 1), (7, 2)]));
    let due = earliest_due(cards);
    let lead = Lead {
        place,
        name: fit(&place.name, 100, &[(20, 1), (15, 1), (12, 2), (9, 3)]),
        via,
        pouch,
        due: text::date(due),
        urgent: facts.urgent(due),
        physical: cards.iter().all(|card| !card.tray.is_empty() && card.position.is_some()),
    };
    let mut namesakes: HashMap<&str, u32> = HashMap::new();
    for card in cards {
        *namesakes.entry(&card.name).or_default() += 1;
    }
    let rows = (cards.iter().enumerate())
        .map(|(ix, card)| row(facts, ix + 1, card, namesakes[card.name.as_str()] > 1))
        .collect();
    let tail = Tail { listed: cards.len() as u64, cards: u64::from(pouch.cards) };
    let groups = vec![Group { rows, ..Group::default() }];
    let parts = vec![
        Part::Block(block(26, &lead)),
        Part::Table(Table { class: "inner", head: block(7, &Head), groups }),
        Part::Block(block(22, &tail)),
    ];
    let about = format!("袋号 {label}　{}", place.name);
    Frame { facts, kind: Kind::InnerList, subject: label.clone(), about }.bind_in(
        facts.wave_of(pouch),
        parts,
        &[],
    )
}

fn row(facts: &Facts<'_>, ix: usize, card: &CardLine, namesake: bool) -> Block {
    const RECEIPT: Room = Room { mm: 50, pt: (13.0, 9.5), stacked: false };
    const LEAST_MM: u32 = 7;
    // The mark 同名 takes its part of the column.
    let width_mm = if namesake { 27 } else { 36 };
    let name = name(&card.name, width_mm, &[12, 10, 8]);
    let receipt = receipt(&card.receipt_no, RECEIPT);
    let mm = LEAST_MM.max(name.row_mm()).max(receipt.row_mm());
    block(mm, &Row { mm, ix, receipt, name, namesake, card, urgent: facts.urgent(card.due) })
}
