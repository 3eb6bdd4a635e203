//! Two plans of a day beside each other, and why something is where it is.

use super::request::{Asked, At};
use crate::desk::form::{ComparisonForm, Problem, RouteName, StopName, WhyForm};
use crate::desk::{About, Refusal, compare};
use crate::pages::Site;
use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use serde::Deserialize;
use std::sync::Arc;

/// Which plans.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pair {
    one: String,
    other: String,
}

/// What differs between two revisions or drafts of a day.
#[utoipa::path(
    get,
    path = "/api/v1/days/{centre}/{day}/compare",
    params(
        ("centre" = String, Path),
        ("day" = String, Path),
        ("one" = String, Query, description = "`r2` for a revision, `d7` for a draft"),
        ("other" = String, Query, description = "the same"),
    ),
    responses(
        (status = 200, body = ComparisonForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn comparison(
    State(site): State<Site>,
    At((centre, day)): At<(String, NaiveDate)>,
    Asked(Pair { one, other }): Asked<Pair>,
) -> Result<Json<ComparisonForm>, Refusal> {
    let of = (CentreCode(centre), day);
    let one = side(&site, &of, "one", &one).await?;
    let other = side(&site, &of, "other", &other).await?;
    Ok(Json(compare(one, other).await?))
}

/// A plan by what it is called: `r2`, `d7`.
async fn side(
    site: &Site,
    (centre, day): &(CentreCode, NaiveDate),
    field: &str,
    named: &str,
) -> Result<(String, Arc<DayProblem>, Plan), Fault> {
    let wrong = || Fault::new(fault::REQUEST_UNREADABLE, field);
    let (kind, number) = named.split_at_checked(1).ok_or_else(wrong)?;
    match kind {
        "r" => {
            let number: u32 = number.parse().map_err(|_| wrong())?;
            let base = site.store.revision_base(centre, *day, number).await?;
            Ok((format!("第 {number} 版"), Arc::new(base.problem), base.plan))
        }
        "d" => {
            let draft: i64 = number.parse().map_err(|_| wrong())?;
            let head = site.store.draft(draft).await?;
            if (&head.centre, head.day) != (centre, *day) {
                return Err(Fault::new(fault::NO_SUCH_DRAFT, number));
            }
            let snapshot = site.desk.table(draft).await?.snapshot().await?;
            Ok((format!("草稿 {}", head.name), snapshot.problem, snapshot.plan))
        }
        _ => Err(wrong()),
    }
}

/// What is asked about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    vehicle: Option<String>,
    trip: Option<u32>,
    drop: Option<String>,
}

/// Why a stop or route is where it is, or why cards wait.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}/why",
    params(
        ("draft" = i64, Path),
        ("vehicle" = Option<String>, Query, description = "of a stop or a route"),
        ("trip" = Option<u32>, Query, description = "of a stop or a route"),
        ("drop" = Option<String>, Query, description = "of a stop, or alone for what waits"),
    ),
    responses(
        (status = 200, body = WhyForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn why(
    State(site): State<Site>,
    At(draft): At<i64>,
    Asked(Question { vehicle, trip, drop }): Asked<Question>,
) -> Result<Json<WhyForm>, Refusal> {
    let about = match (vehicle, trip, drop) {
        (Some(vehicle), Some(trip), Some(drop)) => About::Stop(StopName { vehicle, trip, drop }),
        (Some(vehicle), Some(trip), None) => About::Route(RouteName { vehicle, trip }),
        (None, None, Some(drop)) => About::Waiting(drop),
        _ => return Err(Fault::new(fault::REQUEST_UNREADABLE, "?").into()),
    };
    Ok(Json(site.desk.table(draft).await?.why(about).await?))
}
