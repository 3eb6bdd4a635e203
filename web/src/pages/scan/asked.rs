//! What the scanning page asks beside scans: whose badge it is, and where a pouch goes and how full it is.

use super::request::badge_digest;
use super::{body_of, problem};
use crate::pages::Site;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whose {
    centre: String,
    badge: String,
}

/// `POST /api/v1/badge`: the person of a badge. The code stands in the body, for URLs are kept in many places.
pub(in crate::pages) async fn badge(
    State(site): State<Site>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    answer(person(&site, &headers, body).await)
}

async fn person(
    site: &Site,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Value, Fault> {
    let body = body_of(headers, body)?;
    let unreadable = |_| Fault::new(fault::SCAN_UNREADABLE, "centre、badge");
    let Whose { centre, badge } = serde_json::from_slice(&body).map_err(unreadable)?;
    let badge = site.store.badge(&CentreCode(centre), &badge_digest(&badge)).await?;
    Ok(json!({ "number": badge.number, "name": badge.name }))
}

/// `GET /api/v1/pouches/{centre}/{day}/{number}`.
pub(in crate::pages) async fn pouch(
    State(site): State<Site>,
    Path((centre, day, number)): Path<(String, NaiveDate, String)>,
) -> Response {
    answer(of_pouch(&site, CentreCode(centre), day, &number).await)
}

async fn of_pouch(
    site: &Site,
    centre: CentreCode,
    day: NaiveDate,
    number: &str,
) -> Result<Value, Fault> {
    if number.chars().any(char::is_control) {
        return Err(Fault::new(fault::NOT_IN_PLAN, ""));
    }
    let now = site.store.pouch_now(&centre, day, number).await?;
    let guide = site.guides.of(&site.store, &centre, day).await;
    Ok(json!({
        "pouch": now.home.pouch,
        "route": now.home.route,
        "location": now.home.location.map(|code| code.to_string()),
        "location_name": guide.name(&now.home),
        "inside": now.filling.inside,
        "planned": now.filling.planned,
        "state": now.state.word(),
        "state_text": now.state.zh(),
    }))
}

fn answer(found: Result<Value, Fault>) -> Response {
    match found {
        Ok(value) => Json(value).into_response(),
        Err(fault) => problem(&fault),
    }
}
