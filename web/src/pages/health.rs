//! Probes for programs that watch this one.

use super::Site;
use axum::extract::State;
use axum::http::StatusCode;

/// The process lives.
pub(super) async fn health() -> &'static str {
    "ok\n"
}

/// The database answers, so pages will too.
pub(super) async fn ready(State(site): State<Site>) -> (StatusCode, &'static str) {
    match site.store.ping().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database does not answer\n"),
    }
}
