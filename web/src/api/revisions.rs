//! A draft becomes a revision, which is named and put into force.

use super::drafts::Naming;
use super::request::{At, Sent, Version, name};
use crate::desk::form::Problem;
use crate::desk::{Refusal, Snapshot};
use crate::pages::Site;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;
use fenjian_sql::drafts::Proposal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who proposes a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewProposal {
    /// Who.
    by: String,
    /// What the revision is called.
    name: Option<String>,
}

/// A revision that was made, or published.
#[derive(Serialize, ToSchema)]
pub(crate) struct Made {
    /// Its number.
    revision: u32,
    /// `proposed` or `published`.
    status: String,
    /// Whether somebody else must publish it.
    two_persons: bool,
}

/// Stores the plan of a draft as the next revision of its day.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/proposal",
    params(("draft" = i64, Path), ("If-Match" = String, Header, description = "the newest version")),
    request_body = NewProposal,
    responses(
        (status = 201, body = Made),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn propose(
    State(site): State<Site>,
    At(draft): At<i64>,
    Version(wanted): Version,
    Sent(new): Sent<NewProposal>,
) -> Result<impl IntoResponse, Refusal> {
    let by = name("by", &new.by)?;
    let called = new.name.map(|text| name("name", &text)).transpose()?;
    let table = site.desk.table(draft).await?;
    let Snapshot { version, problem, plan, overrides, incidents, .. } =
        table.snapshot_of(wanted).await?;
    let head = site.store.draft(draft).await?;
    let two_persons = site.store.two_persons(&head.centre).await?;
    let problem = problem.as_ref().clone();
    let name = called;
    let proposal = Proposal { draft: head, version, problem, plan, overrides, incidents, by, name };
    let revision = site.store.propose(proposal).await?;
    let made = Made { revision, status: "proposed".into(), two_persons };
    Ok((StatusCode::CREATED, Json(made)))
}

/// Gives a revision a name.
#[utoipa::path(
    patch,
    path = "/api/v1/days/{centre}/{day}/revisions/{revision}",
    params(("centre" = String, Path), ("day" = String, Path), ("revision" = u32, Path)),
    request_body = Naming,
    responses(
        (status = 204, description = "named"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn rename(
    State(site): State<Site>,
    At((centre, day, revision)): At<(String, NaiveDate, u32)>,
    Sent(naming): Sent<Naming>,
) -> Result<StatusCode, Refusal> {
    let (by, called) = (name("by", &naming.by)?, name("name", &naming.name)?);
    let signed = (called.as_str(), by.as_str());
    site.store.name_revision(&CentreCode(centre), day, revision, signed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who publishes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publisher {
    /// Who.
    by: String,
}

/// Puts a revision into force; the floor and the printed manifests follow it from then on.
#[utoipa::path(
    post,
    path = "/api/v1/days/{centre}/{day}/revisions/{revision}/publication",
    params(("centre" = String, Path), ("day" = String, Path), ("revision" = u32, Path)),
    request_body = Publisher,
    responses(
        (status = 200, body = Made),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "a second person is asked for, or the plan is stale"),
    )
)]
pub(crate) async fn publish(
    State(site): State<Site>,
    At((centre, day, revision)): At<(String, NaiveDate, u32)>,
    Sent(Publisher { by }): Sent<Publisher>,
) -> Result<Json<Made>, Refusal> {
    let by = name("by", &by)?;
    let centre = CentreCode(centre);
    let revision = site.store.publish(&centre, day, Some(revision), Some(&by)).await?;
    let two_persons = site.store.two_persons(&centre).await?;
    Ok(Json(Made { revision, status: "published".into(), two_persons }))
}
