//! Feeds damaged files to every reader: `fuzz SECONDS [TARGET] [SEED]`.
//!
//! Each target gets that many seconds (60 by default). Small sound files are damaged at random;
//! what makes a reader answer in a way not seen before joins the files that are damaged next. A
//! panic is a failure: the input that caused it is kept in the folder for temporary files and named.
#![allow(clippy::print_stdout, reason = "a measurement says what it found")]

mod mutate;
mod targets;

use mutate::Mutator;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use targets::Target;

/// Most files kept for damaging.
const KEPT: usize = 2_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let seconds = arguments.next().and_then(|arg| arg.parse().ok()).unwrap_or(60);
    let only = arguments.next();
    let seed = arguments.next().and_then(|arg| arg.parse().ok()).unwrap_or(1);
    let targets = targets::all();
    let chosen: Vec<_> =
        targets.iter().filter(|t| only.as_ref().is_none_or(|name| name == t.name)).collect();
    if chosen.is_empty() {
        let names: Vec<_> = targets.iter().map(|target| target.name).collect();
        println!("targets: {}", names.join(" "));
        return ExitCode::from(2);
    }
    // The panics that are looked for are told below, with the input.
    std::panic::set_hook(Box::new(|_| {}));
    let sound = chosen.iter().all(|target| fuzz(target, Duration::from_secs(seconds), seed));
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Damages files for `time`; false when one made the reader panic, or a sample is not accepted.
fn fuzz(target: &Target, time: Duration, seed: u64) -> bool {
    if let Some(refusal) = target.samples.iter().find_map(|sample| (target.read)(sample)) {
        println!("{}: a sample is refused: {refusal}", target.name);
        return false;
    }
    let mut mutator = Mutator::new(seed);
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    let (mut inputs, mut accepted, mut slowest) = (0_u64, 0_u64, Duration::ZERO);
    let begun = Instant::now();
    while begun.elapsed() < time {
        let input = mutator.damage(&target.samples, &files);
        let started = Instant::now();
        let Ok(answer) = catch_unwind(AssertUnwindSafe(|| (target.read)(&input))) else {
            report(target, &input, inputs);
            return false;
        };
        slowest = slowest.max(started.elapsed());
        inputs += 1;
        accepted += u64::from(answer.is_none());
        if files.len() < KEPT && seen.insert(answer.map(|text| shape(&text))) {
            files.push(input);
        }
    }
    println!(
        "{}: {inputs} inputs in {} s, {accepted} accepted, {} kinds of answers, slowest {:.0} ms, no panic",
        target.name,
        time.as_secs(),
        seen.len(),
        slowest.as_secs_f64() * 1e3,
    );
    true
}

/// A message without what it repeats of the input: its code and its words.
fn shape(message: &str) -> String {
    let code: String = message.chars().take_while(char::is_ascii_alphanumeric).collect();
    let words = message.split('“').map(|part| part.rsplit('”').next().unwrap_or(part));
    code + &words.flat_map(str::chars).filter(|c| !c.is_ascii()).collect::<String>()
}

fn report(target: &Target, input: &[u8], count: u64) {
    let path = std::env::temp_dir().join(format!("fuzz-{}-{count}", target.name));
    let kept = std::fs::write(&path, input);
    println!("{}: PANIC on input {count}, kept in {} ({kept:?})", target.name, path.display());
}
