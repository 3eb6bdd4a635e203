//! What destinations are called on every day, so that two days can be compared.

use crate::plan::sort::{Destination, To};
use crate::problem::DayProblem;
use std::collections::BTreeMap;

/// For each destination the location's code, with `post` before it where no vehicle takes it there,
/// or the word for what goes nowhere else. A location with several stops has them numbered.
/// O(destinations log destinations).
pub fn names(problem: &DayProblem, destinations: &[Destination]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let name = |to: To| match to {
        To::Stop { consignment, .. } => problem.location(consignment).code.to_string(),
        To::Post(consignment) => format!("post {}", problem.location(consignment).code),
        To::Home => "home".to_owned(),
        To::Pickup => "pickup".to_owned(),
        To::Held => "held".to_owned(),
    };
    let each = destinations.iter().map(|destination| {
        let name = name(destination.to);
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} {count}") }
    });
    each.collect()
}
