//! Finds the cards that were scanned, with where the ledger and the published plan put each.

use super::CardKey;
use crate::read;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::words::{CardSerial, LocationCode, Mode, State};
use std::collections::{BTreeMap, BTreeSet};
use tokio_postgres::Row;

/// A card that a key fits.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) serial: CardSerial,
    /// Where the day's account has it; none when it is not in that account.
    pub(super) place: Option<Place>,
}

/// Where the day's account has a card.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) state: State,
    pub(super) open: bool,
    pub(super) reason: Option<Code>,
    pub(super) mode: Option<Mode>,
    pub(super) pouch: Option<String>,
    pub(super) route: Option<String>,
    pub(super) location: Option<LocationCode>,
    /// The pouch that is being filled; none when the card's plan has no such pouch.
    pub(super) asked: Option<Asked>,
}

/// The pouch that is being filled.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) location: LocationCode,
    pub(super) route: String,
    /// How many cards the plan puts into it.
    pub(super) cards: usize,
    pub(super) sealed: bool,
}

const SELECT: &str = "
    SELECT k.n, c.serial, l.state::text, l.open, l.reasons[1] AS reason, l.mode, l.pouch, p.route,
        coalesce(p.location_code, c.receiving_code) AS location,
        a.location_code AS asked_location, a.route AS asked_route, a.cards AS asked_cards,
        (SELECT e.kind = 'seal' FROM custody_event e
         WHERE e.centre = $1 AND e.day = $2 AND e.pouch = k.asked AND e.kind IN ('seal', 'unseal')
         ORDER BY e.seq DESC LIMIT 1) AS asked_sealed
    FROM unnest($3::text[], $4::text[], $5::integer[], $6::bytea[], $7::text[])
        WITH ORDINALITY k (by, text, position, citizen, asked, n)
    JOIN LATERAL (
        SELECT d.serial, d.receiving_code FROM card d
        WHERE k.by IN ('serial', 'code') AND d.serial = k.text
            AND NOT (k.by = 'code' AND d.receipt_no = k.text)
        UNION ALL
        SELECT d.serial, d.receiving_code FROM card d
        WHERE k.by IN ('receipt', 'code') AND d.receipt_no = k.text AND d.receipt_no <> ''
        UNION ALL
        SELECT d.serial, d.receiving_code FROM card d
        WHERE k.by = 'place' AND d.tray = k.text AND d.position = k.position AND d.tray <> ''
            AND d.position IS NOT NULL
        UNION ALL
        SELECT d.serial, d.receiving_code FROM card d
        WHERE k.by = 'citizen' AND d.citizen = k.citizen AND d.citizen IS NOT NULL
    ) c ON true
    LEFT JOIN ledger l ON l.card_serial = c.serial AND l.day = $2 AND l.centre = $1
    LEFT JOIN pouch p ON p.centre = l.centre AND p.day = l.day AND p.revision = l.revision
        AND p.number = l.pouch
    LEFT JOIN pouch a ON a.centre = l.centre AND a.day = l.day AND a.revision = l.revision
        AND a.number = k.asked
    ORDER BY k.n, c.serial";

/// The cards that each key fits, in the order of `keys`. One round trip.
pub(super) async fn look_up(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    keys: &[(&CardKey, Option<&str>)],
) -> Result<Vec<Vec<Found>>, Fault> {
    let (mut bys, mut texts, mut positions, mut citizens, mut asked) =
        (vec![], vec![], vec![], vec![], vec![]);
    for (key, pouch) in keys {
        let (by, text, position, citizen) = match key {
            CardKey::Serial(serial) => ("serial", Some(serial.as_str()), None, None),
            CardKey::Receipt(number) => ("receipt", Some(number.as_str()), None, None),
            CardKey::Code(text) => ("code", Some(text.as_str()), None, None),
            CardKey::Place(tray, position) => {
                ("place", Some(tray.as_str()), Some(position.cast_signed()), None)
            }
            CardKey::Citizen(hash) => ("citizen", None, None, Some(hash.as_slice())),
        };
        bys.push(by);
        texts.push(text);
        positions.push(position);
        citizens.push(citizen);
        asked.push(*pouch);
    }
    let select = work.prepare_cached(SELECT).await.map_err(fault_of)?;
    let rows = (work)
        .query(&select, &[&centre, &day, &bys, &texts, &positions, &citizens, &asked])
        .await
        .map_err(fault_of)?;
    let mut found = vec![Vec::new(); keys.len()];
    for row in &rows {
        let ix = usize::try_from(row.get::<_, i64>("n") - 1).unwrap_or(usize::MAX);
        if let Some(list) = found.get_mut(ix) {
            list.push(found_of(row)?);
        }
    }
    Ok(found)
}

fn found_of(row: &Row) -> Result<Found, Fault> {
    let serial = read::word(row, "serial", CardSerial::parse)?;
    if row.get::<_, Option<&str>>("state").is_none() {
        return Ok(Found { serial, place: None });
    }
    let asked = match read::some_code(row, "asked_location")? {
        None => None,
        Some(location) => Some(Asked {
            location,
            route: row.get("asked_route"),
            cards: read::count(row, "asked_cards")? as usize,
            sealed: row.get::<_, Option<bool>>("asked_sealed").unwrap_or(false),
        }),
    };
    let place = Place {
        state: read::word(row, "state", State::named)?,
        open: row.get("open"),
        reason: row.get::<_, Option<&str>>("reason").and_then(Code::named),
        mode: row.get::<_, Option<&str>>("mode").and_then(Mode::named),
        pouch: row.get("pouch"),
        route: row.get("route"),
        location: read::some_code(row, "location")?,
        asked,
    };
    Ok(Found { serial, place: Some(place) })
}

/// Which planned cards each of `pouches` holds by the scans so far. One round trip.
pub(super) async fn put_into(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    pouches: &BTreeSet<&str>,
) -> Result<BTreeMap<String, BTreeSet<String>>, Fault> {
    let mut put: BTreeMap<String, BTreeSet<String>> =
        pouches.iter().map(|pouch| ((*pouch).to_owned(), BTreeSet::new())).collect();
    if put.is_empty() {
        return Ok(put);
    }
    let select = "
        SELECT u.pouch, p.serial FROM unnest($3::text[]) u (pouch)
        CROSS JOIN LATERAL custody_put($1, $2, u.pouch) p (serial)
        JOIN ledger l ON l.centre = $1 AND l.day = $2 AND l.card_serial = p.serial
            AND l.open AND l.state = 'planned'";
    let select = work.prepare_cached(select).await.map_err(fault_of)?;
    let numbers: Vec<&str> = pouches.iter().copied().collect();
    let rows = work.query(&select, &[&centre, &day, &numbers]).await.map_err(fault_of)?;
    for row in &rows {
        put.entry(row.get("pouch")).or_default().insert(row.get("serial"));
    }
    Ok(put)
}
