//! `/days/{centre}/{day}/evening`: papers that come back are scanned, above the list of what has not. One input,
//! no mouse and no script: each line is a form, answered in big letters. Who acts and what the next paper says
//! travel in the form; after five minutes without a line the page loads anew, and nobody acts.

mod line;

use super::Site;
use super::failure::Failure;
use super::outstanding::{StopLine, lines};
use super::scan::{badge_digest, paper_text};
use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Html;
use chrono::{NaiveDate, Utc};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::digest;
use fenjian_planner::words::{CentreCode, LocationCode};
use fenjian_sql::custody::{Paper, Says, Sent};
use line::{Line, Mode};
use serde::Deserialize;

/// What events of this page bear as their device.
const DEVICE: &str = "evening";

/// What the form carries from line to line.
#[derive(Deserialize)]
pub(super) struct Scanned {
    line: String,
    /// The code on the badge of who acts; empty for nobody.
    badge: String,
    /// The word of a mode; empty for received as declared.
    mode: String,
    /// The police number of who signed; may be empty.
    by: String,
    /// Where a misdelivered pouch turned up; may be empty.
    at: String,
}

/// What is said in big letters.
struct Said {
    /// `ok`, `bad`, or nothing for what changes no event.
    class: &'static str,
    text: String,
    /// Pouches, and cards that are looked for or back.
    more: Vec<String>,
}

impl Said {
    fn plain(text: impl Into<String>) -> Self {
        Self { class: "", text: text.into(), more: Vec::new() }
    }

    fn fault(fault: &Fault) -> Self {
        let text = format!("{}（{}）", fault.code.cause, fault.code.id);
        let more = [fault.detail.clone(), format!("{}。", fault.code.action)];
        Self { class: "bad", text, more: more.into_iter().filter(|s| !s.is_empty()).collect() }
    }
}

/// Who acts, and what the next paper says.
#[derive(Default)]
struct Desk {
    badge: String,
    person: String,
    mode: Mode,
    by: String,
    at: String,
}

#[derive(Template)]
#[template(path = "pages/evening.html")]
struct Page {
    centre: CentreCode,
    name: String,
    day: NaiveDate,
    /// It is closed, and papers are scanned on the page of this day, if any is open.
    closed: Option<Option<NaiveDate>>,
    desk: Desk,
    said: Option<Said>,
    stops: Vec<StopLine>,
    pouches: usize,
}

/// Shows the page before anything was scanned; of a closed day the way to the one that is open.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    show(&site, CentreCode(centre), day, Desk::default(), None).await
}

/// Takes a line and answers it.
pub(super) async fn scan(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Form(scanned): Form<Scanned>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let (desk, said) = answer(&site, &centre, day, scanned).await;
    show(&site, centre, day, desk, Some(said)).await
}

async fn answer(
    site: &Site,
    centre: &CentreCode,
    day: NaiveDate,
    scanned: Scanned,
) -> (Desk, Said) {
    let Scanned { line: text, badge, mode, by, at } = scanned;
    let mut desk = Desk { mode: Mode::named(&mode).unwrap_or_default(), by, at, ..Desk::default() };
    let line = Line::read(&text);
    let code = if line == Line::Badge { text.trim() } else { badge.as_str() };
    if !code.is_empty() {
        match site.store.badge(centre, &badge_digest(code)).await {
            Ok(found) => (desk.badge, desk.person) = (code.to_owned(), found.name),
            Err(fault) => return (Desk::default(), Said::fault(&fault)),
        }
    }
    match line {
        Line::Badge => {
            let said = Said::plain(format!("{}，扫描交接单号或袋号", desk.person));
            (desk, said)
        }
        Line::Out => (Desk::default(), Said::plain("已退出")),
        Line::Mode(mode) => {
            let desk = Desk { mode, at: String::new(), ..desk };
            (desk, Said::plain(format!("下一单：{}", mode.zh())))
        }
        Line::Signer(by) => {
            let said = Said::plain(format!("下一单由警号 {by} 签收"));
            (Desk { by, ..desk }, said)
        }
        Line::Place(code) if desk.mode == Mode::Misdelivered => {
            let said = Said::plain(format!("下一单：错发，出现在 {code}"));
            (Desk { at: code.to_string(), ..desk }, said)
        }
        Line::Place(_) | Line::Unknown => {
            (desk, Said::fault(&Fault::new(fault::SCAN_UNREADABLE, "")))
        }
        Line::Number(_) if desk.badge.is_empty() => {
            (desk, Said::fault(&Fault::new(fault::NO_SUCH_BADGE, "")))
        }
        Line::Number(number) => match note(site, centre, day, &desk, number).await {
            // The next paper is as declared again, unless somebody says otherwise.
            Ok(said) => (Desk { badge: desk.badge, person: desk.person, ..Desk::default() }, said),
            Err(fault) => (desk, Said::fault(&fault)),
        },
    }
}

/// Notes a paper; a form that is sent again finds it known.
async fn note(
    site: &Site,
    centre: &CentreCode,
    day: NaiveDate,
    desk: &Desk,
    number: String,
) -> Result<Said, Fault> {
    let occurred_at = Utc::now();
    let badge = badge_digest(&desk.badge);
    let by = (!desk.by.is_empty()).then(|| desk.by.clone());
    let says = desk.mode.says(by, LocationCode::parse(&desk.at));
    let about = format!("{badge} {number} {} {occurred_at:?}", desk.mode.word());
    let sent = Sent { client_id: digest(&about), badge, device: DEVICE.into(), occurred_at };
    let paper = Paper { number, says };
    let told = site.store.record_paper(centre, day, &sent, &paper).await?;
    let mut more = vec![format!("袋 {}", told.pouches.join("、"))];
    if !told.cards.is_empty() {
        let cards: Vec<&str> = told.cards.iter().map(|card| card.as_str()).collect();
        more.push(format!("证件 {}", cards.join("、")));
    }
    // What is not as declared is noted, and somebody has to look after it.
    let class = match (&told.answer.code, &paper.says) {
        (None, Says::AsDeclared { .. }) => "ok",
        _ => "warn",
    };
    Ok(Said { class, text: paper_text(&told, &paper.says), more })
}

async fn show(
    site: &Site,
    centre: CentreCode,
    day: NaiveDate,
    desk: Desk,
    said: Option<Said>,
) -> Result<Html<String>, Failure> {
    let summary = site.store.day_summary(&centre, day).await?;
    let closed = match summary.day.closed_at {
        None => None,
        Some(_) => Some(site.store.open_day(&centre).await?),
    };
    let stops = lines(site.store.outstanding(&centre, day).await?);
    let pouches = stops.iter().map(|line| line.stop.pouches.len()).sum();
    let name = summary.day.centre_name;
    Ok(Html(Page { centre, name, day, closed, desk, said, stops, pouches }.render()?))
}
