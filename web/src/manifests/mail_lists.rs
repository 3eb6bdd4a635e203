//! 邮寄到户清单 and 自取清单: cards that leave without a van, by receiving location.
//! Receipt numbers and masked names only.

use super::facts::Facts;
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::text;
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
    home: bool,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "head")]
struct Head {
    home: bool,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "bar")]
struct Bar<'a> {
    place: &'a Place,
    name: Fitted,
    cards: u64,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "row")]
struct Row<'a> {
    ix: usize,
    receipt: (String, String),
    masked: Fitted,
    card: &'a CardLine,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "manifests/mail_lists.html", block = "tail")]
struct Tail {
    cards: u64,
    home: bool,
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
    let groups: Vec<Group> = of_mode.filter_map(|(id, _)| group(facts, id, &mut ix)).collect();
    if groups.is_empty() {
        return None;
    }
    let (cards, home) = (ix as u64, kind == Kind::HomeList);
    let parts = vec![
        Part::Block(block(22, &Lead { cards, locations: groups.len(), home })),
        Part::Table(Table { class: "mail", head: block(7, &Head { home }), groups }),
        Part::Block(block(50, &Tail { cards, home })),
    ];
    let about = "按受理点排列".to_owned();
    Some(Frame { facts, kind, subject: String::new(), about }.bind(parts, &[]))
}

/// The cards of one location that leave; none when all wait.
fn group(facts: &Facts<'_>, id: ConsignmentId, ix: &mut usize) -> Option<Group> {
    let (leaving, _) = facts.split(id);
    let place = facts.location_of(id);
    let name = fit(&place.name, 90, &[(12, 1), (10, 1), (8, 1)]);
    let bar = block(8, &Bar { place, name, cards: leaving.len() as u64 });
    let row = |card: &CardLine| {
        *ix += 1;
        row(facts, *ix, card)
    };
    let rows: Vec<Block> = leaving.iter().map(row).collect();
    (!rows.is_empty()).then_some(Group { bar: Some(bar), rows, keep: false })
}

fn row(facts: &Facts<'_>, ix: usize, card: &CardLine) -> Block {
    let row = Row {
        ix,
        receipt: text::receipt(&card.receipt_no),
        masked: fit(&mask_name(&card.name), 26, &[(12, 1), (9, 1)]),
        card,
        urgent: facts.urgent(card.due),
    };
    block(7, &row)
}
