//! Routing problems in the formats of benchmarks: what is read, what is refused, what is written,
//! and the checker of solutions.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

mod bad_solomon;
mod bad_vrplib;
mod checking;
mod damaged;
mod lengths;
mod matrices;
mod order;
mod solomon;
mod solutions;
mod times;

use fenjian_planner::formats::routing::read;
use fenjian_planner::vrp::Instance;

pub(crate) const TINY: &str = include_str!("../data/routing/tiny.vrp");
pub(crate) const WINDOWS: &str = include_str!("../data/routing/windows.vrp");
pub(crate) const MATRIX: &str = include_str!("../data/routing/matrix.vrp");
pub(crate) const SOLOMON: &str = include_str!("../data/routing/R101-25.txt");
pub(crate) const UCHOA: &str = include_str!("../data/routing/X-n101-k25.vrp");

/// The instance in a text that is sound.
pub(crate) fn sound(text: &str) -> Instance {
    read(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// Code and detail of the fault in a text.
pub(crate) fn fault(text: &[u8]) -> (String, String) {
    let fault = read(text).expect_err(&String::from_utf8_lossy(text));
    (fault.code.to_string(), fault.detail)
}

/// `text` with `from`, which it has, replaced once.
pub(crate) fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is in the text");
    text.replacen(from, to, 1)
}

/// All distances of an instance.
pub(crate) fn legs(instance: &Instance) -> Vec<Vec<i64>> {
    let nodes = instance.metric.nodes();
    (0..nodes).map(|i| (0..nodes).map(|j| instance.metric.distance(i, j)).collect()).collect()
}
