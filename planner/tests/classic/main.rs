//! The engine for classic instances, seen from outside: against every solution of small instances,
//! and on larger ones against the independent checker.
#![allow(clippy::unwrap_used, reason = "a test that finds nothing fails")]

mod case;
mod exhaustive;
mod laws;
