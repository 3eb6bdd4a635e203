//! 袋签: one label for each pouch of a route, in load order, for a printer of 100 × 150 mm labels.
//! Never a name of a holder: a label is read by everybody on the way.

use super::facts::{Facts, earliest_due};
use super::fit::{Fitted, fit};
use super::frame::{html, mark};
use super::{Kind, Manifest, barcode, text};
use askama::Template;
use fenjian_planner::plan::{Pouch, Stop};
use fenjian_planner::problem::Place;

#[derive(Template)]
#[template(path = "manifests/pouch_label.html")]
struct Label<'a> {
    mark: &'static str,
    class: &'static str,
    place: &'a Place,
    name: Fitted,
    via: Option<Fitted>,
    route: Fitted,
    stop: usize,
    position: usize,
    part: Fitted,
    cards: Fitted,
    urgent: bool,
    bars: &'a str,
    number: Fitted,
    centre: &'a str,
    day: String,
    revision: u32,
}

/// The labels of a route.
pub(super) fn manifest(facts: &Facts<'_>, route: usize) -> Manifest {
    let on = facts.route(route);
    let label = facts.route_label(on);
    let short = facts.route_short(on);
    let mut pages = Vec::new();
    for (ix, stop) in on.stops.iter().enumerate().rev() {
        for pouch in stop.pouches.iter().rev() {
            let position = pages.len() + 1;
            pages.push(page(facts, &short, (ix + 1, stop), pouch, position));
        }
    }
    let title = text::scrub(format!("{}　线路 {label}", Kind::PouchLabel.zh()));
    let kind = Kind::PouchLabel;
    Manifest { kind, subject: label, number: None, title, route: None, copies: 1, pages }
}

fn page(
    facts: &Facts<'_>,
    route: &str,
    (number, stop): (usize, &Stop),
    pouch: &Pouch,
    position: usize,
) -> String {
    const BARS_MM: (f64, f64) = (90.0, 24.0);
    let edition = facts.edition;
    let (mark, class) = mark(edition.revision.status);
    let place = facts.location(pouch);
    let bars = facts.pouch_number(pouch);
    let bars = bars.and_then(|number| barcode::svg(number, BARS_MM.0, BARS_MM.1));
    let via = || fit(&facts.place(stop).name, 76, &[(15, 1), (11, 1), (9, 1)]);
    let label = Label {
        mark,
        class,
        place,
        name: fit(&place.name, 88, &[(30, 1), (24, 2), (18, 2), (14, 3), (11, 4)]),
        via: facts.passed_on(stop, pouch).then(via),
        route: fit(route, 40, &[(30, 1), (20, 1), (12, 1), (9, 2)]),
        stop: number,
        position,
        part: fit(&format!("{}/{}", pouch.number, pouch.of), 33, &[(32, 1), (24, 1), (15, 1)]),
        cards: fit(&text::count(u64::from(pouch.cards)), 25, &[(32, 1), (24, 1), (15, 1)]),
        urgent: facts.urgent(earliest_due(facts.cards_in(pouch))),
        bars: bars.as_deref().unwrap_or(""),
        number: fit(&facts.pouch_label(pouch), 90, &[(20, 1), (16, 1), (12, 1)]),
        centre: &edition.problem.centre.name,
        day: edition.problem.day.format("%Y-%m-%d").to_string(),
        revision: edition.revision.number,
    };
    text::scrub(html(&label))
}
