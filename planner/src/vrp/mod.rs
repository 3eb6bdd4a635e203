//! Routing problems and their answers as plain data, apart from any day of cards: what benchmark
//! files, VROOM clients and the day's planning all speak of.
//!
//! An [`Instance`] is one of the two classic problems (CVRP, VRPTW) of any size; a [`Problem`] has
//! everything a real fleet needs.

mod answer;
mod instance;
mod metric;
mod problem;
mod sound;

pub use answer::{Answer, Event, Step, Tour};
pub use instance::{Instance, Objective, Routes, Timing};
pub use metric::{Metric, Rounding};
pub use problem::{
    Among, Break, Depot, Frozen, Problem, Profile, Reference, Smoothness, Stop, Vehicle,
};
pub(crate) use sound::MOST_CHOICES;
