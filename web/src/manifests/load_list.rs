//! 装车单: one route's pouches in load order, the last stop first.

use super::facts::{Facts, Sum, earliest_due, pouches_of};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::{Pouch, Route, Stop};
use fenjian_planner::words::Vehicle;

#[derive(Template)]
#[template(path = "manifests/load_list.html", block = "lead")]
struct Lead<'a> {
    route: &'a Route,
    vehicle: &'a Vehicle,
    plate: Fitted,
    crew: Fitted,
    sum: Sum,
    stops: usize,
}

#[derive(Template)]
#[template(path = "manifests/load_list.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/load_list.html", block = "bar")]
struct Bar {
    number: usize,
    name: Fitted,
    sum: Sum,
}

#[derive(Template)]
#[template(path = "manifests/load_list.html", block = "row")]
struct Row<'a> {
    order: usize,
    number: usize,
    label: &'a str,
    location: Fitted,
    pouch: &'a Pouch,
    urgent: bool,
}

#[derive(Template)]
#[template(path = "manifests/load_list.html", block = "tail")]
struct Tail {
    sum: Sum,
}

/// The load list of a route.
pub(super) fn manifest(facts: &Facts<'_>, route: usize) -> Manifest {
    let route = facts.route(route);
    let sum = Sum::of(pouches_of(route));
    let mut order = 0;
    let stops = route.stops.iter().enumerate().rev();
    let groups = stops.map(|(ix, stop)| group(facts, stop, ix + 1, &mut order)).collect();
    let vehicle = facts.vehicle(route);
    let crew = format!("司机　{}　　押运　{}", vehicle.driver, vehicle.escort);
    let crew = fit(&crew, 82, &[(11, 1), (9, 1), (7, 2)]);
    let plate = fit(&vehicle.plate, 60, &[(24, 1), (16, 1), (11, 1)]);
    let lead = Lead { route, vehicle, plate, crew, sum, stops: route.stops.len() };
    let parts = vec![
        Part::Block(block(32, &lead)),
        Part::Table(Table { class: "load", head: block(7, &Head), groups }),
        Part::Block(block(32, &Tail { sum })),
    ];
    let label = facts.route_label(route);
    let about = format!("线路 {label}");
    Frame { facts, kind: Kind::LoadList, subject: label, about }.bind(parts, &[])
}

/// The pouches of one stop, its last one first, so that the first lies on top.
fn group(facts: &Facts<'_>, stop: &Stop, number: usize, order: &mut usize) -> Group {
    let name = fit(&facts.place(stop).name, 100, &[(13, 1), (10, 1), (8, 1)]);
    let bar = block(8, &Bar { number, name, sum: Sum::of(&stop.pouches) });
    let mut row = |pouch: &Pouch| {
        *order += 1;
        row(facts, pouch, *order, number)
    };
    Group { bar: Some(bar), rows: stop.pouches.iter().rev().map(&mut row).collect(), keep: true }
}

fn row(facts: &Facts<'_>, pouch: &Pouch, order: usize, number: usize) -> Block {
    let row = Row {
        order,
        number,
        label: &facts.pouch_label(pouch),
        location: fit(&facts.location(pouch).name, 56, &[(12, 1), (10, 1), (8, 2)]),
        pouch,
        urgent: facts.urgent(earliest_due(facts.cards_in(pouch))),
    };
    block(8, &row)
}
