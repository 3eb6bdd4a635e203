//! Where a search begins: with what is frozen, and nothing else.

use super::duty::{Duty, Visit};
use super::model::Model;
use super::solution::{Before, NOWHERE, Scratch, Solution};
use crate::vrp::Frozen;

/// The solution that serves what is frozen. Of the depots a frozen trip can be loaded at the first
/// one with which the day is possible is taken, then the cheapest for each trip in turn.
pub(super) fn frozen(model: &Model, scratch: &mut Scratch) -> Solution {
    let mut solution = Solution::new(model);
    let mut before = Before::default();
    for (van, this) in model.vans.iter().enumerate() {
        let trips: Vec<Vec<usize>> = match &this.frozen {
            Frozen::Nothing => continue,
            Frozen::Prefix(stops) if stops.is_empty() => continue,
            Frozen::Prefix(stops) => vec![stops.clone()],
            Frozen::Route(trips) => trips.clone(),
        };
        let many = trips.len();
        let fill = |duty: &mut Duty, depots: &[u32]| {
            duty.visits.clear();
            for (trip, &depot) in trips.iter().zip(depots) {
                duty.visits.push(Visit::loading(model, depot));
                duty.visits.extend(trip.iter().map(|&job| Visit::new(model, job as u32)));
            }
        };
        let mut best: Option<(i64, Vec<u32>)> = None;
        let mut offer = |depots: Vec<u32>, best: &mut Option<(i64, Vec<u32>)>| {
            let cost = solution.trial(model, van, scratch, |duty| fill(duty, &depots));
            if let Some(cost) = cost.filter(|cost| best.as_ref().is_none_or(|(b, _)| cost < b)) {
                *best = Some((cost, depots));
            }
        };
        for &depot in &this.depots {
            offer(vec![depot; many], &mut best);
        }
        for trip in 0..many {
            let Some((_, depots)) = &best else { break };
            let depots = depots.clone();
            for &depot in &this.depots {
                let mut other = depots.clone();
                other[trip] = depot;
                offer(other, &mut best);
            }
        }
        if let Some((_, depots)) = best {
            solution.change(model, van, scratch, &mut before, |duty| fill(duty, &depots));
        }
    }
    solution.absent.retain(|&job| solution.home[job as usize] == NOWHERE);
    solution
}
