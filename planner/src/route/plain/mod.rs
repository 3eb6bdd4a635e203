//! Rich problems that are classic ones in disguise (equal vehicles from one place, one capacity, at
//! most one window a stop, one kind of cost): the engine made for those finds cheaper routes.
//!
//! It serves every stop or nothing, so it gets a first part of the budget to serve them all, and
//! goes on only when it has; otherwise the rest is for the engine that leaves stops out.

mod answer;
mod instance;

use self::instance::Plain;
use super::fleet::{self, Fleet};
use super::{Progress, Settings, classic};
use crate::fault::Fault;
use crate::halt::Stop;
use crate::vrp::{Objective, Problem};
use std::sync::atomic::{AtomicBool, Ordering};

/// Smaller problems are for the engine for rich ones, which is at its best there.
const FEWEST: usize = 60;
/// Share of the budget in which all stops have to find a vehicle.
const CHANCE: f64 = 0.15;

/// Whether `problem` is for the engine for classic instances. O(stops² + profiles × nodes²).
pub fn suits(problem: &Problem) -> bool {
    problem.check().is_ok() && plain(problem).is_some()
}

fn plain(problem: &Problem) -> Option<Plain> {
    (problem.stops.len() >= FEWEST).then(|| Plain::of(problem)).flatten()
}

/// Looks for the best answer to `problem` until `stop`, by the engine that suits it: least weight left
/// out, then least cost. The rest, and what is refused, is as for [`fleet::solve`].
pub fn solve(
    problem: &Problem,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Fleet, Fault> {
    problem.check()?;
    Ok(match plain(problem) {
        Some(plain) => whole(problem, &plain, settings, stop, progress),
        None => fleet::solve_checked(problem, settings, stop, progress),
    })
}

/// Serves every stop of `problem`, which is `plain`, or else as much as possible.
fn whole(
    problem: &Problem,
    plain: &Plain,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Fleet {
    let hopeless = AtomicBool::new(false);
    let show = |mark: classic::Mark| {
        if mark.absent > 0 && mark.share > CHANCE {
            hopeless.store(true, Ordering::Relaxed);
        }
        progress(Progress {
            share: mark.share,
            iterations: mark.iterations,
            cost: plain.cost(mark.cost),
            routes: mark.routes,
            unserved: mark.absent,
        });
    };
    let spent = || match hopeless.load(Ordering::Relaxed) {
        true => f64::INFINITY,
        false => stop.share(0),
    };
    let chance = stop.asking(&spent);
    let solved = classic::solve(&plain.instance, Objective::Distance, settings, chance, &show);
    if let Some(routes) = solved.routes {
        return Fleet { answer: answer::answer(problem, &routes), iterations: solved.iterations };
    }
    let begun = stop.share(0);
    let rest = || match stop.share(0) {
        spent if begun < 1.0 => (spent - begun) / (1.0 - begun),
        spent => spent,
    };
    let left = stop.less(solved.iterations).asking(&rest);
    let mut found = fleet::solve_checked(problem, settings, left, progress);
    found.iterations += solved.iterations;
    found
}
