//! The fleet engine against brute force and the independent checker, one test for each thing that it
//! models.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;
mod compare;
mod costs;
mod day;
mod depots;
mod lawful;
mod limits;
mod locks;
mod malformed;
mod twin;
mod wishes;
