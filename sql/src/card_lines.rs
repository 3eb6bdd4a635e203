//! What the papers say of each card, and in which order the cards of a consignment lie.

use crate::edition::CardLine;
use crate::read;
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::{Allocation, Plan};
use fenjian_planner::problem::{Consignment, ConsignmentId, DayProblem};
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
/// and position, else by receipt number; waiting ones by due date. O(cards log cards).
///
/// Errors: S714 when the ledger of the day does not know a card.
pub(crate) fn in_order(
    problem: &DayProblem,
    plan: &Plan,
    mut lines: HashMap<CardSerial, CardLine>,
) -> Result<BTreeMap<ConsignmentId, Vec<CardLine>>, Fault> {
    let holds = Allocation::of(problem, plan).holds;
    let mut ordered = BTreeMap::new();
    for (id, consignment) in problem.consignments_with_ids() {
        let held = holds[id.ix()].map_or(0, |hold| hold.cards as usize);
        let travelling = consignment.cards.len().saturating_sub(held);
        let mut cards = take(consignment, &mut lines)?;
        sort(&mut cards[..travelling]);
        ordered.insert(id, cards);
    }
    Ok(ordered)
}

fn take(
    consignment: &Consignment,
    lines: &mut HashMap<CardSerial, CardLine>,
) -> Result<Vec<CardLine>, Fault> {
    let take = |card: &fenjian_planner::problem::DayCard| {
        let mut line = lines.remove(&card.serial).ok_or_else(|| unreadable("ledger"))?;
        line.due = Some(card.due);
        Ok(line)
    };
    consignment.cards.iter().map(take).collect()
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
