//! `/api/v1`: the planner's desk for programs, its own page among them. Each path is told in full by the OpenAPI
//! document at `/api/v1/openapi.json`.
//!
//! | path | what |
//! | --- | --- |
//! | `days/{centre}/{day}/drafts` | drafts and revisions of a day; a new draft, a copy (POST) |
//! | `drafts/{draft}` | one draft; its name (PATCH) |
//! | `drafts/{draft}/board` | all of it, with its version as ETag |
//! | `drafts/{draft}/edits`, `/undo`, `/redo` (POST) | what is done to it, on the version of If-Match |
//! | `drafts/{draft}/trials` (POST) | what an edit would change |
//! | `drafts/{draft}/log`, `/events` | what was done; the same live, with who is there |
//! | `drafts/{draft}/map` | points and lines |
//! | `divisions` | counties of a province, to find one's way on the map |
//! | `drafts/{draft}/proposal` (POST) | it becomes a revision |
//! | `days/{centre}/{day}/revisions/{revision}` (PATCH), `/publication` (POST) | its name; put into force |

mod divisions;
mod drafts;
mod edits;
mod events;
mod map;
mod request;
mod revisions;

use crate::pages::Site;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, patch, post};
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "分拣 Fenjian",
        description = "The planner's desk: drafts of a day's plan, edited, compared and published. \
                       Refusals are application/problem+json (RFC 9457); docs/ERRORS.md lists their codes."
    ),
    paths(
        drafts::list,
        drafts::open,
        drafts::one,
        drafts::rename,
        edits::board,
        edits::log,
        edits::edit,
        edits::undo,
        edits::redo,
        edits::trial,
        events::events,
        map::map,
        divisions::divisions,
        revisions::propose,
        revisions::rename,
        revisions::publish,
    )
)]
struct Described;

/// The paths of the desk.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route("/api/v1/openapi.json", get(document))
        .route("/api/v1/days/{centre}/{day}/drafts", get(drafts::list).post(drafts::open))
        .route("/api/v1/days/{centre}/{day}/revisions/{revision}", patch(revisions::rename))
        .route(
            "/api/v1/days/{centre}/{day}/revisions/{revision}/publication",
            post(revisions::publish),
        )
        .route("/api/v1/drafts/{draft}", get(drafts::one).patch(drafts::rename))
        .route("/api/v1/drafts/{draft}/board", get(edits::board))
        .route("/api/v1/drafts/{draft}/log", get(edits::log))
        .route("/api/v1/drafts/{draft}/events", get(events::events))
        .route("/api/v1/drafts/{draft}/edits", post(edits::edit))
        .route("/api/v1/drafts/{draft}/undo", post(edits::undo))
        .route("/api/v1/drafts/{draft}/redo", post(edits::redo))
        .route("/api/v1/drafts/{draft}/trials", post(edits::trial))
        .route("/api/v1/drafts/{draft}/map", get(map::map))
        .route("/api/v1/divisions", get(divisions::divisions))
        .route("/api/v1/drafts/{draft}/proposal", post(revisions::propose))
        .layer(DefaultBodyLimit::max(request::MOST_BYTES))
}

async fn document() -> Json<Document> {
    Json(Described::openapi())
}
