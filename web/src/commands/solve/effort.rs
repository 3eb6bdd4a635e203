//! How much work a VROOM problem is worth by itself: VROOM's clients expect a few jobs to be
//! answered in milliseconds.

use fenjian_planner::formats::vroom::Asked;
use fenjian_planner::route::plain;

/// Iterations for the square of the number of jobs: with a quarter of them a quarter of the runs at
/// 20 to 50 jobs miss the best seen, with three times as many nothing more is found
/// (docs/BENCHMARKS.md).
const PER_SQUARE: u64 = 20;
/// The same for the engine for classic instances, whose iterations do more.
const PER_SQUARE_PLAIN: u64 = 5;
/// And for the smallest of problems.
const LEAST: u64 = 200;
/// VROOM's usual level of exploration, the highest.
const USUAL: u32 = 5;
/// Jobs for each thread: fewer are not worth a second one.
const SHARE: usize = 25;

/// Share of the time that is over before the clock counts: a search that its iterations end by then,
/// or go on to end sooner than the clock, is the same every time.
const FREE: f64 = 0.05;

/// Iterations after which a longer search of `asked` is not expected to find much: in the square of
/// its jobs, because there are as many pairs to be tried, and half as many for each level of
/// exploration that the client goes below the usual.
pub(crate) fn iterations(asked: &Asked) -> u64 {
    let jobs = asked.problem.stops.len() as u64;
    let level = asked.options.level.unwrap_or(USUAL);
    let each = if plain::suits(&asked.problem) { PER_SQUARE_PLAIN } else { PER_SQUARE };
    let all = LEAST + each * jobs * jobs;
    (all >> USUAL.saturating_sub(level)).max(1)
}

/// Threads of `most` that are worth their start.
pub(crate) fn threads(asked: &Asked, most: usize) -> usize {
    most.min(1 + asked.problem.stops.len() / SHARE)
}

/// How much of the time counts as spent beside iterations once `share` of it is over.
pub(crate) fn spent(share: f64) -> f64 {
    ((share - FREE) / (1.0 - FREE)).max(0.0)
}
