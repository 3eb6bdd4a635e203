//! `/days/{centre}/{day}/trips`: each route as planned beside as driven, and the form for what its driver brings back.

use super::outcome::{Outcome, RouteLine, routes};
use crate::pages::Site;
use crate::pages::failure::Failure;
use crate::pages::scan::badge_digest;
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::units::Clock;
use fenjian_planner::words::CentreCode;
use fenjian_sql::trips::Trip;
use serde::Deserialize;

/// Farther than this no route goes; a longer one is a slip of the pen.
const MOST_KM: u32 = 5_000;

/// One record, as it is typed from the run sheet.
#[derive(Deserialize)]
pub(in crate::pages) struct Record {
    route: String,
    out: String,
    back: String,
    at: String,
    badge: String,
}

#[derive(Template)]
#[template(path = "pages/trips.html")]
struct Page<'a> {
    centre: CentreCode,
    day: NaiveDate,
    problem: &'a DayProblem,
    routes: Vec<RouteLine<'a>>,
    sum: Outcome,
}

/// Shows the routes of a day.
pub(in crate::pages) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let played = site.store.played(&centre, day).await?;
    let (sum, problem) = (Outcome::of(&played), &played.problem);
    Ok(Html(Page { centre, day, problem, routes: routes(&played), sum }.render()?))
}

/// Takes a record and shows the page again.
pub(in crate::pages) async fn enter(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Form(record): Form<Record>,
) -> Result<Redirect, Failure> {
    let centre = CentreCode(centre);
    let refused = |fault: Fault| Failure { status: StatusCode::CONFLICT, fault };
    let trip = read(&record).ok_or_else(|| refused(Fault::new(fault::TRIP_UNREADABLE, "")))?;
    let (route, badge) = (record.route.trim(), badge_digest(&record.badge));
    let noted = site.store.record_trip((&centre, day), route, &badge, &trip).await;
    noted.map_err(|fault| {
        match [fault::NO_SUCH_BADGE, fault::NOT_IN_PLAN].contains(&fault.code) {
            true => refused(fault),
            false => fault.into(),
        }
    })?;
    Ok(Redirect::to(&format!("/days/{centre}/{day}/trips")))
}

fn read(record: &Record) -> Option<Trip> {
    let (out, back) = (record.out.trim().parse().ok()?, record.back.trim().parse::<u32>().ok()?);
    let (hours, minutes) = record
        .at
        .trim()
        .replace('：', ":")
        .split_once(':')
        .and_then(|(h, m)| Some((h.parse::<i64>().ok()?, m.parse::<i64>().ok()?)))?;
    let sound =
        back.checked_sub(out)? <= MOST_KM && (0..48).contains(&hours) && (0..60).contains(&minutes);
    let at = Clock(hours * 3600 + minutes * 60);
    sound.then_some(Trip { odometer_out: out, odometer_in: back, back: at })
}
