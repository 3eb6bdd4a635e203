//! The ledger of Fenjian in PostgreSQL: migrations, queries and the private cluster.
//! All SQL of the project stands in this crate.
//!
//! A [`store::Store`] is opened on the address that [`cluster`] gives, or on any other PostgreSQL.
//! The modules follow a day: [`import`] brings files in, a [`revision`] of its plan is stored and
//! published, an [`edition`] is all that its manifests show, [`close`] ends it.

pub mod cluster;
mod day_input;
pub mod edition;
pub mod import;
mod open;
mod places;
mod read;
pub mod store;
mod trouble;
