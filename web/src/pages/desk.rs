//! `/days/{centre}/{day}/desk`: the planner's desk. What it does stands in `web/desk`; it talks to `/api/v1`.

use crate::pages::Site;
use crate::pages::failure::{Failure, not_found};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;

#[derive(Template)]
#[template(path = "pages/desk.html")]
struct Page {
    centre: String,
    name: String,
    day: String,
}

/// What `build.rs` made, by name and kind.
const FILES: [(&str, &str, &str); 3] = [
    ("desk.js", "text/javascript", include_str!(concat!(env!("OUT_DIR"), "/desk/desk.js"))),
    ("desk.css", "text/css", include_str!(concat!(env!("OUT_DIR"), "/desk/desk.css"))),
    ("licences.txt", "text/plain", include_str!(concat!(env!("OUT_DIR"), "/desk/licences.txt"))),
];

/// Shows the desk of a day that has an account.
pub(super) async fn page(
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

/// `/desk/{file}`.
pub(super) async fn file(Path(name): Path<String>) -> Result<Response, Failure> {
    match FILES.iter().find(|(file, ..)| *file == name) {
        None => Err(not_found().await),
        Some((_, kind, text)) => {
            let kind = format!("{kind}; charset=utf-8");
            Ok(([(header::CONTENT_TYPE, kind)], *text).into_response())
        }
    }
}
