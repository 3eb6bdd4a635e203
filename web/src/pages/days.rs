//! The first page: every day with an account, the newest first.

use super::Site;
use super::failure::Failure;
use super::show::{Count, counts};
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use fenjian_sql::days::Day;

/// How many days the page shows.
const SHOWN: u32 = 100;

#[derive(Template)]
#[template(path = "pages/days.html")]
struct Page {
    days: Vec<(Day, Vec<Count>)>,
}

/// Lists the days.
pub(super) async fn page(State(site): State<Site>) -> Result<Html<String>, Failure> {
    let days = site.store.days(SHOWN).await?;
    let days = days.into_iter().map(|day| {
        let states = counts(&day.ledger);
        (day, states)
    });
    Ok(Html(Page { days: days.collect() }.render()?))
}
