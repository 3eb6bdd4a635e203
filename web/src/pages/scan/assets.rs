//! The scripts and the style of the scanning page, which the program carries with it.

use crate::pages::failure::{Failure, not_found};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

/// Files by name.
const FILES: [(&str, &str); 14] = [
    ("commands.css", include_str!("../../../assets/scan/commands.css")),
    ("keys.js", include_str!("../../../assets/scan/keys.js")),
    ("main.js", include_str!("../../../assets/scan/main.js")),
    ("modes.js", include_str!("../../../assets/scan/modes.js")),
    ("offline.js", include_str!("../../../assets/scan/offline.js")),
    ("post.js", include_str!("../../../assets/scan/post.js")),
    ("scan.css", include_str!("../../../assets/scan/scan.css")),
    ("sender.js", include_str!("../../../assets/scan/sender.js")),
    ("station.js", include_str!("../../../assets/scan/station.js")),
    ("store.js", include_str!("../../../assets/scan/store.js")),
    ("tell.js", include_str!("../../../assets/scan/tell.js")),
    ("tones.js", include_str!("../../../assets/scan/tones.js")),
    ("view.js", include_str!("../../../assets/scan/view.js")),
    ("words.js", include_str!("../../../assets/scan/words.js")),
];

/// `/scan/{file}`.
pub(in crate::pages) async fn file(Path(name): Path<String>) -> Result<Response, Failure> {
    match FILES.iter().find(|(file, _)| *file == name) {
        None => Err(not_found().await),
        Some((file, text)) if file.ends_with(".css") => Ok(typed("text/css", text)),
        Some((_, text)) => Ok(typed("text/javascript", text)),
    }
}

/// `/scan-worker.js`: at the root, for a worker serves only what lies below it.
pub(in crate::pages) async fn worker() -> Response {
    typed("text/javascript", include_str!("../../../assets/scan/worker.js"))
}

fn typed(kind: &str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text).into_response()
}
