//! What benches and measurements share.

pub mod province;
