//! One PostgreSQL server: making its data folder, starting, stopping, addressing.

use crate::cluster::failed;
use crate::cluster::programs::Programs;
use fenjian_planner::fault::{self, Fault};
use std::path::{Path, PathBuf};
use std::process::Output;

/// The database user and superuser of the cluster. The socket lies in a folder that only the
/// owner (and root) can enter, so no password is asked.
const USER: &str = "fenjian";

/// `sun_path` of a unix socket takes 107 bytes; the name in the folder is `/.s.PGSQL.5432`.
const LONGEST_SOCKET_FOLDER: usize = 107 - 15;

/// Settings for loading many cards at once on a small machine. No replication, so the log can be
/// minimal and a table made in the same transaction is not logged at all; fsync stays on.
const SETTINGS: &[&str] = &[
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "shared_buffers=128MB",
    "maintenance_work_mem=128MB",
    "max_wal_size=4GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=50",
    "timezone=Asia/Shanghai",
    "log_statement=none",
    "log_parameter_max_length_on_error=0",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "jit=off",
];

/// A server with its data and socket folders.
#[derive(Clone, Debug)]
pub(super) struct Server {
    programs: Programs,
    data: PathBuf,
    socket: PathBuf,
}

impl Server {
    /// The server whose data lie under `home`.
    pub(super) fn of(home: &Path, programs: Programs) -> Result<Self, Fault> {
        Ok(Self { programs, data: home.join("db"), socket: socket_folder(home) })
    }

    /// libpq key/value address; values are quoted as libpq asks.
    pub(super) fn url(&self) -> String {
        let host = self.socket.to_string_lossy().replace('\\', r"\\").replace('\'', r"\'");
        format!("host='{host}' port=5432 user={USER} dbname=postgres")
    }

    /// Starts it and waits until it accepts connections; nothing to do when it does already.
    pub(super) fn start(&self) -> Result<(), Fault> {
        if !self.data.exists() {
            self.make()?;
        }
        if self.running()? {
            return Ok(());
        }
        self.programs.make_private(&self.socket)?;
        let log = self.data.join("server.log");
        let options = options(&self.socket, SETTINGS);
        let output = (self.programs.command("pg_ctl"))
            .args(["start", "--wait", "--silent", "--timeout=60", "-D"])
            .arg(&self.data)
            .arg("-l")
            .arg(&log)
            .arg("-o")
            .arg(options)
            // The server lives on and would keep a pipe open that somebody waits for.
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .output()
            .map_err(|e| failed(&self.data, &e))?;
        match output.status.success() {
            true => Ok(()),
            false => Err(Fault::new(fault::CLUSTER_FAILED, tail(&log))),
        }
    }

    /// Stops it; sessions that are still open are ended and their transactions rolled back.
    pub(super) fn stop(&self) -> Result<(), Fault> {
        let output = (self.programs.command("pg_ctl"))
            .args(["stop", "--wait", "--silent", "--mode=fast", "--timeout=120", "-D"])
            .arg(&self.data)
            .output()
            .map_err(|e| failed(&self.data, &e))?;
        // Emptied by the server; a folder that will not go does no harm.
        let _ = std::fs::remove_dir(&self.socket);
        succeeded(output)
    }

    /// Whether its process runs.
    pub(super) fn running(&self) -> Result<bool, Fault> {
        let output = (self.programs.command("pg_ctl"))
            .args(["status", "-D"])
            .arg(&self.data)
            .output()
            .map_err(|e| failed(&self.data, &e))?;
        Ok(output.status.success())
    }

    /// Makes the data folder under another name first, so that one left half-made by a power cut
    /// is never taken for a cluster.
    fn make(&self) -> Result<(), Fault> {
        let draft = self.data.with_extension("new");
        if draft.exists() {
            std::fs::remove_dir_all(&draft).map_err(|e| failed(&draft, &e))?;
        }
        self.programs.make_private(&draft)?;
        initdb(&self.programs, &draft, &[])?;
        std::fs::rename(&draft, &self.data).map_err(|e| failed(&self.data, &e))
    }
}

/// Fills `data`. The locale is C, so that text sorts by its bytes on every machine.
pub(super) fn initdb(programs: &Programs, data: &Path, more: &[&str]) -> Result<(), Fault> {
    let output = (programs.command("initdb"))
        .args(["--encoding=UTF8", "--locale=C", "--auth=trust", "--no-instructions"])
        .arg(format!("--username={USER}"))
        .args(more)
        .arg("-D")
        .arg(data)
        .output()
        .map_err(|e| failed(data, &e))?;
    succeeded(output)
}

/// The command line of `postgres`; the socket folder holds no character the shell minds.
pub(super) fn options(socket: &Path, settings: &[&str]) -> String {
    let mut options = format!("-k {}", socket.display());
    for setting in settings {
        options += &format!(" -c {setting}");
    }
    options
}

/// The settings every cluster of ours runs with.
pub(super) fn settings() -> &'static [&'static str] {
    SETTINGS
}

/// `home/socket`, unless the path is too long for a unix socket or has characters that PostgreSQL
/// or the shell would read as separators; then a folder of its own under the temporary one.
fn socket_folder(home: &Path) -> PathBuf {
    let folder = home.join("socket");
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/._-".contains(&b);
    let bytes = folder.as_os_str().as_encoded_bytes();
    if bytes.len() <= LONGEST_SOCKET_FOLDER && bytes.iter().all(|&b| plain(b)) {
        return folder;
    }
    // FNV-1a: every build of the program must find the same folder for the same home.
    let bytes = home.as_os_str().as_encoded_bytes();
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &b| {
        (hash ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    PathBuf::from(format!("/tmp/fenjian-{hash:016x}"))
}

/// The last lines of the server's log.
fn tail(log: &Path) -> String {
    let text = std::fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().rev().take(5).collect();
    lines.into_iter().rev().collect::<Vec<_>>().join("; ")
}

fn succeeded(output: Output) -> Result<(), Fault> {
    match output.status.success() {
        true => Ok(()),
        false => {
            let text = String::from_utf8_lossy(&output.stderr);
            Err(Fault::new(fault::CLUSTER_FAILED, text.trim().replace('\n', "; ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_home_keeps_its_socket_and_a_long_or_odd_one_gets_another_place() {
        let folder = |home: &str| socket_folder(Path::new(home));
        assert_eq!(folder("/srv/.fenjian"), Path::new("/srv/.fenjian/socket"));
        for home in [format!("/srv/{}", "x".repeat(100)), "/srv/分拣".into(), "/srv/a,b c".into()]
        {
            let socket = folder(&home);
            assert!(socket.as_os_str().len() <= LONGEST_SOCKET_FOLDER, "{socket:?}");
            assert!(socket.starts_with("/tmp"));
            assert_ne!(socket, folder("/srv/another, home"));
        }
    }
}
