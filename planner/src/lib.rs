//! What Fenjian knows and decides, without any input or output of its own.
//!
//! The modules stand in the order in which a day's cards pass through them:
//! [`words`] are the domain's types, [`formats`] turns bytes into them, [`intake`] judges each card,
//! [`day`] assembles the [`problem`], [`consolidate`] makes pouches, [`roads`] measures, [`route`]
//! plans (a [`vrp`] problem it is by then), [`mod@plan`] is the result and [`check`] proves it without looking at how it was made.
//! No module reads a clock, a file, the environment or a global random number: time, seed and
//! limits are arguments.

pub mod check;
pub mod consolidate;
pub mod day;
pub mod desk;
pub mod due;
pub mod fault;
pub mod formats;
pub mod halt;
pub mod hours;
pub mod intake;
pub mod locate;
pub mod milp;
pub mod plan;
pub mod problem;
pub mod propose;
pub mod roads;
pub mod route;
pub mod sample;
pub mod sort;
pub mod units;
pub mod vrp;
pub mod weigh;
pub mod words;
