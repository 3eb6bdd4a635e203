//! What is on board, in each dimension: what is still to be delivered on the trip and what was
//! collected on it so far.
//!
//! Where nothing is collected a trip is fullest when it has loaded, so one sum a trip is enough.
//! Otherwise each visit knows the most that is on board up to it and from it on.

use super::duty::Duty;
use super::job::Job;
use super::model::Model;
use super::rest::Spot;
use super::van::Van;

/// Fills in what is on board of `duty`, whose trips are known; false when the van cannot take it.
/// O(visits × dimensions).
pub(super) fn fill(model: &Model, van: &Van, duty: &mut Duty) -> bool {
    duty.board.clear();
    if model.collects { peaks(model, van, duty) } else { sums(model, van, duty) }
}

fn sums(model: &Model, van: &Van, duty: &mut Duty) -> bool {
    for visit in &duty.visits {
        if visit.is_loading() {
            duty.board.extend(std::iter::repeat_n(0, model.dimensions));
            continue;
        }
        let ix = duty.board.len() - model.dimensions;
        let job = &model.jobs[visit.job as usize];
        for (sum, load) in duty.board[ix..].iter_mut().zip(&job.delivery) {
            *sum += load;
        }
    }
    let dimensions = model.dimensions.max(1);
    let fits = |trip: &[i64]| trip.iter().zip(&van.capacity).all(|(sum, most)| sum <= most);
    duty.board.chunks(dimensions).all(fits)
}

/// For each visit and dimension: the most up to it, the most from it on.
fn peaks(model: &Model, van: &Van, duty: &mut Duty) -> bool {
    let many = model.dimensions;
    duty.board.resize(2 * many * duty.visits.len(), 0);
    for trip in 0..duty.trips.len() {
        let first = duty.trips[trip].first;
        let last = first + duty.trip(trip).len();
        for dimension in 0..many {
            let at = |ix: usize| 2 * (ix * many + dimension);
            let job = |ix: usize| &model.jobs[duty.visits[ix].job as usize];
            let mut aboard: i64 = (first + 1..last).map(|ix| job(ix).delivery[dimension]).sum();
            let mut most = aboard;
            for ix in first..last {
                if ix > first {
                    aboard += job(ix).pickup[dimension] - job(ix).delivery[dimension];
                    most = most.max(aboard);
                }
                duty.board[at(ix)] = most;
                duty.board[at(ix) + 1] = aboard;
            }
            if most > van.capacity[dimension] {
                return false;
            }
            for ix in (first + 1..last).rev() {
                let after = duty.board[at(ix) + 1];
                let here = &mut duty.board[at(ix - 1) + 1];
                *here = after.max(*here);
            }
        }
    }
    true
}

/// What is on board in `dimension` where a break at `spot` of `duty` is taken. O(visits of a trip).
pub(super) fn aboard(model: &Model, duty: &Duty, spot: Spot, dimension: usize) -> i64 {
    let visit = spot / 2;
    let begun = duty.trips.partition_point(|trip| trip.first <= visit);
    // What a depot brings is not on board before it has loaded.
    let before = spot.is_multiple_of(2) && model.depots[duty.visits[visit].depot()].real;
    let Some(trip) = begun.checked_sub(1 + usize::from(before)) else { return 0 };
    let first = duty.trips[trip].first;
    let stops = duty.trip(trip).iter().enumerate().skip(1);
    let load = |(ix, stop): (usize, &super::duty::Visit)| {
        let job = &model.jobs[stop.job as usize];
        if first + ix <= visit { job.pickup[dimension] } else { job.delivery[dimension] }
    };
    stops.map(load).sum()
}

/// Whether `job` has room on trip number `trip` of `duty` wherever its place is; where something is
/// collected each place is to be asked as well.
#[inline]
pub(super) fn on_trip(model: &Model, van: &Van, duty: &Duty, trip: usize, job: &Job) -> bool {
    if model.collects {
        return true;
    }
    let sums = &duty.board[trip * model.dimensions..(trip + 1) * model.dimensions];
    let all = sums.iter().zip(&job.delivery).zip(&van.capacity);
    all.into_iter().all(|((sum, load), most)| sum + load <= *most)
}

/// Whether `job` has room right after visit number `before` of `duty`.
#[inline]
pub(super) fn after(model: &Model, van: &Van, duty: &Duty, before: usize, job: &Job) -> bool {
    if !model.collects {
        return true;
    }
    let peaks = duty.board[2 * before * model.dimensions..].chunks(2);
    peaks.zip(job.delivery.iter().zip(&job.pickup)).zip(&van.capacity).all(
        |((peaks, (delivery, pickup)), most)| {
            peaks[0] + delivery <= *most && peaks[1] + pickup <= *most
        },
    )
}
