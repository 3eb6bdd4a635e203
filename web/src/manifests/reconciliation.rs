//! 数量核对单: the ledger equation term by term, and where the plan puts every card.

use super::facts::{Facts, Sum, pouches_of};
use super::filters;
use super::fit::{Fitted, fit};
use super::flow::{Block, Group, Part, Table};
use super::frame::{Frame, block};
use super::text;
use super::{Kind, Manifest};
use askama::Template;
use fenjian_planner::plan::Route;
use fenjian_planner::words::{Mode, State};
use fenjian_sql::edition::Ledger;

#[derive(Template)]
#[template(path = "manifests/reconciliation.html", block = "equation")]
struct Equation<'a> {
    mm: u32,
    ledger: &'a Ledger,
    previous: Option<String>,
    entered: u64,
    states: Vec<(&'static str, u64)>,
    sum: u64,
    difference: i64,
    verdict: String,
}

#[derive(Template)]
#[template(path = "manifests/reconciliation.html", block = "modes")]
struct Modes {
    mm: u32,
    rows: Vec<(&'static str, &'static str, u64)>,
    sum: u64,
    entered: u64,
    outside: i64,
}

#[derive(Template)]
#[template(path = "manifests/reconciliation.html", block = "head")]
struct Head;

#[derive(Template)]
#[template(path = "manifests/reconciliation.html", block = "row")]
struct Row<'a> {
    label: &'a str,
    plate: Fitted,
    route: &'a Route,
    sum: Sum,
}

#[derive(Template)]
#[template(path = "manifests/reconciliation.html", block = "tail")]
struct Tail {
    routes: usize,
    stops: usize,
    sum: Sum,
}

/// The reconciliation of the day.
pub(super) fn manifest(facts: &Facts<'_>) -> Manifest {
    let plan = &facts.edition.plan;
    let by_mode = modes(facts);
    let rows: Vec<Block> = facts.departures().into_iter().map(|ix| row(facts, ix)).collect();
    let sum = Sum::of(plan.routes.iter().flat_map(pouches_of));
    let tail = Tail { routes: plan.routes.len(), stops: plan.stops(), sum };
    let equation = equation(facts);
    let mut parts =
        vec![Part::Block(block(equation.mm, &equation)), Part::Block(block(by_mode.mm, &by_mode))];
    if !rows.is_empty() {
        let groups = vec![Group { rows, ..Group::default() }];
        parts.push(Part::Table(Table { class: "routes", head: block(17, &Head), groups }));
    }
    parts.push(Part::Block(block(27, &tail)));
    let about = "平衡合拢".to_owned();
    Frame { facts, kind: Kind::Reconciliation, subject: String::new(), about }.bind(parts, &[])
}

/// Cards that entered the day less the sum over the states, term by term.
fn equation<'a>(facts: &Facts<'a>) -> Equation<'a> {
    let ledger = &facts.edition.ledger;
    let entered = ledger.brought_forward + ledger.produced + ledger.returned + ledger.found;
    let sum: u64 = ledger.states.values().sum();
    let states: Vec<_> = (State::ALL.iter())
        .filter_map(|state| ledger.states.get(state).map(|&n| (state.zh(), n)))
        .filter(|&(_, n)| n > 0)
        .collect();
    let lines = states.len().max(4) as u32;
    let previous = facts.edition.previous_day.map(|day| day.format("%m月%d日").to_string());
    let difference = entered.cast_signed() - sum.cast_signed();
    let verdict = verdict(difference);
    Equation { mm: 38 + 8 * lines, ledger, previous, entered, states, sum, difference, verdict }
}

/// Where this revision puts the cards. What the ledger holds beyond that came after it was made.
fn modes(facts: &Facts<'_>) -> Modes {
    let (plan, problem) = (&facts.edition.plan, facts.problem());
    let paper = |mode| match mode {
        Mode::Van => "证件交接单",
        Mode::Post => "邮政速递清单",
        Mode::Home => "邮寄到户清单",
        Mode::Pickup => "自取清单",
    };
    let mut rows: Vec<_> = (Mode::ALL.iter())
        .map(|&mode| (mode.zh(), paper(mode), plan.leaving(problem, mode)))
        .filter(|&(_, _, n)| n > 0)
        .collect();
    let held = plan.holds.iter().map(|hold| u64::from(hold.cards)).sum();
    rows.push((State::Held.zh(), "异常单", held));
    rows.push((State::Quarantined.zh(), "异常单", facts.edition.stopped.len() as u64));
    let sum = rows.iter().map(|&(_, _, n)| n).sum::<u64>();
    let entered: u64 = facts.edition.ledger.states.values().sum();
    let outside = entered.cast_signed() - sum.cast_signed();
    Modes { mm: 30 + 8 * rows.len() as u32, rows, sum, entered, outside }
}

fn row(facts: &Facts<'_>, ix: usize) -> Block {
    let route = facts.route(ix);
    let vehicle = facts.vehicle(route);
    let plate = fit(&format!("{}　{}", vehicle.plate, vehicle.driver), 60, &[(11, 1), (8, 1)]);
    block(
        7,
        &Row { label: &facts.route_label(route), plate, route, sum: Sum::of(pouches_of(route)) },
    )
}

/// What the difference means.
fn verdict(difference: i64) -> String {
    match difference {
        0 => "平衡合拢".into(),
        n => format!("不平衡，差 {} 张，须立即查明", text::signed(n)),
    }
}
