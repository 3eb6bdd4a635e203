//! One program run to its end and measured.
//!
//! Peak memory is the operating system's account for the process (`wait4`). Linux counts from before
//! `exec`, so a child never seems smaller than this program, which therefore stays small.

use super::Result;
use rustix::process::{Pid, Signal, kill_process};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};
use wait4::Wait4;

/// What a run took.
#[derive(Clone, Debug)]
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

/// Runs `command` and kills it after `limit`; what it says on stdout and stderr goes to `said`.
///
/// # Errors
/// When it cannot be started.
pub fn measure(command: &mut Command, limit: Duration, said: &Path) -> Result<Measured> {
    let file = File::create(said)?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    let begun = Instant::now();
    let started = command.spawn();
    let mut child = started.map_err(|error| format!("cannot start {command:?}: {error}"))?;
    let pid = Pid::from_child(&child);
    let (done, ended) = channel::<()>();
    thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let late = ended.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
            late && kill_process(pid, Signal::KILL).is_ok()
        });
        let used = child.wait4();
        let wall = begun.elapsed().as_secs_f64();
        drop(done);
        let killed = watch.join().unwrap_or(false);
        let used = used?;
        let cpu = used.rusage.utime + used.rusage.stime;
        Ok(Measured {
            wall,
            cpu: cpu.as_secs_f64(),
            peak_mb: used.rusage.maxrss as f64 / 1e6,
            killed,
            success: used.status.success(),
        })
    })
}
