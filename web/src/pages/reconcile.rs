//! The reconciliation of a day: whether the equation holds, the chains are whole, what does not agree, and what
//! has not come back.

use super::Site;
use super::failure::Failure;
use super::outstanding::{StopLine, lines};
use super::show::{Count, counts};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;
use fenjian_sql::reconcile::Reconciliation;

#[derive(Template)]
#[template(path = "pages/reconcile.html")]
struct Page {
    centre: CentreCode,
    day: NaiveDate,
    states: Vec<Count>,
    stops: Vec<StopLine>,
    found: Reconciliation,
}

/// Proves a day and names each difference.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let mut found = site.store.reconcile(&centre, day).await?;
    let stops = lines(std::mem::take(&mut found.outstanding));
    let page = Page { states: counts(&found.ledger), centre, day, stops, found };
    Ok(Html(page.render()?))
}
