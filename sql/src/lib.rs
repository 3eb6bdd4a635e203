//! The ledger of Fenjian in PostgreSQL: migrations, queries and the private cluster.
//! All SQL of the project stands in this crate.
//!
//! A [`store::Store`] is opened on the address that [`cluster`] gives, or on any other PostgreSQL.
//! The modules follow a day: [`import`] brings files in, a [`revision`] of its plan is stored and
//! published, an [`edition`] is all that its manifests show, [`custody`] notes through whose hands
//! its cards go, [`close`] ends it, [`reconcile`] proves it. [`drafts`] are plans that people edit; [`days`] and
//! [`search`] are for people who look.

mod card_lines;
pub mod close;
pub mod cluster;
pub mod custody;
mod day_input;
pub mod days;
pub mod drafts;
pub mod edition;
mod edition_read;
mod exceptions;
pub mod import;
pub mod incidents;
mod ledger;
mod numbering;
mod open;
mod places;
mod placing;
pub mod print_log;
mod publish;
mod read;
pub mod reconcile;
mod reconcile_plan;
pub mod replay;
pub mod revision;
pub mod sealed;
pub mod search;
mod snapshot;
pub mod sort_plan;
pub mod standing;
pub mod store;
pub mod trips;
mod trouble;
mod waves;
