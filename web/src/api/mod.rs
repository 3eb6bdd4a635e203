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
//! | `centres/{centre}/incidents`, `/{incident}/end` (POST) | what came up before and still holds |
//! | `divisions` | counties of a province, to find one's way on the map |
//! | `drafts/{draft}/searches` (POST), `searches/{search}`, `/stop`, `/cancel`, `/keep` (POST) | better plans |
//! | `drafts/{draft}/why`, `days/{centre}/{day}/compare` | what binds; what differs |
//! | `drafts/{draft}/proposal` (POST) | it becomes a revision |
//! | `days/{centre}/{day}/revisions/{revision}` (PATCH), `/publication` (POST) | its name; put into force |
//! | `centres/{centre}/rules`, `/{rule}/end` (POST) | standing rules; a new one (POST), the end of one |

mod divisions;
mod drafts;
mod edits;
mod events;
mod incidents;
mod map;
mod plans;
mod request;
mod revisions;
mod rules;
mod searches;

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
        incidents::list,
        incidents::end,
        searches::start,
        searches::one,
        searches::stop,
        searches::cancel,
        searches::keep,
        plans::why,
        plans::comparison,
        revisions::propose,
        revisions::rename,
        revisions::publish,
        rules::list,
        rules::keep,
        rules::end,
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
        .route("/api/v1/centres/{centre}/incidents", get(incidents::list))
        .route("/api/v1/centres/{centre}/incidents/{incident}/end", post(incidents::end))
        .route("/api/v1/divisions", get(divisions::divisions))
        .route("/api/v1/drafts/{draft}/searches", post(searches::start))
        .route("/api/v1/searches/{search}", get(searches::one))
        .route("/api/v1/searches/{search}/stop", post(searches::stop))
        .route("/api/v1/searches/{search}/cancel", post(searches::cancel))
        .route("/api/v1/searches/{search}/keep", post(searches::keep))
        .route("/api/v1/drafts/{draft}/why", get(plans::why))
        .route("/api/v1/days/{centre}/{day}/compare", get(plans::comparison))
        .route("/api/v1/drafts/{draft}/proposal", post(revisions::propose))
        .route("/api/v1/centres/{centre}/rules", get(rules::list).post(rules::keep))
        .route("/api/v1/centres/{centre}/rules/{rule}/end", post(rules::end))
        .layer(DefaultBodyLimit::max(request::MOST_BYTES))
}

async fn document() -> Json<Document> {
    Json(Described::openapi())
}
