//! `/days/{centre}/{day}/scan`: the page at which people scan. What it does stands in `web/assets/scan/`.

use crate::pages::Site;
use crate::pages::failure::Failure;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;

#[derive(Template)]
#[template(path = "pages/scan.html")]
struct Page {
    centre: String,
    name: String,
    day: String,
}

/// Shows the page of a day that has an account.
pub(in crate::pages) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let summary = site.store.day_summary(&CentreCode(centre), day).await?;
    let page = Page {
        centre: summary.day.centre.to_string(),
        name: summary.day.centre_name,
        day: summary.day.day.to_string(),
    };
    Ok(Html(page.render()?))
}
