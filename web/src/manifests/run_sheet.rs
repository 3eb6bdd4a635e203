//! 行车单: the driver's stops, times and contacts, with a sketch map; counts only.

use super::facts::{Facts, Sum, pouches_of};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::text;
use super::{Kind, Manifest, sketch};
use askama::Template;
use fenjian_planner::plan::{PauseAt, Route, Stop};
use fenjian_planner::problem::Node;
use fenjian_planner::words::Vehicle;

#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "lead")]
struct Lead<'a> {
    route: &'a Route,
    vehicle: &'a Vehicle,
    plate: Fitted,
    sum: Sum,
    km: String,
    start: Fitted,
    end: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "stop")]
struct StopRow<'a> {
    number: usize,
    name: Fitted,
    address: Fitted,
    contact: Fitted,
    windows: Vec<String>,
    stop: &'a Stop,
    sum: Sum,
}

/// A line between stops: a break, the way back, loading again.
#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "event")]
struct Event {
    time: String,
    what: Fitted,
}

#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "map")]
struct Map {
    svg: String,
}

#[derive(Template)]
#[template(path = "manifests/run_sheet.html", block = "tail")]
struct Tail;

/// The run sheet of a route.
pub(super) fn manifest(facts: &Facts<'_>, route: usize) -> Manifest {
    let route = facts.route(route);
    let mut rows = Vec::new();
    rows.extend(pause(facts, route, PauseAt::BeforeLoading));
    rows.push(event(route.load, format!("在 {} 号装车位装车", route.dock + 1)));
    rows.push(event(route.depart, "发车".into()));
    for (ix, stop) in route.stops.iter().enumerate() {
        // A route has far fewer stops than u32 holds.
        rows.extend(pause(facts, route, PauseAt::BeforeStop(ix as u32)));
        rows.push(stop_row(facts, stop, ix + 1));
    }
    rows.extend(pause(facts, route, PauseAt::BeforeStop(route.stops.len() as u32)));
    rows.extend(ending(facts, route));
    let groups = vec![Group { rows, ..Group::default() }];
    let parts = vec![
        Part::Block(block(34, &lead(facts, route))),
        Part::Table(Table { class: "run", head: block(7, &Head), groups }),
        Part::Block(block(sketch::HEIGHT_MM + 8, &Map { svg: sketch::svg(facts, route) })),
        Part::Block(block(16, &Tail)),
    ];
    let label = facts.route_label(route);
    let about = format!("线路 {label}");
    Frame { facts, kind: Kind::RunSheet, subject: label, about }.bind(parts, &[])
}

fn lead<'a>(facts: &Facts<'a>, route: &'a Route) -> Lead<'a> {
    let vehicle = facts.vehicle(route);
    let first = route.trip == 1;
    let start = if first { facts.problem().start_node(route.vehicle) } else { Node::CENTRE };
    let end =
        if is_last(facts, route) { facts.problem().end_node(route.vehicle) } else { Node::CENTRE };
    let sizes = &[(11, 1), (9, 1), (8, 1)];
    Lead {
        route,
        vehicle,
        plate: fit(&vehicle.plate, 60, &[(24, 1), (16, 1), (11, 1)]),
        sum: Sum::of(pouches_of(route)),
        km: facts.km(route.distance),
        start: fit(node_name(facts, start), 84, sizes),
        end: fit(node_name(facts, end), 84, sizes),
    }
}

fn node_name<'a>(facts: &Facts<'a>, node: Node) -> &'a str {
    let problem = facts.problem();
    let terminal = node.ix().checked_sub(1 + problem.drops.len());
    match terminal.and_then(|ix| problem.terminals.get(ix)) {
        Some(place) => &problem.places[place.ix()].name,
        None => &problem.centre.name,
    }
}

fn next_trip<'a>(facts: &Facts<'a>, route: &Route) -> Option<&'a Route> {
    let mut routes = facts.edition.plan.routes.iter();
    routes.find(|other| other.vehicle == route.vehicle && other.trip == route.trip + 1)
}

fn is_last(facts: &Facts<'_>, route: &Route) -> bool {
    next_trip(facts, route).is_none()
}

/// The way back, and what the vehicle does next.
fn ending(facts: &Facts<'_>, route: &Route) -> Vec<Block> {
    match next_trip(facts, route) {
        None => {
            let to = node_name(facts, facts.problem().end_node(route.vehicle));
            vec![event(route.end, format!("返回 {to}，当班结束"))]
        }
        Some(next) => {
            let back = format!("返回 {}", facts.problem().centre.name);
            let again = format!(
                "再装车（第 {} 趟，{}，{} 号装车位），{} 发车",
                next.trip,
                facts.route_short(next),
                next.dock + 1,
                text::time(next.depart)
            );
            vec![event(route.end, back), event(next.load, again)]
        }
    }
}

fn pause(facts: &Facts<'_>, route: &Route, at: PauseAt) -> Option<Block> {
    let pause = route.pause.filter(|pause| pause.at == at)?;
    let length = facts.vehicle(route).pause?.length;
    let until = text::time(pause.begin + length);
    Some(event(pause.begin, format!("休息 {} 分钟，至 {until}", length.minutes_up())))
}

fn event(at: fenjian_planner::units::Clock, what: String) -> Block {
    let what = fit(&what, 90, &[(12, 1), (10, 1), (9, 1), (8, 1)]);
    block(8, &Event { time: text::time(at), what })
}

fn stop_row(facts: &Facts<'_>, stop: &Stop, number: usize) -> Block {
    let place = facts.place(stop);
    let row = StopRow {
        number,
        name: fit(&place.name, 90, &[(16, 1), (12, 1), (10, 2), (8, 2)]),
        address: fit(&place.address, 90, &[(10, 1), (8, 1)]),
        contact: fit(
            &format!("{}　{}", place.contact, place.phone),
            90,
            &[(12, 1), (10, 1), (8, 1)],
        ),
        windows: text::windows(&facts.problem().drops[stop.drop.ix()].windows),
        stop,
        sum: Sum::of(&stop.pouches),
    };
    block(20, &row)
}
