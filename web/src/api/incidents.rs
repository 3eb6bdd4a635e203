//! What came up on the desk, was published, and still holds: which incidents there are, the end of one.

use super::request::{Asked, At, Sent, name};
use crate::desk::Refusal;
use crate::desk::form::Problem;
use crate::pages::Site;
use crate::shanghai::rfc3339;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;
use fenjian_sql::incidents::InForce;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which day is asked about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfDay {
    day: NaiveDate,
}

/// What a day is planned with.
#[derive(Serialize, ToSchema)]
pub(crate) struct Incidents {
    incidents: Vec<InForceForm>,
}

/// An incident in force.
#[derive(Serialize, ToSchema)]
#[schema(as = IncidentInForce)]
pub(crate) struct InForceForm {
    id: i64,
    /// In Chinese.
    text: String,
    reason: String,
    owner: String,
    /// The day on which it came up, `YYYY-MM-DD`.
    since: String,
    /// The last one on which it holds.
    until: String,
    made_at: String,
    /// The draft in which it was entered.
    draft: i64,
}

impl InForceForm {
    fn of(one: InForce) -> Self {
        let InForce { carried, text, made_at, draft } = one;
        Self {
            id: carried.number,
            text,
            reason: carried.reason,
            owner: carried.owner,
            since: carried.since.to_string(),
            until: carried.until.to_string(),
            made_at: rfc3339(made_at),
            draft,
        }
    }
}

/// The published incidents with which a day is planned.
#[utoipa::path(
    get,
    path = "/api/v1/centres/{centre}/incidents",
    params(("centre" = String, Path), ("day" = String, Query, description = "`YYYY-MM-DD`")),
    responses(
        (status = 200, body = Incidents),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(site): State<Site>,
    At(centre): At<String>,
    Asked(OfDay { day }): Asked<OfDay>,
) -> Result<Json<Incidents>, Refusal> {
    let found = site.store.incidents(&CentreCode(centre), day).await?;
    Ok(Json(Incidents { incidents: found.into_iter().map(InForceForm::of).collect() }))
}

/// Who ends an incident.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncidentEnd {
    /// Who.
    by: String,
}

/// Ends an incident; days planned from now on do not know of it.
#[utoipa::path(
    post,
    path = "/api/v1/centres/{centre}/incidents/{incident}/end",
    params(("centre" = String, Path), ("incident" = i64, Path)),
    request_body = IncidentEnd,
    responses(
        (status = 204, description = "ended"),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn end(
    State(site): State<Site>,
    At((centre, incident)): At<(String, i64)>,
    Sent(IncidentEnd { by }): Sent<IncidentEnd>,
) -> Result<StatusCode, Refusal> {
    let by = name("by", &by)?;
    site.store.end_incident(&CentreCode(centre), incident, &by).await?;
    Ok(StatusCode::NO_CONTENT)
}
