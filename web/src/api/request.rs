//! What requests bring: JSON that can be read, a version, names that people wrote.

use crate::desk::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::intake::citizen;
use serde::de::DeserializeOwned;

/// Longest body taken, in bytes.
pub(super) const MOST_BYTES: usize = 256 << 10;

/// Longest name, and longest reason, in characters.
const LONGEST_NAME: usize = 40;
const LONGEST_TEXT: usize = 200;

/// A body that was sent as JSON and has the form that is asked for.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(Fault::new(fault::NOT_SENT_AS_JSON, "").into());
        }
        let body = Bytes::from_request(request, state).await.map_err(cut_off)?;
        // The parser's own words may quote what was typed.
        let read = serde_json::from_slice(&body).map_err(|error| {
            let place = format!("第 {} 行第 {} 列", error.line(), error.column());
            Fault::new(fault::REQUEST_UNREADABLE, place)
        });
        Ok(Self(read?))
    }
}

fn cut_off(error: BytesRejection) -> Fault {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Fault::new(fault::BODY_TOO_LARGE, format!("上限 {} KiB", MOST_BYTES >> 10))
        }
        _ => Fault::new(fault::REQUEST_CUT_OFF, ""),
    }
}

/// Whether a body was declared as JSON, which no foreign page can do unasked.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// The values in a path.
pub(super) struct At<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for At<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Path(values) = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| Fault::new(fault::NO_SUCH_PAGE, ""))?;
        Ok(Self(values))
    }
}

/// The values behind the question mark.
pub(super) struct Asked<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let Query(values) = Query::from_request_parts(parts, state)
            .await
            .map_err(|_| Fault::new(fault::REQUEST_UNREADABLE, "?"))?;
        Ok(Self(values))
    }
}

/// The version in `If-Match`.
pub(super) struct Version(pub(super) u32);

impl<S: Send + Sync> FromRequestParts<S> for Version {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let Some(named) = parts.headers.get(header::IF_MATCH) else {
            return Err(Fault::new(fault::VERSION_MISSING, "").into());
        };
        let version = named.to_str().ok().and_then(|text| tag(text)?.parse().ok());
        let unreadable = || Fault::new(fault::REQUEST_UNREADABLE, "If-Match").into();
        version.map(Self).ok_or_else(unreadable)
    }
}

/// What stands between the quotes of an entity tag.
pub(super) fn tag(text: &str) -> Option<&str> {
    text.trim().strip_prefix('"')?.strip_suffix('"')
}

/// A name as it is kept.
///
/// Errors: W851 when it is empty, too long, or shows a citizen number.
pub(super) fn name(field: &str, text: &str) -> Result<String, Fault> {
    words(field, text, LONGEST_NAME)
}

/// A reason as it is kept.
///
/// Errors: as [`name`].
pub(super) fn reason(field: &str, text: &str) -> Result<String, Fault> {
    words(field, text, LONGEST_TEXT)
}

fn words(field: &str, text: &str, longest: usize) -> Result<String, Fault> {
    let text = text.trim();
    let today = chrono::Utc::now().date_naive();
    let plain = !text.chars().any(char::is_control) && !citizen::shown_in(text, None, today);
    match !text.is_empty() && text.chars().count() <= longest && plain {
        true => Ok(text.to_owned()),
        false => Err(Fault::new(fault::REQUEST_UNREADABLE, field)),
    }
}
