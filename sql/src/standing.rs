//! Standing rules of a centre: kept, ended, and on which revisions they were set aside.

use crate::drafts::no_such_draft;
use crate::read;
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::Transaction;
use fenjian_planner::day::SetAside;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::units::Clock;
use fenjian_planner::words::{CentreCode, LocationCode, Standing, StandingRule};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// A rule as it is to be kept.
#[derive(Clone, Debug)]
pub struct NewRule {
    /// Whose drop point it is about.
    pub location: LocationCode,
    /// What it asks for.
    pub what: Standing,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The first day on which it holds.
    pub first: NaiveDate,
    /// The last one; not earlier.
    pub last: NaiveDate,
    /// Who keeps it.
    pub by: String,
    /// The draft from which it is kept.
    pub draft: Option<i64>,
}

/// A rule with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRule {
    /// The rule.
    pub rule: StandingRule,
    /// What its location is called now.
    pub name: String,
    /// When it was kept.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: String,
    /// From which draft.
    pub draft: Option<i64>,
    /// When and by whom it was ended.
    pub ended: Option<(DateTime<Utc>, String)>,
    /// The newest revision that was planned without it though it held on the day.
    pub set_aside: Option<Without>,
}

/// A revision that was planned without a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// Its day.
    pub day: NaiveDate,
    /// Its number.
    pub revision: u32,
    /// The word of what stood against the rule ([`fenjian_planner::day::Obstacle`]).
    pub why: String,
    /// The skill, time or vehicle that this is about.
    pub detail: Option<String>,
    /// The same as it was said, in Chinese.
    pub said: String,
}

const SELECT: &str = "
    SELECT r.*, a.day AS aside_day, a.revision AS aside_revision, a.why, a.detail, a.said,
        coalesce((SELECT name FROM location
            WHERE code = r.location_code OR r.location_code = ANY (aliases)
            ORDER BY code = r.location_code DESC, active_from DESC LIMIT 1), '') AS name
    FROM standing_rule r LEFT JOIN LATERAL (
        SELECT day, revision, why, detail, said FROM standing_set_aside
        WHERE rule = r.id ORDER BY day DESC, revision DESC LIMIT 1) a ON true";

impl Store {
    /// Every rule of a centre, those that ended too, the newest first.
    ///
    /// Errors: S707 for an unknown centre.
    pub async fn standing_rules(&self, centre: &CentreCode) -> Result<Vec<KeptRule>, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        read::centre(&work, &centre.0).await?;
        let select = format!("{SELECT} WHERE r.centre = $1 ORDER BY r.id DESC");
        let rows = work.query(&select, &[&centre.0]).await.map_err(fault_of)?;
        rows.iter().map(kept).collect()
    }

    /// Keeps a rule and gives it its number.
    ///
    /// Errors: S707 for an unknown centre, S746 for an unknown location, S754 for a vehicle that is not in the fleet,
    /// S752 for a draft that is not the centre's.
    pub async fn keep_rule(&self, centre: &CentreCode, new: &NewRule) -> Result<KeptRule, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        read::centre(&work, &centre.0).await?;
        let code = new.location.to_string();
        let known = "SELECT FROM location WHERE code = $1 OR $1 = ANY (aliases) LIMIT 1";
        let known = work.query_opt(known, &[&code]).await.map_err(fault_of)?;
        known.ok_or_else(|| Fault::new(fault::NO_SUCH_LOCATION, &code))?;
        let (kind, vehicle, at) = columns(&new.what);
        if let Some(vehicle) = vehicle {
            let known = "SELECT FROM vehicle WHERE centre = $1 AND name = $2";
            let known = work.query_opt(known, &[&centre.0, &vehicle]).await.map_err(fault_of)?;
            known.ok_or_else(|| Fault::new(fault::NO_SUCH_VEHICLE, vehicle))?;
        }
        if let Some(draft) = new.draft {
            let known = "SELECT FROM draft WHERE id = $1 AND centre = $2";
            let known = work.query_opt(known, &[&draft, &centre.0]).await.map_err(fault_of)?;
            known.ok_or_else(|| no_such_draft(draft))?;
        }
        let insert = "
            INSERT INTO standing_rule (centre, location_code, kind, vehicle, at_s, reason, owner, from_day,
                                       until_day, made_by, draft)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id";
        let row = (work)
            .query_one(
                insert,
                &[
                    &centre.0,
                    &code,
                    &kind,
                    &vehicle,
                    &at,
                    &new.reason,
                    &new.owner,
                    &new.first,
                    &new.last,
                    &new.by,
                    &new.draft,
                ],
            )
            .await
            .map_err(fault_of)?;
        let made = one(&work, centre, row.get(0)).await?;
        work.commit().await.map_err(fault_of)?;
        Ok(made)
    }

    /// Ends a rule; days planned from now on do not know of it.
    ///
    /// Errors: S755 when the centre has none such, S756 when it has ended already.
    pub async fn end_rule(
        &self,
        centre: &CentreCode,
        id: i64,
        by: &str,
    ) -> Result<KeptRule, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let update = "UPDATE standing_rule SET ended_at = now(), ended_by = $3
                      WHERE centre = $1 AND id = $2 AND ended_at IS NULL";
        let done = work.execute(update, &[&centre.0, &id, &by]).await.map_err(fault_of)?;
        let rule = one(&work, centre, id).await?;
        match &rule.ended {
            Some((_, by)) if done == 0 => Err(Fault::new(fault::RULE_ENDED, format!("{id}，{by}"))),
            _ => {
                work.commit().await.map_err(fault_of)?;
                Ok(rule)
            }
        }
    }
}

async fn one(work: &Transaction<'_>, centre: &CentreCode, id: i64) -> Result<KeptRule, Fault> {
    let select = format!("{SELECT} WHERE r.centre = $1 AND r.id = $2");
    let row = work.query_opt(&select, &[&centre.0, &id]).await.map_err(fault_of)?;
    kept(&row.ok_or_else(|| Fault::new(fault::NO_SUCH_RULE, id.to_string()))?)
}

/// The rules that hold on a day and that nobody ended, in the order in which they were made.
pub(crate) async fn in_force(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<StandingRule>, Fault> {
    let select = "SELECT * FROM standing_rule WHERE centre = $1 AND ended_at IS NULL
                  AND $2 BETWEEN from_day AND until_day ORDER BY id";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    rows.iter().map(rule).collect()
}

/// Notes which rules a revision was planned without.
pub(crate) async fn note_set_aside(
    work: &Transaction<'_>,
    (centre, day, revision): (&str, NaiveDate, u32),
    set_aside: &[SetAside],
) -> Result<(), Fault> {
    let insert = "INSERT INTO standing_set_aside (centre, day, revision, rule, why, detail, said)
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
    for aside in set_aside {
        let (number, why) = (revision.cast_signed(), &aside.why);
        let said = (why.word(), why.detail(), why.text());
        let values: [&(dyn ToSql + Sync); 7] =
            [&centre, &day, &number, &aside.rule, &said.0, &said.1, &said.2];
        work.execute(insert, &values).await.map_err(fault_of)?;
    }
    Ok(())
}

fn columns(what: &Standing) -> (&'static str, Option<&str>, Option<i32>) {
    let seconds = |at: &Clock| Some(i32::try_from(at.0).unwrap_or(i32::MAX));
    match what {
        Standing::OnVehicle(name) => ("on_vehicle", Some(name), None),
        Standing::NotBefore(at) => ("not_before", None, seconds(at)),
        Standing::NotAfter(at) => ("not_after", None, seconds(at)),
    }
}

fn rule(row: &Row) -> Result<StandingRule, Fault> {
    let at = || Clock(read::seconds(row, "at_s"));
    let what = match row.get("kind") {
        "on_vehicle" => Standing::OnVehicle(row.get("vehicle")),
        "not_before" => Standing::NotBefore(at()),
        "not_after" => Standing::NotAfter(at()),
        _ => return Err(unreadable("standing_rule.kind")),
    };
    Ok(StandingRule {
        id: row.get("id"),
        location: read::word(row, "location_code", LocationCode::parse)?,
        what,
        reason: row.get("reason"),
        owner: row.get("owner"),
        first: row.get("from_day"),
        last: row.get("until_day"),
    })
}

fn kept(row: &Row) -> Result<KeptRule, Fault> {
    let ended: Option<DateTime<Utc>> = row.get("ended_at");
    let set_aside = match row.get("aside_day") {
        None => None,
        Some(day) => Some(Without {
            day,
            revision: read::count(row, "aside_revision")?,
            why: row.get("why"),
            detail: row.get("detail"),
            said: row.get("said"),
        }),
    };
    Ok(KeptRule {
        rule: rule(row)?,
        name: row.get("name"),
        made_at: row.get("made_at"),
        made_by: row.get("made_by"),
        draft: row.get("draft"),
        ended: ended.zip(row.get("ended_by")),
        set_aside,
    })
}
