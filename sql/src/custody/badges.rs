//! Badges: a person acts under a code of their own, of which only the digest is kept.

use crate::read;
use crate::store::Store;
use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use std::collections::HashMap;

/// Whose badge it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// 1 for the first of its centre.
    pub number: u32,
    /// The person's name.
    pub name: String,
}

impl Store {
    /// Notes a badge whose code has the digest `code_digest`, and gives its number.
    ///
    /// Errors: S707 for an unknown centre; S713 when two are made at the same moment.
    pub async fn add_badge(
        &self,
        centre: &CentreCode,
        name: &str,
        code_digest: &str,
    ) -> Result<Badge, Fault> {
        let client = self.client().await?;
        let insert = "
            INSERT INTO badge (centre, number, name, code_digest)
            SELECT c.code, coalesce((SELECT max(number) FROM badge WHERE centre = c.code), 0) + 1,
                $2, $3
            FROM centre c WHERE c.code = $1 RETURNING number";
        let row = client.query_opt(insert, &[&centre.0, &name, &code_digest]).await;
        let none = || Fault::new(fault::NO_SUCH_CENTRE, centre.0.clone());
        let row = row.map_err(fault_of)?.ok_or_else(none)?;
        Ok(Badge { number: read::count(&row, "number")?, name: name.to_owned() })
    }

    /// The badge whose code has this digest; S730 when the centre has none such in force.
    pub async fn badge(&self, centre: &CentreCode, code_digest: &str) -> Result<Badge, Fault> {
        let client = self.client().await?;
        let select = "SELECT number, name FROM badge
                      WHERE centre = $1 AND code_digest = $2 AND ended_at IS NULL";
        let row = client.query_opt(select, &[&centre.0, &code_digest]).await.map_err(fault_of)?;
        let row = row.ok_or_else(|| Fault::new(fault::NO_SUCH_BADGE, ""))?;
        Ok(Badge { number: read::count(&row, "number")?, name: row.get("name") })
    }
}

/// The numbers of badges in force, by the digests of their codes.
pub(crate) async fn numbers(
    work: &Transaction<'_>,
    centre: &str,
    digests: &[&str],
) -> Result<HashMap<String, i32>, Fault> {
    let select = "SELECT code_digest, number FROM badge
                  WHERE centre = $1 AND code_digest = ANY ($2) AND ended_at IS NULL";
    let select = work.prepare_cached(select).await.map_err(fault_of)?;
    let rows = work.query(&select, &[&centre, &digests]).await.map_err(fault_of)?;
    Ok(rows.iter().map(|row| (row.get(0), row.get(1))).collect())
}
