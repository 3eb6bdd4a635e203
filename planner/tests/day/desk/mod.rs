//! The planner's desk: edits with their times by hand, what comes up, what a search finds, and whatever people may click.

mod answers;
mod edits;
mod incidents;
mod otherwise;
mod random;
mod sealed;
mod search;
mod waves;

use super::days::{cards, input, plan, problem, van};
use fenjian_planner::day::DayInput;
use fenjian_planner::desk::{Change, Draft, Edit, Entry, Place, Refused, RouteId, StopId, What};
use fenjian_planner::problem::{DropId, VehicleId};
use fenjian_planner::units::Fen;
use fenjian_planner::words::Vehicle;
use std::sync::Arc;

pub(super) fn open(day: &DayInput, iterations: u64) -> Draft {
    let problem = problem(day);
    let plan = plan(&problem, iterations);
    Draft::open(Arc::new(problem), plan, Vec::new()).unwrap()
}

/// Three places in a line, one van for all and another one for nothing.
fn three() -> Draft {
    let mut day = input(3, [cards(1, 12, 1), cards(101, 3, 2), cards(201, 4, 3)].concat());
    day.vehicles.push(Vehicle { fixed_cost: Fen(20_000), ..van("2") });
    let draft = open(&day, 200);
    assert_eq!(draft.lanes().len(), 1);
    draft
}

fn route(vehicle: u32, trip: u32) -> RouteId {
    RouteId { vehicle: VehicleId(vehicle), trip }
}

fn stop(vehicle: u32, trip: u32, drop: u32) -> StopId {
    StopId { route: route(vehicle, trip), drop: DropId(drop) }
}

fn end_of(vehicle: u32, trip: u32) -> Place {
    Place { route: route(vehicle, trip), before: None }
}

fn enter(draft: &mut Draft, edit: Edit) -> Result<Change, Box<Refused>> {
    enter_because(draft, edit, None)
}

fn enter_because(
    draft: &mut Draft,
    edit: Edit,
    because: Option<&str>,
) -> Result<Change, Box<Refused>> {
    let because = because.map(str::to_owned);
    draft.enter(Entry { by: "张三".into(), what: What::Edit { edit, because } })
}
