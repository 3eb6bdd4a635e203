//! Missorts (错发) of a centre: a rate for each location, the cards, and the form by which a code that led to a
//! wrong location is taught the right one.

use super::Site;
use super::failure::Failure;
use super::scan::badge_digest;
use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use chrono::{Days, NaiveDate};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::{CentreCode, LocationCode};
use fenjian_sql::custody::missorts::{Missort, Missorts, Rate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Days that are looked back over unless others are asked for.
const LOOK_BACK: Days = Days::new(29);

/// The days that are looked at; the last thirty without them.
#[derive(Deserialize)]
pub(super) struct Asked {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// What is taught, and under whose badge.
#[derive(Deserialize)]
pub(super) struct Lesson {
    alias: String,
    location: String,
    badge: String,
}

/// A code that led cards to a wrong location.
struct Misled {
    code: String,
    at: LocationCode,
    cards: usize,
}

#[derive(Template)]
#[template(path = "pages/missorts.html")]
struct Page {
    centre: CentreCode,
    first: NaiveDate,
    last: NaiveDate,
    found: Missorts,
    misled: Vec<Misled>,
}

impl Page {
    /// Missorted of a hundred delivered, with two decimals.
    fn percent(rate: &Rate) -> String {
        match rate.delivered {
            0 => "—".into(),
            _ => {
                let hundredths = rate.per_million() / 100;
                format!("{}.{:02}%", hundredths / 100, hundredths % 100)
            }
        }
    }

    fn cause(missort: &Missort) -> &'static str {
        if missort.by_code() { "受理点编码" } else { "分拣、装袋或投递" }
    }
}

/// Shows the missorts of a stretch of days, the centre's last thirty unless others are asked for.
pub(super) async fn page(
    State(site): State<Site>,
    Path(centre): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let newest = site.store.newest_day(&centre).await?;
    let last = asked.to.unwrap_or(newest);
    let first = asked.from.or_else(|| last.checked_sub_days(LOOK_BACK)).unwrap_or(last);
    let found = site.store.missorts(&centre, first, last).await?;
    let mut codes: BTreeMap<(&str, LocationCode), usize> = BTreeMap::new();
    for missort in found.cards.iter().filter(|missort| missort.by_code()) {
        *codes.entry((&missort.code, missort.at)).or_default() += 1;
    }
    let taught = |code: &str| found.taught.iter().any(|taught| taught.alias.to_string() == code);
    let misled = (codes.into_iter())
        .filter(|((code, _), _)| !taught(code))
        .map(|((code, at), cards)| Misled { code: code.to_owned(), at, cards })
        .collect();
    Ok(Html(Page { centre, first, last, found, misled }.render()?))
}

/// Takes a lesson and shows the page again.
pub(super) async fn teach(
    State(site): State<Site>,
    Path(centre): Path<String>,
    Form(lesson): Form<Lesson>,
) -> Result<Redirect, Failure> {
    let centre = CentreCode(centre);
    let code = |text: &str| {
        let none = || refused(Fault::new(fault::LESSON_UNREADABLE, ""));
        LocationCode::parse(text.trim()).ok_or_else(none)
    };
    let (alias, location) = (code(&lesson.alias)?, code(&lesson.location)?);
    let badge = badge_digest(&lesson.badge);
    let taught = site.store.teach_alias(&centre, &badge, alias, location).await;
    let by_person =
        [fault::NO_SUCH_BADGE, fault::NO_SUCH_LOCATION, fault::CODE_IN_USE, fault::ALIAS_KNOWN];
    taught.map_err(|fault| match by_person.contains(&fault.code) {
        true => refused(fault),
        false => fault.into(),
    })?;
    Ok(Redirect::to(&format!("/centres/{centre}/missorts")))
}

/// What the person can put right.
fn refused(fault: Fault) -> Failure {
    Failure { status: StatusCode::CONFLICT, fault }
}
