//! The commands, one file each.

mod badge;
mod check;
mod check_solution;
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
mod solve;
mod sort;

pub(crate) use plan::roads_text;
pub(crate) use solve::{effort, vroom};

use crate::cli::Command;
use crate::console::Console;
use crate::console::io_fault;
use fenjian_planner::fault::Fault;
use std::time::Instant;

/// Does `command` of a program that started at `begun`. Commands that only compute run here; a
/// runtime is made for those that need the database or the network.
pub fn run(command: Command, console: &Console, begun: Instant) -> Result<(), Fault> {
    match command {
        Command::Solve(args) => solve::run(args, console, begun),
        Command::CheckSolution(args) => check_solution::run(args, console),
        other => tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|e| io_fault("运行环境", &e))?
            .block_on(connected(other, console)),
    }
}

async fn connected(command: Command, console: &Console) -> Result<(), Fault> {
    match command {
        Command::Demo(args) => demo::run(args, console).await,
        Command::Sample(args) => sample::run(args, console).await,
        Command::Import(args) => import::run(args, console).await,
        Command::Plan(args) => plan::run(args, console).await,
        Command::Sort(args) => sort::run(args, console).await,
        Command::Publish(args) => publish::run(args, console).await,
        Command::Manifests(args) => manifests::run(args, console).await,
        Command::Check(args) => check::run(args, console).await,
        Command::Close(args) => close::run(args, console).await,
        Command::Reconcile(args) => reconcile::run(args, console).await,
        Command::Serve(args) => serve::run(args, console).await,
        Command::Badge(args) => badge::run(args, console).await,
        Command::Db(args) => db::run(args, console).await,
        // Done without a runtime, above.
        Command::Solve(_) | Command::CheckSolution(_) => Ok(()),
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

/// How many cores the program may use.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}
