//! Pages as people use them, in a real Chromium, on a real PostgreSQL.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

mod desk;
mod driver;
mod evening;
mod floor;
mod outage;
#[path = "../journey/program.rs"]
mod program;
mod replay;
mod scanning;
#[allow(dead_code, reason = "other tests ask for more")]
#[path = "../journey/served.rs"]
mod served;
