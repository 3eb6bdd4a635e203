//! Searches for better plans: begun, looked at, ended, thrown away, kept.

use super::edits::etag;
use super::request::{At, Sent, Version, name};
use crate::desk::form::{KeptForm, Problem, SearchForm, StopName};
use crate::desk::{Ask, NewSearch, Refusal, Wish};
use crate::pages::Site;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::DEAREST;
use fenjian_planner::units::Fen;
use serde::Deserialize;
use utoipa::ToSchema;

/// No search takes longer.
const LONGEST: u32 = 600;

/// A search to begin.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewSearch)]
pub(crate) struct Wanted {
    /// Who.
    by: String,
    /// What it may take, from 1.
    seconds: u32,
    /// Only the days of these vehicles.
    vehicles: Option<Vec<String>>,
    /// Only these stops.
    stops: Option<Vec<StopName>>,
    /// What it must be worth that a stop goes with another vehicle.
    #[serde(default)]
    moved_fen: i64,
    /// What it must be worth that a stop comes after another one than before.
    #[serde(default)]
    reordered_fen: i64,
    /// Everything, with a report on what changes and what cannot be saved.
    #[serde(default)]
    replan: bool,
}

/// Begins a search on the newest version.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/searches",
    params(("draft" = i64, Path)),
    request_body = Wanted,
    responses(
        (status = 202, body = SearchForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "one is under way"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn start(
    State(site): State<Site>,
    At(draft): At<i64>,
    Sent(wanted): Sent<Wanted>,
) -> Result<impl IntoResponse, Refusal> {
    let wrong = |field: &str| Fault::new(fault::REQUEST_UNREADABLE, field);
    let price = |field: &str, price: i64| match Fen(price) {
        price if (Fen::ZERO..=DEAREST).contains(&price) => Ok(price),
        _ => Err(wrong(field)),
    };
    let new = NewSearch {
        by: name("by", &wanted.by)?,
        seconds: match wanted.seconds {
            seconds @ 1..=LONGEST => seconds,
            _ => return Err(wrong("seconds").into()),
        },
        moved: price("moved_fen", wanted.moved_fen)?,
        reordered: price("reordered_fen", wanted.reordered_fen)?,
        vehicles: wanted.vehicles,
        stops: wanted.stops,
        replan: wanted.replan,
    };
    let table = site.desk.table(draft).await?;
    table.catch_up().await?;
    let head = site.store.draft(draft).await?;
    let form = site.searches.start(&table, (draft, head.revision), new).await?;
    let location = format!("/api/v1/searches/{}", form.id);
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(form)))
}

/// How far a search is.
#[utoipa::path(
    get,
    path = "/api/v1/searches/{search}",
    params(("search" = String, Path)),
    responses(
        (status = 200, body = SearchForm),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn one(
    State(site): State<Site>,
    At(search): At<String>,
) -> Result<Json<SearchForm>, Refusal> {
    Ok(Json(site.searches.find(&search)?.form()))
}

/// Ends a search; the best so far can be kept.
#[utoipa::path(
    post,
    path = "/api/v1/searches/{search}/stop",
    params(("search" = String, Path)),
    responses(
        (status = 200, body = SearchForm),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn stop(
    State(site): State<Site>,
    At(search): At<String>,
) -> Result<Json<SearchForm>, Refusal> {
    let job = site.searches.find(&search)?;
    job.stop();
    Ok(Json(job.form()))
}

/// Throws a search away.
#[utoipa::path(
    post,
    path = "/api/v1/searches/{search}/cancel",
    params(("search" = String, Path)),
    responses(
        (status = 200, body = SearchForm),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn cancel(
    State(site): State<Site>,
    At(search): At<String>,
) -> Result<Json<SearchForm>, Refusal> {
    let job = site.searches.find(&search)?;
    job.cancel();
    Ok(Json(job.form()))
}

/// Who keeps what was found.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keeper {
    /// Who.
    by: String,
    /// What the device calls it.
    id: Option<String>,
}

/// Takes over what a search found, as one record of the log.
#[utoipa::path(
    post,
    path = "/api/v1/searches/{search}/keep",
    params(("search" = String, Path), ("If-Match" = String, Header, description = "the version")),
    request_body = Keeper,
    responses(
        (status = 200, body = KeptForm, headers(("ETag" = String))),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "what it changes was edited since, or there is nothing to keep"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn keep(
    State(site): State<Site>,
    At(search): At<String>,
    Version(version): Version,
    Sent(Keeper { by, id }): Sent<Keeper>,
) -> Result<Response, Refusal> {
    let by = name("by", &by)?;
    let job = site.searches.find(&search)?;
    let edit = job.found()?;
    // It was found on the version on which it began, whatever the page has seen since.
    let version = job.version.min(version);
    let table = site.desk.table(job.draft).await?;
    let wish = Wish::Adopt(Box::new(edit));
    let client = id.map(super::edits::client).transpose()?;
    let kept = table.ask(Ask { by, version, client, wish }).await?;
    job.kept();
    Ok((etag(kept.version), Json(kept)).into_response())
}
