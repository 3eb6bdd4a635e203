//! The plan of the tiny day, word for word.

use super::days::{plan, problem};
use super::sample_day::{day, text};

#[test]
fn the_plan_of_a_tiny_day() {
    let problem = problem(&day());
    let found = text(&problem, &plan(&problem, 300));
    let golden = include_str!("tiny_day.txt");
    assert_eq!(found, golden, "\nfound:\n{found}\nexpected:\n{golden}");
}
