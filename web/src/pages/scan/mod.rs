//! `POST /api/v1/scan`: what somebody on the floor scanned, answered at once with right, wrong and where to, or
//! stop. An answer is given only when its event is durable; docs/FORMATS.md tells both.
//!
//! | file | what it does |
//! | --- | --- |
//! | `request` | the body as the store's words |
//! | `line` | scans of a moment, written together |
//! | `guide` | which pockets a thing goes through |
//! | `answer` | the answer as JSON and as a sentence |
//! | `asked` | what the page asks beside: whose badge, which pouch |
//! | `page`, `assets` | the page at which people scan, and its scripts |
//! | `commands` | the sheet of its commands as barcodes |

mod answer;
mod asked;
mod assets;
mod commands;
mod guide;
mod line;
mod page;
mod request;

pub(crate) use request::badge_digest;

pub(super) use answer::paper_text;
pub(super) use asked::{badge, pouch};
pub(super) use assets::{file, worker};
pub(super) use commands::commands;
pub(super) use guide::Guides;
pub(super) use line::Line;
pub(super) use page::page;

use super::Site;
use super::vroom::is_json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fenjian_planner::fault::{self, Fault};
use request::{Request, What};
use serde_json::json;

/// Longest body taken, in bytes.
const MOST_BYTES: usize = 16 << 10;

/// Takes bodies of scans, which are short.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MOST_BYTES)
}

/// Answers a scan.
pub(super) async fn scan(
    State(site): State<Site>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    match answered(&site, &headers, body).await {
        Ok(text) => {
            (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], text).into_response()
        }
        Err(fault) => problem(&fault),
    }
}

async fn answered(
    site: &Site,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<String, Fault> {
    let body = body_of(headers, body)?;
    let Request { centre, day, what } = Request::read(&body, &site.key)?;
    let answer = match what {
        What::Card(scan) => site.line.ask(centre.clone(), day, scan).await?,
        What::Deed(sent, deed) => site.store.record_deed(&centre, day, &sent, &deed).await?,
        What::Paper(sent, paper) => {
            let told = site.store.record_paper(&centre, day, &sent, &paper).await?;
            let guide = site.guides.of(&site.store, &centre, told.of_day).await;
            return Ok(answer::of_paper(&told, &paper.says, &guide).to_string());
        }
    };
    let guide = site.guides.of(&site.store, &centre, day).await;
    Ok(answer::object(&answer, &guide).to_string())
}

/// The whole body of a request that says it is JSON.
fn body_of(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Fault> {
    if !is_json(headers) {
        return Err(Fault::new(fault::NOT_SENT_AS_JSON, ""));
    }
    let cut_off = |error: BytesRejection| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::new(fault::BODY_TOO_LARGE, "上限 16 KiB"),
        _ => Fault::new(fault::REQUEST_CUT_OFF, ""),
    };
    body.map_err(cut_off)
}

/// A fault as RFC 9457 has it. A device sends again what was answered with 500 or more.
fn problem(fault: &Fault) -> Response {
    let code = fault.code;
    let status = if [fault::SCAN_UNREADABLE, fault::REQUEST_CUT_OFF].contains(&code) {
        StatusCode::BAD_REQUEST
    } else if code == fault::BODY_TOO_LARGE {
        StatusCode::PAYLOAD_TOO_LARGE
    } else if code == fault::NOT_SENT_AS_JSON {
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    } else if code == fault::NO_SUCH_BADGE {
        StatusCode::UNAUTHORIZED
    } else if [fault::NO_SUCH_DAY, fault::NOT_IN_PLAN, fault::CARD_UNKNOWN].contains(&code) {
        StatusCode::NOT_FOUND
    } else if [fault::NO_DATABASE, fault::CONFLICT].contains(&code) {
        StatusCode::SERVICE_UNAVAILABLE
    } else if [fault::STORE_FAILED, fault::PAGE_BROKEN].contains(&code) {
        StatusCode::INTERNAL_SERVER_ERROR
    } else {
        StatusCode::CONFLICT
    };
    if status.is_server_error() {
        tracing::error!(code = code.id, detail = fault.detail, "scan failed");
    }
    let body = json!({
        "type": format!("urn:fenjian:error:{}", code.id),
        "title": code.cause,
        "status": status.as_u16(),
        "detail": fault.detail,
        "code": code.id,
        "action": code.action,
    });
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}
