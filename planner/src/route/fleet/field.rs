//! The part of a solution that one thread works on: some vans and the jobs they serve, or could.
//!
//! Threads that share one solution out among them get through more iterations of the same search,
//! instead of searching for the same thing side by side.

use super::model::Model;
use super::random::Random;
use super::solution::{NOWHERE, Solution};

/// Vans and jobs that may be touched.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// The vans, ascending.
    pub(super) vans: Vec<usize>,
    /// For each van whether it is one of them.
    pub(super) mine: Vec<bool>,
    /// The jobs that these vans serve, and those absent ones that nobody else may serve.
    pub(super) jobs: Vec<u32>,
    /// Those of them that are not frozen.
    pub(super) free: Vec<u32>,
}

impl Field {
    /// Everything.
    pub(super) fn all(model: &Model) -> Self {
        let vans = model.vans.len();
        let jobs: Vec<u32> = (0..model.jobs.len() as u32).collect();
        let free = jobs.iter().copied().filter(|&job| !model.jobs[job as usize].frozen).collect();
        Self { vans: (0..vans).collect(), mine: vec![true; vans], jobs, free }
    }

    /// Whether a job with this home may be moved.
    #[inline]
    pub(super) fn holds(&self, home: u32) -> bool {
        home != NOWHERE && self.mine[home as usize]
    }

    /// Shares `solution` out among `many` fields, neighbouring vans together, each with about as many
    /// jobs. O(vans × jobs a van).
    pub(super) fn split(
        model: &Model,
        solution: &Solution,
        many: usize,
        random: &mut Random,
    ) -> Vec<Self> {
        let owner = owners(model, solution, many, random);
        let mut fields = vec![Self { mine: vec![false; owner.len()], ..Self::default() }; many];
        for (van, &field) in owner.iter().enumerate() {
            fields[field].vans.push(van);
            fields[field].mine[van] = true;
        }
        let mut bound = vec![false; model.jobs.len()];
        for job in 0..model.jobs.len() as u32 {
            if std::mem::replace(&mut bound[job as usize], true) {
                continue;
            }
            // Jobs that have to do with each other are in one hand where they are absent.
            let all = together(model, job);
            let home = |job: &u32| solution.home[*job as usize];
            let served = all.iter().map(home).find(|&home| home != NOWHERE);
            let near = || {
                let near = model.near[job as usize].iter().map(home);
                near.into_iter().find(|&home| home != NOWHERE)
            };
            let field = served.or_else(near).map_or(0, |van| owner[van as usize]);
            for other in all {
                bound[other as usize] = true;
                let own = solution.home[other as usize];
                let field = if own == NOWHERE { field } else { owner[own as usize] };
                fields[field].jobs.push(other);
                if !model.jobs[other as usize].frozen {
                    fields[field].free.push(other);
                }
            }
        }
        fields
    }
}

/// For each van its field: from a place drawn anew each time the nearest ones are the first field's.
fn owners(model: &Model, solution: &Solution, many: usize, random: &mut Random) -> Vec<usize> {
    let seed = &model.jobs[random.below(model.jobs.len())];
    let mut used: Vec<(i64, usize)> = Vec::new();
    let mut owner = vec![0; model.vans.len()];
    let mut unused = random.below(many);
    for (van, duty) in solution.duties.iter().enumerate() {
        let ways =
            duty.jobs().map(|job| model.vans[van].apart(seed.node, model.jobs[job as usize].node));
        match ways.min() {
            Some(way) => used.push((way, van)),
            None => {
                owner[van] = unused % many;
                unused += 1;
            }
        }
    }
    used.sort_unstable();
    let all: usize = used.iter().map(|(_, van)| solution.duties[*van].visits.len()).sum();
    let mut before = 0;
    for (_, van) in used {
        owner[van] = (before * many / all.max(1)).min(many - 1);
        before += solution.duties[van].visits.len();
    }
    owner
}

/// `job` and all that it shares a group or an order with, directly or not.
fn together(model: &Model, job: u32) -> Vec<u32> {
    let mut all = vec![job];
    let mut next = 0;
    while let Some(&job) = all.get(next) {
        next += 1;
        let orders = model.orders.get(job as usize).map_or(&[][..], |orders| orders);
        let others = orders.iter().map(|(other, _)| other).chain(model.mates(job));
        for &other in others {
            if !all.contains(&other) {
                all.push(other);
            }
        }
    }
    all
}
