//! A day's cards: located, dated, assembled into a problem, consolidated, planned, and the plan checked.
#![allow(clippy::unwrap_used)]

mod assemble;
mod carried;
mod consolidate;
mod damage;
mod days;
mod desk;
mod due;
mod generated;
mod golden;
mod hours;
mod locate;
mod propose;
mod sample_day;
mod sorting;
mod standing;
mod waves;
