//! The runs that were made: one JSON object a line in a file that only grows, so that a protocol
//! that was stopped goes on where it was.

use super::Result;
use super::curve::Curve;
use super::solver::Solver;
use serde::{Deserialize, Serialize};
use std::fs::{OpenOptions, create_dir_all, read_to_string};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What tells one run from another: a run with the same key is not made again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// Who.
    pub solver: Solver,
    /// Of the package, or for ours a digest of the program or the name given to it.
    pub version: String,
    /// On what.
    pub instance: String,
    /// How long.
    pub seconds: f64,
    /// With which seed.
    pub seed: u64,
    /// With how many threads at most.
    pub threads: usize,
    /// Fewest vehicles first.
    pub vehicles_first: bool,
}

/// A run and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// Which.
    #[serde(flatten)]
    pub key: Key,
    /// Customers or stops of the instance.
    pub n: usize,
    /// As the one checker counts it, in units of the file (yuan for a day); none without an answer
    /// that holds.
    pub cost: Option<f64>,
    /// Routes of the answer.
    pub routes: usize,
    /// Stops it leaves out; always 0 for classic instances, where that is no answer.
    pub absent: usize,
    /// Why there is no cost.
    pub fault: Option<String>,
    /// Wall seconds of the whole process.
    pub wall: f64,
    /// Seconds of all cores.
    pub cpu: f64,
    /// Peak resident memory in 10^6 bytes.
    pub peak_mb: f64,
    /// Best cost over time, if the solver tells.
    pub curve: Curve,
}

/// The file and what was in it.
#[derive(Debug)]
pub struct Runs {
    file: PathBuf,
    /// In the order they were made.
    pub all: Vec<Run>,
}

impl Runs {
    /// Reads `file`, which need not exist yet.
    ///
    /// # Errors
    /// When it cannot be read or a line is no run.
    pub fn open(file: &Path) -> Result<Self> {
        let text = match read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("{}: {error}", file.display()).into()),
        };
        let mut all = Vec::new();
        for (ix, line) in text.lines().enumerate() {
            let run = serde_json::from_str(line);
            all.push(run.map_err(|e| format!("{} line {}: {e}", file.display(), ix + 1))?);
        }
        Ok(Self { file: file.to_owned(), all })
    }

    /// The run of this key, if it was made.
    pub fn find(&self, key: &Key) -> Option<&Run> {
        self.all.iter().find(|run| run.key == *key)
    }

    /// Keeps a run.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&mut self, run: Run) -> Result<()> {
        if let Some(folder) = self.file.parent() {
            create_dir_all(folder)?;
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&self.file)?;
        let mut line = serde_json::to_string(&run)?;
        line.push('\n');
        file.write_all(line.as_bytes())?;
        self.all.push(run);
        Ok(())
    }
}
