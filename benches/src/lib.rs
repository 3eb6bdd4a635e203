//! What benches and measurements share: made-up problems, and the harness that runs Fenjian and its
//! peers side by side.

pub mod day;
pub mod floor;
pub mod generate;
pub mod harness;
pub mod province;
pub mod sample;
pub mod tidiness;
