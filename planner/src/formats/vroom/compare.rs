//! Whether the figures of a solution are those that follow from its steps.

use super::at::At;
use super::json::Json;
use super::problem::Asked;
use super::solution::{Stated, need};
use super::write::{Computing, solution};
use crate::fault::{self, Fault};
use crate::vrp::Answer;

/// Figures of the summary and of routes that are compared where the solution states them.
const FIGURES: [&str; 12] = [
    "cost",
    "routes",
    "unassigned",
    "delivery",
    "amount",
    "pickup",
    "setup",
    "service",
    "duration",
    "waiting_time",
    "priority",
    "distance",
];

/// Every figure of `stated` that differs from what `answer`, the same answer with its sums computed
/// anew, gives; A114 each. O(bytes).
///
/// # Errors
/// V904 or V905 where the solution has no summary or routes.
pub fn compare(asked: &Asked, stated: &Stated, answer: &Answer) -> Result<Vec<Fault>, Fault> {
    let exact = solution(asked, answer, Computing::default());
    let mut faults = Vec::new();
    let root = At::root(&stated.json);
    // Each leg driven with a speed factor may be cut to a second.
    let cut = |steps: usize| if asked.scale.time == 1 { 0 } else { steps as u64 };
    let steps = exact.routes.iter().map(|route| route.steps.len()).sum();
    differ(&need(&root, "summary")?, &tree(&exact.summary), cut(steps), &mut faults)?;
    let mut routes =
        exact.routes.iter().zip(&stated.order).map(|(r, &at)| (at, r)).collect::<Vec<_>>();
    routes.sort_by_key(|(at, _)| *at);
    let mut routes = routes.into_iter();
    need(&root, "routes")?.list(|at| match routes.next() {
        Some((_, route)) => differ(&at, &tree(route), cut(route.steps.len()), &mut faults),
        None => Ok(()),
    })?;
    Ok(faults)
}

fn tree(value: &impl serde::Serialize) -> Json {
    let text = serde_json::to_vec(value).unwrap_or_default();
    Json::parse(&text).unwrap_or(Json::Null)
}

/// The figures of `at` that are further than `cut` from those of `exact`.
fn differ(at: &At<'_>, exact: &Json, cut: u64, faults: &mut Vec<Fault>) -> Result<(), Fault> {
    let Json::Object(exact) = exact else { return Ok(()) };
    for (key, stated) in at.entries()? {
        let Some((_, exact)) = exact.iter().find(|(name, _)| name == key) else { continue };
        if !FIGURES.contains(&key) {
            continue;
        }
        let same = match (stated.value(), exact) {
            (Json::Whole(stated), Json::Whole(exact)) => stated.abs_diff(*exact) <= cut,
            (stated, exact) => stated == exact,
        };
        if !same {
            let detail = format!("应为 {}", shown(exact));
            faults.push(stated.fault(fault::FIGURE_DIFFERS, &detail));
        }
    }
    Ok(())
}

fn shown(value: &Json) -> String {
    match value {
        Json::Whole(number) => number.to_string(),
        Json::Row(row) => format!("{row:?}"),
        other => other.kind().to_owned(),
    }
}
