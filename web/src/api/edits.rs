//! The board of a draft, and what is done to it.

use super::request::{Asked, At, Sent, Version, name, reason, tag};
use crate::desk::form::{BoardForm, EditForm, KeptForm, LogForm, Problem, TrialForm};
use crate::desk::{Ask, Refusal, Wish};
use crate::pages::Site;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fenjian_planner::fault::{self, Fault};
use serde::Deserialize;
use utoipa::ToSchema;

/// Longest name that a device gives to an edit.
const LONGEST_ID: usize = 64;

/// All of a draft.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}/board",
    params(("draft" = i64, Path), ("If-None-Match" = Option<String>, Header)),
    responses(
        (status = 200, body = BoardForm, headers(("ETag" = String))),
        (status = 304, description = "nothing has changed"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn board(
    State(site): State<Site>,
    At(draft): At<i64>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let head = site.store.draft(draft).await?;
    let known = headers.get(header::IF_NONE_MATCH).and_then(|text| tag(text.to_str().ok()?));
    if known == Some(head.version.to_string().as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, etag(head.version)).into_response());
    }
    let board = site.desk.table(draft).await?.board(head).await?;
    Ok((etag(board.version), Json(board)).into_response())
}

pub(super) fn etag(version: u32) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// Where to read from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Since {
    /// The version that is known already.
    #[serde(default)]
    from: u32,
}

/// What was done, in order.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}/log",
    params(("draft" = i64, Path), ("from" = Option<u32>, Query, description = "the version that is known")),
    responses(
        (status = 200, body = LogForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn log(
    State(site): State<Site>,
    At(draft): At<i64>,
    Asked(Since { from }): Asked<Since>,
) -> Result<Json<LogForm>, Refusal> {
    Ok(Json(site.desk.table(draft).await?.log(from).await?))
}

/// An edit, and who.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewEdit {
    /// Who.
    by: String,
    /// What.
    edit: EditForm,
    /// Why it may break limits.
    because: Option<String>,
    /// What the device calls it: sent again, it is not made again.
    id: Option<String>,
}

/// Makes an edit, or says why not.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/edits",
    params(("draft" = i64, Path), ("If-Match" = String, Header, description = "the version")),
    request_body = NewEdit,
    responses(
        (status = 200, body = KeptForm, headers(("ETag" = String))),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "somebody else came first"),
        (status = 412, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json",
            description = "it breaks limits, or cannot be"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn edit(
    State(site): State<Site>,
    At(draft): At<i64>,
    Version(version): Version,
    Sent(new): Sent<NewEdit>,
) -> Result<Response, Refusal> {
    let NewEdit { by, edit, because, id } = new;
    let because = because.map(|text| reason("because", &text)).transpose()?;
    match &edit {
        EditForm::Hold { reason: text, .. }
        | EditForm::Clear { reason: text, .. }
        | EditForm::Send { reason: text, .. } => {
            reason("reason", text)?;
        }
        EditForm::Report { reason: text, owner, .. } => {
            reason("reason", text)?;
            name("owner", owner)?;
        }
        _ => {}
    }
    kept(&site, draft, version, (&by, id), Wish::Edit(edit, because)).await
}

/// Who takes a step back or forth.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// Who.
    by: String,
    /// What the device calls it.
    id: Option<String>,
}

/// Undoes the last edit in force.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/undo",
    params(("draft" = i64, Path), ("If-Match" = String, Header, description = "the newest version")),
    request_body = Step,
    responses(
        (status = 200, body = KeptForm, headers(("ETag" = String))),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn undo(
    State(site): State<Site>,
    At(draft): At<i64>,
    Version(version): Version,
    Sent(Step { by, id }): Sent<Step>,
) -> Result<Response, Refusal> {
    kept(&site, draft, version, (&by, id), Wish::Undo).await
}

/// Does the edit undone last again.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/redo",
    params(("draft" = i64, Path), ("If-Match" = String, Header, description = "the newest version")),
    request_body = Step,
    responses(
        (status = 200, body = KeptForm, headers(("ETag" = String))),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn redo(
    State(site): State<Site>,
    At(draft): At<i64>,
    Version(version): Version,
    Sent(Step { by, id }): Sent<Step>,
) -> Result<Response, Refusal> {
    kept(&site, draft, version, (&by, id), Wish::Redo).await
}

/// What a device calls an edit, if that is short and plain.
pub(super) fn client(id: String) -> Result<String, Fault> {
    match (1..=LONGEST_ID).contains(&id.len()) && id.is_ascii() {
        true => Ok(id),
        false => Err(Fault::new(fault::REQUEST_UNREADABLE, "id")),
    }
}

async fn kept(
    site: &Site,
    draft: i64,
    version: u32,
    (by, client): (&str, Option<String>),
    wish: Wish,
) -> Result<Response, Refusal> {
    let by = name("by", by)?;
    let client = client.map(self::client).transpose()?;
    let table = site.desk.table(draft).await?;
    let kept: KeptForm = table.ask(Ask { by, version, client, wish }).await?;
    Ok((etag(kept.version), Json(kept)).into_response())
}

/// An edit to be tried.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTrial {
    /// What.
    edit: EditForm,
}

/// What an edit would change; nothing is kept.
#[utoipa::path(
    post,
    path = "/api/v1/drafts/{draft}/trials",
    params(("draft" = i64, Path), ("If-Match" = String, Header, description = "the version")),
    request_body = NewTrial,
    responses(
        (status = 200, body = TrialForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 428, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn trial(
    State(site): State<Site>,
    At(draft): At<i64>,
    Version(version): Version,
    Sent(NewTrial { edit }): Sent<NewTrial>,
) -> Result<Json<TrialForm>, Refusal> {
    Ok(Json(site.desk.table(draft).await?.trial(version, edit).await?))
}
