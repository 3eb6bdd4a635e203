//! 异常单: what is stopped, what waits and what was refused, each with its reason and way out.
//! Receipt numbers and masks only.

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
use fenjian_planner::fault::Code;
use fenjian_planner::intake::mask::mask_name;
use fenjian_planner::plan::{Hold, Need};
use fenjian_planner::problem::Place;
use fenjian_planner::words::LocationCode;
use fenjian_sql::edition::{CardLine, RefusedRow, StoppedCard};

/// Cards named in one line under a location of which only some wait.
const CARDS_A_LINE: usize = 3;

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "lead")]
struct Lead {
    stopped: u64,
    held: u64,
    holds: u64,
    refused: u64,
}

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "stopped_head")]
struct StoppedHead;

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "stopped")]
struct StoppedRow<'a> {
    mm: u32,
    ix: usize,
    receipt: Receipt,
    masked: Name,
    receiving: Fitted,
    since: String,
    tray: Fitted,
    reasons: &'a [Code],
}

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "held_head")]
struct HeldHead;

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "held")]
struct HeldRow<'a> {
    place: &'a Place,
    name: Fitted,
    hold: &'a Hold,
    all: bool,
    due: String,
    way_out: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "waiting")]
struct WaitingRow {
    mm: u32,
    cards: Vec<(Receipt, Name)>,
}

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "refused_head")]
struct RefusedHead;

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "refused")]
struct RefusedLine<'a> {
    row: &'a RefusedRow,
    file: Fitted,
    value: Fitted,
    detail: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "none")]
struct Nothing;

#[derive(Template)]
#[template(path = "manifests/exceptions.html", block = "tail")]
struct Tail;

/// The exceptions sheet of the day.
pub(super) fn manifest(facts: &Facts<'_>) -> Manifest {
    let edition = facts.edition;
    let holds = &edition.plan.holds;
    let lead = Lead {
        stopped: edition.stopped.len() as u64,
        held: holds.iter().map(|hold| u64::from(hold.cards)).sum(),
        holds: holds.len() as u64,
        refused: edition.refused.len() as u64,
    };
    let stopped = edition.stopped.iter().enumerate().map(|(ix, card)| stopped(facts, ix + 1, card));
    let refused = edition.refused.iter().map(refused);
    let table = |class, head: Block, groups: Vec<Group>| {
        (!groups.is_empty()).then_some(Part::Table(Table { class, head, groups }))
    };
    let rows = |rows: Vec<Block>| match rows.is_empty() {
        true => Vec::new(),
        false => vec![Group { rows, ..Group::default() }],
    };
    let mut parts = vec![Part::Block(block(26, &lead))];
    parts.extend(table("stopped", block(17, &StoppedHead), rows(stopped.collect())));
    let held = holds.iter().map(|hold| held(facts, hold)).collect();
    parts.extend(table("held", block(17, &HeldHead), held));
    parts.extend(table("refused", block(17, &RefusedHead), rows(refused.collect())));
    if parts.len() == 1 {
        parts.push(Part::Block(block(20, &Nothing)));
    }
    parts.push(Part::Block(block(16, &Tail)));
    let about = "停发待查、待发、未收行".to_owned();
    Frame { facts, kind: Kind::Exceptions, subject: String::new(), about }.bind(parts, &[])
}

fn stopped(facts: &Facts<'_>, ix: usize, stopped: &StoppedCard) -> Block {
    const RECEIPT: Room = Room { mm: 38, pt: (13.0, 9.5), stacked: false };
    let card = &stopped.card;
    // Codes number a handful; more than these would not fit a page.
    let reasons = &stopped.reasons[..stopped.reasons.len().min(12)];
    let masked = name(&mask_name(&card.name), 15, &[11, 8]);
    let receipt = receipt(&card.receipt_no, RECEIPT);
    let mm = (1 + 9 * reasons.len().max(1) as u32).max(masked.row_mm()).max(receipt.row_mm());
    let row = StoppedRow {
        mm,
        ix,
        receipt,
        masked,
        receiving: fit(&receiving(facts, &stopped.receiving), 42, &[(10, 2), (8, 2)]),
        since: stopped.since.format("%m-%d").to_string(),
        tray: fit(&tray(card), 14, &[(9, 1), (7, 2)]),
        reasons,
    };
    block(mm, &row)
}

/// The receiving location by name where the day knows it, else as the file has it.
fn receiving(facts: &Facts<'_>, text: &str) -> String {
    let places = &facts.problem().places;
    let known = LocationCode::parse(text)
        .and_then(|code| places.binary_search_by_key(&code, |place| place.code).ok());
    known.map_or_else(|| text.to_owned(), |ix| format!("{text} {}", places[ix].name))
}

/// Where the card lies: `盘 T12-34`.
fn tray(card: &CardLine) -> String {
    match (&*card.tray, card.position) {
        ("", _) => card.batch_no.clone(),
        (tray, None) => tray.to_owned(),
        (tray, Some(position)) => format!("{tray}-{position}"),
    }
}

/// The nearest way out; a distance in it is as estimated as the roads are.
fn way_out(facts: &Facts<'_>, hold: &Hold) -> String {
    let text = hold.way_out.text(facts.problem());
    match hold.way_out.needs {
        Need::Distance(_) if facts.estimated() => format!("{text}（估算）"),
        _ => text,
    }
}

/// A location whose cards wait. Where only some of them do, they are named, because somebody has
/// to pick them out.
fn held(facts: &Facts<'_>, hold: &Hold) -> Group {
    const WAITING: Room = Room { mm: 38, pt: (10.0, 10.0), stacked: false };
    let place = facts.location_of(hold.consignment);
    let (leaving, waiting) = facts.split(hold.consignment);
    let row = HeldRow {
        place,
        name: fit(&place.name, 50, &[(12, 1), (10, 1), (8, 1)]),
        hold,
        all: leaving.is_empty(),
        due: text::date(earliest_due(waiting)),
        way_out: fit(&way_out(facts, hold), 60, &[(11, 1), (9, 2), (8, 2)]),
    };
    let named = if leaving.is_empty() { &[] } else { waiting };
    let line = |cards: &[CardLine]| {
        let one = |card: &CardLine| {
            (receipt(&card.receipt_no, WAITING), name(&mask_name(&card.name), 20, &[10, 8]))
        };
        let cards: Vec<_> = cards.iter().map(one).collect();
        let heights = cards.iter().flat_map(|(receipt, name)| [receipt.row_mm(), name.row_mm()]);
        let mm = heights.fold(6, u32::max);
        block(mm, &WaitingRow { mm, cards })
    };
    let rows = named.chunks(CARDS_A_LINE).map(line).collect();
    Group { bar: Some(block(13, &row)), rows, keep: false }
}

fn refused(row: &RefusedRow) -> Block {
    let value = match (&row.column, &row.value) {
        (Some(column), Some(value)) => format!("{column}：{value}"),
        (Some(column), None) => column.clone(),
        (None, value) => value.clone().unwrap_or_default(),
    };
    let line = RefusedLine {
        row,
        file: fit(&row.file, 42, &[(10, 1), (9, 2), (7, 2)]),
        value: fit(&value, 42, &[(10, 1), (9, 2), (7, 2)]),
        detail: fit(&row.detail, 82, &[(9, 1), (7, 1)]),
    };
    block(14, &line)
}
