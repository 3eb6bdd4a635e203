//! The manifests of a day, as one document to print.

use super::Site;
use super::failure::Failure;
use crate::manifests::{self, Kind};
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use serde::Deserialize;

/// Which manifests, of which revision.
#[derive(Deserialize)]
pub(super) struct Wanted {
    kind: Option<String>,
    subject: Option<String>,
    revision: Option<u32>,
}

/// Prints all, one kind, or the one manifest about `subject`.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let no_such = || Fault::new(fault::NO_SUCH_PAGE, "没有这种单据");
    let kinds = match &wanted.kind {
        None => Kind::ALL.to_vec(),
        Some(word) => vec![Kind::named(word).ok_or_else(no_such)?],
    };
    let edition = site.store.edition(&CentreCode(centre), day, wanted.revision).await?;
    let html = tokio::task::spawn_blocking(move || {
        let mut set = manifests::set(&edition, &kinds);
        if let Some(subject) = &wanted.subject {
            set.retain(|manifest| manifest.subject == *subject);
        }
        let what = kinds.iter().map(|k| k.zh()).next().filter(|_| kinds.len() == 1);
        manifests::document(&format!("{day} {}", what.unwrap_or("全部单据")), &set)
    });
    html.await.map(Html).map_err(|e| Fault::new(fault::PAGE_BROKEN, e.to_string()).into())
}
