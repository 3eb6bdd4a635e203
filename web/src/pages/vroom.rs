//! `POST /api/vroom`: a VROOM problem in, VROOM's solution out, with the statuses of VROOM's own HTTP
//! wrapper, so that its clients work unchanged.
//!
//! The search runs off the async workers, one at a time; it ends early when the client goes away.

use crate::commands::effort;
use crate::commands::vroom::{millis, read, search};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::vroom::{Computing, refusal, write};
use fenjian_planner::halt::Stop;
use fenjian_planner::route::Settings;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// Longest body taken, in bytes: matrices of two thousand places.
const MOST_BYTES: usize = 32 << 20;
/// A body that is slower has stopped coming.
const MOST_READING: Duration = Duration::from_secs(30);
/// Most search time when the client asks for none, and the most it gets.
const USUAL_SECONDS: u32 = 5;
const MOST_SECONDS: u32 = 60;
/// How many requests are read, wait or are solved at once.
const PLACES: usize = 4;
/// The same search for everybody, as VROOM's is.
const SEED: u64 = 1;

/// Who may be in the house and who is being served.
#[derive(Clone)]
pub(super) struct Solver {
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Default for Solver {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(PLACES)), turn: Arc::new(Semaphore::new(1)) }
    }
}

/// Takes bodies of problems, which are larger than forms.
pub(super) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(MOST_BYTES)
}

/// Solves the problem in the body.
pub(super) async fn solve(State(solver): State<Solver>, request: Request) -> Response {
    match answer(solver, request).await {
        Ok(solution) => json(StatusCode::OK, solution),
        Err(fault) => refused(&fault),
    }
}

async fn answer(solver: Solver, request: Request) -> Result<String, Fault> {
    if !is_json(request.headers()) {
        return Err(Fault::new(fault::NOT_SENT_AS_JSON, ""));
    }
    if declared_bytes(request.headers()).is_some_and(|bytes| bytes > MOST_BYTES) {
        return Err(too_large());
    }
    let busy = |_| Fault::new(fault::SOLVER_BUSY, "");
    let place = solver.places.try_acquire_owned().map_err(busy)?;
    let bytes = body(request).await?;
    let gone = Gone::default();
    let cancelled = Arc::clone(&gone.0);
    let turn = solver.turn.acquire_owned().await.map_err(|_| Fault::new(fault::SOLVER_BUSY, ""))?;
    let work = tokio::task::spawn_blocking(move || {
        let solved = solution(&bytes, &cancelled);
        // Held until the search has really ended, whether anybody waits for it or not.
        drop((place, turn));
        solved
    });
    work.await.map_err(|error| Fault::new(fault::PAGE_BROKEN, error.to_string()))?
}

/// Cancels the search when the request it belongs to is dropped.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn too_large() -> Fault {
    Fault::new(fault::BODY_TOO_LARGE, format!("上限 {} MiB", MOST_BYTES >> 20))
}

/// The body, within the limit that [`limit`] sets.
async fn body(request: Request) -> Result<Bytes, Fault> {
    let cut_off = |why: String| Fault::new(fault::REQUEST_CUT_OFF, why);
    match tokio::time::timeout(MOST_READING, Bytes::from_request(request, &())).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(too_large()),
        Ok(Err(error)) => Err(cut_off(error.body_text())),
        Err(_) => Err(cut_off(format!("{} 秒", MOST_READING.as_secs()))),
    }
}

fn solution(bytes: &[u8], cancelled: &AtomicBool) -> Result<String, Fault> {
    let begun = Instant::now();
    let asked = read(bytes)?;
    let loaded = begun.elapsed();
    let seconds = asked.options.seconds.unwrap_or(USUAL_SECONDS).min(MOST_SECONDS);
    let limit = f64::from(seconds);
    let spent = || match cancelled.load(Ordering::Relaxed) {
        true => f64::INFINITY,
        false => effort::spent(begun.elapsed().as_secs_f64() / limit),
    };
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    let usual = effort::threads(&asked, cores);
    let threads = asked.options.threads.map_or(usual, |wanted| cores.min(wanted as usize));
    let stop = Stop::within(effort::iterations(&asked), &spent);
    let found = search(&asked, Settings { seed: SEED, threads }, stop, &|_| {})?;
    let computing =
        Computing { loading: millis(loaded), solving: millis(begun.elapsed() - loaded) };
    Ok(write(&asked, &found.answer, computing))
}

/// Whether a body was declared as JSON, which no foreign page can do unasked.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// What the request says of its length, if it does.
fn declared_bytes(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn json(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// VROOM's codes: 1 internal, 2 input, and 4 of its wrapper for what is too large.
fn refused(fault: &Fault) -> Response {
    let internal = [fault::PLAN_UNSOUND, fault::PAGE_BROKEN];
    let (status, code) = if internal.contains(&fault.code) {
        tracing::error!(code = fault.code.id, detail = fault.detail, "solving failed");
        (StatusCode::INTERNAL_SERVER_ERROR, 1)
    } else if fault.code == fault::SOLVER_BUSY {
        (StatusCode::SERVICE_UNAVAILABLE, 1)
    } else if fault.code == fault::BODY_TOO_LARGE || fault.code == fault::TOO_LARGE {
        (StatusCode::PAYLOAD_TOO_LARGE, 4)
    } else if fault.code == fault::NOT_SENT_AS_JSON {
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, 2)
    } else {
        (StatusCode::BAD_REQUEST, 2)
    };
    json(status, refusal(code, &fault.to_string()))
}
