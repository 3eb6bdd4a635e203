//! What people do to revisions: who proposed one from a draft, what it is called, who put it into force.

use super::DraftHead;
use crate::revision::{self, Effort, Origin};
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::desk::{Incident, Override};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::{Noted, write_noted, write_overrides};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use std::collections::BTreeMap;

/// A draft that becomes a revision.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The draft.
    pub draft: DraftHead,
    /// The length of the log that leads to the plan.
    pub version: u32,
    /// The day's problem.
    pub problem: DayProblem,
    /// The plan.
    pub plan: Plan,
    /// The limits that it breaks by name and reason.
    pub overrides: Vec<Override>,
    /// What came up and holds.
    pub incidents: Vec<Incident>,
    /// Who proposes it.
    pub by: String,
    /// What it is called, if anything.
    pub name: Option<String>,
}

/// What is known of how a revision came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Who proposed it.
    pub proposed_by: Option<String>,
    /// From which draft, of which length.
    pub draft: Option<(i64, u32)>,
    /// What it is called.
    pub name: Option<String>,
    /// Who published it by name.
    pub published_by: Option<String>,
}

/// One thing that somebody did to a revision.
pub(crate) enum Deed<'a> {
    Proposed { draft: i64, version: u32, name: Option<&'a str> },
    Named(&'a str),
    Published,
}

impl Store {
    /// Stores the plan of a draft as the next revision of its day and gives its number. O(cards).
    ///
    /// Errors: S708 and S709 when the day is closed or has no account.
    pub async fn propose(&self, proposal: Proposal) -> Result<u32, Fault> {
        let Proposal { draft, version, problem, plan, overrides, incidents, by, name } = proposal;
        let noted: Vec<String> = incidents.iter().filter_map(|one| noted(&problem, one)).collect();
        let texts = revision::written(problem, plan).await?;
        let (overrides, incidents) = (write_overrides(&overrides), noted.join("\n"));
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let of = (draft.centre.0.as_str(), draft.day);
        let origin =
            Origin { parent: Some(draft.revision), overrides: &overrides, incidents: &incidents };
        let number = revision::insert(&work, of, &texts, Effort::default(), origin).await?;
        let deed = Deed::Proposed { draft: draft.id, version, name: name.as_deref() };
        note(&work, (of.0, of.1, number), deed, &by).await?;
        work.commit().await.map_err(fault_of)?;
        Ok(number)
    }

    /// Gives a revision a name; earlier ones stay in the record.
    ///
    /// Errors: S711 when there is none such.
    pub async fn name_revision(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        number: u32,
        (name, by): (&str, &str),
    ) -> Result<(), Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let signed = number.cast_signed();
        let known = "SELECT FROM revision WHERE centre = $1 AND day = $2 AND number = $3";
        let found = work.query_opt(known, &[&centre.0, &day, &signed]).await.map_err(fault_of)?;
        if found.is_none() {
            return Err(revision::no_such(day, Some(signed)));
        }
        note(&work, (&centre.0, day, number), Deed::Named(name), by).await?;
        work.commit().await.map_err(fault_of)
    }

    /// How the revisions of a day came about, as far as people did it by name.
    pub async fn deeds(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<BTreeMap<u32, Deeds>, Fault> {
        let select = "
            SELECT revision, what, who, name, draft, version FROM revision_deed
            WHERE centre = $1 AND day = $2 ORDER BY id";
        let client = self.client().await?;
        let rows = client.query(select, &[&centre.0, &day]).await.map_err(fault_of)?;
        let mut found: BTreeMap<u32, Deeds> = BTreeMap::new();
        for row in rows {
            let deeds = found.entry(crate::read::count(&row, "revision")?).or_default();
            match row.get("what") {
                "proposed" => {
                    deeds.proposed_by = row.get("who");
                    let version = crate::read::some_count(&row, "version")?;
                    deeds.draft = row.get::<_, Option<i64>>("draft").zip(version);
                }
                "published" => deeds.published_by = row.get("who"),
                _ => {}
            }
            if let Some(name) = row.get("name") {
                deeds.name = Some(name);
            }
        }
        Ok(found)
    }

    /// Whether who proposes a revision of this centre may not publish it.
    pub async fn two_persons(&self, centre: &CentreCode) -> Result<bool, Fault> {
        let client = self.client().await?;
        let select = "SELECT two_persons FROM centre WHERE code = $1";
        let row = client.query_opt(select, &[&centre.0]).await.map_err(fault_of)?;
        let none = || Fault::new(fault::NO_SUCH_CENTRE, centre.0.as_str());
        Ok(row.ok_or_else(none)?.get(0))
    }
}

/// An incident by names; none for one of what the day does not have, which no draft has.
fn noted(problem: &DayProblem, incident: &Incident) -> Option<String> {
    let Incident { reason, owner, until, .. } = incident.clone();
    let (text, what) = (incident.text(problem), incident.by_name(problem)?);
    Some(write_noted(&Noted { text, what, reason, owner, until }))
}

/// Adds to the record of a revision.
pub(crate) async fn note(
    work: &Transaction<'_>,
    (centre, day, number): (&str, NaiveDate, u32),
    deed: Deed<'_>,
    by: &str,
) -> Result<(), Fault> {
    let (what, name, draft, version) = match deed {
        Deed::Proposed { draft, version, name } => ("proposed", name, Some(draft), Some(version)),
        Deed::Named(name) => ("named", Some(name), None, None),
        Deed::Published => ("published", None, None, None),
    };
    let version = version.map(u32::cast_signed);
    let insert = "
        INSERT INTO revision_deed (centre, day, revision, what, who, name, draft, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let number = number.cast_signed();
    work.execute(insert, &[&centre, &day, &number, &what, &by, &name, &draft, &version])
        .await
        .map_err(fault_of)?;
    Ok(())
}

/// Refuses who proposed a revision, or nobody, where the centre asks for a second person. A revision that the
/// program planned was proposed by nobody.
pub(crate) async fn second_person(
    work: &Transaction<'_>,
    (centre, day, number): (&str, NaiveDate, u32),
    by: Option<&str>,
) -> Result<(), Fault> {
    let select = "
        SELECT e.who FROM revision_deed e JOIN centre c ON c.code = e.centre
        WHERE c.two_persons AND e.centre = $1 AND e.day = $2 AND e.revision = $3
          AND e.what = 'proposed'";
    let row = work.query_opt(select, &[&centre, &day, &number.cast_signed()]).await;
    let Some(proposed) = row.map_err(fault_of)?.map(|row| row.get::<_, String>(0)) else {
        return Ok(());
    };
    match by {
        Some(by) if by != proposed => Ok(()),
        _ => Err(Fault::new(fault::SAME_PERSON, format!("提出者 {proposed}"))),
    }
}
