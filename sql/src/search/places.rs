//! Locations, routes and pouches.

use super::{HITS, LocationHit, PouchHit, RouteHit};
use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use fenjian_planner::fault::Fault;
use fenjian_planner::words::{CentreCode, LocationCode, LocationKind};
use tokio_postgres::Row;

impl Store {
    pub(super) async fn locations_called(&self, text: &str) -> Result<Vec<LocationHit>, Fault> {
        // position() instead of LIKE: what people type has no wildcards.
        let select = format!(
            "WITH hit AS (
                SELECT DISTINCT ON (code) code, name, kind FROM location
                WHERE code = $1 OR position($1 IN name) > 0
                ORDER BY code, active_from DESC LIMIT {HITS}
             ), held AS (
                SELECT c.receiving_code AS code, count(*) AS cards
                FROM ledger l JOIN card c ON c.serial = l.card_serial
                WHERE l.open AND c.receiving_code IN (SELECT code FROM hit) GROUP BY 1
             )
             SELECT code, name, kind, coalesce(cards, 0) AS open_cards
             FROM hit LEFT JOIN held USING (code) ORDER BY code"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&text]).await.map_err(fault_of)?;
        let hit = |row: &Row| {
            Ok(LocationHit {
                code: read::word(row, "code", LocationCode::parse)?,
                name: row.get("name"),
                kind: read::word(row, "kind", LocationKind::named)?,
                open_cards: row.get::<_, i64>("open_cards").cast_unsigned(),
            })
        };
        rows.iter().map(hit).collect()
    }

    pub(super) async fn routes_called(&self, text: &str) -> Result<Vec<RouteHit>, Fault> {
        let select = format!(
            "SELECT p.centre, p.day, p.route, p.vehicle, count(*) AS pouches,
                sum(p.cards)::bigint AS cards
             FROM pouch p JOIN revision r ON r.centre = p.centre AND r.day = p.day
                AND r.number = p.revision AND r.status = 'published'
             LEFT JOIN vehicle v ON v.centre = p.centre AND v.name = p.vehicle
             WHERE p.vehicle = $1 OR v.plate = $1 OR p.route = $1
             GROUP BY p.centre, p.day, p.route, p.vehicle
             ORDER BY p.day DESC, p.route LIMIT {HITS}"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&text]).await.map_err(fault_of)?;
        let hit = |row: &Row| RouteHit {
            centre: CentreCode(row.get("centre")),
            day: row.get("day"),
            number: row.get("route"),
            vehicle: row.get("vehicle"),
            pouches: row.get::<_, i64>("pouches").cast_unsigned(),
            cards: row.get::<_, i64>("cards").cast_unsigned(),
        };
        Ok(rows.iter().map(hit).collect())
    }

    pub(super) async fn pouches_called(&self, text: &str) -> Result<Vec<PouchHit>, Fault> {
        let select = format!(
            "SELECT p.* FROM pouch p JOIN revision r ON r.centre = p.centre AND r.day = p.day
                AND r.number = p.revision AND r.status = 'published'
             WHERE p.number = $1 OR p.location_code = $1 ORDER BY p.day DESC, p.number
             LIMIT {HITS}"
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[&text]).await.map_err(fault_of)?;
        let hit = |row: &Row| {
            Ok(PouchHit {
                centre: CentreCode(row.get("centre")),
                day: row.get("day"),
                number: row.get("number"),
                location: read::word(row, "location_code", LocationCode::parse)?,
                route: row.get("route"),
                stop: read::count(row, "stop")?,
                drop: read::word(row, "drop_code", LocationCode::parse)?,
                cards: u64::from(read::count(row, "cards")?),
            })
        };
        rows.iter().map(hit).collect()
    }
}
