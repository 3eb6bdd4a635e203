//! Runs Fenjian and its peers one after another on the same instances, with the same seconds and
//! cores, judges every answer by one checker, keeps each run, and writes tables and plots of them.

pub mod child;
pub mod curve;
pub mod facts;
pub mod judge;
pub mod page;
pub mod peers;
pub mod plots;
pub mod protocol;
pub mod question;
pub mod report;
pub mod run;
pub mod runs;
pub mod solver;
pub mod tables;

/// What the harness's own work ends with; its errors are for the person at the terminal.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
