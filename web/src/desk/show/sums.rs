//! Sums over a board, and whether they account for every card.

use crate::desk::form::{LedgerForm, RouteForm, TotalsForm, WaitingForm};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::Mode;

/// The sums of routes and of what waits.
pub(in crate::desk) fn totals(
    routes: &[RouteForm],
    tray: &[WaitingForm],
    broken: usize,
) -> TotalsForm {
    let mut sum = TotalsForm { routes: routes.len(), broken, ..TotalsForm::default() };
    let mut vehicle = "";
    for route in routes {
        sum.vehicles += usize::from(route.vehicle != vehicle);
        vehicle = &route.vehicle;
        sum.stops += route.stops.len();
        sum.pouches += route.pouches.unsigned_abs();
        sum.cards += route.cards;
        sum.metres += route.metres;
        sum.duty_s += route.duty_s;
        sum.cost_fen += route.cost_fen;
        let late = route.stops.iter().filter(|stop| stop.late_s > 0);
        sum.late_cards += late.map(|stop| stop.cards).sum::<u64>();
    }
    for waiting in tray {
        sum.waiting_cards += waiting.cards;
        sum.late_cards += waiting.due_cards + waiting.overdue_cards;
    }
    sum
}

/// Whether each card of the day is in exactly one place.
pub(in crate::desk) fn ledger(
    problem: &DayProblem,
    plan: &Plan,
    totals: &TotalsForm,
) -> LedgerForm {
    let entered = problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    let otherwise: u64 = [Mode::Post, Mode::Home, Mode::Pickup]
        .iter()
        .map(|mode| plan.leaving(problem, *mode))
        .sum();
    let planned = totals.cards + otherwise;
    let held = totals.waiting_cards;
    LedgerForm { entered, planned, held, balanced: planned + held == entered }
}
