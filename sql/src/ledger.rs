//! The terms of the equation as the database keeps them.

use crate::edition::Ledger;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::State;
use tokio_postgres::Row;

/// The columns that [`ledger_of`] reads.
pub(crate) const COLUMNS: &str = "t.brought_forward, t.produced, t.returned_in, t.found,
    t.quarantined, t.planned, t.held, t.sealed, t.loaded, t.in_transit, t.handed_over, t.posted,
    t.picked_up, t.returned, t.spoiled, t.destroyed, t.transferred";

/// The account of a day; S709 when there is none.
pub(crate) async fn ledger(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Ledger, Fault> {
    let select = format!("SELECT {COLUMNS} FROM ledger_day t WHERE centre = $1 AND day = $2");
    let row = work.query_opt(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let row = row.ok_or_else(|| Fault::new(fault::NO_SUCH_DAY, format!("{centre} {day}")))?;
    Ok(ledger_of(&row))
}

/// A row with [`COLUMNS`]; states without cards are left out.
pub(crate) fn ledger_of(row: &Row) -> Ledger {
    let count = |column: &str| row.get::<_, i64>(column).cast_unsigned();
    let states = State::ALL.iter().map(|state| (*state, count(state.word())));
    Ledger {
        brought_forward: count("brought_forward"),
        produced: count("produced"),
        returned: count("returned_in"),
        found: count("found"),
        states: states.filter(|(_, cards)| *cards > 0).collect(),
    }
}
