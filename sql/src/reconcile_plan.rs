//! The published revision against the ledger, card by card and pouch by pouch.

use crate::reconcile::Difference;
use crate::revision::Loaded;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::plan::Allocation;
use fenjian_planner::words::{CardSerial, Mode};
use futures_util::{TryStreamExt, pin_mut};
use std::collections::{BTreeMap, HashMap};
use tokio_postgres::types::ToSql;

/// Where the ledger puts a card under a revision.
struct Place {
    mode: Option<String>,
    pouch: Option<String>,
    stopped: bool,
}

/// Every travelling card must have the mode of its consignment and, by van, exactly one pouch of
/// its location; every waiting card none; each pouch as many cards as the plan says. A card that
/// was stopped after publication is named with its pouch, so that it can be taken out.
/// O(cards of the revision).
pub(crate) async fn compare_with_plan(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    loaded: &Loaded,
) -> Result<Vec<Difference>, Fault> {
    let number = loaded.revision.number.cast_signed();
    let mut places = places(work, centre, day, number).await?;
    let pouches = pouches(work, centre, day, number).await?;
    let problem = &loaded.problem;
    let allocation = Allocation::of(problem, &loaded.plan);
    let sealed = problem.sealed();
    let mut astray = Vec::new();
    let mut stopped = Vec::new();
    let mut in_pouch: BTreeMap<String, i32> = BTreeMap::new();
    for (id, consignment) in problem.consignments_with_ids() {
        let location = problem.location(id).code.to_string();
        let held = allocation.holds[id.ix()].map_or(0, |hold| hold.cards as usize);
        let travelling = consignment.cards.len().saturating_sub(held);
        for (ix, card) in problem.in_turn(id, &sealed).into_iter().enumerate() {
            let Some(place) = places.remove(&card.serial) else {
                // A waiting card that was stopped before publication was never placed.
                if ix < travelling {
                    astray.push(card.serial.to_string());
                }
                continue;
            };
            let mode = (ix < travelling).then(|| consignment.mode.word());
            let by_van = mode == Some(Mode::Van.word());
            let fits = match &place.pouch {
                Some(pouch) => {
                    *in_pouch.entry(pouch.clone()).or_default() += 1;
                    by_van && pouches.get(pouch).is_some_and(|(of, _)| *of == location)
                }
                None => !by_van,
            };
            if place.mode.as_deref() != mode || !fits {
                astray.push(card.serial.to_string());
            }
            if place.stopped && mode.is_some() {
                let pouch = place.pouch.map_or_else(String::new, |pouch| format!(" 袋 {pouch}"));
                stopped.push(format!("{}{pouch}", card.serial));
            }
        }
    }
    let mut left_over: Vec<String> = places.keys().map(ToString::to_string).collect();
    left_over.sort_unstable();
    astray.append(&mut left_over);
    let wrong: Vec<String> = (pouches.iter())
        .map(|(number, (_, cards))| (number, *cards, in_pouch.get(number).copied().unwrap_or(0)))
        .filter(|(_, planned, there)| planned != there)
        .map(|(number, planned, there)| format!("{number}：方案 {planned}，账上 {there}"))
        .collect();
    let differences = [
        (fault::PLACE_DIFFERS, "张证件的去向与已发布方案不符", astray),
        (fault::PLACE_DIFFERS, "张证件发布后停发，仍列在方案中，须取出", stopped),
        (fault::POUCH_DIFFERS, "袋的张数与方案不符", wrong),
    ];
    let differences = differences.into_iter().filter(|(_, _, names)| !names.is_empty());
    Ok(differences
        .map(|(code, what, names)| Difference::new(code, format!("{} {what}", names.len()), names))
        .collect())
}

async fn places(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    revision: i32,
) -> Result<HashMap<CardSerial, Place>, Fault> {
    let select = "SELECT card_serial, mode, pouch, state = 'quarantined' FROM ledger
                  WHERE centre = $1 AND day = $2 AND revision = $3";
    let values: [&(dyn ToSql + Sync); 3] = [&centre, &day, &revision];
    let rows = work.query_raw(select, values).await.map_err(fault_of)?;
    pin_mut!(rows);
    let mut places = HashMap::new();
    while let Some(row) = rows.try_next().await.map_err(fault_of)? {
        let place = Place { mode: row.get(1), pouch: row.get(2), stopped: row.get(3) };
        places.insert(crate::read::word(&row, "card_serial", CardSerial::parse)?, place);
    }
    Ok(places)
}

/// The pouches of a published revision: location and cards, by number.
async fn pouches(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    revision: i32,
) -> Result<BTreeMap<String, (String, i32)>, Fault> {
    let select = "SELECT number, location_code, cards FROM pouch
                  WHERE centre = $1 AND day = $2 AND revision = $3";
    let rows = work.query(select, &[&centre, &day, &revision]).await.map_err(fault_of)?;
    Ok(rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect())
}
