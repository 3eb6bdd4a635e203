//! The ledger of Fenjian in PostgreSQL: migrations, queries and the private cluster.
//! All SQL of the project stands in this crate.

pub mod cluster;
pub mod edition;
