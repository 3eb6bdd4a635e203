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

/// Prints all on A4, one kind, or the one manifest about `subject`.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Query(wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    let no_such = || Fault::new(fault::NO_SUCH_PAGE, "没有这种单据");
    let one = wanted.kind.as_deref().map(|word| Kind::named(word).ok_or_else(no_such));
    let one = one.transpose()?;
    let edition = site.store.edition(&CentreCode(centre), day, wanted.revision).await?;
    let kinds: Vec<Kind> = match one {
        None => Kind::ALL.iter().copied().filter(|kind| !kind.is_label()).collect(),
        Some(kind) => {
            manifests::require(&edition, kind)?;
            vec![kind]
        }
    };
    let html = tokio::task::spawn_blocking(move || {
        let mut set = manifests::set(&edition, &kinds);
        if let Some(subject) = &wanted.subject {
            set.retain(|manifest| manifest.subject == *subject);
        }
        manifests::document(&format!("{day} {}", one.map_or("全部单据", Kind::zh)), &set)
    });
    html.await.map(Html).map_err(|e| Fault::new(fault::PAGE_BROKEN, e.to_string()).into())
}
