//! A day's cards: assembled into a problem, consolidated, planned, and the plan checked.
#![allow(clippy::unwrap_used)]

mod assemble;
mod consolidate;
mod days;
mod generated;
mod propose;
