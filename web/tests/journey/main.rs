//! The program as people use it: commands and pages on a real PostgreSQL.
#![allow(clippy::unwrap_used, missing_docs, reason = "a test that cannot go on stops")]

mod bad_input;
mod days;
mod desk;
mod desk_carried;
mod desk_floor;
mod desk_morning;
mod desk_post;
mod evening;
mod openapi;
mod pages;
mod paper;
mod press;
mod privacy;
mod program;
mod replay;
mod rules;
mod scanning;
mod served;
mod sheets;
mod vroom;
mod waves;
