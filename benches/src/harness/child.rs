//! One program run to its end and measured.
//!
//! Peak memory is the operating system's account for the process (`wait4`). Linux counts from before
//! `exec`, so a child never seems smaller than who started it. Therefore this program, which grows
//! with what it judges, starts itself anew as a small one between (`compare measure`).

use super::Result;
use rustix::process::{Pid, Signal, kill_process};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs::{File, read_to_string};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a run took.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measured {
    /// Wall seconds from its start to its end.
    pub wall: f64,
    /// Seconds of all cores together.
    pub cpu: f64,
    /// Peak resident memory in MB (10^6 bytes).
    pub peak_mb: f64,
    /// It did not end and was killed.
    pub killed: bool,
    /// It ended as it should.
    pub success: bool,
}

/// Keeps this program and all that it starts on the first `cores` of the cores it may use.
///
/// # Errors
/// When the system refuses.
pub fn keep_to(cores: usize) -> Result<()> {
    let allowed = sched_getaffinity(None)?;
    let mut few = CpuSet::new();
    let numbers = (0..CpuSet::MAX_CPU).filter(|&core| allowed.is_set(core));
    numbers.take(cores).for_each(|core| few.set(core));
    Ok(sched_setaffinity(None, &few)?)
}

/// Runs `command` by way of `compare measure` and kills it after `limit`; what it says on stdout and
/// stderr goes to `said`.
///
/// # Errors
/// When it cannot be started.
pub fn measure(command: &Command, limit: Duration, said: &Path) -> Result<Measured> {
    let report = said.with_extension("json");
    let mut between = Command::new(std::env::current_exe()?);
    between.arg("measure").arg(limit.as_secs_f64().to_string()).arg(said).arg(&report);
    between.arg(command.get_program()).args(command.get_args());
    if !between.status()?.success() {
        return Err(format!("could not measure {command:?}").into());
    }
    Ok(serde_json::from_str(&read_to_string(report)?)?)
}

/// What `compare measure` does: runs `command` (a program and its arguments) and writes what it took
/// to `report`.
///
/// # Errors
/// When it cannot be started or the files cannot be written.
pub fn between(command: &[OsString], limit: Duration, said: &Path, report: &Path) -> Result<()> {
    let (program, arguments) = command.split_first().ok_or("no program to measure")?;
    let file = File::create(said)?;
    let begun = Instant::now();
    let started = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn();
    let mut child = started.map_err(|error| format!("cannot start {program:?}: {error}"))?;
    let pid = Pid::from_child(&child);
    let (done, ended) = channel::<()>();
    let watch = thread::spawn(move || {
        let late = ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
        late && kill_process(pid, Signal::KILL).is_ok()
    });
    let used = child.wait4();
    let wall = begun.elapsed().as_secs_f64();
    drop(done);
    let killed = watch.join().unwrap_or(false);
    let used = used?;
    let measured = Measured {
        wall,
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        peak_mb: used.rusage.maxrss as f64 / 1e6,
        killed,
        success: used.status.success(),
    };
    Ok(serde_json::to_writer(File::create(report)?, &measured)?)
}
