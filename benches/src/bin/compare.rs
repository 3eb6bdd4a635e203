//! Runs Fenjian and its peers side by side and writes the tables and plots of docs/BENCHMARKS.md.
#![allow(clippy::print_stderr)]

use clap::{Args, Parser, Subcommand};
use fenjian_benches::day;
use fenjian_benches::harness::peers::{Peers, version};
use fenjian_benches::harness::protocol::{Measure, PROTOCOLS, Protocol, named};
use fenjian_benches::harness::report::Report;
use fenjian_benches::harness::run::{Bench, digest};
use fenjian_benches::harness::runs::{Key, Run, Runs};
use fenjian_benches::harness::solver::Solver;
use fenjian_benches::harness::{Result, child, judge, page, plots, tables};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

/// The side-by-side harness.
#[derive(Debug, Parser)]
struct Cli {
    /// The runs made so far; they are not made again
    #[arg(long, default_value = "benches/data/runs.jsonl", global = true)]
    runs: PathBuf,
    /// The peers' virtual environment
    #[arg(long, default_value = "target/peers", global = true)]
    peers: PathBuf,
    /// Fenjian's runs are kept and shown under this name; default: a digest of the program for a
    /// run, the last name run for a report
    #[arg(long, global = true)]
    label: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Install the peers
    Install,
    /// Run a protocol; what was run before is kept
    Run(Protocolled),
    /// Write tables and plots of all runs
    Report {
        /// The page with the markers
        #[arg(long, default_value = "docs/BENCHMARKS.md")]
        page: PathBuf,
        /// The folder for plots
        #[arg(long, default_value = "docs/benchmarks")]
        plots: PathBuf,
    },
    /// Run one program and write what it took; the harness's own step
    #[command(hide = true)]
    Measure {
        limit: f64,
        said: PathBuf,
        report: PathBuf,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        command: Vec<OsString>,
    },
}

#[derive(Debug, Args)]
struct Protocolled {
    /// x, x-all, belgium, vrptw, fewest, day or scaling
    protocol: String,
    /// The folder with the instances
    #[arg(long, env = "FENJIAN_INSTANCES")]
    instances: Option<PathBuf>,
    /// Our program
    #[arg(long, default_value = "target/release/fenjian")]
    fenjian: PathBuf,
    /// Only rounds of these seconds; when none has them, all rounds with them instead of their own
    #[arg(long)]
    seconds: Option<f64>,
    /// These seeds instead of the protocol's
    #[arg(long, value_delimiter = ',')]
    seeds: Vec<u64>,
    /// Only these instances
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Only these solvers
    #[arg(long, value_delimiter = ',')]
    solvers: Vec<Solver>,
}

fn main() {
    if let Err(error) = work(&Cli::parse()) {
        eprintln!("compare: {error}");
        std::process::exit(1);
    }
}

fn work(cli: &Cli) -> Result<()> {
    match &cli.command {
        Command::Install => Peers::at(&cli.peers).install(),
        Command::Run(wanted) => run(cli, wanted),
        Command::Measure { limit, said, report, command } => {
            child::between(command, Duration::from_secs_f64(*limit), said, report)
        }
        Command::Report { page, plots } => {
            let runs = Runs::open(&cli.runs)?;
            let report = Report::new(&runs, cli.label.as_deref())?;
            let beside = page.parent().unwrap_or(page);
            for protocol in &PROTOCOLS {
                let mut text = tables::write(&report, protocol);
                for file in plots::write(&report, protocol, plots)? {
                    let link = file.strip_prefix(beside).unwrap_or(&file).display();
                    text += &format!("![Gap over time: {}]({link})\n", protocol.name);
                }
                page::put(page, protocol.name, &text)?;
            }
            Ok(())
        }
    }
}

fn run(cli: &Cli, wanted: &Protocolled) -> Result<()> {
    let protocol = named(&wanted.protocol)?;
    let mut runs = Runs::open(&cli.runs)?;
    let bench = Bench {
        fenjian: wanted.fenjian.clone(),
        peers: Peers::at(&cli.peers),
        scratch: PathBuf::from("target/bench"),
    };
    let ours = match &cli.label {
        Some(label) => label.clone(),
        None => digest(&bench.fenjian)?,
    };
    child::keep_to(2)?;
    for key in keys(protocol, wanted, &ours)? {
        if runs.find(&key).is_some() {
            continue;
        }
        if key.solver != Solver::Fenjian {
            bench.peers.install()?;
        }
        let Some(run) = one(&bench, wanted, key)? else { continue };
        say(&run);
        runs.keep(run)?;
    }
    Ok(())
}

/// All that is to be run, in order: all solvers on one instance one after another.
fn keys(protocol: &Protocol, wanted: &Protocolled, ours: &str) -> Result<Vec<Key>> {
    let known = |name: &String| protocol.instances().any(|instance| instance == name);
    if let Some(name) = wanted.only.iter().find(|name| !known(name)) {
        return Err(format!("{name} is not in protocol {}", protocol.name).into());
    }
    let asked = wanted.seconds;
    let has = asked.is_some_and(|s| protocol.rounds.iter().any(|round| round.seconds == s));
    let mut keys = Vec::new();
    for round in protocol.rounds {
        if has && asked != Some(round.seconds) {
            continue;
        }
        let seconds = asked.unwrap_or(round.seconds);
        let seeds = if wanted.seeds.is_empty() { round.seeds } else { &wanted.seeds };
        for instance in protocol.instances() {
            if !wanted.only.is_empty() && !wanted.only.iter().any(|name| name == instance) {
                continue;
            }
            for &solver in round.solvers {
                if !wanted.solvers.is_empty() && !wanted.solvers.contains(&solver) {
                    continue;
                }
                let several = solver.seeded();
                for &seed in seeds.iter().take(if several { seeds.len() } else { 1 }) {
                    for &threads in round.threads {
                        keys.push(Key {
                            solver,
                            version: version(solver).unwrap_or(ours).to_owned(),
                            instance: instance.to_owned(),
                            seconds,
                            seed,
                            threads,
                            vehicles_first: protocol.measure == Measure::Vehicles,
                        });
                    }
                }
            }
        }
    }
    keys.dedup();
    Ok(keys)
}

/// One run; none when the solver does not know this kind of instance.
fn one(bench: &Bench, wanted: &Protocolled, key: Key) -> Result<Option<Run>> {
    if let Some(day) = day::named(&key.instance)? {
        return Ok(Some(bench.day(key, &day)?));
    }
    let folder = wanted.instances.as_deref();
    let folder =
        folder.ok_or("where are the instances? --instances FOLDER or FENJIAN_INSTANCES")?;
    let file = judge::find(&key.instance, folder, &bench.scratch)?;
    let instance = judge::read(&file)?;
    match key.solver.takes(&instance) {
        true => Ok(Some(bench.classic(key, &file, &instance)?)),
        false => Ok(None),
    }
}

fn say(run: &Run) {
    let cost = match (&run.fault, run.cost) {
        (None, Some(cost)) if run.absent > 0 => format!("{cost}, {} stops left out", run.absent),
        (None, Some(cost)) => format!("{cost}"),
        (fault, _) => fault.clone().unwrap_or_default(),
    };
    eprintln!(
        "{:8} {:12} {:5} s seed {} threads {}: {cost}, {} routes, wall {:.2} s, {:.2} cores, {} MB",
        run.key.solver.name(),
        run.key.instance,
        run.key.seconds,
        run.key.seed,
        run.key.threads,
        run.routes,
        run.wall,
        run.cpu / run.wall,
        run.peak_mb,
    );
}
