//! The peers: a virtual environment with pinned versions.

use super::Result;
use super::solver::Solver;
use std::path::{Path, PathBuf};
use std::process::Command;

const REQUIREMENTS: &str = include_str!("../../peers/requirements.txt");

/// A virtual environment that holds them.
#[derive(Debug)]
pub struct Peers {
    folder: PathBuf,
}

impl Peers {
    /// In `folder`, installed or not.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Its interpreter.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin/python")
    }

    /// Makes the environment and installs what is pinned; at once when that was done before.
    ///
    /// # Errors
    /// When Python is missing or a package does not install.
    pub fn install(&self) -> Result<()> {
        let stamp = self.folder.join("installed.txt");
        if std::fs::read_to_string(&stamp).is_ok_and(|text| text == REQUIREMENTS) {
            return Ok(());
        }
        run(Command::new("python3").args(["-m", "venv"]).arg(&self.folder))?;
        let list = workers().join("requirements.txt");
        run(Command::new(self.python()).args(["-m", "pip", "install", "-q", "-r"]).arg(list))?;
        Ok(std::fs::write(stamp, REQUIREMENTS)?)
    }
}

/// The pinned version of a peer.
pub fn version(solver: Solver) -> Option<&'static str> {
    let package = solver.package()?;
    REQUIREMENTS.lines().find_map(|line| line.strip_prefix(package)?.strip_prefix("=="))
}

/// Where the workers lie.
pub fn workers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| format!("cannot start {command:?}: {error}"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!("{command:?} ended with {status}").into()),
    }
}
