//! The checker of rich answers: a sound one passes, and whatever is done to it is found.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

mod case;
mod damage;
mod figures;
mod places;
