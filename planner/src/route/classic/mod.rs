//! The engine for classic instances: one depot, equal vehicles, one capacity, at most one window a
//! customer, from a hundred customers to tens of thousands.

mod best;
mod between;
mod fine;
mod ground;
mod local;
mod near;
mod parts;
mod recreate;
mod ruin;
mod search;
mod segment;
mod standing;
mod start;
mod state;
mod swap;
mod team;
mod times;
mod within;

use super::Settings;
use crate::halt::Stop;
use crate::vrp::{Instance, Objective, Routes};

/// How far a search is; given to the caller after each of many rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Share of the budget spent, from 0 to 1.
    pub share: f64,
    /// Iterations done by all threads.
    pub iterations: u64,
    /// Distance of the best routes so far, in units of the instance.
    pub cost: i64,
    /// How many routes they are.
    pub routes: usize,
    /// Customers on none of them.
    pub absent: usize,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Solved {
    /// The best routes; none when not all customers could be served (the instance allows too few
    /// routes, or a customer cannot be reached in time).
    pub routes: Option<Routes>,
    /// Iterations done by all threads.
    pub iterations: u64,
}

/// Looks for the cheapest routes that serve every customer of `instance` until `stop`.
pub fn solve(
    instance: &Instance,
    objective: Objective,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Mark) + Sync),
) -> Solved {
    let ground = ground::Ground::new(instance);
    let start = start::start(&ground);
    let (best, iterations) = team::run(&ground, start, objective, settings, stop, progress);
    let routes = best.absent.is_empty().then_some(best.routes);
    Solved { routes, iterations }
}
