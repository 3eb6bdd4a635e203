//! The custody events of a day by pouch, or all of one pouch: who, when, on what evidence.

use super::Site;
use super::failure::Failure;
use super::show::moment;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::words::CentreCode;
use fenjian_sql::custody::trail::Event;
use serde::Deserialize;

/// Which pouch; all of the day when none is named.
#[derive(Deserialize)]
pub(super) struct Asked {
    pouch: Option<String>,
}

/// An event in a table.
pub(super) struct EventLine {
    pub(super) number: String,
    pub(super) kind: &'static str,
    pub(super) at: String,
    pub(super) recorded: String,
    pub(super) who: String,
    pub(super) device: String,
    pub(super) pouch: String,
    pub(super) route: String,
    pub(super) cards: u64,
    pub(super) evidence: String,
}

#[derive(Template)]
#[template(path = "pages/custody.html")]
struct Page {
    centre: CentreCode,
    day: NaiveDate,
    pouch: Option<String>,
    events: Vec<EventLine>,
}

/// Shows the events of a day, or of a pouch on its day and later.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    site.store.day_summary(&centre, day).await?;
    let events = match &asked.pouch {
        Some(pouch) if pouch.chars().any(char::is_control) => Vec::new(),
        Some(pouch) => site.store.events_of_pouch(&centre, pouch).await?,
        None => site.store.events_of_day(&centre, day).await?,
    };
    let events = events.into_iter().map(line).collect();
    Ok(Html(Page { centre, day, pouch: asked.pouch, events }.render()?))
}

/// An event as a line.
pub(super) fn line(event: Event) -> EventLine {
    let evidence: Vec<String> = (event.evidence.iter())
        .filter(|(key, value)| key != "of_day" || *value != event.day.to_string())
        .map(|(key, value)| said(key, value))
        .collect();
    EventLine {
        number: format!("{} 第 {} 号", event.day, event.seq),
        kind: event.kind,
        at: moment(event.occurred_at),
        recorded: moment(event.recorded_at),
        who: event.who,
        device: event.device,
        pouch: event.pouch.unwrap_or_default(),
        route: event.route.unwrap_or_default(),
        cards: event.cards,
        evidence: evidence.join("，"),
    }
}

/// A piece of evidence in Chinese.
fn said(key: &str, value: &str) -> String {
    let what = match (key, value) {
        ("reason", reason) => return reason_zh(reason).to_owned(),
        ("verdict", "right") => return "对".into(),
        ("verdict", "wrong") => return "不对".into(),
        ("verdict", _) => return "停".into(),
        ("weight_g", grams) => return format!("{grams} 克"),
        ("count", cards) => return format!("清点 {cards} 张"),
        ("seal", _) => "封志",
        ("accepted_by", _) => "接收人",
        ("at", _) => "出现在",
        ("sheet", _) => "交接单",
        ("of_day", _) => "发出日",
        _ => "",
    };
    format!("{what} {value}").trim_start().to_owned()
}

/// What was not as declared, in Chinese.
pub(super) fn reason_zh(reason: &str) -> &str {
    match reason {
        "short" => "短少",
        "broken-seal" => "封志破损",
        "misdelivered" | "missort" => "错发",
        "nobody-there" => "无人接收",
        "back" => "退回",
        other => other,
    }
}
