//! Sort plans against brute force, the independent checker and the card-by-card simulator.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;
mod damage;
mod laws;
mod left;
mod machines;
mod rival;
mod stable;
mod time;
mod twin;
