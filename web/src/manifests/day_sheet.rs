//! 日报: what the day came to, on one page where it can be.

use super::facts::{Facts, Sum, pouches_of};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::fault::Code;
use fenjian_planner::plan::Route;
use fenjian_planner::words::{Mode, State, Vehicle};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "manifests/day_sheet.html", block = "lead")]
struct Lead {
    entered: u64,
    van: u64,
    held: u64,
    stopped: u64,
    routes: usize,
    stops: usize,
    pouches: u64,
    locations: usize,
    km: String,
    duty: String,
    yuan: String,
}

#[derive(Template)]
#[template(path = "manifests/day_sheet.html", block = "sides")]
struct Sides {
    mm: u32,
    states: Vec<(&'static str, u64)>,
    modes: Vec<(&'static str, u64)>,
    reasons: Vec<(Code, u64)>,
}

#[derive(Template)]
#[template(path = "manifests/day_sheet.html", block = "head")]
struct Head {
    estimated: bool,
}

#[derive(Template)]
#[template(path = "manifests/day_sheet.html", block = "row")]
struct Row<'a> {
    label: &'a str,
    vehicle: &'a Vehicle,
    crew: Fitted,
    route: &'a Route,
    sum: Sum,
}

#[derive(Template)]
#[template(path = "manifests/day_sheet.html", block = "tail")]
struct Tail;

/// The day sheet.
pub(super) fn manifest(facts: &Facts<'_>) -> Manifest {
    let sides = sides(facts);
    let rows: Vec<Block> = facts.departures().into_iter().map(|ix| row(facts, ix)).collect();
    let mut parts =
        vec![Part::Block(block(50, &lead(facts))), Part::Block(block(sides.mm, &sides))];
    let head = Head { estimated: facts.estimated() };
    if !rows.is_empty() {
        let groups = vec![Group { rows, ..Group::default() }];
        parts.push(Part::Table(Table { class: "day", head: block(17, &head), groups }));
    }
    parts.push(Part::Block(block(16, &Tail)));
    Frame { facts, kind: Kind::DaySheet, subject: String::new(), about: String::new() }
        .bind(parts, &[])
}

fn lead(facts: &Facts<'_>) -> Lead {
    let (plan, problem) = (&facts.edition.plan, facts.problem());
    let ledger = &facts.edition.ledger;
    let mut locations: Vec<_> = problem.consignments.iter().map(|c| c.location).collect();
    locations.dedup();
    let minutes = plan.duty().minutes_up();
    Lead {
        entered: ledger.brought_forward + ledger.produced + ledger.returned + ledger.found,
        van: plan.leaving(problem, Mode::Van),
        held: plan.holds.iter().map(|hold| u64::from(hold.cards)).sum(),
        stopped: facts.edition.stopped.len() as u64,
        routes: plan.routes.len(),
        stops: plan.stops(),
        pouches: Sum::of(plan.routes.iter().flat_map(pouches_of)).pouches,
        locations: locations.len(),
        km: facts.km(plan.distance()),
        duty: format!("{} 小时 {:02} 分", minutes / 60, minutes % 60),
        yuan: plan.cost().yuan(),
    }
}

/// States, ways and reasons side by side.
fn sides(facts: &Facts<'_>) -> Sides {
    let (plan, problem) = (&facts.edition.plan, facts.problem());
    let in_state = |state: &State| facts.edition.ledger.states.get(state).copied().unwrap_or(0);
    let states: Vec<_> = (State::ALL.iter())
        .map(|state| (state.zh(), in_state(state)))
        .filter(|&(_, n)| n > 0)
        .collect();
    let modes: Vec<_> = (Mode::ALL.iter())
        .map(|&mode| (mode.zh(), plan.leaving(problem, mode)))
        .filter(|&(_, n)| n > 0)
        .collect();
    let mut reasons: BTreeMap<Code, u64> = BTreeMap::new();
    for hold in &plan.holds {
        *reasons.entry(hold.reason).or_default() += u64::from(hold.cards);
    }
    for card in &facts.edition.stopped {
        for &code in &card.reasons {
            *reasons.entry(code).or_default() += 1;
        }
    }
    for row in &facts.edition.refused {
        *reasons.entry(row.code).or_default() += 1;
    }
    let reasons: Vec<_> = reasons.into_iter().collect();
    let lines = states.len().max(modes.len()).max(reasons.len()).max(1) as u32;
    Sides { mm: 13 + 7 * lines, states, modes, reasons }
}

fn row(facts: &Facts<'_>, ix: usize) -> Block {
    let route = facts.route(ix);
    let vehicle = facts.vehicle(route);
    let crew =
        fit(&format!("{}　{}", vehicle.driver, vehicle.escort), 32, &[(10, 1), (8, 1), (7, 2)]);
    let label = facts.route_label(route);
    block(7, &Row { label: &label, vehicle, crew, route, sum: Sum::of(pouches_of(route)) })
}
