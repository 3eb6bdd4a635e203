//! A trip of its own for a job: by an unused van of each class, and between the trips of the vans that
//! may make more.

use super::bench::Bench;
use super::model::Model;
use super::recreate::Place;

/// One new trip in this many is passed over, so that the cheapest is not always made.
const BLINK: usize = 10;

/// Looks at all new trips for `job`, tried exactly, but only where it would be cheaper than `best`.
/// Among equals any van can be the first; with `blinks` some are passed over. O(vans), and a schedule
/// for each one tried.
pub(super) fn cheapest(
    bench: &mut Bench<'_>,
    job: u32,
    blinks: bool,
    refused: &[Place],
    best: &mut Option<Place>,
) {
    let model = bench.model;
    let field = bench.field;
    let many = field.vans.len();
    let first = bench.random.below(many);
    let mut seen = vec![false; model.vans.len()];
    for &van in field.vans.iter().cycle().skip(first).take(many) {
        let duty = &bench.solution.duties[van];
        let used = !duty.visits.is_empty();
        let trips = duty.trips.len();
        if trips >= model.vans[van].trips || !model.able(van, job) {
            continue;
        }
        if !used {
            // Unused vans of one class are the same.
            if std::mem::replace(&mut seen[model.class[van] as usize], true) {
                continue;
            }
        }
        let first = usize::from(model.vans[van].prefix() > 0);
        for trip in first..=trips {
            for &depot in &model.vans[van].depots {
                let duty = &bench.solution.duties[van];
                let at = duty.trips.get(trip).map_or(duty.visits.len(), |trip| trip.first);
                let place = Place { job, van, at, trip: Some(depot), cost: 0.0 };
                let same = |other: &Place| Place { cost: 0.0, ..*other } == place;
                let rough = rough(bench, &place);
                if best.is_some_and(|best| best.cost <= rough)
                    || refused.iter().any(same)
                    || (blinks && bench.random.once_in(BLINK))
                {
                    continue;
                }
                let trial = bench.trial(van, |duty| duty.insert_trip(model, at, depot, job));
                let Some(cost) = trial else { continue };
                let cost = (cost + model.jobs[job as usize].prize) as f64;
                if best.is_none_or(|best| cost < best.cost) {
                    *best = Some(Place { cost, ..place });
                }
            }
        }
    }
}

/// What a new trip would cost if nobody had to wait.
fn rough(bench: &Bench<'_>, place: &Place) -> f64 {
    let Place { job, van, at, trip, .. } = *place;
    let (model, solution): (&Model, _) = (bench.model, &bench.solution);
    let this = &model.vans[van];
    let duty = &solution.duties[van];
    let dock = &model.depots[trip.map_or(0, |depot| depot as usize)];
    let job = &model.jobs[job as usize];
    let before = at.checked_sub(1).map_or(this.start, |ix| duty.visits[ix].node);
    let after = duty.visits.get(at).map_or(this.end, |visit| visit.node);
    let mut sums = (0, 0, 0);
    let mut add = |from: u32, to: u32, sign: i64| {
        let leg = this.legs.leg(from, to);
        sums.0 += sign * i64::from(leg.metres);
        sums.1 += sign * i64::from(leg.seconds);
        sums.2 += sign * this.legs.toll(from, to);
    };
    add(before, dock.node, 1);
    add(dock.node, job.node, 1);
    add(job.node, after, 1);
    let used = !duty.visits.is_empty();
    if used {
        add(before, after, -1);
    }
    let (metres, driving, tolls) = sums;
    let time = driving + job.service + dock.time;
    let fixed = if used { 0 } else { this.prices.fixed };
    let second = this.prices.second(if used { duty.end - duty.start } else { 0 });
    this.prices.way(metres, driving) + second * time as f64 + (tolls + fixed) as f64
}
