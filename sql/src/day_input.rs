//! All that a day's problem is assembled from, in one read.

use crate::incidents;
use crate::open::open_day;
use crate::read;
use crate::revision::{Loaded, load};
use crate::sealed::{departed, sealed};
use crate::standing;
use crate::store::{Store, lock_ledger};
use crate::trouble::{fault_of, unreadable};
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::day::{DayInput, OpenCard, UnderWay};
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::words::{CardSerial, CentreCode, Channel, Delivery};
use futures_util::{TryStreamExt, pin_mut};
use tokio_postgres::{IsolationLevel, Row};

impl Store {
    /// Reads what `centre` has to plan on `day`, as one moment saw it; opens the day when it has
    /// no account yet. O(cards + locations).
    ///
    /// Errors: S707 for an unknown centre, S708 when this or a later day is closed.
    pub async fn day_input(&self, centre: &CentreCode, day: NaiveDate) -> Result<DayInput, Fault> {
        let mut client = self.client().await?;
        let opening = client.transaction().await.map_err(fault_of)?;
        lock_ledger(&opening).await?;
        open_day(&opening, &centre.0, day).await?;
        opening.commit().await.map_err(fault_of)?;
        let reading = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        Ok(DayInput {
            centre: read::centre(&reading, &centre.0).await?,
            day,
            cards: open_cards(&reading, &centre.0, day).await?,
            locations: read::locations(&reading).await?,
            vehicles: read::vehicles(&reading, &centre.0).await?,
            calendar: read::calendar(&reading).await?,
            policy: read::policy(&reading).await?,
            alerts: read::alerts(&reading).await?,
            pouching: read::pouching(&reading, &centre.0).await?,
            matrix: read::matrix(&reading).await?,
            rules: standing::in_force(&reading, &centre.0, day).await?,
            carried: incidents::in_force(&reading, &centre.0, day)
                .await?
                .into_iter()
                .map(|one| one.carried)
                .collect(),
            under_way: under_way(&reading, &centre.0, day).await?,
        })
    }
}

/// The plan in force, when a pouch of it is sealed.
async fn under_way(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Option<UnderWay>, Fault> {
    let sealed = sealed(work, centre, day).await?;
    if sealed.is_empty() {
        return Ok(None);
    }
    let Loaded { problem, plan, .. } = load(work, centre, day, None).await?;
    let departed = departed(work, centre, day).await?;
    Ok(Some(UnderWay { problem, plan, sealed, departed }))
}

/// Cards that may travel, and those in pouches that were sealed. What came back today waits for another day.
async fn open_cards(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<OpenCard>, Fault> {
    let select = "SELECT c.serial, c.receipt_no, c.receiving_code, c.channel, c.applied_on,
                         c.delivery, c.must_arrive_by, c.stopped
                  FROM ledger l JOIN card c ON c.serial = l.card_serial
                  WHERE l.centre = $1 AND l.day = $2
                    AND ((l.open AND l.state <> 'returned')
                        OR (l.state = 'handed_over' AND l.event IS NOT NULL))
                  ORDER BY c.serial";
    // Streamed: half a million rows as a list would take several times the memory of the cards.
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 2] = [&centre, &day];
    let rows = work.query_raw(select, values).await.map_err(fault_of)?;
    pin_mut!(rows);
    let mut cards = Vec::new();
    while let Some(row) = rows.try_next().await.map_err(fault_of)? {
        cards.push(open_card(&row)?);
    }
    Ok(cards)
}

fn open_card(row: &Row) -> Result<OpenCard, Fault> {
    let stopped = row.get::<_, Vec<&str>>("stopped").into_iter().map(Code::named);
    let stopped: Option<Vec<Code>> = stopped.collect();
    Ok(OpenCard {
        serial: read::word(row, "serial", CardSerial::parse)?,
        receipt_no: row.get("receipt_no"),
        receiving: read::some_code(row, "receiving_code")?,
        channel: read::word(row, "channel", Channel::named)?,
        applied_on: row.get("applied_on"),
        delivery: read::word(row, "delivery", Delivery::named)?,
        must_arrive_by: row.get("must_arrive_by"),
        stopped: stopped.ok_or_else(|| unreadable("card.stopped"))?,
    })
}
