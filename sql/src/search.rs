//! Looking things up: cards by serial, receipt number, pouch number or citizen; locations by code or
//! name; vehicles by name or plate; pouches by number. And one card's way through the days.

use crate::card_lines::{self, card_line};
use crate::edition::CardLine;
use crate::read;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::words::{CardSerial, CentreCode, LocationCode, LocationKind, State};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// Most hits of each kind.
const HITS: i64 = 100;

/// All that a search came to; each list holds at most 100 hits.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Cards.
    pub cards: Vec<CardHit>,
    /// Receiving locations.
    pub locations: Vec<LocationHit>,
    /// Trips of vehicles under published revisions, the newest first.
    pub routes: Vec<RouteHit>,
    /// Pouches of published revisions, the newest first.
    pub pouches: Vec<PouchHit>,
}

/// A card and where it is.
#[derive(Clone, Debug)]
pub struct CardHit {
    /// The card; its name is full and to be masked wherever it is shown.
    pub card: CardLine,
    /// Where it is to go, as its file says it.
    pub receiving: String,
    /// Its newest place in the ledger.
    pub step: Step,
}

/// One day of a card's way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Whose account.
    pub centre: CentreCode,
    /// Which day.
    pub day: NaiveDate,
    /// How it entered the day: `brought_forward`, `produced`, `returned` or `found`.
    pub entered: String,
    /// Its state on that day.
    pub state: State,
    /// Why it is stopped or waits.
    pub reasons: Vec<Code>,
    /// The revision that placed it.
    pub revision: Option<u32>,
    /// The number of its pouch.
    pub pouch: Option<String>,
    /// The number of its route.
    pub route: Option<String>,
    /// Its vehicle.
    pub vehicle: Option<String>,
    /// The drop point of its stop.
    pub drop: Option<LocationCode>,
}

/// A receiving location in its newest version.
#[derive(Clone, Debug)]
pub struct LocationHit {
    /// Its code.
    pub code: LocationCode,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: LocationKind,
    /// Cards with this receiving code that some centre still holds.
    pub open_cards: u64,
}

/// A trip of a vehicle.
#[derive(Clone, Debug)]
pub struct RouteHit {
    /// The centre.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// The route's number.
    pub number: String,
    /// The vehicle.
    pub vehicle: String,
    /// Its pouches.
    pub pouches: u64,
    /// The cards in them.
    pub cards: u64,
}

/// A pouch.
#[derive(Clone, Debug)]
pub struct PouchHit {
    /// The centre.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// Its number.
    pub number: String,
    /// Whose cards.
    pub location: LocationCode,
    /// The number of its route.
    pub route: String,
    /// The stop on the route, from 1.
    pub stop: u32,
    /// Where it is handed over.
    pub drop: LocationCode,
    /// How many cards are in it.
    pub cards: u64,
}

/// A card and its way through the days, the newest first.
#[derive(Clone, Debug)]
pub struct CardWay {
    /// The card; its name is full and to be masked wherever it is shown.
    pub card: CardLine,
    /// Where it is to go, as its file says it.
    pub receiving: String,
    /// Its days.
    pub steps: Vec<Step>,
}

const STEP: &str = "l.centre, l.day, l.entered::text, l.state::text, l.reasons, l.revision, l.pouch,
    p.route, p.vehicle, p.drop_code";
const OF_POUCH: &str = "LEFT JOIN pouch p ON p.centre = l.centre AND p.day = l.day
    AND p.revision = l.revision AND p.number = l.pouch";

impl Store {
    /// Looks `text` up as whatever it may be; a citizen number is given as its hash instead and
    /// finds that citizen's cards. Indexed but for names and plates, which are few.
    pub async fn search(&self, text: &str, citizen: Option<[u8; 32]>) -> Result<Found, Fault> {
        let citizen = citizen.as_ref().map(<[u8; 32]>::as_slice);
        let text = text.trim();
        if text.is_empty() && citizen.is_none() {
            return Ok(Found::default());
        }
        let by_citizen = "c.citizen = $1";
        let cards = match citizen {
            Some(hash) => self.cards_where(by_citizen, &hash).await?,
            None => self.cards_called(text).await?,
        };
        if citizen.is_some() {
            return Ok(Found { cards, ..Found::default() });
        }
        Ok(Found {
            cards,
            locations: self.locations_called(text).await?,
            routes: self.routes_called(text).await?,
            pouches: self.pouches_called(text).await?,
        })
    }

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

    async fn cards_called(&self, text: &str) -> Result<Vec<CardHit>, Fault> {
        let by_name = "(c.serial = $1 OR (c.receipt_no = $1 AND c.receipt_no <> ''))";
        let named = self.cards_where(by_name, &text).await?;
        if !named.is_empty() {
            return Ok(named);
        }
        let in_pouch = "(l.centre, l.day) IN (SELECT centre, day FROM numbering
                         WHERE number = $1 AND kind = 'pouch') AND l.pouch = $1";
        self.cards_where(in_pouch, &text).await
    }

    /// Cards in their newest place in the ledger.
    async fn cards_where(
        &self,
        condition: &str,
        value: &(dyn ToSql + Sync),
    ) -> Result<Vec<CardHit>, Fault> {
        let select = format!(
            "SELECT {}, c.receiving_text, {STEP}
             FROM ledger l JOIN card c ON c.serial = l.card_serial {OF_POUCH}
             WHERE {condition} AND NOT EXISTS (
                SELECT FROM ledger n WHERE n.card_serial = l.card_serial AND n.day > l.day
                  AND l.pouch IS DISTINCT FROM $2)
             ORDER BY l.day DESC, c.serial LIMIT {HITS}",
            card_lines::COLUMNS
        );
        let client = self.client().await?;
        let rows = client.query(&select, &[value, &""]).await.map_err(fault_of)?;
        let hit = |row: &Row| {
            let receiving = row.get("receiving_text");
            Ok(CardHit { card: card_line(row)?, receiving, step: step(row)? })
        };
        rows.iter().map(hit).collect()
    }

    async fn locations_called(&self, text: &str) -> Result<Vec<LocationHit>, Fault> {
        // position() instead of LIKE: what people type has no wildcards.
        let select = format!(
            "SELECT DISTINCT ON (o.code) o.code, o.name, o.kind, (
                SELECT count(*) FROM ledger l JOIN card c ON c.serial = l.card_serial
                WHERE l.open AND c.receiving_code = o.code) AS open_cards
             FROM location o WHERE o.code = $1 OR position($1 IN o.name) > 0
             ORDER BY o.code, o.active_from DESC LIMIT {HITS}"
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

    async fn routes_called(&self, text: &str) -> Result<Vec<RouteHit>, Fault> {
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

    async fn pouches_called(&self, text: &str) -> Result<Vec<PouchHit>, Fault> {
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
