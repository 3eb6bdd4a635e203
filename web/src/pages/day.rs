//! One day: its account, its imports, its plan in force, what waits and why.

use super::Site;
use super::failure::Failure;
use super::show::{Count, counts, moment};
use crate::commands::roads_text;
use crate::manifests::{self, Kind, Unprintable};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Html;
use chrono::NaiveDate;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use fenjian_sql::days::DaySummary;
use fenjian_sql::edition::{Edition, Numbered};

/// One route in the table.
struct RouteLine {
    number: String,
    /// What its manifests are about, once it has a number.
    subject: Option<String>,
    vehicle: String,
    plate: String,
    driver: String,
    trip: u32,
    load: String,
    depart: String,
    end: String,
    stops: usize,
    pouches: usize,
    cards: u32,
    km: String,
    yuan: String,
}

/// Cards of a location that wait.
struct HoldLine {
    code: String,
    name: String,
    cards: u32,
    reason: String,
    way_out: String,
}

/// A revision in the list.
struct RevisionLine {
    number: u32,
    status: &'static str,
    made_at: String,
    plan_hash: String,
}

/// The plan a page shows.
struct PlanView {
    revision: u32,
    status: &'static str,
    km: String,
    roads: String,
    hours: String,
    yuan: String,
    stops: usize,
    /// What can be printed.
    kinds: Vec<Kind>,
    routes: Vec<RouteLine>,
    holds: Vec<HoldLine>,
    /// What will not be printed as it is.
    unprintable: Vec<Unprintable>,
}

#[derive(Template)]
#[template(path = "pages/day.html")]
struct Page {
    summary: DaySummary,
    states: Vec<Count>,
    balances: bool,
    closed_at: Option<String>,
    plan: Option<PlanView>,
    revisions: Vec<RevisionLine>,
}

/// Shows the day with the revision in force, else the newest one.
pub(super) async fn page(
    State(site): State<Site>,
    Path((centre, day)): Path<(String, NaiveDate)>,
) -> Result<Html<String>, Failure> {
    let centre = CentreCode(centre);
    let summary = site.store.day_summary(&centre, day).await?;
    let plan = match summary.revisions.is_empty() {
        true => None,
        false => {
            let edition = site.store.edition(&centre, day, None).await?;
            // The first look at the machine's fonts takes a moment.
            let view = tokio::task::spawn_blocking(move || view(&edition)).await;
            Some(view.map_err(|e| Fault::new(fault::PAGE_BROKEN, e.to_string()))?)
        }
    };
    let revisions = summary.revisions.iter().map(|revision| RevisionLine {
        number: revision.number,
        status: revision.status.zh(),
        made_at: moment(revision.made_at),
        plan_hash: revision.plan_hash.chars().take(12).collect(),
    });
    let page = Page {
        states: counts(&summary.day.ledger),
        balances: summary.day.ledger.balances(),
        closed_at: summary.day.closed_at.map(moment),
        plan,
        revisions: revisions.collect(),
        summary,
    };
    Ok(Html(page.render()?))
}

fn view(edition: &Edition) -> PlanView {
    let Edition { revision, problem, plan, .. } = edition;
    let holds = plan.holds.iter().map(|hold| {
        let place = problem.location(hold.consignment);
        HoldLine {
            code: place.code.to_string(),
            name: place.name.clone(),
            cards: hold.cards,
            reason: format!("{} {}", hold.reason.id, hold.reason.cause),
            way_out: hold.way_out.text(problem),
        }
    });
    let kinds = Kind::ALL.iter().filter(|kind| manifests::require(edition, **kind).is_ok());
    let mut routes: Vec<_> = plan.routes.iter().collect();
    routes.sort_by_key(|route| (route.depart, route.vehicle, route.trip));
    PlanView {
        revision: revision.number,
        status: revision.status.zh(),
        km: plan.distance().km(),
        roads: roads_text(problem),
        hours: format!("{:.1}", plan.duty().0 as f64 / 3600.0),
        yuan: plan.cost().yuan(),
        stops: plan.stops(),
        kinds: kinds.copied().collect(),
        routes: routes.into_iter().map(|route| line(edition, problem, route)).collect(),
        holds: holds.collect(),
        unprintable: manifests::unprintable(edition),
    }
}

fn line(
    edition: &Edition,
    problem: &DayProblem,
    route: &fenjian_planner::plan::Route,
) -> RouteLine {
    let vehicle = &problem.vehicles[route.vehicle.ix()];
    let subject = edition.numbers.get(&Numbered::Route(vehicle.name.clone(), route.trip)).cloned();
    let pouches = || route.stops.iter().flat_map(|stop| &stop.pouches);
    RouteLine {
        number: subject.clone().unwrap_or_else(|| "草稿".into()),
        subject,
        vehicle: vehicle.name.clone(),
        plate: vehicle.plate.clone(),
        driver: vehicle.driver.clone(),
        trip: route.trip,
        load: format!("{} {}", route.dock + 1, route.load),
        depart: route.depart.to_string(),
        end: route.end.to_string(),
        stops: route.stops.len(),
        pouches: pouches().count(),
        cards: pouches().map(|pouch| pouch.cards).sum(),
        km: route.distance.km(),
        yuan: route.cost.yuan(),
    }
}
