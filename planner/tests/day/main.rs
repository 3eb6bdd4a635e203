//! A day's cards: assembled into a problem, consolidated, planned, and the plan checked.
#![allow(clippy::unwrap_used)]

mod assemble;
mod consolidate;
mod damage;
mod days;
mod generated;
mod golden;
mod propose;
mod sample_day;
