//! The print room of a day: what is printed, how, by whom; and PDFs that are being prepared.
//!
//! | file | what it does |
//! | --- | --- |
//! | `order` | the form as a job and a signature |
//! | `jobs` | PDFs under way, with progress, each until it is fetched or crowded out |
//! | `progress` | the page of one of them |

mod jobs;
mod order;
mod progress;

pub(super) use jobs::Jobs;
pub(super) use progress::{cancel, fetch, page as progress};

use super::Site;
use super::failure::Failure;
use super::show::moment;
use crate::manifests::{self, Kind};
use crate::print::html;
use crate::translations;
use askama::Template;
use axum::Form;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::words::CentreCode;
use fenjian_sql::edition::{Edition, Numbered, Status};
use order::{Ordered, read};
use std::ops::RangeInclusive;
use std::sync::Arc;

/// How many prints the page lists.
const LISTED: u32 = 30;

/// How many findings it lists.
const FINDINGS: usize = 10;

/// A route to choose.
struct RouteLine {
    number: String,
    depart: String,
    vehicle: String,
}

/// A second language to choose, and what of it will not be printed.
struct Language {
    name: String,
    findings: Vec<String>,
}

/// Prints of one person in one minute.
struct LogLine {
    at: String,
    who: String,
    what: String,
    why: String,
}

#[derive(Template)]
#[template(path = "pages/print.html")]
struct Page {
    day: NaiveDate,
    centre: CentreCode,
    centre_name: String,
    revision: u32,
    published: bool,
    kinds: Vec<Kind>,
    copies: &'static [&'static str],
    routes: Vec<RouteLine>,
    /// The waves until now.
    waves: RangeInclusive<u32>,
    /// What cannot be printed as it is: the first of them, and how many there are.
    findings: Vec<String>,
    found: usize,
    languages: Vec<Language>,
    log: Vec<LogLine>,
}

/// Shows what can be printed of the revision in force, else the newest.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let edition = Arc::new(site.store.edition(&centre, day, None).await?);
    let lines = site.store.print_lines(&centre, day, LISTED).await?;
    let log = lines.into_iter().map(|line| {
        let first = line.first.unwrap_or_default();
        let again = if line.again { "补打 " } else { "" };
        let what = match line.manifests {
            1 => format!("{again}{first}"),
            n => format!("{n} 份"),
        };
        let what = format!("{what}（第 {} 版）", line.revision);
        LogLine { at: moment(line.printed_at), who: line.who, what, why: line.why }
    });
    let read = Arc::clone(&edition);
    let findings = tokio::task::spawn_blocking(move || manifests::unprintable(&read));
    let findings =
        findings.await.map_err(|error| Fault::new(fault::PAGE_BROKEN, error.to_string()))?;
    let can = |kind: &&Kind| !kind.is_label() && manifests::require(&edition, **kind).is_ok();
    let page = Page {
        day,
        centre_name: edition.problem.centre.name.clone(),
        revision: edition.revision.number,
        published: edition.revision.status == Status::Published,
        kinds: Kind::ALL.iter().filter(can).copied().collect(),
        copies: manifests::COPY_NAMES,
        routes: routes(&edition),
        waves: 1..=edition.problem.wave,
        found: findings.len(),
        findings: findings.iter().take(FINDINGS).map(ToString::to_string).collect(),
        languages: tokio::task::spawn_blocking(languages).await.unwrap_or_default(),
        log: log.collect(),
        centre,
    };
    Ok(Html(page.render()?))
}

/// The translation files of this installation, with their findings.
fn languages() -> Vec<Language> {
    let language = |name: String| {
        let findings = match translations::named(&name) {
            Ok(second) => {
                second.iter().flat_map(|it| it.findings()).map(ToString::to_string).collect()
            }
            Err(fault) => vec![fault.to_string()],
        };
        Language { name, findings }
    };
    translations::names().into_iter().map(language).collect()
}

/// Routes by departure.
fn routes(edition: &Edition) -> Vec<RouteLine> {
    let mut routes: Vec<_> = edition.plan.routes.iter().collect();
    routes.sort_by_key(|route| (route.depart, route.vehicle, route.trip));
    let line = |route: &fenjian_planner::plan::Route| {
        let vehicle = &edition.problem.vehicles[route.vehicle.ix()];
        let key = Numbered::Route(vehicle.name.clone(), route.trip);
        let label = || format!("{}-{}", vehicle.name, route.trip);
        RouteLine {
            number: edition.numbers.get(&key).cloned().unwrap_or_else(label),
            depart: route.depart.to_string(),
            vehicle: format!("{} {}", vehicle.name, vehicle.plate),
        }
    };
    routes.into_iter().map(line).collect()
}

/// Prints what was ordered: HTML at once, a PDF as a job of its own.
pub(super) async fn submit(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let centre = CentreCode(centre);
    let Ordered { job, signature, pdf, tagged } = read(&site.store, &centre, day, fields).await?;
    let title = format!("{day} 单据");
    if pdf {
        let id = site.jobs.start(site.store.clone(), job, signature, title, tagged)?;
        return Ok(Redirect::to(&format!("/prints/{id}")).into_response());
    }
    let body = Body::from_stream(html(site.store.clone(), job, &title, signature, false));
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response())
}
