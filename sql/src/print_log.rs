//! The log of prints: who printed what, when and why; and from it, what is on paper.

use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::fault::Fault;
use fenjian_planner::words::CentreCode;
use tokio_postgres::Row;

/// One manifest that is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// Its kind's word.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Its number and the digest of its content; none for a draft.
    pub identity: Option<(String, String)>,
    /// How many copies; 0 when it is shown on a screen, from which it may be printed.
    pub copies: u32,
}

/// Who prints, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The person.
    pub who: String,
    /// The number of the person's badge, where one was shown.
    pub badge: Option<u32>,
    /// The reason; may be empty unless it is a reprint.
    pub why: String,
    /// Whether it is a single reprint (补打).
    pub again: bool,
}

/// What is on paper: one number with one content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPaper {
    /// Its kind's word.
    pub kind: String,
    /// What it is about.
    pub subject: String,
    /// Its number.
    pub number: String,
    /// The digest of its content.
    pub digest: String,
    /// The newest revision with which it was printed.
    pub revision: u32,
}

/// Where a number was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The centre.
    pub centre: CentreCode,
    /// The day.
    pub day: NaiveDate,
    /// What was printed under the number, and with which revision.
    pub paper: OnPaper,
    /// When it was last printed.
    pub printed_at: DateTime<Utc>,
}

/// Prints of one person at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintLine {
    /// When.
    pub printed_at: DateTime<Utc>,
    /// Who.
    pub who: String,
    /// Why; may be empty.
    pub why: String,
    /// Whether it was a single reprint.
    pub again: bool,
    /// The revision.
    pub revision: u32,
    /// How many manifests.
    pub manifests: u64,
    /// The number of the first one, if any has one.
    pub first: Option<String>,
}

impl Store {
    /// Notes that `prints` of a revision are printed now. What is only shown is noted once. O(prints).
    pub async fn log_prints(
        &self,
        (centre, day, revision): (&CentreCode, NaiveDate, u32),
        signature: &Signature,
        prints: &[Print],
    ) -> Result<(), Fault> {
        let insert = "
            INSERT INTO print_log (centre, day, revision, kind, subject, number, digest, copies,
                                   again, who, badge, why)
            SELECT $1, $2, $3, p.kind, p.subject, p.number, p.digest, p.copies, $9, $10, $11, $12
            FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::integer[])
                AS p (kind, subject, number, digest, copies)
            WHERE p.copies > 0 OR (p.number IS NOT NULL AND NOT EXISTS (
                SELECT FROM print_log l WHERE l.number = p.number AND l.kind = p.kind
                  AND l.digest = p.digest AND l.revision = $3))";
        let kinds: Vec<&str> = prints.iter().map(|p| p.kind.as_str()).collect();
        let subjects: Vec<&str> = prints.iter().map(|p| p.subject.as_str()).collect();
        let identity = |p: &Print| p.identity.clone().unzip();
        let (numbers, digests): (Vec<Option<String>>, Vec<Option<String>>) =
            prints.iter().map(identity).unzip();
        let copies: Vec<i32> = prints.iter().map(|p| p.copies.cast_signed()).collect();
        let badge = signature.badge.map(u32::cast_signed);
        let client = self.client().await?;
        let insert = client.prepare_cached(insert).await.map_err(fault_of)?;
        (client)
            .execute(
                &insert,
                &[
                    &centre.0,
                    &day,
                    &revision.cast_signed(),
                    &kinds,
                    &subjects,
                    &numbers,
                    &digests,
                    &copies,
                    &signature.again,
                    &signature.who,
                    &badge,
                    &signature.why,
                ],
            )
            .await
            .map_err(fault_of)?;
        Ok(())
    }

    /// What of a day is on paper, each number and content once, by number. O(prints of the day).
    pub async fn on_paper(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Vec<OnPaper>, Fault> {
        let select = "
            SELECT kind, subject, number, digest, max(revision) AS revision FROM print_log
            WHERE centre = $1 AND day = $2 AND number IS NOT NULL AND copies > 0
            GROUP BY kind, subject, number, digest ORDER BY number, revision";
        let client = self.client().await?;
        let rows = client.query(select, &[&centre.0, &day]).await.map_err(fault_of)?;
        rows.iter().map(on_paper).collect()
    }

    /// All that was ever printed or shown under a manifest's number, the newest first.
    pub async fn printed_as(&self, number: &str) -> Result<Vec<Known>, Fault> {
        let select = "
            SELECT centre, day, kind, subject, number, digest, revision,
                max(printed_at) AS printed_at
            FROM print_log WHERE number = $1 AND kind <> 'pouch-label'
            GROUP BY centre, day, kind, subject, number, digest, revision
            ORDER BY printed_at DESC";
        let client = self.client().await?;
        let rows = client.query(select, &[&number]).await.map_err(fault_of)?;
        let known = |row: &Row| {
            Ok(Known {
                centre: CentreCode(row.get("centre")),
                day: row.get("day"),
                paper: on_paper(row)?,
                printed_at: row.get("printed_at"),
            })
        };
        rows.iter().map(known).collect()
    }

    /// The newest `most` prints of a day, those of one moment together.
    pub async fn print_lines(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        most: u32,
    ) -> Result<Vec<PrintLine>, Fault> {
        let select = "
            SELECT printed_at, who, why, again, revision, count(*) AS manifests,
                min(number) AS first
            FROM print_log WHERE centre = $1 AND day = $2 AND copies > 0
            GROUP BY printed_at, who, why, again, revision
            ORDER BY printed_at DESC LIMIT $3";
        let client = self.client().await?;
        let most = i64::from(most);
        let rows = client.query(select, &[&centre.0, &day, &most]).await.map_err(fault_of)?;
        let line = |row: &Row| {
            Ok(PrintLine {
                printed_at: row.get("printed_at"),
                who: row.get("who"),
                why: row.get("why"),
                again: row.get("again"),
                revision: read::count(row, "revision")?,
                manifests: row.get::<_, i64>("manifests").cast_unsigned(),
                first: row.get("first"),
            })
        };
        rows.iter().map(line).collect()
    }
}

fn on_paper(row: &Row) -> Result<OnPaper, Fault> {
    Ok(OnPaper {
        kind: row.get("kind"),
        subject: row.get("subject"),
        number: row.get("number"),
        digest: row.get("digest"),
        revision: read::count(row, "revision")?,
    })
}
