//! What drivers bring back of their routes: kilometres and the time of return.

use crate::custody::badges;
use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::units::Clock;
use fenjian_planner::words::CentreCode;
use std::collections::BTreeMap;

/// A route as it was driven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trip {
    /// The odometer at departure, in kilometres.
    pub odometer_out: u32,
    /// The odometer after the return; not less.
    pub odometer_in: u32,
    /// When the vehicle was back.
    pub back: Clock,
}

impl Trip {
    /// Kilometres driven.
    pub fn km(&self) -> u32 {
        self.odometer_in.saturating_sub(self.odometer_out)
    }
}

impl Store {
    /// Notes how the route of this number was driven, under a badge known by its digest. What was noted of it
    /// before stays in the store and counts no more.
    ///
    /// Errors: S730 for the badge, S716 when no such route was published that day.
    pub async fn record_trip(
        &self,
        (centre, day): (&CentreCode, NaiveDate),
        route: &str,
        badge: &str,
        trip: &Trip,
    ) -> Result<(), Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let badges = badges::numbers(&work, &centre.0, &[badge]).await?;
        let number = badges.get(badge).copied();
        let number = number.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""))?;
        let insert = "
            INSERT INTO trip_record (centre, day, route, badge, odometer_out, odometer_in, back_s)
            SELECT centre, day, number, $4, $5, $6, $7 FROM numbering
            WHERE centre = $1 AND day = $2 AND kind = 'route' AND number = $3";
        let (out, back) = (trip.odometer_out.cast_signed(), trip.odometer_in.cast_signed());
        let at = i32::try_from(trip.back.0).unwrap_or(i32::MAX);
        let of = (&centre.0, &day, &route);
        let noted = work.execute(insert, &[of.0, of.1, of.2, &number, &out, &back, &at]).await;
        if noted.map_err(fault_of)? == 0 {
            return Err(Fault::new(fault::NOT_IN_PLAN, route));
        }
        work.commit().await.map_err(fault_of)
    }
}

/// The newest record of each route of a day, by its number.
pub(crate) async fn trips(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<BTreeMap<String, Trip>, Fault> {
    let select = "
        SELECT DISTINCT ON (route) route, odometer_out, odometer_in, back_s FROM trip_record
        WHERE centre = $1 AND day = $2 ORDER BY route, id DESC";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    let trip = |row: &tokio_postgres::Row| {
        let trip = Trip {
            odometer_out: read::count(row, "odometer_out")?,
            odometer_in: read::count(row, "odometer_in")?,
            back: Clock(row.get::<_, i32>("back_s").into()),
        };
        Ok((row.get("route"), trip))
    };
    rows.iter().map(trip).collect()
}
