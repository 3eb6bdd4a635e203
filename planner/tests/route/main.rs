//! Routes: tiny days against a slow obvious twin, larger ones against the rules.
#![allow(clippy::unwrap_used)]

mod against_twin;
mod case;
mod lawful;
mod twin;
mod way_out;
