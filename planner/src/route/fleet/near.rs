//! Which jobs are near each other.

use super::job::Job;
use super::van::Van;

/// How many near jobs of each job are kept.
const NEAR: usize = 120;

/// For each job the others by what driving there and back costs, nearest first, at most [`NEAR`].
/// O(jobs² log jobs), times the profiles.
pub(super) fn near(jobs: &[Job], vans: &[Van]) -> Vec<Vec<u32>> {
    let mut kinds: Vec<&Van> = Vec::new();
    for van in vans {
        if kinds.iter().all(|kind| kind.profile != van.profile) {
            kinds.push(van);
        }
    }
    (0..jobs.len()).map(|job| nearest(jobs, &kinds, job)).collect()
}

fn nearest(jobs: &[Job], kinds: &[&Van], job: usize) -> Vec<u32> {
    let here = jobs[job].node;
    let mut others: Vec<(i64, u32)> = (0..jobs.len())
        .filter(|&other| other != job)
        .map(|other| {
            let there = jobs[other].node;
            let both = |van: &&Van| [van.apart(here, there), van.apart(there, here)];
            let apart = kinds.iter().flat_map(both).fold(0, i64::saturating_add);
            (apart, other as u32)
        })
        .collect();
    if others.len() > NEAR {
        others.select_nth_unstable(NEAR - 1);
        others.truncate(NEAR);
    }
    others.sort_unstable();
    others.into_iter().map(|(_, other)| other).collect()
}
