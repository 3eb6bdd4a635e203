//! Sorters and racks.

use super::{count, seconds, word};
use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::units::Seconds;
use fenjian_planner::words::{Machine, MachineKind};
use tokio_postgres::Row;

/// The machines of `centre`, by name; the usual rack when it has none.
pub(crate) async fn machines(work: &Transaction<'_>, centre: &str) -> Result<Vec<Machine>, Fault> {
    let select = "SELECT * FROM machine WHERE centre = $1 ORDER BY name";
    let rows = work.query(select, &[&centre]).await.map_err(fault_of)?;
    let found: Vec<Machine> = rows.iter().map(machine).collect::<Result<_, _>>()?;
    Ok(if found.is_empty() { vec![Machine::default()] } else { found })
}

fn machine(row: &Row) -> Result<Machine, Fault> {
    let time = |column: &str| Seconds(seconds(row, column));
    Ok(Machine {
        name: row.get("name"),
        kind: word(row, "kind", MachineKind::named)?,
        pockets: count(row, "pockets")?,
        pocket_cards: count(row, "pocket_cards")?,
        cards_per_hour: count(row, "cards_per_hour")?,
        sweep: time("sweep_s"),
        full_pocket: time("full_pocket_s"),
        setup: time("setup_s"),
    })
}
