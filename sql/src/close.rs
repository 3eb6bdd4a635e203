//! Closing a day: what left has left, what stayed is brought forward, and the account is sealed
//! into the chain of digests.

use crate::custody::chain;
use crate::edition::Ledger;
use crate::exceptions::{mark_collected, mark_undelivered};
use crate::ledger::ledger;
use crate::open::{bring_forward, require_open};
use crate::store::{Store, lock_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;

pub use crate::exceptions::{Collected, Exceptions, Undelivered};

/// A day that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Its account, which does not change any more.
    pub ledger: Ledger,
    /// Cards that stay with the centre and are brought forward.
    pub carried: u64,
}

impl Store {
    /// Ends a day. Cards that the published revision sends by van are handed over, cards that go
    /// home are posted, unless they are among the undelivered, which have come back; pickups stay
    /// unless collected. Where pouches of a route were scanned into its vehicle, those that were not stay,
    /// and so does a card that was left out of its sealed pouch. Everything that stays goes into the next day: at once when that is open
    /// already, else when it opens. O(cards of the day).
    ///
    /// Errors: S708, S709 for the day; S715 when an earlier day is open; S710 when the day has
    /// revisions but none in force; S716 when an exception names nothing in that revision.
    pub async fn close(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        exceptions: &Exceptions,
    ) -> Result<Closed, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        lock_ledger(&work).await?;
        let centre = centre.0.as_str();
        // No event may come between the digest of the day and its end.
        chain::lock(&work, centre, day).await?;
        require_open(&work, centre, day).await?;
        refuse_earlier(&work, centre, day).await?;
        let published = published(&work, centre, day).await?;
        mark_undelivered(&work, centre, day, published, exceptions).await?;
        mark_collected(&work, centre, day, exceptions).await?;
        if let Some(revision) = published {
            let leave = "
                UPDATE ledger l SET state = left_as.state,
                    open = left_as.state NOT IN ('handed_over', 'posted', 'picked_up')
                FROM (
                    SELECT card_serial, CASE
                        WHEN mode = 'van' AND (
                            (state IN ('planned', 'sealed') AND pouch IN (
                                SELECT number FROM pouch
                                WHERE centre = $1 AND day = $2 AND revision = $3 AND route IN (
                                    SELECT route FROM custody_event
                                    WHERE centre = $1 AND day = $2 AND kind = 'load')))
                            OR (state = 'planned' AND pouch IN (
                                SELECT pouch FROM custody_event
                                WHERE centre = $1 AND day = $2 AND kind = 'seal')))
                            THEN NULL
                        WHEN mode = 'van' AND pouch IN (SELECT number FROM came_back)
                            THEN 'returned'
                        WHEN mode = 'van' THEN 'handed_over'
                        WHEN mode = 'home' AND EXISTS (SELECT FROM came_back WHERE number = 'home')
                            THEN 'returned'
                        WHEN mode IN ('home', 'post') THEN 'posted'
                        WHEN card_serial IN (SELECT card_serial FROM collected) THEN 'picked_up'
                    END::card_state AS state
                    FROM ledger WHERE centre = $1 AND day = $2 AND open AND revision = $3
                      AND mode IS NOT NULL AND state NOT IN ('quarantined', 'held', 'returned')
                ) left_as
                WHERE l.card_serial = left_as.card_serial AND l.day = $2
                  AND left_as.state IS NOT NULL";
            work.execute(leave, &[&centre, &day, &revision]).await.map_err(fault_of)?;
        }
        seal(&work, centre, day).await?;
        let ledger = ledger(&work, centre, day).await?;
        let stay = "SELECT count(*) FROM ledger WHERE centre = $1 AND day = $2 AND open";
        let row = work.query_one(stay, &[&centre, &day]).await.map_err(fault_of)?;
        let carried = row.get::<_, i64>(0).cast_unsigned();
        let next = "SELECT min(day) FROM day WHERE centre = $1 AND day > $2";
        let row = work.query_one(next, &[&centre, &day]).await.map_err(fault_of)?;
        if let Some(next) = row.get::<_, Option<NaiveDate>>(0) {
            bring_forward(&work, centre, next).await?;
        }
        work.commit().await.map_err(fault_of)?;
        Ok(Closed { ledger, carried })
    }
}

/// Days are closed in order, so that each hands over to the next.
async fn refuse_earlier(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<(), Fault> {
    let select = "SELECT min(day) FROM day WHERE centre = $1 AND day < $2 AND closed_at IS NULL";
    let row = work.query_one(select, &[&centre, &day]).await.map_err(fault_of)?;
    match row.get::<_, Option<NaiveDate>>(0) {
        None => Ok(()),
        Some(earlier) => Err(Fault::new(fault::EARLIER_DAY_OPEN, earlier.to_string())),
    }
}

/// The revision in force; none on a day without a plan, from which nothing has left.
async fn published(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Option<i32>, Fault> {
    let select = "SELECT number, status = 'published' FROM revision
                  WHERE centre = $1 AND day = $2 ORDER BY 2 DESC LIMIT 1";
    match work.query_opt(select, &[&centre, &day]).await.map_err(fault_of)? {
        None => Ok(None),
        Some(row) if row.get(1) => Ok(Some(row.get(0))),
        Some(_) => Err(Fault::new(fault::NOT_PUBLISHED, day.to_string())),
    }
}

/// Closes the account under the digest of the closed day before.
async fn seal(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<(), Fault> {
    let seal = "
        UPDATE day SET closed_at = now(), digest = ledger_digest($1, $2, coalesce((
            SELECT b.digest FROM day b WHERE b.centre = $1 AND b.day < $2
            ORDER BY b.day DESC LIMIT 1), ''))
        WHERE centre = $1 AND day = $2";
    work.execute(seal, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(())
}
