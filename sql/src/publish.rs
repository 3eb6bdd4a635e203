//! Publishing a revision: it comes into force, its cards take their places, and what it calls by
//! number gets its number. A stopped card never travels: a revision that would move one is stale.

use crate::card_lines::{card_lines, in_order};
use crate::drafts::{Deed, note, second_person};
use crate::edition::{Numbered, Status};
use crate::import::{Scope, judge};
use crate::incidents;
use crate::numbering::Numbering;
use crate::open::require_open;
use crate::places::Places;
use crate::placing::{Placed, stage};
use crate::revision::{Loaded, load, no_such};
use crate::sealed::sealed_routes;
use crate::sort_plan;
use crate::store::{Store, lock_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::{CentreCode, LocationCode, Mode};
use std::collections::BTreeMap;

/// Who is said to have ended what a published revision has not any more, where nobody publishes it by name.
const PROGRAM: &str = "fenjian publish";

/// How many serials or codes a fault names.
const NAMED: usize = 5;

impl Store {
    /// Puts a revision of a day into force, the newest when none is named, and gives its number.
    /// The one in force before is superseded; numbers that both use stay. Publishing the one in
    /// force again changes nothing. O(cards log cards).
    ///
    /// `by` is who publishes, where a person does it by name.
    ///
    /// Errors: S711 when there is none such, S712 when another one superseded it or when one of
    /// its cards is stopped, gone, or belongs elsewhere by now; S751 when the centre asks for a
    /// second person and there is none; S708, S709 for the day.
    pub async fn publish(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        revision: Option<u32>,
        by: Option<&str>,
    ) -> Result<u32, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        lock_ledger(&work).await?;
        require_open(&work, &centre.0, day).await?;
        let number = match revision {
            Some(number) => number,
            None => newest(&work, &centre.0, day).await?,
        };
        let loaded = load(&work, &centre.0, day, Some(number)).await?;
        match loaded.revision.status {
            Status::Published => return Ok(number),
            Status::Superseded => {
                let detail = format!("第 {number} 版已被后来的版本取代");
                return Err(Fault::new(fault::STALE_REVISION, detail));
            }
            Status::Proposed => {}
        }
        second_person(&work, (&centre.0, day, number), by).await?;
        put_into_force(&work, &centre.0, day, &loaded).await?;
        let ending = by.unwrap_or(PROGRAM);
        incidents::put_into_force(&work, (&centre.0, day, number), ending).await?;
        if let Some(by) = by {
            note(&work, (&centre.0, day, number), Deed::Published, by).await?;
        }
        work.commit().await.map_err(fault_of)?;
        Ok(number)
    }
}

async fn newest(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<u32, Fault> {
    let select = "SELECT max(number) FROM revision WHERE centre = $1 AND day = $2";
    let row = work.query_one(select, &[&centre, &day]).await.map_err(fault_of)?;
    let newest = row.get::<_, Option<i32>>(0).map(i32::cast_unsigned);
    newest.ok_or_else(|| no_such(day, None))
}

async fn put_into_force(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    loaded: &Loaded,
) -> Result<(), Fault> {
    judge(work, Scope::Day(centre, day)).await?;
    let Loaded { revision, problem, plan } = loaded;
    let mut numbering = Numbering::read(work, centre, day).await?;
    let numbers = numbering.number(problem, plan);
    for sort in sort_plan::newest(work, centre, day, revision.number).await? {
        numbering.number_sort(&sort.machine, &sort.plan);
    }
    let lines = card_lines(work, centre, day).await?;
    let order = in_order(problem, plan, lines)
        .map_err(|_| Fault::new(fault::STALE_REVISION, "有证件不在当日账上"))?;
    stage(work, Placed { problem, plan, order: &order, numbers: &numbers }).await?;
    refuse_stopped(work, centre, day).await?;
    refuse_unsealed(work, centre, day).await?;
    refuse_moved(work, centre, day).await?;
    refuse_reordered(work, (centre, day), loaded, &numbers).await?;
    let number = revision.number.cast_signed();
    supersede(work, centre, day).await?;
    let publish = "UPDATE revision SET status = 'published', published_at = now()
                   WHERE centre = $1 AND day = $2 AND number = $3";
    work.execute(publish, &[&centre, &day, &number]).await.map_err(fault_of)?;
    numbering.write(work, centre, day).await?;
    write_pouches(work, centre, day, loaded, &numbers).await?;
    let fill = "
        UPDATE pouch SET serials = p.serials FROM (
            SELECT pouch, array_agg(serial ORDER BY serial) AS serials FROM placed
            WHERE pouch IS NOT NULL GROUP BY pouch) p
        WHERE centre = $1 AND day = $2 AND revision = $3 AND number = p.pouch";
    work.execute(fill, &[&centre, &day, &number]).await.map_err(fault_of)?;
    let place = "
        UPDATE ledger l SET state = p.state::card_state, reasons = p.reasons, revision = $3,
            mode = p.mode, pouch = p.pouch
        FROM placed p
        WHERE l.centre = $1 AND l.day = $2 AND l.card_serial = p.serial AND l.open
          AND l.state IN ('planned', 'held')";
    work.execute(place, &[&centre, &day, &number]).await.map_err(fault_of)?;
    // What is sealed stays as it is.
    let keep = format!(
        "UPDATE ledger l SET revision = $3 FROM placed p
         WHERE l.centre = $1 AND l.day = $2 AND l.card_serial = p.serial AND {SHUT}"
    );
    work.execute(&keep, &[&centre, &day, &number]).await.map_err(fault_of)?;
    // What an earlier revision placed and this one does not know waits for the next.
    let clear = "
        UPDATE ledger SET revision = NULL, mode = NULL, pouch = NULL,
            state = CASE WHEN state = 'held' THEN 'planned' ELSE state END,
            reasons = CASE WHEN state = 'held' THEN '{}' ELSE reasons END
        WHERE centre = $1 AND day = $2 AND open AND state IN ('planned', 'held', 'quarantined')
          AND revision <> $3";
    work.execute(clear, &[&centre, &day, &number]).await.map_err(fault_of)?;
    Ok(())
}

/// A ledger row of a card that an event closed into a pouch, wherever it is by now.
const SHUT: &str = "l.event IS NOT NULL
    AND l.state IN ('sealed', 'loaded', 'in_transit', 'handed_over')";

/// Every travelling card must be in the day's account and free to go, or sealed in its pouch; a waiting one must at
/// least still be there.
async fn refuse_stopped(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<(), Fault> {
    let select = format!(
        "SELECT p.serial FROM placed p
         LEFT JOIN ledger l ON l.card_serial = p.serial AND l.day = $2 AND l.centre = $1
             AND (l.open OR l.state = 'handed_over')
         WHERE l.state IS NULL OR (p.mode IS NOT NULL AND l.state NOT IN ('planned', 'held')
             AND NOT ({SHUT} AND l.pouch = p.pouch))
         ORDER BY p.serial"
    );
    let rows = work.query(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let serials: Vec<&str> = rows.iter().take(NAMED).map(|row| row.get(0)).collect();
    match rows.len() {
        0 => Ok(()),
        n => {
            let detail =
                format!("{n} 张证件已停发、已封袋或已不在当日账上：{}", serials.join("、"));
            Err(Fault::new(fault::STALE_REVISION, detail))
        }
    }
}

/// What was sealed since the plan was made must be in it.
async fn refuse_unsealed(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<(), Fault> {
    let select = format!(
        "SELECT DISTINCT l.pouch FROM ledger l
         LEFT JOIN placed p ON p.serial = l.card_serial AND p.pouch = l.pouch
         WHERE l.centre = $1 AND l.day = $2 AND {SHUT} AND p.serial IS NULL ORDER BY 1"
    );
    let rows = work.query(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let pouches: Vec<&str> = rows.iter().take(NAMED).map(|row| row.get(0)).collect();
    match rows.len() {
        0 => Ok(()),
        n => {
            let detail = format!("方案做出后又封了 {n} 袋：{}", pouches.join("、"));
            Err(Fault::new(fault::STALE_REVISION, detail))
        }
    }
}

/// What is sealed must still be on its route, and the route's stops in the order that it is loaded for.
async fn refuse_reordered(
    work: &Transaction<'_>,
    (centre, day): (&str, NaiveDate),
    loaded: &Loaded,
    numbers: &BTreeMap<Numbered, String>,
) -> Result<(), Fault> {
    let Loaded { problem, plan, .. } = loaded;
    let mut sealed = sealed_routes(work, centre, day).await?;
    for route in &plan.routes {
        let vehicle = problem.vehicles[route.vehicle.ix()].name.clone();
        let number = numbers.get(&Numbered::Route(vehicle, route.trip));
        let Some(was) = number.and_then(|number| sealed.get_mut(number)) else { continue };
        let mut drops = Vec::new();
        for stop in &route.stops {
            let drop = problem.drop_place(stop.drop).code.to_string();
            for pouch in &stop.pouches {
                let code = problem.location(pouch.consignment).code.to_string();
                if let Some(number) = numbers.get(&Numbered::Pouch(code, pouch.number)) {
                    was.pouches.retain(|sealed, at| sealed != number || *at != drop);
                }
            }
            drops.push(drop);
        }
        drops.retain(|drop| was.drops.contains(drop));
        was.drops.retain(|drop| drops.contains(drop));
        if drops == was.drops {
            was.drops.clear();
        }
    }
    // What was found again as it was is gone from the list.
    sealed.retain(|_, was| !was.pouches.is_empty() || !was.drops.is_empty());
    let moved: Vec<&str> = sealed.keys().take(NAMED).map(String::as_str).collect();
    match moved.is_empty() {
        true => Ok(()),
        false => {
            let detail = format!("已封袋的线路与方案不同：{}", moved.join("、"));
            Err(Fault::new(fault::STALE_REVISION, detail))
        }
    }
}

/// Every travelling card that is not sealed must still go where, and how, the plan sends it.
async fn refuse_moved(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<(), Fault> {
    let select = format!(
        "SELECT DISTINCT coalesce(c.receiving_code, ''), c.delivery, p.mode, p.location_code,
             p.drop_code
         FROM placed p JOIN card c USING (serial)
         JOIN ledger l ON l.card_serial = p.serial AND l.centre = $1 AND l.day = $2
         WHERE p.mode IS NOT NULL AND NOT ({SHUT})"
    );
    let rows = work.query(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let places = Places::read(work).await?;
    let places = places.on(day);
    let stays = |row: &tokio_postgres::Row| {
        let mode = Mode::named(row.get(2));
        // What is collected at its receiving location goes there by van, unless people sent it by post or pickup.
        let lawful = match row.get::<_, &str>(1) {
            "home" => mode == Some(Mode::Home),
            "pickup" => mode == Some(Mode::Pickup),
            _ => matches!(mode, Some(Mode::Van | Mode::Post | Mode::Pickup)),
        };
        let place = LocationCode::parse(row.get(0)).and_then(|code| places.find(code).ok());
        let by_van = mode == Some(Mode::Van);
        let drop = place.and_then(|place| place.drop.ok()).filter(|_| by_van);
        lawful
            && place.map(|place| place.location.to_string()).as_deref() == Some(row.get(3))
            && drop.map(|drop| drop.to_string()).as_deref() == row.get(4)
    };
    let moved: Vec<&str> =
        rows.iter().filter(|row| !stays(row)).take(NAMED).map(|row| row.get(0)).collect();
    match moved.is_empty() {
        true => Ok(()),
        false => {
            let detail = format!("受理点或送达方式变了：{}", moved.join("、"));
            Err(Fault::new(fault::STALE_REVISION, detail))
        }
    }
}

async fn supersede(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<(), Fault> {
    let supersede = "UPDATE revision SET status = 'superseded'
                     WHERE centre = $1 AND day = $2 AND status = 'published'";
    work.execute(supersede, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(())
}

/// Notes what goes into each pouch, so that a pouch can be looked up and brought back.
async fn write_pouches(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    loaded: &Loaded,
    numbers: &BTreeMap<Numbered, String>,
) -> Result<(), Fault> {
    let Loaded { revision, problem, plan } = loaded;
    let number = |key: &Numbered| numbers.get(key).cloned().unwrap_or_default();
    let revision = revision.number.cast_signed();
    let insert = "INSERT INTO pouch (centre, day, revision, number, location_code, route, vehicle,
                                     stop, drop_code, cards)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let insert = work.prepare_cached(insert).await.map_err(fault_of)?;
    for route in &plan.routes {
        let vehicle = &problem.vehicles[route.vehicle.ix()].name;
        let route_number = number(&Numbered::Route(vehicle.clone(), route.trip));
        for (stop_number, stop) in (1_i32..).zip(&route.stops) {
            let drop = problem.drop_place(stop.drop).code.to_string();
            for pouch in &stop.pouches {
                let location = problem.location(pouch.consignment).code.to_string();
                let pouch_number = number(&Numbered::Pouch(location.clone(), pouch.number));
                let cards = pouch.cards.cast_signed();
                (work)
                    .execute(
                        &insert,
                        &[
                            &centre,
                            &day,
                            &revision,
                            &pouch_number,
                            &location,
                            &route_number,
                            vehicle,
                            &stop_number,
                            &drop,
                            &cards,
                        ],
                    )
                    .await
                    .map_err(fault_of)?;
            }
        }
    }
    Ok(())
}
