//! Looking up a card, location, vehicle or pouch. What is typed comes in the body of a form, never
//! in a URL, and a citizen number is hashed before anything else is done with it.

use super::Site;
use super::failure::Failure;
use super::show::place;
use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Html;
use fenjian_planner::intake::citizen;
use fenjian_planner::intake::mask::mask_name;
use fenjian_sql::search::Found;
use serde::Deserialize;

/// The search form.
#[derive(Deserialize)]
pub(super) struct Asked {
    q: String,
}

/// One card among the results.
struct CardLine {
    serial: String,
    receipt_no: String,
    name: String,
    receiving: String,
    day: String,
    place: String,
}

#[derive(Template)]
#[template(path = "pages/search.html")]
struct Page {
    cards: Vec<CardLine>,
    found: Found,
}

/// Shows what was found; the page does not repeat what was asked.
pub(super) async fn page(
    State(site): State<Site>,
    Form(asked): Form<Asked>,
) -> Result<Html<String>, Failure> {
    let plain = citizen::plain(&asked.q);
    let hash = citizen::birth(&plain).ok().map(|_| site.key.hash(&plain));
    let found = site.store.search(&asked.q, hash).await?;
    let cards = found.cards.iter().map(|hit| CardLine {
        serial: hit.card.serial.to_string(),
        receipt_no: hit.card.receipt_no.clone(),
        name: mask_name(&hit.card.name),
        receiving: hit.receiving.clone(),
        day: hit.step.day.to_string(),
        place: place(&hit.step),
    });
    Ok(Html(Page { cards: cards.collect(), found }.render()?))
}
