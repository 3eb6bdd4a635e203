//! 证件交接单: the pouches of one stop, for two people at a counter, in three marked copies.

use super::facts::{Facts, Sum, earliest_due};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Group, Part, Table};
use super::frame::{Copy, Frame, block};
use super::text;
use super::{Kind, Manifest, barcode};
use askama::Template;
use fenjian_planner::plan::{Pouch, Route, Stop};
use fenjian_planner::problem::Place;
use fenjian_planner::words::Vehicle;

/// The copies, in the order in which they lie on the counter.
const COPIES: &[Copy] = &[
    Copy { name: "存根联", kept_by: "制证中心留存" },
    Copy { name: "随车联", kept_by: "随车往返，交接后带回制证中心" },
    Copy { name: "签收联", kept_by: "交接点留存" },
];

/// The names of the copies.
pub(crate) const COPY_NAMES: &[&str] = &[COPIES[0].name, COPIES[1].name, COPIES[2].name];

/// Size of a pouch's barcode.
const BARS_MM: (f64, f64) = (48.5, 5.4);

#[derive(Template)]
#[template(path = "manifests/handover.html", block = "lead")]
struct Lead<'a> {
    place: &'a Place,
    name: Fitted,
    address: Fitted,
    contact: Fitted,
    windows: Vec<String>,
    stop: &'a Stop,
    number: usize,
    vehicle: &'a Vehicle,
    crew: Fitted,
    sum: Sum,
    urgent: usize,
    passed_on: usize,
}

#[derive(Template)]
#[template(path = "manifests/handover.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/handover.html", block = "bar")]
struct Bar {
    locations: usize,
    sum: Sum,
}

#[derive(Template)]
#[template(path = "manifests/handover.html", block = "row")]
struct Row<'a> {
    ix: usize,
    label: &'a str,
    bars: &'a str,
    location: Fitted,
    code: String,
    pouch: &'a Pouch,
    urgent: bool,
}

/// Totals, exceptions, returned pouches and signatures, never apart.
#[derive(Template)]
#[template(path = "manifests/handover.html", block = "tail")]
struct Tail {
    sum: Sum,
}

/// The handover sheet of a stop.
pub(super) fn manifest(facts: &Facts<'_>, route: usize, stop: usize) -> Manifest {
    let (on, number) = (facts.route(route), stop + 1);
    let stop = &on.stops[stop];
    let place = facts.place(stop);
    let (passed_on, own): (Vec<&Pouch>, Vec<&Pouch>) =
        stop.pouches.iter().partition(|pouch| facts.passed_on(stop, pouch));
    let urgent = |pouch: &Pouch| facts.urgent(earliest_due(facts.cards_in(pouch)));
    let mut ix = 0;
    let mut row = |pouch: &Pouch| {
        ix += 1;
        pouch_row(facts, pouch, ix, urgent(pouch))
    };
    let mut groups = vec![Group { rows: own.iter().map(|p| row(p)).collect(), ..Group::default() }];
    if !passed_on.is_empty() {
        let mut locations: Vec<_> = passed_on.iter().map(|pouch| pouch.consignment).collect();
        locations.dedup();
        let sum = Sum::of(passed_on.iter().copied());
        let bar = block(7, &Bar { locations: locations.len(), sum });
        let rows = passed_on.iter().map(|pouch| row(pouch)).collect();
        groups.push(Group { bar: Some(bar), rows, keep: false });
    }
    groups.retain(|group| !group.rows.is_empty());
    let sum = Sum::of(&stop.pouches);
    let parts = vec![
        Part::Block(block(43, &lead(facts, on, stop, number, passed_on.len(), sum))),
        Part::Table(Table { class: "handover", head: block(7, &Head), groups }),
        Part::Block(block(70, &Tail { sum })),
    ];
    let label = facts.route_label(on);
    let subject = format!("{label}/{}", place.code);
    let about = format!("线路 {label}　第 {number} 站　{}", place.name);
    Frame { facts, kind: Kind::Handover, subject, about }.bind(parts, COPIES)
}

fn lead<'a>(
    facts: &Facts<'a>,
    route: &Route,
    stop: &'a Stop,
    number: usize,
    passed_on: usize,
    sum: Sum,
) -> Lead<'a> {
    let place = facts.place(stop);
    let vehicle = facts.vehicle(route);
    let urgent = |pouch: &&Pouch| facts.urgent(earliest_due(facts.cards_in(pouch)));
    let windows = text::windows(&facts.problem().drops[stop.drop.ix()].windows);
    Lead {
        place,
        name: fit(&place.name, 116, &[(24, 1), (18, 1), (13, 2), (10, 3)]),
        address: fit(&place.address, 106, &[(12, 1), (10, 1), (8, 1)]),
        contact: fit(&format!("{}　{}", place.contact, place.phone), 106, &[(12, 1), (9, 1)]),
        windows,
        stop,
        number,
        vehicle,
        crew: fit(
            &format!("{}　{}", vehicle.driver, vehicle.escort),
            50,
            &[(12, 1), (10, 1), (8, 1)],
        ),
        sum,
        urgent: stop.pouches.iter().filter(urgent).count(),
        passed_on,
    }
}

fn pouch_row(facts: &Facts<'_>, pouch: &Pouch, ix: usize, urgent: bool) -> super::flow::Block {
    let location = facts.location(pouch);
    let bars = facts.pouch_number(pouch).and_then(|n| barcode::svg(n, BARS_MM.0, BARS_MM.1));
    let row = Row {
        ix,
        label: &facts.pouch_label(pouch),
        bars: bars.as_deref().unwrap_or(""),
        location: fit(&location.name, 44, &[(12, 1), (10, 1), (8, 2)]),
        code: location.code.to_string(),
        pouch,
        urgent,
    };
    block(10, &row)
}
