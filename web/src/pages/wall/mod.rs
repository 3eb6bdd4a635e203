//! The wall: one day on a big screen in the hall. What is left to seal, how fast it goes, when it ends at this
//! pace, and each route by departure. `outlook` calculates, `board` keeps what the plan says; `wall.js` fetches
//! the page again and says loudly when it cannot; without script the browser loads it anew.

mod board;
mod outlook;

pub(super) use board::Boards;

use super::Site;
use super::failure::Failure;
use super::show::time;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse};
use board::Planned;
use chrono::{DateTime, NaiveDate, Utc};
use fenjian_planner::words::CentreCode;
use fenjian_sql::custody::progress::{PouchSteps, Progress, Step};
use outlook::{Paces, Route, Seal, Standing, standings};

/// Routes that are read from ten metres; the others are counted.
const SHOWN: usize = 8;

/// A route as the wall shows it.
struct Line {
    class: &'static str,
    mark: &'static str,
    word: &'static str,
    number: String,
    plate: String,
    depart: String,
    left: String,
    sealed: usize,
    loaded: usize,
    pouches: usize,
}

/// The figures of a day that is under way.
struct Figures {
    cards_left: u64,
    pouches_left: usize,
    pouches: usize,
    paces: Paces,
    end: Option<String>,
    gone: usize,
    /// Pouches that the vehicles which left did not take along.
    left_behind: usize,
    routes: usize,
    at_risk: usize,
    late: usize,
    lines: Vec<Line>,
    more: usize,
}

#[derive(Template)]
#[template(path = "pages/wall.html")]
struct Page {
    centre_name: String,
    day: NaiveDate,
    now: String,
    closed: bool,
    figures: Option<Figures>,
}

/// Shows the day as it is now.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let progress = site.store.progress(&centre, day).await?;
    let now = Utc::now();
    let figures = match progress.revision {
        None => None,
        Some(revision) => {
            let board = site.boards.of(&site.store, &centre, day, revision).await?;
            Some(figures(&board, &progress, now))
        }
    };
    let Progress { centre_name, closed, .. } = progress;
    let page = Page { centre_name, day, now: time(now), closed, figures };
    Ok(Html(page.render()?))
}

/// How the screen looks.
pub(super) async fn style() -> impl IntoResponse {
    let css = include_str!("../../../assets/wall.css");
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css)
}

/// What keeps it new.
pub(super) async fn script() -> impl IntoResponse {
    let js = include_str!("../../../assets/wall.js");
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], js)
}

fn figures(board: &[Planned], progress: &Progress, now: DateTime<Utc>) -> Figures {
    let pouches = || progress.routes.values().flatten();
    let seals: Vec<Seal> = pouches()
        .filter_map(|pouch| Some(Seal { at: pouch.sealed_at?, cards: pouch.cards }))
        .collect();
    let paces = Paces::of(&seals, now);
    let routes: Vec<Route> = (board.iter())
        .map(|planned| {
            let none: &[PouchSteps] = &[];
            let pouches = progress.routes.get(&planned.number).map_or(none, Vec::as_slice);
            let from = |step| pouches.iter().filter(|pouch| pouch.step >= step).count();
            let (sealed, loaded) = (from(Step::Sealed), from(Step::Loaded));
            let (depart, gone) = (planned.depart, from(Step::Gone));
            Route { depart, pouches: pouches.len(), sealed, loaded, gone }
        })
        .collect();
    let standings = standings(&routes, paces, now);
    let open = || pouches().filter(|pouch| pouch.step == Step::Open);
    let pouches_left = open().count();
    let count = |standing| standings.iter().filter(|s| **s == standing).count();
    let mut lines: Vec<Line> = (board.iter().zip(&routes).zip(&standings))
        .filter_map(|((planned, route), standing)| line(planned, *route, *standing, now))
        .collect();
    let more = lines.len().saturating_sub(SHOWN);
    lines.truncate(SHOWN);
    Figures {
        cards_left: open().map(|pouch| u64::from(pouch.cards)).sum(),
        pouches_left,
        pouches: pouches().count(),
        paces,
        end: paces.end(pouches_left, now).map(time),
        gone: count(Standing::Gone),
        left_behind: (routes.iter().filter(|route| route.gone > 0))
            .map(|route| route.pouches - route.gone)
            .sum(),
        routes: routes.len(),
        at_risk: count(Standing::AtRisk),
        late: count(Standing::Late),
        lines,
        more,
    }
}

/// The line of a route that has not left.
fn line(planned: &Planned, route: Route, standing: Standing, now: DateTime<Utc>) -> Option<Line> {
    let (class, mark, word) = match standing {
        Standing::Gone => return None,
        Standing::Late => ("late", "✕", "已晚点"),
        Standing::AtRisk => ("risk", "▲", "有风险"),
        Standing::OnTime => ("fine", "●", "来得及"),
        Standing::Ready => ("ready", "■", "已封齐"),
        Standing::Waiting => ("waits", "○", "未开始"),
    };
    let short = planned.number.rsplit('-').next().unwrap_or(&planned.number);
    let minutes = (planned.depart - now).num_minutes();
    let left = match (standing, minutes) {
        (Standing::Late, m) if m <= -60 => format!("过 {} 时 {} 分", -m / 60, -m % 60),
        (Standing::Late, m) => format!("过 {} 分", -m),
        (_, m) if m >= 60 => format!("还有 {} 时 {} 分", m / 60, m % 60),
        (_, m) => format!("还有 {m} 分"),
    };
    Some(Line {
        class,
        mark,
        word,
        number: short.to_owned(),
        plate: planned.plate.clone(),
        depart: time(planned.depart),
        left,
        sealed: route.sealed,
        loaded: route.loaded,
        pouches: route.pouches,
    })
}
