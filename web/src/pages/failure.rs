//! The page that says what went wrong and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use fenjian_planner::fault::{self, Fault};

/// A fault with the status it is answered with.
pub(super) struct Failure {
    /// The HTTP status.
    pub(super) status: StatusCode,
    /// What happened.
    pub(super) fault: Fault,
}

#[derive(Template)]
#[template(path = "pages/failure.html")]
struct Page<'a> {
    fault: &'a Fault,
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let missing = [
            fault::NO_SUCH_CENTRE,
            fault::NO_SUCH_DAY,
            fault::NO_SUCH_REVISION,
            fault::NO_SUCH_PAGE,
        ];
        let asked_wrongly = [
            fault::PRINT_UNSIGNED,
            fault::REPRINT_UNEXPLAINED,
            fault::NO_SUCH_MANIFEST,
            fault::NOTHING_TO_PRINT,
            fault::NO_SUCH_BADGE,
        ];
        let status = if missing.contains(&fault.code) {
            StatusCode::NOT_FOUND
        } else if asked_wrongly.contains(&fault.code) {
            StatusCode::BAD_REQUEST
        } else if [fault::NO_DATABASE, fault::PRESS_BUSY].contains(&fault.code) {
            StatusCode::SERVICE_UNAVAILABLE
        } else {
            StatusCode::INTERNAL_SERVER_ERROR
        };
        Self { status, fault }
    }
}

impl From<askama::Error> for Failure {
    fn from(error: askama::Error) -> Self {
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            fault: Fault::new(fault::PAGE_BROKEN, error.to_string()),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::error!(code = self.fault.code.id, detail = self.fault.detail, "page failed");
        }
        let page = Page { fault: &self.fault };
        let html = page.render().unwrap_or_else(|_| self.fault.code.id.to_owned());
        (self.status, Html(html)).into_response()
    }
}

/// The answer for paths that are no page.
pub(super) async fn not_found() -> Failure {
    Failure { status: StatusCode::NOT_FOUND, fault: Fault::new(fault::NO_SUCH_PAGE, "") }
}
