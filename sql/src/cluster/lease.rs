//! Who uses the cluster, counted by file locks that the kernel drops when a process dies.

use crate::cluster::failed;
use fenjian_planner::fault::Fault;
use std::fs::{File, TryLockError};
use std::path::Path;

/// The right to start and stop the server; held for a moment.
pub(super) struct Switch {
    _file: File,
}

/// A use of the server; held as long as the use lasts.
pub(super) struct Lease {
    _file: File,
}

impl Switch {
    /// Waits until nobody else starts or stops the server.
    pub(super) fn take(home: &Path) -> Result<Self, Fault> {
        let (path, file) = open(home, "switch")?;
        file.lock().map_err(|e| failed(&path, &e))?;
        Ok(Self { _file: file })
    }
}

impl Lease {
    /// Counts the caller among the users; the switch must be held.
    pub(super) fn take(home: &Path) -> Result<Self, Fault> {
        let (path, file) = open(home, "users")?;
        file.lock_shared().map_err(|e| failed(&path, &e))?;
        Ok(Self { _file: file })
    }
}

/// Whether any lease is held; the switch must be held.
pub(super) fn in_use(home: &Path) -> Result<bool, Fault> {
    let (path, file) = open(home, "users")?;
    match file.try_lock() {
        Ok(()) => Ok(false),
        Err(TryLockError::WouldBlock) => Ok(true),
        Err(TryLockError::Error(e)) => Err(failed(&path, &e)),
    }
}

fn open(home: &Path, name: &str) -> Result<(std::path::PathBuf, File), Fault> {
    let path = home.join(name);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    Ok((path.clone(), file.map_err(|e| failed(&path, &e))?))
}
