//! Drafts of a day: which there are, a new one, a copy, a name.

use super::request::{At, Sent, name};
use crate::desk::Refusal;
use crate::desk::form::Problem;
use crate::pages::Site;
use crate::shanghai::rfc3339;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use fenjian_sql::drafts::{Deeds, DraftHead};
use fenjian_sql::edition::Revision;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What can be edited on a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct DayDrafts {
    centre: String,
    day: String,
    /// The newest first.
    revisions: Vec<RevisionForm>,
    /// The newest first.
    drafts: Vec<DraftForm>,
}

/// A revision of a day.
#[derive(Serialize, ToSchema)]
#[schema(as = Revision)]
pub(crate) struct RevisionForm {
    number: u32,
    parent: Option<u32>,
    /// `proposed`, `published` or `superseded`.
    status: String,
    /// The same in Chinese.
    status_text: String,
    /// What people call it.
    name: Option<String>,
    /// Who proposed it from a draft.
    by: Option<String>,
    from_draft: Option<i64>,
    from_version: Option<u32>,
    made_at: String,
    published_at: Option<String>,
    published_by: Option<String>,
    plan_hash: String,
    /// Whether who proposed it may not publish it.
    two_persons: bool,
}

/// A draft.
#[derive(Serialize, ToSchema)]
#[schema(as = Draft)]
pub(crate) struct DraftForm {
    id: i64,
    centre: String,
    day: String,
    name: String,
    /// The revision it is edited on.
    revision: u32,
    /// The draft whose log it began with.
    copy_of: Option<i64>,
    by: String,
    made_at: String,
    /// The length of its log.
    version: u32,
    last_at: Option<String>,
    last_by: Option<String>,
}

impl DraftForm {
    fn of(head: &DraftHead) -> Self {
        Self {
            id: head.id,
            centre: head.centre.to_string(),
            day: head.day.to_string(),
            name: head.name.clone(),
            revision: head.revision,
            copy_of: head.copy_of,
            by: head.made_by.clone(),
            made_at: rfc3339(head.made_at),
            version: head.version,
            last_at: head.last.as_ref().map(|(at, _)| rfc3339(*at)),
            last_by: head.last.as_ref().map(|(_, by)| by.clone()),
        }
    }
}

impl RevisionForm {
    fn of(revision: &Revision, deeds: Option<&Deeds>, two_persons: bool) -> Self {
        let deeds = deeds.cloned().unwrap_or_default();
        Self {
            number: revision.number,
            parent: revision.parent,
            status: revision.status.word().into(),
            status_text: revision.status.zh().into(),
            name: deeds.name,
            two_persons: two_persons && deeds.proposed_by.is_some(),
            by: deeds.proposed_by,
            from_draft: deeds.draft.map(|(draft, _)| draft),
            from_version: deeds.draft.map(|(_, version)| version),
            made_at: rfc3339(revision.made_at),
            published_at: revision.published_at.map(rfc3339),
            published_by: deeds.published_by,
            plan_hash: revision.plan_hash.clone(),
        }
    }
}

/// Drafts and revisions of a day.
#[utoipa::path(
    get,
    path = "/api/v1/days/{centre}/{day}/drafts",
    params(("centre" = String, Path), ("day" = String, Path, description = "YYYY-MM-DD")),
    responses(
        (status = 200, body = DayDrafts),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(site): State<Site>,
    At((centre, day)): At<(String, NaiveDate)>,
) -> Result<Json<DayDrafts>, Refusal> {
    let centre = CentreCode(centre);
    let summary = site.store.day_summary(&centre, day).await?;
    let deeds = site.store.deeds(&centre, day).await?;
    let two_persons = site.store.two_persons(&centre).await?;
    let drafts = site.store.drafts(&centre, day).await?;
    let revision =
        |revision: &Revision| RevisionForm::of(revision, deeds.get(&revision.number), two_persons);
    Ok(Json(DayDrafts {
        centre: centre.to_string(),
        day: day.to_string(),
        revisions: summary.revisions.iter().map(revision).collect(),
        drafts: drafts.iter().map(DraftForm::of).collect(),
    }))
}

/// A draft to be opened on a revision, or copied.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDraft {
    /// Who.
    by: String,
    /// What it is called.
    name: String,
    /// The revision; the one in force, else the newest, when none is named.
    revision: Option<u32>,
    /// The draft to copy.
    copy_of: Option<i64>,
    /// How much of its log; all of it when none is named.
    version: Option<u32>,
}

/// Opens a draft on a revision, or copies another draft.
#[utoipa::path(
    post,
    path = "/api/v1/days/{centre}/{day}/drafts",
    params(("centre" = String, Path), ("day" = String, Path)),
    request_body = NewDraft,
    responses(
        (status = 201, body = DraftForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn open(
    State(site): State<Site>,
    At((centre, day)): At<(String, NaiveDate)>,
    Sent(new): Sent<NewDraft>,
) -> Result<impl IntoResponse, Refusal> {
    let centre = CentreCode(centre);
    let (by, called) = (name("by", &new.by)?, name("name", &new.name)?);
    let signed = (called.as_str(), by.as_str());
    let head = match (new.copy_of, new.revision) {
        (Some(of), None) => {
            let original = site.store.draft(of).await?;
            if (&original.centre, original.day) != (&centre, day) {
                return Err(Fault::new(fault::NO_SUCH_DRAFT, of.to_string()).into());
            }
            site.store.copy_draft(of, new.version, signed).await?
        }
        (None, revision) if new.version.is_none() => {
            site.store.open_draft(&centre, day, revision, signed).await?
        }
        _ => return Err(Fault::new(fault::REQUEST_UNREADABLE, "copy_of").into()),
    };
    let location = format!("/api/v1/drafts/{}", head.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(DraftForm::of(&head))))
}

/// One draft.
#[utoipa::path(
    get,
    path = "/api/v1/drafts/{draft}",
    params(("draft" = i64, Path)),
    responses(
        (status = 200, body = DraftForm),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn one(
    State(site): State<Site>,
    At(draft): At<i64>,
) -> Result<Json<DraftForm>, Refusal> {
    Ok(Json(DraftForm::of(&site.store.draft(draft).await?)))
}

/// A name for a draft or a revision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Naming {
    /// Who.
    pub(super) by: String,
    /// The name.
    pub(super) name: String,
}

/// Gives a draft another name.
#[utoipa::path(
    patch,
    path = "/api/v1/drafts/{draft}",
    params(("draft" = i64, Path)),
    request_body = Naming,
    responses(
        (status = 200, body = DraftForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn rename(
    State(site): State<Site>,
    At(draft): At<i64>,
    Sent(naming): Sent<Naming>,
) -> Result<Json<DraftForm>, Refusal> {
    name("by", &naming.by)?;
    let called = name("name", &naming.name)?;
    Ok(Json(DraftForm::of(&site.store.rename_draft(draft, &called).await?)))
}
