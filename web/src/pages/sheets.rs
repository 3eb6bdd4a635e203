//! The manifests of a day to look at, as one document. Those with full names are only printed from the
//! print room, where somebody signs for them. What is shown may be printed by the browser, so the log notes it.

use super::Site;
use super::failure::Failure;
use crate::manifests::{self, Choice, Kind};
use crate::print::{Binding, Job, html};
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use fenjian_sql::print_log::Signature;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Which manifests, of which revision.
#[derive(Deserialize)]
pub(super) struct Wanted {
    kind: Option<String>,
    subject: Option<String>,
    route: Option<String>,
    revision: Option<u32>,
}

/// Shows all on A4 without names, one kind, that of one route, or the one manifest about `subject`.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let no_such = || Fault::new(fault::NO_SUCH_PAGE, "没有这种单据");
    let one = wanted.kind.as_deref().map(|word| Kind::named(word).ok_or_else(no_such));
    let one = one.transpose()?;
    let edition = site.store.edition(&CentreCode(centre), day, wanted.revision).await?;
    let kinds: Vec<Kind> = match one {
        None => {
            let shown = |kind: &Kind| !kind.is_label() && !kind.names_people();
            Kind::ALL.iter().copied().filter(shown).collect()
        }
        Some(kind) if kind.names_people() => {
            return Err(Fault::new(fault::PRINT_UNSIGNED, kind.zh()).into());
        }
        Some(kind) => {
            manifests::require(&edition, kind)?;
            vec![kind]
        }
    };
    let subject = one.zip(wanted.subject).map(|about| BTreeSet::from([about]));
    let routes = wanted.route.into_iter().collect();
    let choice = Choice { only: subject, routes, ..Choice::of(&kinds) };
    let job = Job { edition: Arc::new(edition), choice, binding: Binding::default() };
    let title = format!("{day} {}", one.map_or("单据", Kind::zh));
    let why = String::new();
    let signature = Signature { who: "页面查看".into(), badge: None, why, again: false };
    let body = Body::from_stream(html(site.store, job, &title, signature, true));
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}
