//! Commands, pages and printed manifests of Fenjian.
//!
//! [`cli`] names the commands, [`commands`] does them one file each, [`pages`] serves what people
//! look at, [`manifests`] what they print and [`mod@print`] how it gets on paper; `translations` finds second languages.
//! What surrounds the program (its folder, key and database) is in [`home`], what it says in [`console`]. The planner's
//! desk is kept by `desk` and spoken to through `api`.

mod api;
pub mod cli;
pub mod commands;
pub mod console;
mod desk;
pub mod home;
pub mod manifests;
pub mod pages;
pub mod print;
mod shanghai;
mod translations;

use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

/// Runs the program with `args` (the first is its name). Exit code 0: done; 1: the work failed;
/// 2: wrong use.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let begun = Instant::now();
    let cli = match cli::Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are answers, everything else is wrong use.
            let wrong = error.use_stderr();
            let _ = error.print();
            return if wrong { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    let console = console::Console::new(cli.json);
    console::start_logs(&cli.command);
    match commands::run(cli.command, &console, begun) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            console.failed(&fault);
            ExitCode::FAILURE
        }
    }
}
