//! Headless Chromium as a program that makes PDF of one document.
//!
//! What it is given has no script and may load nothing, and it is told to resolve no name, so that it
//! may run without its sandbox where the system's administrator is who runs us. It and what it starts are one
//! group of processes, which is ended when it takes too long or nobody waits for it any more.

use fenjian_planner::fault::{self, Fault};
use rustix::process::{Pid, Signal, geteuid, kill_process_group};
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};

/// What browsers are called.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A part takes seconds; one that takes this long hangs.
const LIMIT: Duration = Duration::from_secs(120);

const FIXED: [&str; 12] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
];

/// A browser on this machine.
#[derive(Clone, Debug)]
pub struct Browser {
    program: PathBuf,
    limit: Duration,
}

impl Browser {
    /// The browser that `FENJIAN_CHROMIUM` names, else the first of the usual names on the `PATH`.
    ///
    /// Errors: W830 when there is none.
    pub fn find() -> Result<Self, Fault> {
        let named = std::env::var_os("FENJIAN_CHROMIUM").filter(|name| !name.is_empty());
        let program = match named {
            Some(name) => PathBuf::from(name),
            None => on_path().ok_or_else(|| Fault::new(fault::NO_BROWSER, NAMES.join("、")))?,
        };
        Ok(Self::at(program, LIMIT))
    }

    /// The browser at `program`, which gets `limit` for each document.
    pub fn at(program: PathBuf, limit: Duration) -> Self {
        Self { program, limit }
    }

    /// The PDF of `html`, with tags for screen readers if `tagged`.
    ///
    /// Errors: W830 when the program cannot be started, W831 when it fails, W832 when it takes too
    /// long, W804 when there is no room for its files.
    pub(super) async fn pdf(&self, html: &str, tagged: bool) -> Result<Vec<u8>, Fault> {
        // Names of holders may stand in it: only this user may enter, and it goes with the folder.
        let folder =
            tempfile::Builder::new().prefix("fenjian-print-").tempdir().map_err(no_room)?;
        let (page, pdf) = (folder.path().join("page.html"), folder.path().join("page.pdf"));
        std::fs::write(&page, html).map_err(no_room)?;
        let said = folder.path().join("said");
        let mut command = Command::new(&self.program);
        command.args(FIXED).arg(joined("--user-data-dir=", &folder.path().join("profile")));
        if geteuid().is_root() {
            command.arg("--no-sandbox");
        }
        if !tagged {
            command.arg("--disable-pdf-tagging");
        }
        command.arg(joined("--print-to-pdf=", &pdf)).arg(joined("file://", &page));
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command.stderr(File::create(&said).map_err(no_room)?).process_group(0).kill_on_drop(true);
        let child = command.spawn().map_err(|error| {
            Fault::new(fault::NO_BROWSER, format!("{}：{error}", self.program.display()))
        })?;
        let mut running = Running { group: child.id().and_then(pid), child };
        let ended = tokio::time::timeout(self.limit, running.child.wait()).await;
        let Ok(ended) = ended else {
            return Err(Fault::new(fault::BROWSER_SLOW, format!("{} 秒", self.limit.as_secs())));
        };
        let status = ended.map_err(no_room)?;
        match std::fs::read(&pdf) {
            Ok(bytes) if status.success() => {
                running.group = None;
                Ok(bytes)
            }
            _ => Err(Fault::new(fault::BROWSER_FAILED, format!("{status}；{}", last_line(&said)))),
        }
    }
}

/// The browser and what it started; ended when this is dropped, unless it ended well.
struct Running {
    child: Child,
    group: Option<Pid>,
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(group) = self.group {
            // That they are gone already is no failure.
            let _ = kill_process_group(group, Signal::KILL);
        }
    }
}

fn pid(raw: u32) -> Option<Pid> {
    Pid::from_raw(raw.cast_signed())
}

fn no_room(error: std::io::Error) -> Fault {
    Fault::new(fault::CANNOT_WRITE, error.to_string())
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut whole = OsString::from(option);
    whole.push(path);
    whole
}

/// The last thing a program said; it may be what ended it.
fn last_line(said: &Path) -> String {
    let said = std::fs::read(said).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let line = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    line.chars().take(300).collect()
}

fn on_path() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let at = |name: &&str| folders.iter().map(|f| f.join(name)).find(|path| path.is_file());
    NAMES.iter().find_map(at)
}
