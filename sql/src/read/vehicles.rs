//! The fleet.

use super::{count, seconds, some_code, some_count};
use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds};
use fenjian_planner::words::{Break, Vehicle};
use tokio_postgres::Row;

/// The fleet of `centre`, by name.
pub(crate) async fn vehicles(work: &Transaction<'_>, centre: &str) -> Result<Vec<Vehicle>, Fault> {
    let select = "SELECT * FROM vehicle WHERE centre = $1 ORDER BY name";
    let rows = work.query(select, &[&centre]).await.map_err(fault_of)?;
    rows.iter().map(vehicle).collect()
}

fn vehicle(row: &Row) -> Result<Vehicle, Fault> {
    let optional = |column: &str| row.get::<_, Option<i32>>(column).map(i64::from);
    let pause = match (optional("break_s"), optional("break_from_s"), optional("break_to_s")) {
        (Some(length), Some(from), Some(to)) => {
            Some(Break { length: Seconds(length), from: Clock(from), to: Clock(to) })
        }
        _ => None,
    };
    Ok(Vehicle {
        name: row.get("name"),
        plate: row.get("plate"),
        kind: row.get("kind"),
        pouches: some_count(row, "pouches")?,
        weight: row.get::<_, Option<i64>>("weight_g").map(Grams),
        shift_start: Clock(seconds(row, "shift_start_s")),
        shift_end: Clock(seconds(row, "shift_end_s")),
        max_distance: row.get::<_, Option<i64>>("max_m").map(Metres),
        max_stops: some_count(row, "max_stops")?,
        fixed_cost: Fen(row.get("fixed_fen")),
        cost_per_km: Fen(row.get("km_fen")),
        cost_per_hour: Fen(row.get("hour_fen")),
        skills: row.get("skills"),
        pause,
        trips: count(row, "trips")?,
        reload: Seconds(seconds(row, "reload_s")),
        start: some_code(row, "start_code")?,
        end: some_code(row, "end_code")?,
        driver: row.get("driver"),
        escort: row.get("escort"),
        phone: row.get("phone"),
    })
}
