//! 袋签: what is stuck on a pouch, for a printer of 100 × 150 mm labels, or in short of 60 × 40 mm.
//! Never a name of a holder: a label is read by everybody on the way.

use super::facts::{Facts, earliest_due};
use super::fit::{Fitted, fit};
use super::frame::{html, mark};
use super::identity::digest_of;
use super::{Identity, Kind, Manifest, barcode, text};
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
    wave: u32,
    revision: u32,
}

#[derive(Template)]
#[template(path = "manifests/small_label.html")]
struct Small<'a> {
    mark: &'static str,
    class: &'static str,
    name: Fitted,
    route: Fitted,
    stop: usize,
    position: usize,
    part: String,
    cards: u32,
    urgent: bool,
    bars: &'a str,
    number: Fitted,
    day: String,
}

/// The label of a pouch, by its stop and place there, that is loaded as the `position`-th of its route.
pub(super) fn manifest(
    facts: &Facts<'_>,
    route: usize,
    (stop, pouch): (usize, usize),
    position: usize,
) -> Manifest {
    let on = facts.route(route);
    let short = facts.route_short(on);
    let at = &on.stops[stop];
    let pouch = &at.pouches[pouch];
    let subject = facts.pouch_label(pouch);
    let page = match facts.choice.small_labels {
        true => small(facts, &short, stop + 1, pouch, position),
        false => page(facts, &short, (stop + 1, at), pouch, position),
    };
    let kind = Kind::PouchLabel;
    let place = facts.location(pouch);
    let identity = facts.pouch_number(pouch).map(|number| {
        // What it says but for the revision, whatever its size.
        let urgent = facts.urgent(earliest_due(facts.cards_in(pouch)));
        let way = format!("{short} {} {position}", stop + 1);
        let what = format!("{}/{} {} {urgent}", pouch.number, pouch.of, pouch.cards);
        let to =
            [place.code.to_string(), place.name.clone(), facts.place(at).name.clone(), way, what];
        let head: Vec<&str> =
            std::iter::once(number).chain(to.iter().map(String::as_str)).collect();
        let revision = facts.edition.revision.number;
        Identity { number: number.to_owned(), revision, digest: digest_of(kind, &head, &[]) }
    });
    let title = text::scrub(format!("{}　{subject}　{}", kind.zh(), place.name));
    Manifest { kind, subject, identity, title, route: None, copies: 1, pages: vec![page] }
}

/// For trays and small bags: what is needed to load it, and its code.
fn small(facts: &Facts<'_>, route: &str, stop: usize, pouch: &Pouch, position: usize) -> String {
    const BARS_MM: (f64, f64) = (56.0, 10.0);
    let (mark, class) = mark(facts.edition.revision.status);
    let bars = facts.pouch_number(pouch);
    let bars = bars.and_then(|number| barcode::svg(number, BARS_MM.0, BARS_MM.1));
    let label = Small {
        mark,
        class,
        name: fit(&facts.location(pouch).name, 55, &[(14, 1), (11, 1), (9, 2)]),
        route: fit(route, 15, &[(14, 1), (10, 1), (7, 2)]),
        stop,
        position,
        part: format!("{}/{}", pouch.number, pouch.of),
        cards: pouch.cards,
        urgent: facts.urgent(earliest_due(facts.cards_in(pouch))),
        bars: bars.as_deref().unwrap_or(""),
        number: fit(&facts.pouch_label(pouch), 34, &[(8, 1), (6, 1)]),
        day: facts.edition.problem.day.format("%m-%d").to_string(),
    };
    text::scrub(html(&label))
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
        wave: facts.wave_of(pouch),
        revision: edition.revision.number,
    };
    let html = html(&label);
    let second = facts.choice.second.as_deref();
    text::scrub(match second {
        Some(second) => second.page(&html),
        None => html,
    })
}
