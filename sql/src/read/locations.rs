//! Centres and locations.

use super::{count, seconds, some_code, some_count, word};
use crate::trouble::{fault_of, unreadable};
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::units::{Clock, Seconds};
use fenjian_planner::words::{
    Centre, CentreCode, Location, LocationCode, LocationKind, LonLat, Via,
};
use tokio_postgres::Row;

/// The centre `code`; S707 when there is none.
pub(crate) async fn centre(work: &Transaction<'_>, code: &str) -> Result<Centre, Fault> {
    let row = work.query_opt("SELECT * FROM centre WHERE code = $1", &[&code]).await;
    let row = row.map_err(fault_of)?;
    let row = row.ok_or_else(|| Fault::new(fault::NO_SUCH_CENTRE, code))?;
    Ok(Centre {
        code: CentreCode(row.get("code")),
        name: row.get("name"),
        at: position(&row),
        opens: Clock(seconds(&row, "opens_s")),
        closes: Clock(seconds(&row, "closes_s")),
        dock_time: Seconds(seconds(&row, "dock_s")),
        docks: count(&row, "docks")?,
    })
}

/// Every version of every location, by code and first day.
pub(crate) async fn locations(work: &Transaction<'_>) -> Result<Vec<Location>, Fault> {
    let rows = work.query("SELECT * FROM location ORDER BY code, active_from", &[]).await;
    rows.map_err(fault_of)?.iter().map(location).collect()
}

fn location(row: &Row) -> Result<Location, Fault> {
    let slots = some_count(row, "slots")?.zip(row.get("slots_on"));
    let aliases = row.get::<_, Vec<&str>>("aliases").into_iter();
    let aliases: Option<_> = aliases.map(LocationCode::parse).collect();
    Ok(Location {
        code: word(row, "code", LocationCode::parse)?,
        name: row.get("name"),
        kind: word(row, "kind", LocationKind::named)?,
        address: row.get("address"),
        at: position(row),
        parent: some_code(row, "parent_code")?,
        via: word(row, "via", Via::named)?,
        service: Seconds(seconds(row, "service_s")),
        opening_hours: row.get("opening_hours"),
        slots,
        remote: row.get("remote"),
        contact: row.get("contact"),
        phone: row.get("phone"),
        skills: row.get("skills"),
        active_from: row.get("active_from"),
        active_to: row.get("active_to"),
        aliases: aliases.ok_or_else(|| unreadable("location.aliases"))?,
    })
}

fn position(row: &Row) -> LonLat {
    LonLat { lon_e6: row.get("lon_e6"), lat_e6: row.get("lat_e6") }
}
