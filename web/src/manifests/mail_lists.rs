//! 邮政速递清单, 邮寄到户清单 and 自取清单: cards that leave without a van, by receiving location.
//! Receipt numbers and masked names only.

use super::facts::Facts;
use super::filters;
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::receipt::{Receipt, Room, receipt};
use super::wrap::{Name, name};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::intake::mask::mask_name;
use fenjian_planner::problem::{ConsignmentId, Place};
use fenjian_planner::words::Mode;
use fenjian_sql::edition::CardLine;

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "lead")]
struct Lead {
    cards: u64,
    locations: usize,
    mode: Mode,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "head")]
struct Head {
    mode: Mode,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "bar")]
struct Bar<'a> {
    mm: u32,
    place: &'a Place,
    name: Name,
    cards: u64,
    to: Option<Parcel>,
}

/// Where a parcel with all cards of a location goes.
struct Parcel {
    mm: u32,
    address: Name,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "row")]
struct Row<'a> {
    mm: u32,
    ix: usize,
    receipt: Receipt,
    masked: Name,
    card: &'a CardLine,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "tail")]
struct Tail {
    cards: u64,
    mode: Mode,
}

/// Cards that go to their receiving locations by post, a parcel for each; none when there are none.
pub(super) fn post(facts: &Facts<'_>) -> Option<Manifest> {
    list(facts, Kind::PostList, Mode::Post)
}

/// Cards that go to their holders by post; none when there are none.
pub(super) fn home(facts: &Facts<'_>) -> Option<Manifest> {
    list(facts, Kind::HomeList, Mode::Home)
}

/// Cards that are collected at the centre; none when there are none.
pub(super) fn pickup(facts: &Facts<'_>) -> Option<Manifest> {
    list(facts, Kind::PickupList, Mode::Pickup)
}

fn list(facts: &Facts<'_>, kind: Kind, mode: Mode) -> Option<Manifest> {
    let of_mode = facts.problem().consignments_with_ids().filter(|(_, c)| c.mode == mode);
    let mut ix = 0;
    let groups: Vec<Group> =
        of_mode.filter_map(|(id, _)| group(facts, (id, mode), &mut ix)).collect();
    if groups.is_empty() {
        return None;
    }
    let cards = ix as u64;
    let parts = vec![
        Part::Block(block(22, &Lead { cards, locations: groups.len(), mode })),
        Part::Table(Table { class: "mail", head: block(7, &Head { mode }), groups }),
        Part::Block(block(50, &Tail { cards, mode })),
    ];
    let about = "按受理点排列".to_owned();
    Some(Frame { facts, kind, subject: String::new(), about }.bind(parts, &[]))
}

/// The cards of one location that leave; none when all wait.
fn group(facts: &Facts<'_>, (id, mode): (ConsignmentId, Mode), ix: &mut usize) -> Option<Group> {
    let (leaving, _) = facts.split(id);
    let place = facts.location_of(id);
    let called = name(&place.name, 100, &[12, 10]);
    let mm = called.row_mm().max(8);
    let parcel = || {
        let address = [&place.address, &place.contact, &place.phone].map(String::as_str);
        let address = name(address.join("　").trim(), 120, &[12, 10]);
        Parcel { mm: address.row_mm().max(9), address }
    };
    let to = (mode == Mode::Post).then(parcel);
    let all = mm + to.as_ref().map_or(0, |to| to.mm);
    let bar = block(all, &Bar { mm, place, name: called, cards: leaving.len() as u64, to });
    let row = |card: &CardLine| {
        *ix += 1;
        row(facts, *ix, card)
    };
    let rows: Vec<Block> = leaving.iter().map(row).collect();
    (!rows.is_empty()).then_some(Group { bar: Some(bar), rows, keep: false })
}

fn row(facts: &Facts<'_>, ix: usize, card: &CardLine) -> Block {
    const RECEIPT: Room = Room { mm: 46, pt: (13.0, 9.5), stacked: false };
    const LEAST_MM: u32 = 7;
    let masked = name(&mask_name(&card.name), 28, &[12, 9]);
    let receipt = receipt(&card.receipt_no, RECEIPT);
    let mm = LEAST_MM.max(masked.row_mm()).max(receipt.row_mm());
    block(mm, &Row { mm, ix, receipt, masked, card, urgent: facts.urgent(card.due) })
}
