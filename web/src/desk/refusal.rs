//! Why something was not done, as the API answers it.

use super::form::{BrokenForm, ChangeForm, EntryForm, Problem, RepairForm};
use super::names::Names;
use super::{show, tell};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fenjian_planner::desk::Refused;
use fenjian_planner::fault::{self, Fault};

/// A refusal. Boxed: it is large, and what is not refused should not pay for it.
#[derive(Debug)]
pub(crate) struct Refusal(Box<Problem>);

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        let status = status(&fault);
        if status.is_server_error() {
            tracing::error!(code = fault.code.id, detail = fault.detail, "desk failed");
        }
        Self(Box::new(Problem {
            kind: format!("urn:fenjian:error:{}", fault.code.id),
            title: fault.code.cause.into(),
            status: status.as_u16(),
            detail: fault.detail,
            code: fault.code.id.into(),
            action: fault.code.action.into(),
            ..Problem::default()
        }))
    }
}

fn status(fault: &Fault) -> StatusCode {
    let code = fault.code;
    let missing = [
        fault::NO_SUCH_CENTRE,
        fault::NO_SUCH_DAY,
        fault::NO_SUCH_REVISION,
        fault::NO_SUCH_DRAFT,
        fault::NO_SUCH_SEARCH,
        fault::NO_SUCH_PAGE,
        fault::NO_SUCH_INCIDENT,
        fault::NO_SUCH_RULE,
    ];
    let conflicts = [
        fault::OVERTAKEN,
        fault::SAME_PERSON,
        fault::STALE_REVISION,
        fault::CLOSED_DAY,
        fault::SEARCH_UNDER_WAY,
        fault::NOTHING_BETTER,
        fault::RULE_ENDED,
    ];
    // What a well-formed request names and nobody knows.
    let unknown = [fault::NO_SUCH_LOCATION, fault::NO_SUCH_VEHICLE];
    if missing.contains(&code) {
        StatusCode::NOT_FOUND
    } else if conflicts.contains(&code) {
        StatusCode::CONFLICT
    } else if [fault::REQUEST_UNREADABLE, fault::REQUEST_CUT_OFF].contains(&code) {
        StatusCode::BAD_REQUEST
    } else if code == fault::NOT_SENT_AS_JSON {
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    } else if code == fault::BODY_TOO_LARGE {
        StatusCode::PAYLOAD_TOO_LARGE
    } else if code == fault::VERSION_MISSING {
        StatusCode::PRECONDITION_REQUIRED
    } else if code == fault::VERSION_UNKNOWN {
        StatusCode::PRECONDITION_FAILED
    } else if code.id.starts_with('D') || unknown.contains(&code) {
        StatusCode::UNPROCESSABLE_ENTITY
    } else if [fault::NO_DATABASE, fault::CONFLICT].contains(&code) {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::INTERNAL_SERVER_ERROR
    }
}

impl Refusal {
    /// What the planner refused, with what it would change and what would repair it.
    pub(super) fn of(names: &Names, refused: Refused) -> Self {
        let Refused { fault, broken, change, repairs } = refused;
        let Self(mut problem) = fault.into();
        problem.change = change.as_ref().map(show::change);
        problem.broken = broken.iter().map(|breach| show::broken(names, breach)).collect();
        let repair = |repair: &fenjian_planner::desk::Repair| RepairForm {
            text: tell::edit(names, &repair.edit),
            edit: names.form(&repair.edit),
            change: show::change(&repair.change),
        };
        problem.repairs = repairs.iter().map(repair).collect();
        Self(problem)
    }

    /// The same as a conflict with what others did first.
    pub(super) fn overtaken(self, since: Vec<EntryForm>) -> Self {
        let names: Vec<String> =
            since.iter().map(|entry| format!("{}：{}", entry.by, entry.text)).collect();
        let Self(conflict) = Fault::new(fault::OVERTAKEN, names.join("；")).into();
        let own = self.0;
        let (change, broken, repairs): (Option<ChangeForm>, _, _) =
            (own.change, own.broken, own.repairs);
        Self(Box::new(Problem { since, change, broken, repairs, ..*conflict }))
    }

    /// Limits that incidents broke and that nobody has mended or accepted.
    pub(super) fn unsettled(broken: Vec<BrokenForm>) -> Self {
        let text = broken.first().map(|broken| broken.text.clone()).unwrap_or_default();
        let Self(problem) = Fault::new(fault::LIMITS_BROKEN, text).into();
        Self(Box::new(Problem { broken, ..*problem }))
    }

    /// As it stands in an answer that is itself no refusal.
    pub(super) fn into_problem(self) -> Problem {
        *self.0
    }

    /// The same with the newest version of the draft.
    pub(super) fn at(mut self, version: u32) -> Self {
        self.0.version = Some(version);
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status);
        let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // Only maps with keys that are no strings cannot become JSON.
        let text = serde_json::to_string(&self.0).unwrap_or_default();
        (status, [(header::CONTENT_TYPE, "application/problem+json")], text).into_response()
    }
}
