//! The site: what people look at in a browser, and the probes that programs ask.
//!
//! | path | page |
//! | --- | --- |
//! | `/` | every day with its state |
//! | `/days/{centre}/{day}` | one day: ledger, plan, routes, what waits |
//! | `/days/{centre}/{day}/manifests` | sheets without names to look at, or `?kind=` one kind |
//! | `/days/{centre}/{day}/print` | the print room: choose, sign, print (POST) |
//! | `/prints/{id}` | a PDF under way; `/pdf` the file, `/cancel` (POST) ends it |
//! | `/verify` | whether a paper is genuine, superseded or altered |
//! | `/days/{centre}/{day}/reconcile` | the proof of its account, with each difference |
//! | `/days/{centre}/{day}/scan` | the page at which people scan; its scripts under `/scan/` |
//! | `/days/{centre}/{day}/scan/commands` | its commands as barcodes, to be printed |
//! | `/days/{centre}/{day}/evening` | papers that come back are scanned (POST), above what has not |
//! | `/days/{centre}/{day}/outstanding` | what left and has not come back, by stop, to be printed |
//! | `/days/{centre}/{day}/desk` | the planner's desk; its script, style and licences under `/desk/` |
//! | `/days/{centre}/{day}/custody` | its custody events by pouch, or `?pouch=` those of one |
//! | `/days/{centre}/{day}/wall` | for a big screen in the hall: what is left, the pace, routes at risk |
//! | `/days/{centre}/{day}/trips` | each route as planned beside as driven; what drivers bring back is entered (POST) |
//! | `/centres/{centre}/replay` | days as planned beside as driven |
//! | `/centres/{centre}/missorts` | missorts by location; a code that led wrong is taught (POST) |
//! | `/search` (POST) | a receipt number, serial, location, vehicle, pouch or citizen number |
//! | `/cards/{serial}` | one card's way |
//! | `/api/v1/scan` (POST) | a scan on the floor is answered and noted |
//! | `/api/v1/badge` (POST), `/api/v1/pouches/{centre}/{day}/{number}` | whose badge; where a pouch goes |
//! | `/api/v1/openapi.json` and what it tells | the planner's desk (`api`) |
//! | `/api/vroom` (POST) | a VROOM problem is solved |
//! | `/health`, `/ready` | whether the process lives, whether its database answers |

mod card;
mod custody;
mod day;
mod days;
mod desk;
mod evening;
mod failure;
mod guard;
mod health;
mod missorts;
mod outstanding;
mod print;
mod reconcile;
mod replay;
pub(crate) mod scan;
mod search;
mod sheets;
mod show;
mod verify;
mod vroom;
mod wall;

use crate::api;
use crate::desk::{Desk, Searches};
use axum::Router;
use axum::extract::{FromRef, MatchedPath};
use axum::http::{Request, header};
use axum::middleware;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use fenjian_planner::intake::CitizenKey;
use fenjian_sql::store::Store;
use std::sync::Arc;
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tower_http::trace::TraceLayer;

/// What every page may use.
#[derive(Clone)]
pub struct Site {
    pub(crate) store: Store,
    pub(crate) desk: Desk,
    pub(crate) searches: Searches,
    /// Whether the server stops, which streams without an end must know.
    pub(crate) ending: watch::Receiver<bool>,
    key: Arc<CitizenKey>,
    solver: vroom::Solver,
    line: scan::Line,
    guides: scan::Guides,
    boards: wall::Boards,
    jobs: print::Jobs,
}

impl FromRef<Site> for vroom::Solver {
    fn from_ref(site: &Site) -> Self {
        site.solver.clone()
    }
}

/// The site over `store`; `key` hashes a citizen number that somebody searches for or a card reader reads. To be
/// called within a runtime, on which scans are written. Streams that would never end do so once `ending` is true.
pub fn site(store: Store, key: CitizenKey, ending: watch::Receiver<bool>) -> Router {
    let pages = Router::new()
        .route("/", get(days::page))
        .route("/days/{centre}/{day}", get(day::page))
        .route("/days/{centre}/{day}/manifests", get(sheets::page))
        .route("/days/{centre}/{day}/print", get(print::page).post(print::submit))
        .route("/prints/{id}", get(print::progress))
        .route("/prints/{id}/pdf", get(print::fetch))
        .route("/prints/{id}/cancel", post(print::cancel))
        .route("/verify", get(verify::form).post(verify::page))
        .route("/days/{centre}/{day}/reconcile", get(reconcile::page))
        .route("/days/{centre}/{day}/scan", get(scan::page))
        .route("/days/{centre}/{day}/scan/commands", get(scan::commands))
        .route("/scan/{file}", get(scan::file))
        .route("/scan-worker.js", get(scan::worker))
        .route("/days/{centre}/{day}/evening", get(evening::page).post(evening::scan))
        .route("/days/{centre}/{day}/outstanding", get(outstanding::page))
        .route("/days/{centre}/{day}/desk", get(desk::page))
        .route("/desk/{file}", get(desk::file))
        .route("/days/{centre}/{day}/custody", get(custody::page))
        .route("/days/{centre}/{day}/wall", get(wall::page))
        .route("/days/{centre}/{day}/trips", get(replay::trips).post(replay::enter))
        .route("/centres/{centre}/replay", get(replay::page))
        .route("/centres/{centre}/missorts", get(missorts::page).post(missorts::teach))
        .route("/search", post(search::page))
        .route("/cards/{serial}", get(card::page))
        .route("/api/v1/scan", post(scan::scan).layer(scan::limit()))
        .route("/api/v1/badge", post(scan::badge).layer(scan::limit()))
        .route("/api/v1/pouches/{centre}/{day}/{number}", get(scan::pouch))
        .route("/api/vroom", post(vroom::solve).layer(vroom::limit()))
        .route("/health", get(health::health))
        .route("/ready", get(health::ready))
        .route("/page.css", get(style))
        .route("/wall.css", get(wall::style))
        .route("/wall.js", get(wall::script))
        .merge(api::routes())
        .fallback(failure::not_found)
        .layer(middleware::from_fn(guard::guard))
        .layer(CompressionLayer::new());
    // Logs name the route, never the path: what people type may be personal.
    let trace = TraceLayer::new_for_http().make_span_with(|request: &Request<_>| {
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        tracing::info_span!("request", method = %request.method(), route)
    });
    let trace =
        trace.on_response(tower_http::trace::DefaultOnResponse::new().level(tracing::Level::INFO));
    pages.layer(trace).with_state(Site {
        line: scan::Line::open(store.clone()),
        guides: scan::Guides::default(),
        boards: wall::Boards::default(),
        jobs: print::Jobs::default(),
        desk: Desk::open(store.clone()),
        searches: Searches::default(),
        ending,
        store,
        key: Arc::new(key),
        solver: vroom::Solver::default(),
    })
}

async fn style() -> impl IntoResponse {
    let css = include_str!("../../assets/page.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css)
}
