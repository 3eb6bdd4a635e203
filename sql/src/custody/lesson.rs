//! What a missort teaches: from the next day on a code means the location where its cards belong.
//!
//! The files of locations stay the one source of everything else: a version of the location begins on that day, a
//! copy of the one in force with one alias more, and whoever had the alias gets one without it.

use super::badges;
use crate::import::{Scope, judge};
use crate::places::Places;
use crate::store::{Store, lock_ledger};
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::{CentreCode, LocationCode};

impl Store {
    /// Makes `alias` a former code of `location` from the day after the centre's open day on, and notes under whose
    /// badge; gives that day. O(locations + open cards).
    ///
    /// Errors: S730 for the badge, S709 for a centre without a day, S746 when no location in force then has the
    /// code `location`, S749 when `alias` is one itself, S750 when it leads there already.
    pub async fn teach_alias(
        &self,
        centre: &CentreCode,
        badge: &str,
        alias: LocationCode,
        location: LocationCode,
    ) -> Result<NaiveDate, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        lock_ledger(&work).await?;
        let badges = badges::numbers(&work, &centre.0, &[badge]).await?;
        let number = badges.get(badge).copied();
        let number = number.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""))?;
        let next = "SELECT coalesce(min(day) FILTER (WHERE closed_at IS NULL), max(day)) + 1
                    FROM day WHERE centre = $1";
        let row = work.query_one(next, &[&centre.0]).await.map_err(fault_of)?;
        let from: Option<NaiveDate> = row.get(0);
        let from = from.ok_or_else(|| Fault::new(fault::NO_SUCH_DAY, centre.0.as_str()))?;

        let places = Places::read(&work).await?;
        let places = places.on(from);
        if places.find(location).ok().is_none_or(|place| place.location != location) {
            return Err(Fault::new(fault::NO_SUCH_LOCATION, location.to_string()));
        }
        let in_use = "SELECT FROM location
                      WHERE code = $1 AND coalesce(active_to, 'infinity') >= $2 LIMIT 1";
        let alias_text = alias.to_string();
        let used = work.query_opt(in_use, &[&alias_text, &from]).await.map_err(fault_of)?;
        if used.is_some() {
            return Err(Fault::new(fault::CODE_IN_USE, alias_text));
        }
        let before = places.find(alias).ok().map(|place| place.location);
        if before == Some(location) {
            return Err(Fault::new(fault::ALIAS_KNOWN, alias_text));
        }
        change(&work, from, &alias_text, &location.to_string()).await?;
        let note = "
            INSERT INTO alias_taught (centre, badge, alias, location_code, instead_of, active_from)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let (to, before) = (location.to_string(), before.map(|code| code.to_string()));
        work.execute(note, &[&centre.0, &number, &alias_text, &to, &before, &from])
            .await
            .map_err(fault_of)?;
        judge(&work, Scope::Open).await?;
        work.commit().await.map_err(fault_of)?;
        Ok(from)
    }
}

/// Begins the versions of that day, and changes those that come later with them.
async fn change(
    work: &Transaction<'_>,
    from: NaiveDate,
    alias: &str,
    location: &str,
) -> Result<(), Fault> {
    let begin = "
        INSERT INTO location (code, active_from, active_to, name, kind, address, lon_e6, lat_e6,
            parent_code, via, service_s, opening_hours, slots, slots_on, remote, contact, phone,
            skills, aliases)
        SELECT code, $1, active_to, name, kind, address, lon_e6, lat_e6, parent_code, via,
            service_s, opening_hours, slots, slots_on, remote, contact, phone, skills, aliases
        FROM (SELECT DISTINCT ON (code) * FROM location WHERE active_from <= $1
              ORDER BY code, active_from DESC) v
        WHERE v.active_from < $1 AND (v.code = $3 OR $2 = ANY (v.aliases))";
    work.execute(begin, &[&from, &alias, &location]).await.map_err(fault_of)?;
    let teach = "
        UPDATE location SET aliases = array_remove(aliases, $2::text)
            || CASE WHEN code = $3 THEN ARRAY[$2::text] ELSE '{}'::text[] END
        WHERE active_from >= $1 AND (code = $3 OR $2 = ANY (aliases))";
    work.execute(teach, &[&from, &alias, &location]).await.map_err(fault_of)?;
    Ok(())
}
