//! Standing rules of a centre: which there are, a new one, the end of one.

use super::request::{At, Sent, name, reason, tag};
use crate::desk::form::Problem;
use crate::desk::{Refusal, clock};
use crate::pages::Site;
use crate::shanghai::rfc3339;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::{CentreCode, LocationCode, Standing};
use fenjian_sql::standing::{KeptRule, NewRule};
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};
use utoipa::ToSchema;

/// The rules of a centre.
#[derive(Serialize, ToSchema)]
pub(crate) struct CentreRules {
    centre: String,
    /// Those that ended too, the newest first.
    rules: Vec<RuleForm>,
}

/// What a rule asks for.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = Standing)]
pub(crate) enum StandingForm {
    /// One vehicle brings the location's cards, and no other.
    OnVehicle {
        /// Which.
        vehicle: String,
    },
    /// Service does not begin before.
    NotBefore {
        /// `HH:MM`.
        at: String,
    },
    /// Service does not begin after.
    NotAfter {
        /// `HH:MM`.
        at: String,
    },
}

/// A standing rule.
#[derive(Serialize, ToSchema)]
#[schema(as = Rule)]
pub(crate) struct RuleForm {
    id: i64,
    /// The code of its location.
    location: String,
    /// What it is called now.
    name: String,
    what: StandingForm,
    /// The same in Chinese.
    text: String,
    reason: String,
    owner: String,
    /// The first day on which it holds, `YYYY-MM-DD`.
    from: String,
    /// The last one.
    until: String,
    by: String,
    made_at: String,
    /// The draft from which it was kept.
    draft: Option<i64>,
    ended_at: Option<String>,
    ended_by: Option<String>,
    /// The newest revision that was planned without it though it held on the day.
    set_aside: Option<SetAsideForm>,
}

/// A revision that was planned without a rule.
#[derive(Serialize, ToSchema)]
#[schema(as = SetAside)]
pub(crate) struct SetAsideForm {
    day: String,
    revision: u32,
    /// `no_vehicle`, `out`, `lacks`, `other_vehicle`, `no_window`, `kept_at`, `kept_on` or `sealed`.
    why: String,
    /// The skill, time or vehicle that this is about.
    detail: Option<String>,
    /// The same in Chinese.
    text: String,
}

impl RuleForm {
    fn of(kept: &KeptRule) -> Self {
        let rule = &kept.rule;
        let what = match &rule.what {
            Standing::OnVehicle(vehicle) => StandingForm::OnVehicle { vehicle: vehicle.clone() },
            Standing::NotBefore(at) => StandingForm::NotBefore { at: at.to_string() },
            Standing::NotAfter(at) => StandingForm::NotAfter { at: at.to_string() },
        };
        Self {
            id: rule.id,
            location: rule.location.to_string(),
            name: kept.name.clone(),
            what,
            text: rule.what.text(),
            reason: rule.reason.clone(),
            owner: rule.owner.clone(),
            from: rule.first.to_string(),
            until: rule.last.to_string(),
            by: kept.made_by.clone(),
            made_at: rfc3339(kept.made_at),
            draft: kept.draft,
            ended_at: kept.ended.as_ref().map(|(at, _)| rfc3339(*at)),
            ended_by: kept.ended.as_ref().map(|(_, by)| by.clone()),
            set_aside: kept.set_aside.as_ref().map(|without| SetAsideForm {
                day: without.day.to_string(),
                revision: without.revision,
                why: without.why.clone(),
                detail: without.detail.clone(),
                text: without.said.clone(),
            }),
        }
    }
}

/// The standing rules of a centre.
#[utoipa::path(
    get,
    path = "/api/v1/centres/{centre}/rules",
    params(
        ("centre" = String, Path),
        ("If-None-Match" = Option<String>, Header, description = "the ETag that is known"),
    ),
    responses(
        (status = 200, body = CentreRules, headers(("ETag" = String))),
        (status = 304, description = "nothing is new"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn list(
    State(site): State<Site>,
    At(centre): At<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let rules = site.store.standing_rules(&CentreCode(centre.clone())).await?;
    let rules = CentreRules { centre, rules: rules.iter().map(RuleForm::of).collect() };
    let text = serde_json::to_string(&rules).unwrap_or_default();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let now = format!("{:016x}", hasher.finish());
    let etag = [(header::ETAG, format!("\"{now}\""))];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|text| tag(text.to_str().ok()?));
    if known == Some(now.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, etag).into_response());
    }
    Ok((etag, [(header::CONTENT_TYPE, "application/json")], text).into_response())
}

/// A rule to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewRule)]
pub(crate) struct NewRuleForm {
    /// Who keeps it.
    by: String,
    /// The code of the location.
    location: String,
    what: StandingForm,
    /// Why.
    reason: String,
    /// Who answers for it.
    owner: String,
    /// The first day on which it holds, `YYYY-MM-DD`.
    from: String,
    /// The last one, not earlier.
    until: String,
    /// The draft from which it is kept.
    draft: Option<i64>,
}

/// Keeps a standing rule; days planned from now on obey it.
#[utoipa::path(
    post,
    path = "/api/v1/centres/{centre}/rules",
    params(("centre" = String, Path)),
    request_body = NewRuleForm,
    responses(
        (status = 201, body = RuleForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json",
            description = "no such centre or draft"),
        (status = 422, body = Problem, content_type = "application/problem+json",
            description = "no such location or vehicle"),
    )
)]
pub(crate) async fn keep(
    State(site): State<Site>,
    At(centre): At<String>,
    Sent(new): Sent<NewRuleForm>,
) -> Result<impl IntoResponse, Refusal> {
    let wrong = |field: &str| Fault::new(fault::REQUEST_UNREADABLE, field);
    let day = |field: &str, text: &str| text.parse::<NaiveDate>().map_err(|_| wrong(field));
    let what = match new.what {
        StandingForm::OnVehicle { vehicle } => Standing::OnVehicle(name("vehicle", &vehicle)?),
        StandingForm::NotBefore { at } => Standing::NotBefore(clock("at", &at)?),
        StandingForm::NotAfter { at } => Standing::NotAfter(clock("at", &at)?),
    };
    let rule = NewRule {
        location: LocationCode::parse(new.location.trim()).ok_or_else(|| wrong("location"))?,
        what,
        reason: reason("reason", &new.reason)?,
        owner: name("owner", &new.owner)?,
        first: day("from", &new.from)?,
        last: day("until", &new.until)?,
        by: name("by", &new.by)?,
        draft: new.draft,
    };
    if rule.last < rule.first {
        return Err(wrong("until").into());
    }
    let kept = site.store.keep_rule(&CentreCode(centre), &rule).await?;
    Ok((StatusCode::CREATED, Json(RuleForm::of(&kept))))
}

/// Who ends a rule.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleEnd {
    /// Who.
    by: String,
}

/// Ends a rule; days planned from now on do not know of it.
#[utoipa::path(
    post,
    path = "/api/v1/centres/{centre}/rules/{rule}/end",
    params(("centre" = String, Path), ("rule" = i64, Path)),
    request_body = RuleEnd,
    responses(
        (status = 200, body = RuleForm),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "somebody ended it before"),
    )
)]
pub(crate) async fn end(
    State(site): State<Site>,
    At((centre, rule)): At<(String, i64)>,
    Sent(RuleEnd { by }): Sent<RuleEnd>,
) -> Result<Json<RuleForm>, Refusal> {
    let by = name("by", &by)?;
    Ok(Json(RuleForm::of(&site.store.end_rule(&CentreCode(centre), rule, &by).await?)))
}
