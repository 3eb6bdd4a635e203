//! Cards by serial, receipt number, pouch or citizen, and one card's way.

use super::{CardHit, CardWay, HITS, Step};
use crate::card_lines::{self, card_line};
use crate::read;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::words::{CardSerial, CentreCode, State};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

const STEP: &str =
    "l.centre, l.day, l.entered::text, l.state::text, l.reasons, l.revision, l.pouch,
    p.route, p.vehicle, p.drop_code";
const OF_POUCH: &str = "LEFT JOIN pouch p ON p.centre = l.centre AND p.day = l.day
    AND p.revision = l.revision AND p.number = l.pouch";
/// Only a card's newest place.
const NEWEST: &str = "NOT EXISTS (
    SELECT FROM ledger n WHERE n.card_serial = l.card_serial AND n.day > l.day)";

impl Store {
    /// A card's way; none when there is no such card.
    pub async fn card_way(&self, serial: &CardSerial) -> Result<Option<CardWay>, Fault> {
        let client = self.client().await?;
        let select = format!(
            "SELECT {}, c.receiving_text FROM card c WHERE c.serial = $1",
            card_lines::COLUMNS
        );
        let serial = serial.as_str();
        let Some(row) = client.query_opt(&select, &[&serial]).await.map_err(fault_of)? else {
            return Ok(None);
        };
        let steps = format!(
            "SELECT {STEP} FROM ledger l {OF_POUCH} WHERE l.card_serial = $1 ORDER BY l.day DESC"
        );
        let steps = client.query(&steps, &[&serial]).await.map_err(fault_of)?;
        Ok(Some(CardWay {
            card: card_line(&row)?,
            receiving: row.get("receiving_text"),
            steps: steps.iter().map(step).collect::<Result<_, _>>()?,
        }))
    }

    /// Cards with this serial or receipt number, where they are now; else the cards of the pouch
    /// with this number, on its day.
    pub(super) async fn cards_called(&self, text: &str) -> Result<Vec<CardHit>, Fault> {
        let named =
            format!("(c.serial = $1 OR (c.receipt_no = $1 AND c.receipt_no <> '')) AND {NEWEST}");
        let named = self.cards_where(&named, &text).await?;
        if !named.is_empty() {
            return Ok(named);
        }
        let in_pouch = "l.pouch = $1 AND (l.centre, l.day) IN (
            SELECT centre, day FROM numbering WHERE number = $1 AND kind = 'pouch')";
        self.cards_where(in_pouch, &text).await
    }

    /// The cards of a citizen, where they are now.
    pub(super) async fn cards_of(&self, citizen: &[u8; 32]) -> Result<Vec<CardHit>, Fault> {
        self.cards_where(&format!("c.citizen = $1 AND {NEWEST}"), &citizen.as_slice()).await
    }

    async fn cards_where(
        &self,
        condition: &str,
        value: &(dyn ToSql + Sync),
    ) -> Result<Vec<CardHit>, Fault> {
        let select = format!(
            "SELECT {}, c.receiving_text, {STEP}
             FROM ledger l JOIN card c ON c.serial = l.card_serial {OF_POUCH}
             WHERE {condition} ORDER BY l.day DESC, c.serial LIMIT {HITS}",
            card_lines::COLUMNS
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[value]).await.map_err(fault_of)?;
        let hit = |row: &Row| {
            let receiving = row.get("receiving_text");
            Ok(CardHit { card: card_line(row)?, receiving, step: step(row)? })
        };
        rows.iter().map(hit).collect()
    }
}

fn step(row: &Row) -> Result<Step, Fault> {
    let reasons: Option<Vec<Code>> =
        row.get::<_, Vec<&str>>("reasons").into_iter().map(Code::named).collect();
    Ok(Step {
        centre: CentreCode(row.get("centre")),
        day: row.get("day"),
        entered: row.get("entered"),
        state: read::word(row, "state", State::named)?,
        reasons: reasons.ok_or_else(|| unreadable("ledger.reasons"))?,
        revision: read::some_count(row, "revision")?,
        pouch: row.get("pouch"),
        route: row.get("route"),
        vehicle: row.get("vehicle"),
        drop: read::some_code(row, "drop_code")?,
    })
}
