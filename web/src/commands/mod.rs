//! The commands, one file each.

mod check;
mod close;
mod db;
mod demo;
mod import;
mod manifests;
mod plan;
mod publish;
mod reconcile;
mod sample;
mod serve;

pub(crate) use plan::roads_text;

use crate::cli::Command;
use crate::console::Console;
use fenjian_planner::fault::Fault;

/// Does `command`.
pub async fn run(command: Command, console: &Console) -> Result<(), Fault> {
    match command {
        Command::Demo(args) => demo::run(args, console).await,
        Command::Sample(args) => sample::run(args, console).await,
        Command::Import(args) => import::run(args, console).await,
        Command::Plan(args) => plan::run(args, console).await,
        Command::Publish(args) => publish::run(args, console).await,
        Command::Manifests(args) => manifests::run(args, console).await,
        Command::Check(args) => check::run(args, console).await,
        Command::Close(args) => close::run(args, console).await,
        Command::Reconcile(args) => reconcile::run(args, console).await,
        Command::Serve(args) => serve::run(args, console).await,
        Command::Db(args) => db::run(args, console).await,
    }
}

/// Runs blocking `work` off the async workers.
async fn off_workers<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome,
        Err(gone) => Err(Fault::new(fenjian_planner::fault::STOPPED_BY_PERSON, gone.to_string())),
    }
}
