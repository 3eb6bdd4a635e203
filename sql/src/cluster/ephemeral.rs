//! A cluster for one process: fast, without durability, gone when the process ends in any way.

use crate::cluster::failed;
use crate::cluster::programs::Programs;
use crate::cluster::server::{initdb, options, settings};
use fenjian_planner::fault::{self, Fault};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

/// A throwaway cluster for tests and trials. Its server is watched by a shell that reads from a
/// pipe: when this value is dropped, or its process dies, the pipe closes, the server stops and
/// the folder is removed.
pub struct Ephemeral {
    watcher: Child,
    folder: PathBuf,
}

/// Starts the server ($1 postgres, $2 folder, $3 options), says when it is ready, waits for the
/// pipe to close, then leaves nothing behind.
const WATCH: &str = r#"
"$1" -D "$2/db" $3 >"$2/log" 2>&1 </dev/null &
server=$!
for i in $(seq 600); do
  if grep -q 'ready to accept connections' "$2/log"; then echo ready; break; fi
  kill -0 $server 2>/dev/null || break
  sleep 0.02
done
read -r _
kill -QUIT $server 2>/dev/null
wait $server 2>/dev/null
rm -rf "$2"
"#;

impl Ephemeral {
    /// Makes and starts it; about 1.5 s.
    ///
    /// Errors: S701 without PostgreSQL's programs, S703 when it does not start.
    pub fn start() -> Result<Self, Fault> {
        let programs = Programs::find()?;
        let folder = unused_folder()?;
        programs.make_private(&folder)?;
        initdb(&programs, &folder.join("db"), &["--no-sync"])?;
        let fast = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        let settings: Vec<&str> = settings().iter().copied().chain(fast).collect();
        let watcher = (programs.shell())
            .args(["-c", WATCH, "sh"])
            .arg(programs.path("postgres"))
            .arg(&folder)
            .arg(options(&folder, &settings))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut watcher = watcher.map_err(|e| failed(&folder, &e))?;
        let mut line = String::new();
        if let Some(out) = watcher.stdout.as_mut() {
            BufReader::new(out.take(64)).read_line(&mut line).map_err(|e| failed(&folder, &e))?;
        }
        let cluster = Self { watcher, folder };
        match line.trim() {
            "ready" => Ok(cluster),
            _ => Err(Fault::new(fault::CLUSTER_FAILED, cluster.folder.display().to_string())),
        }
    }

    /// Its address as a libpq key/value string.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// The address of one of its databases.
    pub fn url_of(&self, database: &str) -> String {
        format!("host='{}' port=5432 user=fenjian dbname={database}", self.folder.display())
    }
}

impl Drop for Ephemeral {
    fn drop(&mut self) {
        self.watcher.stdin.take();
        // The watcher ends on its own; waiting only keeps it from becoming a zombie.
        let _ = self.watcher.wait();
    }
}

/// A name under the temporary folder that nobody can guess, short enough for a socket.
fn unused_folder() -> Result<PathBuf, Fault> {
    let mut random = [0u8; 8];
    let base = Path::new("/tmp");
    getrandom::fill(&mut random).map_err(|e| Fault::new(fault::CLUSTER_FAILED, e.to_string()))?;
    Ok(base.join(format!("fenjian-{:016x}", u64::from_be_bytes(random))))
}
