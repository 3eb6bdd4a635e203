//! The private PostgreSQL: a cluster of our own under the program's home, reached over a unix
//! socket only.
//!
//! Whoever uses it holds a shared lock on the file `users`; the kernel drops the lock of a process
//! that dies, so crashed users do not count. Starting and stopping happen under an exclusive lock
//! on the file `switch`, so that two processes never do both at once. The first user starts the
//! server, the last one stops it, unless the file `keep` says otherwise.

mod ephemeral;
mod lease;
mod programs;
mod server;

pub use ephemeral::Ephemeral;

use fenjian_planner::fault::{self, Fault};
use lease::{Lease, Switch};
use programs::Programs;
use server::Server;
use std::path::{Path, PathBuf};

/// A use of the private cluster; the server runs at least as long as this lives.
pub struct Cluster {
    home: PathBuf,
    server: Server,
    lease: Option<Lease>,
}

/// What is known of a cluster from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The server accepts connections.
    pub running: bool,
    /// Somebody uses it now.
    pub in_use: bool,
    /// It stays when the last user goes.
    pub kept: bool,
}

/// What became of a cluster that was to be shut down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Down {
    /// It was stopped.
    Stopped,
    /// Others use it; the last one stops it.
    LeftToUsers,
    /// It was not running.
    WasNotRunning,
}

impl Cluster {
    /// Uses the cluster under `home`, which is made when it does not exist; starts the server when
    /// it does not run. Takes about 1.5 s the first time, 0.2 s when it has to start.
    ///
    /// Errors: S701 without PostgreSQL's programs, S702 when the database user cannot reach `home`,
    /// S703 with the end of the server's log when it does not start.
    pub fn open(home: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(home).map_err(|e| failed(home, &e))?;
        let home = home.canonicalize().map_err(|e| failed(home, &e))?;
        let programs = Programs::find()?;
        programs.reach(&home)?;
        let _switch = Switch::take(&home)?;
        let lease = Lease::take(&home)?;
        let server = Server::of(&home, programs)?;
        server.start()?;
        Ok(Self { home, server, lease: Some(lease) })
    }

    /// Its address as a libpq key/value string.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Lets the server run on after the last user (`db up`).
    pub fn keep(&self) -> Result<(), Fault> {
        let file = keep_file(&self.home);
        std::fs::write(&file, "").map_err(|e| failed(&file, &e))
    }

    /// How the cluster under `home` stands.
    pub fn status(home: &Path) -> Result<Status, Fault> {
        let Some((home, server)) = existing(home)? else {
            return Ok(Status { running: false, in_use: false, kept: false });
        };
        let _switch = Switch::take(&home)?;
        Ok(Status {
            running: server.running()?,
            in_use: lease::in_use(&home)?,
            kept: keep_file(&home).exists(),
        })
    }

    /// Ends what [`Cluster::keep`] began (`db down`): stops the server, or leaves that to those
    /// who still use it.
    pub fn down(home: &Path) -> Result<Down, Fault> {
        let Some((home, server)) = existing(home)? else { return Ok(Down::WasNotRunning) };
        let _switch = Switch::take(&home)?;
        let file = keep_file(&home);
        if file.exists() {
            std::fs::remove_file(&file).map_err(|e| failed(&file, &e))?;
        }
        if !server.running()? {
            return Ok(Down::WasNotRunning);
        }
        if lease::in_use(&home)? {
            return Ok(Down::LeftToUsers);
        }
        server.stop()?;
        Ok(Down::Stopped)
    }

    fn leave(&mut self) -> Result<(), Fault> {
        let _switch = Switch::take(&self.home)?;
        self.lease.take();
        if lease::in_use(&self.home)? || keep_file(&self.home).exists() {
            return Ok(());
        }
        self.server.stop()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(fault) = self.leave() {
            tracing::warn!(%fault, "the private cluster was not stopped");
        }
    }
}

/// The canonical home and its server, when a cluster was ever made there.
fn existing(home: &Path) -> Result<Option<(PathBuf, Server)>, Fault> {
    if !home.join("db").exists() {
        return Ok(None);
    }
    let home = home.canonicalize().map_err(|e| failed(home, &e))?;
    let server = Server::of(&home, Programs::find()?)?;
    Ok(Some((home, server)))
}

fn keep_file(home: &Path) -> PathBuf {
    home.join("keep")
}

/// The fault for what the system refused to do with `path`.
fn failed(path: &Path, error: &std::io::Error) -> Fault {
    Fault::new(fault::CLUSTER_FAILED, format!("{}: {error}", path.display()))
}
