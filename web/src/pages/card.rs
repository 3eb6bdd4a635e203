//! One card's way: in whose account it stood each day, and where; and through whose hands it went.

use super::Site;
use super::custody::{EventLine, line};
use super::failure::Failure;
use super::show::place;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::intake::mask::mask_name;
use fenjian_planner::words::CardSerial;
use fenjian_sql::search::CardWay;

#[derive(Template)]
#[template(path = "pages/card.html")]
struct Page {
    way: CardWay,
    name: String,
    /// Centre, day, how it entered, where it was.
    steps: Vec<(String, String, &'static str, String)>,
    events: Vec<EventLine>,
}

/// Shows the card of a serial.
pub(super) async fn page(
    State(site): State<Site>,
    Path(serial): Path<String>,
) -> Result<Html<String>, Failure> {
    let unknown = || Fault::new(fault::NO_SUCH_PAGE, "没有这张证件");
    let serial = CardSerial::parse(&serial).ok_or_else(unknown)?;
    let way = site.store.card_way(&serial).await?.ok_or_else(unknown)?;
    let steps = way.steps.iter().map(|step| {
        (step.centre.to_string(), step.day.to_string(), entered(&step.entered), place(step))
    });
    let events = site.store.events_of_card(&serial).await?.into_iter().map(line).collect();
    let page = Page { name: mask_name(&way.card.name), steps: steps.collect(), events, way };
    Ok(Html(page.render()?))
}

/// How a card entered a day, in Chinese.
fn entered(word: &str) -> &'static str {
    match word {
        "brought_forward" => "承前",
        "returned" => "退回",
        "found" => "捡拾",
        _ => "制证",
    }
}
