//! CVRPLIB's `.sol`: `Route #1: 3 5 7` for each route, then `Cost 1234`.
//!
//! Customers are numbered from 1 in the order of the problem's file without the depot, which is how
//! [`Instance`] numbers them. The cost is in the file's units.

use super::text::{Line, decode, lines, shown};
use crate::fault::{self, Fault};
use crate::vrp::{Instance, Routes};
use std::fmt::Write;

/// What a `.sol` file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Its routes; their customers may not exist.
    pub routes: Routes,
    /// The cost it claims, in the file's units.
    pub cost: Option<f64>,
}

/// `amount`, counted in units of 1 / `scale`, as the file would write it: `1234` or `123.4`.
pub fn units(amount: i64, scale: i64) -> String {
    match scale {
        ..=1 => amount.to_string(),
        _ => {
            let sign = if amount < 0 { "-" } else { "" };
            let (whole, rest) = (amount.abs() / scale, amount.abs() % scale);
            let digits = scale.ilog10() as usize;
            format!("{sign}{whole}.{rest:0digits$}")
        }
    }
}

/// `routes` of `instance`, which cost `cost`, as a `.sol` file. O(customers).
pub fn write_solution(instance: &Instance, routes: &Routes, cost: i64) -> String {
    let mut text = String::new();
    for (index, route) in routes.iter().enumerate() {
        let _ = write!(text, "Route #{}:", index + 1);
        for customer in route {
            let _ = write!(text, " {customer}");
        }
        text.push('\n');
    }
    let _ = writeln!(text, "Cost {}", units(cost, instance.scale));
    text
}

/// Reads a `.sol` file. Whether its customers exist is for the checker to say. O(bytes).
///
/// # Errors
/// F101 for an empty file, F311 for what is no text, F312 for a line that is neither a route nor a
/// cost, or a file without routes.
pub fn read_solution(bytes: &[u8]) -> Result<Solution, Fault> {
    let text = decode(bytes)?;
    let mut solution = Solution { routes: Routes::new(), cost: None };
    for line in lines(&text) {
        let word = line.words().next().unwrap_or_default().to_ascii_lowercase();
        if word.starts_with("route") {
            solution.routes.push(route(line)?);
        } else if word.starts_with("cost") && solution.cost.is_none() {
            solution.cost = Some(cost(line)?);
        } else {
            return Err(line.fault(fault::SOLUTION_UNREADABLE, shown(line.text)));
        }
    }
    if solution.routes.is_empty() {
        return Err(Fault::new(fault::SOLUTION_UNREADABLE, "没有线路"));
    }
    Ok(solution)
}

fn route(line: Line<'_>) -> Result<Vec<u32>, Fault> {
    let bad = |what: &str| line.fault(fault::SOLUTION_UNREADABLE, shown(what));
    let (_, customers) = line.text.split_once(':').ok_or_else(|| bad(line.text))?;
    customers.split_whitespace().map(|word| word.parse().map_err(|_| bad(word))).collect()
}

fn cost(line: Line<'_>) -> Result<f64, Fault> {
    let rest = line.text[4..].trim_start_matches([':', '=']).trim();
    let rest = rest.trim_start_matches([':', '=']).trim();
    let bad = || line.fault(fault::SOLUTION_UNREADABLE, shown(line.text));
    rest.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(bad)
}
