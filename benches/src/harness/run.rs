//! One run of one solver on one instance.

use super::curve::{self, Curve};
use super::judge::{self, Verdict};
use super::peers::{Peers, workers};
use super::runs::{Key, Run};
use super::solver::Solver;
use super::{Result, child, question};
use crate::day;
use fenjian_planner::formats::vroom;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::vrp::Instance;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::{create_dir_all, remove_dir_all};
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
        let folder = self.fresh()?;
        let (answer, trace) = (folder.join("answer.sol"), folder.join("curve.csv"));
        let command = match key.solver.worker() {
            None => {
                let mut command = self.ours(&key, file, &answer);
                command.arg("--trace").arg(&trace);
                command.args(key.vehicles_first.then_some("--fewest-vehicles"));
                command
            }
            Some(worker) => {
                question::write(instance, &folder.join("question.json"))?;
                let mut command = self.worker(worker);
                command.arg(&folder).arg(key.seconds.to_string()).arg(key.seed.to_string());
                let born = SystemTime::now().duration_since(UNIX_EPOCH)?;
                command.arg(key.threads.to_string()).arg(format!("{:.3}", born.as_secs_f64()));
                command
            }
        };
        let measured = child::measure(&command, patience(&key), &folder.join("said.txt"))?;
        let scale = match key.solver {
            // The program's trace is in units of the file already.
            Solver::Fenjian => 1,
            _ => instance.scale,
        };
        let curve = curve::read(&trace, scale as f64)?;
        let verdict = judge::classic(instance, &answer);
        Ok(kept(key, instance.customers(), &measured, verdict, curve))
    }

    /// Runs `key.solver` on the made-up day with so many stops. There is no curve: a cost says
    /// nothing while stops are left out.
    ///
    /// # Errors
    /// As [`Self::classic`].
    pub fn day(&self, key: Key, day: &DayProblem) -> Result<Run> {
        let folder = self.fresh()?;
        let (file, answer) = (folder.join("problem.json"), folder.join("solution.json"));
        let mut asked = day::vroom(day);
        std::fs::write(&file, asked.to_string())?;
        let command = match key.solver.day_worker() {
            None => self.ours(&key, &file, &answer),
            Some(worker) => {
                let mut command = self.worker(worker);
                command.arg(&file).arg(key.seconds.to_string()).arg(key.threads.to_string());
                command.arg(&answer);
                command
            }
        };
        let measured = child::measure(&command, patience(&key), &folder.join("said.txt"))?;
        if key.solver != Solver::Fenjian {
            spare(&mut asked);
        }
        let asked = vroom::read(asked.to_string().as_bytes(), 100).map_err(|f| f.to_string())?;
        let verdict = judge::day(&asked, &answer);
        Ok(kept(key, asked.problem.stops.len(), &measured, verdict, Curve::new()))
    }

    /// An empty folder for the files of one run.
    fn fresh(&self) -> Result<PathBuf> {
        let folder = self.scratch.join("run");
        let _ = remove_dir_all(&folder);
        create_dir_all(&folder)?;
        Ok(folder)
    }

    /// `fenjian solve` with the limits of `key`.
    fn ours(&self, key: &Key, file: &Path, answer: &Path) -> Command {
        let mut command = Command::new(&self.fenjian);
        command.arg("solve").arg(file).arg("--time").arg(format!("{}ms", 1000.0 * key.seconds));
        command.arg("--seed").arg(key.seed.to_string());
        command.arg("--threads").arg(key.threads.to_string()).arg("--out").arg(answer);
        command
    }

    /// A peer's worker. It gets the seconds for its search; reading and writing come on top.
    fn worker(&self, worker: &str) -> Command {
        let mut command = Command::new(self.peers.python());
        command.arg(workers().join(worker));
        command
    }
}

/// Takes from a day's question what the peers do in their own way (breaks, which VROOM has on the road
/// and vrp-cli skips) or cannot be told (most km a day), so that their answers count.
fn spare(asked: &mut Value) {
    let vehicles = asked["vehicles"].as_array_mut().into_iter().flatten();
    for vehicle in vehicles.filter_map(Value::as_object_mut) {
        vehicle.remove("breaks");
        vehicle.remove("max_distance");
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
        absent: verdict.absent,
        fault,
        wall: thousandth(measured.wall),
        cpu: thousandth(measured.cpu),
        peak_mb: measured.peak_mb.round(),
        curve,
    }
}

/// What the version of `fenjian` is called: the first digits of the program's SHA-256.
///
/// # Errors
/// When the program cannot be read.
pub fn digest(program: &Path) -> Result<String> {
    let bytes = std::fs::read(program).map_err(|e| format!("{}: {e}", program.display()))?;
    let digest = Sha256::digest(bytes);
    Ok(digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect())
}
