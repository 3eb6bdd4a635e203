//! The log of a draft. A record is added under the lock of its draft, and only at the length its writer knows, so
//! that two programs, or one that is killed, never write over each other.

use super::no_such_draft;
use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::{DateTime, Utc};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::digest;
use tokio_postgres::Row;

/// What the digest of the first record follows.
const START: &str = "";

/// A record as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number, from 1.
    pub n: u32,
    /// When it was added.
    pub at: DateTime<Utc>,
    /// The line that the planner wrote.
    pub text: String,
    /// What the device called it.
    pub client: Option<String>,
}

/// A record to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The length of the log that its writer knows.
    pub after: u32,
    /// Who.
    pub by: &'a str,
    /// The line that the planner wrote.
    pub text: &'a str,
    /// What the device calls it.
    pub client: Option<&'a str>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is durable.
    Kept {
        /// When it was added.
        at: DateTime<Utc>,
    },
    /// Not added: the log has grown meanwhile.
    Behind {
        /// Its length.
        version: u32,
    },
    /// Not added: it was sent before.
    Known {
        /// Its number.
        n: u32,
    },
}

impl Store {
    /// Adds a record to the log of a draft.
    ///
    /// Errors: S752 when there is no such draft.
    pub async fn append_entry(&self, draft: i64, new: NewEntry<'_>) -> Result<Appended, Fault> {
        let mut client = self.client().await?;
        let work = client.transaction().await.map_err(fault_of)?;
        let lock = work.prepare_cached("SELECT FROM draft WHERE id = $1 FOR UPDATE").await;
        let found = work.query_opt(&lock.map_err(fault_of)?, &[&draft]).await.map_err(fault_of)?;
        if found.is_none() {
            return Err(no_such_draft(draft));
        }
        let last = "
            SELECT n, digest, (SELECT n FROM draft_entry WHERE draft = $1 AND client = $2) AS known
            FROM draft_entry WHERE draft = $1 ORDER BY n DESC LIMIT 1";
        let last = work.prepare_cached(last).await.map_err(fault_of)?;
        let row = work.query_opt(&last, &[&draft, &new.client]).await.map_err(fault_of)?;
        let (version, before) = match &row {
            None => (0, START.to_owned()),
            Some(row) => {
                if let Some(n) = read::some_count(row, "known")? {
                    return Ok(Appended::Known { n });
                }
                (read::count(row, "n")?, row.get("digest"))
            }
        };
        if version != new.after {
            return Ok(Appended::Behind { version });
        }
        let insert = "
            INSERT INTO draft_entry (draft, n, who, entry, client, digest)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING at";
        let insert = work.prepare_cached(insert).await.map_err(fault_of)?;
        let n = version.cast_signed() + 1;
        let chained = chain(&before, new.text);
        let row =
            work.query_one(&insert, &[&draft, &n, &new.by, &new.text, &new.client, &chained]).await;
        let at = row.map_err(fault_of)?.get(0);
        work.commit().await.map_err(fault_of)?;
        Ok(Appended::Kept { at })
    }

    /// The records of a draft after number `from`, each proved to follow the one before. O(records).
    ///
    /// Errors: S753 when one was changed or taken out.
    pub async fn draft_log(&self, draft: i64, from: u32) -> Result<Vec<Logged>, Fault> {
        let select = "
            SELECT n, at, entry, client, digest FROM draft_entry WHERE draft = $1 AND n >= $2
            ORDER BY n";
        let client = self.client().await?;
        let from = from.cast_signed();
        let rows = client.query(select, &[&draft, &from]).await.map_err(fault_of)?;
        let mut before = START.to_owned();
        let mut log = Vec::with_capacity(rows.len());
        for (row, expected) in rows.iter().zip(from.max(1)..) {
            let (logged, own) = (logged(row)?, row.get::<_, String>("digest"));
            // The record before those that were asked for is only followed.
            let followed = expected == from;
            if logged.n.cast_signed() != expected
                || !(followed || chain(&before, &logged.text) == own)
            {
                let detail = format!("草稿 {draft} 第 {expected} 条");
                return Err(Fault::new(fault::DRAFT_ALTERED, detail));
            }
            before = own;
            if !followed {
                log.push(logged);
            }
        }
        Ok(log)
    }

    /// The length of a draft's log.
    pub async fn draft_version(&self, draft: i64) -> Result<u32, Fault> {
        let client = self.client().await?;
        let select = "SELECT coalesce(max(n), 0) AS n FROM draft_entry WHERE draft = $1";
        let select = client.prepare_cached(select).await.map_err(fault_of)?;
        read::count(&client.query_one(&select, &[&draft]).await.map_err(fault_of)?, "n")
    }
}

fn chain(before: &str, text: &str) -> String {
    digest(&format!("{before}\n{text}"))
}

fn logged(row: &Row) -> Result<Logged, Fault> {
    Ok(Logged {
        n: read::count(row, "n")?,
        at: row.get("at"),
        text: row.get("entry"),
        client: row.get("client"),
    })
}
