//! Where PostgreSQL's programs lie and as whom they run.

use crate::cluster::failed;
use fenjian_planner::fault::{self, Fault};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The user that PostgreSQL insists on when root asks.
const UNPRIVILEGED: &str = "postgres";

/// The folder of `initdb`, `pg_ctl` and `postgres`, and the user they run as.
#[derive(Clone, Debug)]
pub(super) struct Programs {
    folder: PathBuf,
    /// User and group to change to; none when the caller is no root and stays who they are.
    owner: Option<(u32, u32)>,
}

impl Programs {
    /// Looks on PATH first, then in Debian's folders, newest version first.
    pub(super) fn find() -> Result<Self, Fault> {
        let folder = on_path().or_else(|| newest(Path::new("/usr/lib/postgresql")));
        let folder = folder.ok_or_else(|| Fault::new(fault::NO_POSTGRES, "initdb, pg_ctl"))?;
        let owner = match rustix::process::geteuid().is_root() {
            true => Some((id_of("-u")?, id_of("-g")?)),
            false => None,
        };
        Ok(Self { folder, owner })
    }

    /// A command that runs `program` from the folder as the right user, in a directory which that
    /// user can enter.
    pub(super) fn command(&self, program: &str) -> Command {
        self.as_owner(self.folder.join(program))
    }

    /// A command that runs the shell as the right user.
    pub(super) fn shell(&self) -> Command {
        self.as_owner(PathBuf::from("/bin/sh"))
    }

    /// Where `program` lies.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    fn as_owner(&self, program: PathBuf) -> Command {
        let mut command = match self.owner {
            None => Command::new(program),
            Some((user, group)) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={user}"), format!("--regid={group}")]);
                command.arg("--init-groups").arg("--").arg(program);
                command
            }
        };
        // Messages are read by people who report them: one language, whatever the machine's.
        command.current_dir("/").env("LC_ALL", "C");
        command
    }

    /// The user id that owns the data.
    pub(super) fn owner_id(&self) -> u32 {
        self.owner.map_or_else(|| rustix::process::geteuid().as_raw(), |(user, _)| user)
    }

    /// Makes `folder` with mode 0700 for the owner, if it is not there.
    pub(super) fn make_private(&self, folder: &Path) -> Result<(), Fault> {
        use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
        match std::fs::DirBuilder::new().mode(0o700).create(folder) {
            Ok(()) => {
                if let Some((user, group)) = self.owner {
                    chown(folder, Some(user), Some(group)).map_err(|e| failed(folder, &e))?;
                }
            }
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(failed(folder, &e)),
        }
        // The temporary folder is open to everyone: a folder or link that somebody else put there
        // under this name must not become the way to the database.
        let found = std::fs::symlink_metadata(folder).map_err(|e| failed(folder, &e))?;
        if !found.is_dir() || found.uid() != self.owner_id() {
            let detail = format!("{} 属于另一用户", folder.display());
            return Err(Fault::new(fault::FOLDER_BLOCKED, detail));
        }
        Ok(())
    }

    /// Refuses when the owner cannot enter `folder`, naming the first folder that blocks the way.
    pub(super) fn reach(&self, folder: &Path) -> Result<(), Fault> {
        if self.owner.is_none() {
            return Ok(());
        }
        let mut steps: Vec<&Path> = folder.ancestors().collect();
        steps.reverse();
        let script = r#"for d; do test -x "$d" || { printf %s "$d"; exit 1; }; done"#;
        let mut command = self.shell();
        command.arg("-c").arg(script).arg("sh").args(steps);
        let output = command.output().map_err(|e| failed(folder, &e))?;
        if output.status.success() {
            return Ok(());
        }
        let blocked = String::from_utf8_lossy(&output.stdout).into_owned();
        Err(Fault::new(fault::FOLDER_BLOCKED, format!("用户 {UNPRIVILEGED} 进不去 {blocked}")))
    }
}

fn complete(folder: &Path) -> bool {
    ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).is_file())
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| complete(folder))
}

fn newest(base: &Path) -> Option<PathBuf> {
    let versions = std::fs::read_dir(base).ok()?.flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| complete(folder))
        .collect();
    found.sort();
    found.pop().map(|(_, folder)| folder)
}

/// A number of the unprivileged user: `-u` its user id, `-g` its group.
fn id_of(which: &str) -> Result<u32, Fault> {
    let output = Command::new("id").args([which, UNPRIVILEGED]).output();
    let text = output.ok().and_then(|o| String::from_utf8(o.stdout).ok());
    let id = text.and_then(|text| text.trim().parse().ok());
    id.ok_or_else(|| Fault::new(fault::NO_POSTGRES, format!("没有用户 {UNPRIVILEGED}")))
}
