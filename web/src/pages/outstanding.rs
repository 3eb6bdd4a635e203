//! What has not come back, for the shift leader's telephone: each stop without its receipt, of this day and before,
//! with its age. Made to be printed.

use super::Site;
use super::custody::reason_zh;
use super::failure::Failure;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;
use fenjian_sql::custody::outstanding::Outstanding;

/// A stop in the list.
pub(super) struct StopLine {
    pub(super) stop: Outstanding,
    pub(super) noted: String,
}

#[derive(Template)]
#[template(path = "pages/outstanding.html")]
struct Page {
    centre: CentreCode,
    centre_name: String,
    day: NaiveDate,
    stops: Vec<StopLine>,
    pouches: usize,
}

/// Shows what of this day and before has not come back by now.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let summary = site.store.day_summary(&centre, day).await?;
    let stops = lines(site.store.outstanding(&centre, day).await?);
    let pouches = stops.iter().map(|line| line.stop.pouches.len()).sum();
    let page = Page { centre, centre_name: summary.day.centre_name, day, stops, pouches };
    Ok(Html(page.render()?))
}

/// The stops as they are listed.
pub(super) fn lines(stops: Vec<Outstanding>) -> Vec<StopLine> {
    let line = |stop: Outstanding| {
        let noted: Vec<&str> = stop.reasons.iter().map(|reason| reason_zh(reason)).collect();
        StopLine { noted: noted.join("、"), stop }
    };
    stops.into_iter().map(line).collect()
}
