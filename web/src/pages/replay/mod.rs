//! As planned beside as driven: one day by its routes, where drivers' records are entered, and a stretch of days on
//! one page.

mod outcome;
mod trips;

pub(super) use trips::{enter, page as trips};

use super::Site;
use super::failure::Failure;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::{Days, NaiveDate};
use fenjian_planner::words::CentreCode;
use outcome::Outcome;
use serde::Deserialize;

/// Days that are looked back over unless others are asked for.
const LOOK_BACK: Days = Days::new(30);

/// Most days on one page.
const MOST_DAYS: usize = 62;

/// The days that are looked at; the last month without them.
#[derive(Deserialize)]
pub(super) struct Asked {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

struct DayLine {
    day: NaiveDate,
    outcome: Outcome,
}

#[derive(Template)]
#[template(path = "pages/replay.html")]
struct Page {
    centre: CentreCode,
    /// What the centre is called; its code where nothing was planned.
    name: String,
    first: NaiveDate,
    last: NaiveDate,
    days: Vec<DayLine>,
    sum: Outcome,
}

/// Shows a stretch of days.
pub(super) async fn page(
    State(site): State<Site>,
    Path(centre): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let last = match asked.to {
        Some(last) => last,
        None => site.store.newest_day(&centre).await?,
    };
    let first = asked.from.or_else(|| last.checked_sub_days(LOOK_BACK)).unwrap_or(last);
    let mut planned = site.store.planned_days(&centre, (first, last)).await?;
    planned.drain(..planned.len().saturating_sub(MOST_DAYS));
    let mut days = Vec::with_capacity(planned.len());
    let mut name = centre.to_string();
    for day in planned {
        let played = site.store.played(&centre, day).await?;
        days.push(DayLine { day, outcome: Outcome::of(&played) });
        name.clone_from(&played.problem.centre.name);
    }
    let sum = days.iter().fold(Outcome::default(), |sum, line| sum + line.outcome);
    Ok(Html(Page { centre, name, first, last, days, sum }.render()?))
}
