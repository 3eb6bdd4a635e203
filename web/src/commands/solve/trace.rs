//! `--trace`: how the best solution got better, one line of CSV at a time.

use crate::console::io_fault;
use fenjian_planner::fault::Fault;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// A file of marks: seconds since the program began, iterations, cost in the problem's units,
/// routes.
pub(super) struct Trace {
    path: PathBuf,
    begun: Instant,
    /// With the first error of writing, told when the search is over.
    out: Mutex<(BufWriter<File>, Option<std::io::Error>)>,
}

impl Trace {
    /// Makes the file with its header.
    pub(super) fn create(path: &Path, begun: Instant) -> Result<Self, Fault> {
        let failed = |e| io_fault(&path.display().to_string(), &e);
        let mut file = BufWriter::new(File::create(path).map_err(failed)?);
        file.write_all(b"seconds,iterations,cost,routes\n").map_err(failed)?;
        Ok(Self { path: path.to_owned(), begun, out: Mutex::new((file, None)) })
    }

    /// Adds a mark; called from any thread.
    pub(super) fn add(&self, iterations: u64, cost: &str, routes: usize) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        // Under the lock, so that the lines ascend.
        let seconds = self.begun.elapsed().as_secs_f64();
        let (file, failed) = &mut *out;
        if let Err(error) = writeln!(file, "{seconds:.3},{iterations},{cost},{routes}") {
            failed.get_or_insert(error);
        }
    }

    /// Writes what is left.
    pub(super) fn finish(self) -> Result<(), Fault> {
        let (mut file, failed) = self.out.into_inner().unwrap_or_else(PoisonError::into_inner);
        let outcome = failed.map_or_else(|| file.flush(), Err);
        outcome.map_err(|e| io_fault(&self.path.display().to_string(), &e))
    }
}
