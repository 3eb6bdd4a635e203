//! One run of one solver on one instance.

use super::curve::{self, Curve};
use super::judge::{self, Verdict};
use super::peers::{Peers, workers};
use super::runs::{Key, Run};
use super::solver::Solver;
use super::{Result, child, question};
use fenjian_planner::vrp::Instance;
use sha2::{Digest, Sha256};
use std::fs::{File, create_dir_all, remove_dir_all};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Where things are.
#[derive(Debug)]
pub struct Bench {
    /// Our program.
    pub fenjian: PathBuf,
    /// The peers.
    pub peers: Peers,
    /// A folder for the files of one run.
    pub scratch: PathBuf,
}

impl Bench {
    /// Runs `key.solver` on the instance in `file`, which says `instance`.
    ///
    /// # Errors
    /// When the solver cannot be started; a solver that fails is a run with a fault.
    pub fn classic(&self, key: Key, file: &Path, instance: &Instance) -> Result<Run> {
        let folder = self.scratch.join("run");
        let _ = remove_dir_all(&folder);
        create_dir_all(&folder)?;
        let (answer, trace) = (folder.join("answer.sol"), folder.join("curve.csv"));
        let mut command = match key.solver.worker() {
            None => {
                let mut command = self.ours(&key, file);
                command.arg("--out").arg(&answer).arg("--trace").arg(&trace);
                command.args(key.vehicles_first.then_some("--fewest-vehicles"));
                command
            }
            Some(worker) => {
                question::write(instance, &folder.join("question.json"))?;
                self.worker(&key, worker, &folder)?
            }
        };
        let scale = match key.solver {
            // The program's trace is in units of the file already.
            Solver::Fenjian => 1,
            _ => instance.scale,
        };
        let measured = child::measure(&mut command, patience(&key), &folder.join("said.txt"))?;
        let curve = curve::read(&trace, scale as f64)?;
        let verdict = judge::judge(instance, &answer);
        Ok(kept(key, instance.customers(), &measured, verdict, curve))
    }

    /// `fenjian solve` with the limits of `key`.
    fn ours(&self, key: &Key, file: &Path) -> Command {
        let mut command = Command::new(&self.fenjian);
        command.arg("solve").arg(file).arg("--time").arg(format!("{}ms", 1000.0 * key.seconds));
        command.arg("--seed").arg(key.seed.to_string());
        command.arg("--threads").arg(key.threads.to_string());
        command
    }

    /// A peer's worker; it gets the seconds for its search, reading and writing come on top.
    fn worker(&self, key: &Key, worker: &str, folder: &Path) -> Result<Command> {
        let mut command = Command::new(self.peers.python());
        command.arg(workers().join(worker)).arg(folder).arg(key.seconds.to_string());
        command.arg(key.seed.to_string()).arg(key.threads.to_string());
        let born = SystemTime::now().duration_since(UNIX_EPOCH)?;
        command.arg(format!("{:.3}", born.as_secs_f64()));
        Ok(command)
    }
}

/// After this a run is killed.
fn patience(key: &Key) -> Duration {
    Duration::from_secs_f64(1.5 * key.seconds + 60.0)
}

fn kept(key: Key, n: usize, measured: &child::Measured, verdict: Verdict, curve: Curve) -> Run {
    let fault = match () {
        () if measured.killed => Some("killed after 1.5 times its seconds and a minute".into()),
        () if !measured.success && verdict.cost.is_none() => {
            Some(format!("failed, {}", verdict.fault.unwrap_or_default()))
        }
        () => verdict.fault,
    };
    let thousandth = |x: f64| (x * 1000.0).round() / 1000.0;
    Run {
        key,
        n,
        cost: verdict.cost,
        routes: verdict.routes,
        absent: 0,
        fault,
        wall: thousandth(measured.wall),
        cpu: thousandth(measured.cpu),
        peak_mb: measured.peak_mb.round(),
        curve,
    }
}

/// What the version of `fenjian` is called: the first digits of the program's SHA-256. Read piece by
/// piece: memory of this program would show as that of its children.
///
/// # Errors
/// When the program cannot be read.
pub fn digest(program: &Path) -> Result<String> {
    let failed = |e: std::io::Error| format!("{}: {e}", program.display());
    let mut file = File::open(program).map_err(failed)?;
    let (mut digest, mut piece) = (Sha256::new(), [0; 1 << 14]);
    loop {
        match file.read(&mut piece).map_err(failed)? {
            0 => break,
            read => digest.update(&piece[..read]),
        }
    }
    Ok(digest.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect())
}
