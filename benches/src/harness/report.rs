//! What tables and plots are made from: the runs that count, and what they are measured against.

use super::facts::{Elsewhere, Known, elsewhere, known};
use super::protocol::{Class, Measure, Protocol, Round};
use super::runs::{Run, Runs};
use super::solver::Solver;
use super::{Result, peers};
use std::collections::BTreeMap;

/// Runs of one version of each solver, and the facts.
#[derive(Debug)]
pub struct Report<'a> {
    runs: Vec<&'a Run>,
    known: BTreeMap<String, Known>,
    elsewhere: Vec<Elsewhere>,
}

/// The runs of one solver in one place with one limit.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Who.
    pub solver: Solver,
    /// On what.
    pub instance: &'a str,
    /// How long.
    pub seconds: f64,
    /// With how many threads.
    pub threads: usize,
    /// Fewest vehicles first.
    pub vehicles_first: bool,
}

impl<'a> Report<'a> {
    /// Of the runs of the pinned peers and of Fenjian as `version`; without it, as it was last run.
    ///
    /// # Errors
    /// When the facts cannot be read.
    pub fn new(runs: &'a Runs, version: Option<&str>) -> Result<Self> {
        let ours = |run: &&Run| run.key.solver == Solver::Fenjian;
        let last = runs.all.iter().rev().find(ours).map(|run| run.key.version.as_str());
        let version = version.or(last);
        let counts = |run: &&Run| match peers::version(run.key.solver) {
            Some(pinned) => run.key.version == pinned,
            None => Some(run.key.version.as_str()) == version,
        };
        let runs = runs.all.iter().filter(counts).collect();
        Ok(Self { runs, known: known()?, elsewhere: elsewhere()? })
    }

    /// All runs of `place`, one a seed.
    pub fn at(&self, place: Place<'_>) -> impl Iterator<Item = &'a Run> {
        self.runs.iter().copied().filter(move |run| {
            run.key.solver == place.solver
                && run.key.instance == place.instance
                && run.key.seconds == place.seconds
                && run.key.threads == place.threads
                && run.key.vehicles_first == place.vehicles_first
        })
    }

    /// What is known of an instance.
    pub fn known(&self, instance: &str) -> Option<&Known> {
        self.known.get(instance)
    }

    /// Best known distance; where none is known, the best of all runs here, and false.
    pub fn reference(&self, instance: &str) -> Option<(f64, bool)> {
        if let Some(known) = self.known.get(instance) {
            return Some((known.cost, true));
        }
        let here = self.runs.iter().filter(|run| run.key.instance == instance && run.absent == 0);
        here.filter_map(|run| run.cost).min_by(f64::total_cmp).map(|best| (best, false))
    }

    /// How far `cost` is above the reference of `instance`, in %.
    pub fn gap(&self, instance: &str, cost: f64) -> Option<f64> {
        Some(100.0 * (cost / self.reference(instance)?.0 - 1.0))
    }

    /// What `solver` reached elsewhere in `place`, an instance or a class.
    pub fn elsewhere(&self, solver: &str, place: &str, seconds: f64) -> Option<f64> {
        let fits = |e: &&Elsewhere| e.solver == solver && e.place == place && e.seconds == seconds;
        self.elsewhere.iter().find(fits).map(|e| e.gap)
    }

    /// The limits that `protocol` was run with: its own, or when it was only run shorter, those.
    pub fn lengths(&self, protocol: &Protocol) -> Vec<f64> {
        let mut lengths: Vec<f64> = self.of(protocol).map(|run| run.key.seconds).collect();
        lengths.sort_by(f64::total_cmp);
        lengths.dedup();
        let own = |length: &f64| protocol.rounds.iter().any(|round| round.seconds == *length);
        match lengths.iter().any(own) {
            true => lengths.into_iter().filter(own).collect(),
            false => lengths,
        }
    }

    /// The instances of a class that were run with a limit, by anyone.
    pub fn ran(&self, protocol: &Protocol, class: &Class, seconds: f64) -> Vec<&'static str> {
        let ran = |name: &&str| {
            let mut runs = self.of(protocol);
            runs.any(|run| run.key.instance == *name && run.key.seconds == seconds)
        };
        class.instances.iter().copied().filter(ran).collect()
    }

    fn of(&self, protocol: &Protocol) -> impl Iterator<Item = &'a Run> {
        let first = protocol.measure == Measure::Vehicles;
        let (instances, solvers): (Vec<_>, _) =
            (protocol.instances().collect(), protocol.solvers());
        self.runs.iter().copied().filter(move |run| {
            instances.contains(&run.key.instance.as_str())
                && solvers.contains(&run.key.solver)
                && run.key.vehicles_first == first
        })
    }

    /// How many customers an instance has, as its runs say.
    pub fn size(&self, instance: &str) -> Option<usize> {
        self.runs.iter().find(|run| run.key.instance == instance).map(|run| run.n)
    }
}

impl Protocol {
    /// All its instances.
    pub fn instances(&self) -> impl Iterator<Item = &'static str> {
        self.classes.iter().flat_map(|class: &Class| class.instances.iter().copied())
    }

    /// All who are run in it, Fenjian first.
    pub fn solvers(&self) -> Vec<Solver> {
        let mut solvers: Vec<Solver> =
            self.rounds.iter().flat_map(|round: &Round| round.solvers.iter().copied()).collect();
        solvers.sort();
        solvers.dedup();
        solvers
    }
}
