//! Takes neighbouring strings of stops out of several trips.
//!
//! Adjacent string removal of Christiaens and Vanden Berghe, "Slack Induction by String Removals for
//! Vehicle Routing Problems", Transportation Science 54 (2020); their constants.

use super::bench::Bench;
use super::random::Random;
use super::solution::Solution;

/// Stops taken out on average.
const AVERAGE: f64 = 10.0;
/// Longest string.
const LONGEST: f64 = 10.0;
/// Every other string keeps a stop in its middle, and one more with this probability, again and again.
const KEEP: f64 = 0.01;
/// Once in this many times whole duties are taken out instead, so that a vehicle can be saved.
const WHOLE: usize = 40;

/// Takes strings of jobs out of the solution; they become absent. Duties stay lawful.
pub(super) fn ruin(bench: &mut Bench<'_>) {
    let (model, field) = (bench.model, bench.field);
    let served = field.jobs.len() - bench.solution.absent.len();
    if served == 0 {
        return;
    }
    let seed = field.free[bench.random.below(field.free.len())];
    // For an absent job of a group to be served, the one that is served must go.
    for &mate in model.mates(seed) {
        let van = bench.solution.home[mate as usize];
        if mate != seed && field.holds(van) {
            bench.take(van as usize, &[mate]);
        }
    }
    if bench.random.once_in(WHOLE) {
        return whole(bench, seed);
    }
    let trips = |van: usize| bench.solution.duties[van].trips.len();
    let trips: usize = field.vans.iter().map(|&van| trips(van)).sum();
    let longest = LONGEST.min(served as f64 / trips.max(1) as f64).max(1.0);
    let most = 4.0 * AVERAGE / (1.0 + longest) - 1.0;
    let strings = (bench.random.unit() * most + 1.0) as usize;
    // From each day one string for each of its trips.
    let mut ruined: Vec<(usize, usize)> = Vec::new();
    let near = std::iter::once(seed).chain(model.near[seed as usize].iter().copied());
    for job in near {
        if ruined.len() >= strings {
            break;
        }
        let van = bench.solution.home[job as usize];
        if !field.holds(van) {
            continue;
        }
        let van = van as usize;
        let known = ruined.iter().find(|(other, _)| *other == van);
        let most = known.map_or(bench.solution.duties[van].trips.len(), |(_, most)| *most);
        if ruined.iter().filter(|(other, _)| *other == van).count() < most {
            let gone = string(bench.solution, van, job, longest, bench.random);
            bench.take(van, &gone);
            ruined.push((van, most));
        }
    }
}

/// A string of jobs around `job` in its trip.
fn string(
    solution: &Solution,
    van: usize,
    job: u32,
    longest: f64,
    random: &mut Random,
) -> Vec<u32> {
    let duty = &solution.duties[van];
    let at = duty.visits.iter().position(|visit| visit.job == job).unwrap_or(1);
    let trip = duty.trips.partition_point(|trip| trip.first < at) - 1;
    let stops = &duty.trip(trip)[1..];
    let at = at - duty.trips[trip].first - 1;
    let length = (random.unit() * longest.min(stops.len() as f64)).ceil().max(1.0) as usize;
    let mut kept = 0;
    if length > 1 && random.once_in(2) {
        kept = 1;
        while length + kept < stops.len() && random.unit() <= KEEP {
            kept += 1;
        }
        kept = kept.min(stops.len() - length);
    }
    let span = length + kept;
    let first = (at + 1).saturating_sub(span);
    let last = at.min(stops.len() - span);
    let begin = first + random.below(last - first + 1);
    let keep_from = begin + 1 + random.below(length.saturating_sub(1).max(1));
    (begin..begin + span)
        .filter(|&ix| kept == 0 || ix < keep_from || ix >= keep_from + kept)
        .map(|ix| stops[ix].job)
        .collect()
}

/// Takes the whole duty of the van that serves `seed` out.
fn whole(bench: &mut Bench<'_>, seed: u32) {
    let van = bench.solution.home[seed as usize];
    if bench.field.holds(van) {
        let gone: Vec<u32> = bench.solution.duties[van as usize].jobs().collect();
        bench.take(van as usize, &gone);
    }
}
