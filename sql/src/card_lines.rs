//! What the papers say of each card, and in which order the cards of a consignment lie.

use crate::edition::CardLine;
use crate::read;
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::{Allocation, Plan, Pouch};
use fenjian_planner::problem::{ConsignmentId, DayCard, DayProblem, Sealed};
use fenjian_planner::words::{CardSerial, Channel, Reason};
use futures_util::{TryStreamExt, pin_mut};
use std::collections::{BTreeMap, HashMap};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// The columns of `card` that [`card_line`] reads.
pub(crate) const COLUMNS: &str = "c.serial, c.receipt_no, c.name, c.applied_on, c.reason,
    c.channel, c.batch_no, c.tray, c.position";

/// Every card that is or was in the account of a day, by serial. O(cards).
pub(crate) async fn card_lines(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<HashMap<CardSerial, CardLine>, Fault> {
    let select = format!(
        "SELECT {COLUMNS} FROM ledger l JOIN card c ON c.serial = l.card_serial
         WHERE l.centre = $1 AND l.day = $2"
    );
    let values: [&(dyn ToSql + Sync); 2] = [&centre, &day];
    let rows = work.query_raw(&select, values).await.map_err(fault_of)?;
    pin_mut!(rows);
    let mut lines = HashMap::new();
    while let Some(row) = rows.try_next().await.map_err(fault_of)? {
        let line = card_line(&row)?;
        lines.insert(line.serial.clone(), line);
    }
    Ok(lines)
}

/// One card, without its due date, which only a problem knows.
pub(crate) fn card_line(row: &Row) -> Result<CardLine, Fault> {
    Ok(CardLine {
        serial: read::word(row, "serial", CardSerial::parse)?,
        receipt_no: row.get("receipt_no"),
        name: row.get("name"),
        applied_on: row.get("applied_on"),
        reason: read::word(row, "reason", Reason::named)?,
        channel: read::word(row, "channel", Channel::named)?,
        due: None,
        batch_no: row.get("batch_no"),
        tray: row.get("tray"),
        position: read::some_count(row, "position")?,
    })
}

/// Each consignment's cards in the order of the papers: those that travel, then those that wait.
/// Travelling ones are in physical order (batch, tray, position) where every one of them has tray
/// and position, else by receipt number; waiting ones by due date. What is sealed takes the places of its pouch.
/// O(cards log cards).
///
/// Errors: S714 when the ledger of the day does not know a card.
pub(crate) fn in_order(
    problem: &DayProblem,
    plan: &Plan,
    mut lines: HashMap<CardSerial, CardLine>,
) -> Result<BTreeMap<ConsignmentId, Vec<CardLine>>, Fault> {
    let Allocation { pouches, holds } = Allocation::of(problem, plan);
    let sealed = problem.sealed();
    let mut ordered = BTreeMap::new();
    for (id, _) in problem.consignments_with_ids() {
        let held = holds[id.ix()].map_or(0, |hold| hold.cards as usize);
        let mut cards = take(&problem.in_turn(id, &sealed), &mut lines)?;
        let waiting = cards.split_off(cards.len().saturating_sub(held));
        let mut cards = match sealed.get(&id) {
            None => {
                sort(&mut cards);
                cards
            }
            Some(sealed) => by_pouch(cards, sealed, &pouches[id.ix()]),
        };
        cards.extend(waiting);
        ordered.insert(id, cards);
    }
    Ok(ordered)
}

/// The cards of pouches by their numbers: those of sealed ones as they are, the others filled in the order of the
/// papers. `cards` begin with the sealed ones.
fn by_pouch(
    mut cards: Vec<CardLine>,
    sealed: &BTreeMap<u32, &Sealed>,
    pouches: &[(usize, usize, &Pouch)],
) -> Vec<CardLine> {
    let count: usize = sealed.values().map(|pouch| pouch.cards.len()).sum();
    let mut open = cards.split_off(count.min(cards.len()));
    sort(&mut open);
    let (mut shut, mut open) = (cards.into_iter(), open.into_iter());
    let mut ordered = Vec::new();
    for (_, _, pouch) in pouches {
        if let Some(sealed) = sealed.get(&pouch.number) {
            let mut inside: Vec<CardLine> = shut.by_ref().take(sealed.cards.len()).collect();
            sort(&mut inside);
            ordered.extend(inside);
        } else {
            ordered.extend(open.by_ref().take(pouch.cards as usize));
        }
    }
    // Nothing is left over where plan and problem fit.
    ordered.extend(shut.chain(open));
    ordered
}

fn take(
    cards: &[&DayCard],
    lines: &mut HashMap<CardSerial, CardLine>,
) -> Result<Vec<CardLine>, Fault> {
    let take = |card: &&DayCard| {
        let mut line = lines.remove(&card.serial).ok_or_else(|| unreadable("ledger"))?;
        line.due = Some(card.due);
        Ok(line)
    };
    cards.iter().map(take).collect()
}

fn sort(travelling: &mut [CardLine]) {
    let lies_known = |card: &CardLine| !card.tray.is_empty() && card.position.is_some();
    if travelling.iter().all(lies_known) {
        travelling.sort_by(|a, b| {
            let place = |c: &CardLine| (c.batch_no.clone(), c.tray.clone(), c.position);
            place(a).cmp(&place(b)).then_with(|| a.serial.cmp(&b.serial))
        });
    } else {
        travelling.sort_by(|a, b| (&a.receipt_no, &a.serial).cmp(&(&b.receipt_no, &b.serial)));
    }
}
