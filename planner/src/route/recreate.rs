//! Puts absent jobs back, each at its cheapest place, with blinks.
//!
//! Greedy insertion with blinks of Christiaens and Vanden Berghe, "Slack Induction by String
//! Removals for Vehicle Routing Problems", Transportation Science 54 (2020), with orders for time
//! windows added.

use super::insertion::{places, price};
use super::model::Model;
use super::random::Random;
use super::solution::{Before, NOWHERE, Scratch, Solution};

/// One place in this many is passed over, so that the cheapest is not always taken.
const BLINK: usize = 100;
/// First the vans of this many near jobs are looked at.
const CLOSE: usize = 30;

/// A place for a job.
#[derive(Clone, Copy, Debug)]
struct Place {
    van: usize,
    /// The visit it goes before.
    at: usize,
    /// Whether a new trip is made for it.
    trip: bool,
    cost: i64,
}

/// Memory and constants of recreation.
#[derive(Clone, Debug)]
pub(super) struct Recreate {
    /// Vans already looked at for this job.
    seen: Vec<bool>,
    vans: Vec<usize>,
    /// Driving time there and back of each job.
    far: Vec<i64>,
    /// One place in this many is passed over; 0 for none.
    blink: usize,
    /// Whether waiting is hoped away when costs are estimated; drawn anew for each run, as either
    /// estimate is wrong at times.
    hope: bool,
}

impl Recreate {
    pub(super) fn new(model: &Model) -> Self {
        let far = (model.jobs.iter())
            .map(|job| model.drive(0, job.node) + model.drive(job.node, 0))
            .collect();
        Self {
            seen: vec![false; model.vans.len()],
            vans: Vec::new(),
            far,
            blink: BLINK,
            hope: false,
        }
    }

    /// Puts as many absent jobs of `solution` back as it can, in a random kind of order.
    pub(super) fn run(
        &mut self,
        model: &Model,
        solution: &mut Solution,
        scratch: &mut Scratch,
        before: &mut Before,
        random: &mut Random,
    ) {
        let mut absent = std::mem::take(&mut solution.absent);
        self.hope = random.once_in(2);
        self.order(model, &mut absent, random);
        absent.retain(|&job| !self.put(model, solution, scratch, before, random, job));
        solution.absent = absent;
    }

    /// Puts every absent job that fits anywhere, most cards first, without chance.
    pub(super) fn fill(
        &mut self,
        model: &Model,
        solution: &mut Solution,
        scratch: &mut Scratch,
        random: &mut Random,
    ) {
        let mut before = Before::default();
        for van in 0..model.vans.len() {
            // What others loaded meanwhile may have moved the bounds.
            solution.change(model, van, scratch, &mut before, |_| ());
        }
        self.blink = 0;
        let mut absent = std::mem::take(&mut solution.absent);
        absent.sort_unstable_by_key(|&job| (-model.jobs[job as usize].cards, job));
        absent.retain(|&job| !self.put(model, solution, scratch, &mut before, random, job));
        solution.absent = absent;
        self.blink = BLINK;
    }

    /// Weights as in the paper: random 4, demand 4, far 2, close 1; windows: short, early closing.
    fn order(&self, model: &Model, absent: &mut [u32], random: &mut Random) {
        random.shuffle(absent);
        let job = |ix: u32| &model.jobs[ix as usize];
        match random.below(15) {
            0..4 => (),
            4..8 => absent.sort_by_key(|&ix| -job(ix).pouches),
            8..10 => absent.sort_by_key(|&ix| -self.far[ix as usize]),
            10 => absent.sort_by_key(|&ix| self.far[ix as usize]),
            11..13 => absent.sort_by_key(|&ix| {
                job(ix).spans.iter().map(|span| span.to - span.from).sum::<i64>()
            }),
            _ => absent.sort_by_key(|&ix| job(ix).spans.last().map(|span| span.to)),
        }
    }

    /// Puts `job` where it costs least; false when it fits nowhere.
    fn put(
        &mut self,
        model: &Model,
        solution: &mut Solution,
        scratch: &mut Scratch,
        before: &mut Before,
        random: &mut Random,
        job: u32,
    ) -> bool {
        loop {
            let Some(place) = self.cheapest(model, solution, scratch, random, job) else {
                return false;
            };
            let put = solution.change(model, place.van, scratch, before, |duty| {
                if place.trip {
                    duty.insert_trip(model, place.at, job);
                } else {
                    duty.insert(model, place.at, job);
                }
            });
            if put {
                return true;
            }
            // The bounds were drawn before other vans took docks: draw them again and look again.
            if !solution.change(model, place.van, scratch, before, |_| ()) {
                return false;
            }
        }
    }

    fn cheapest(
        &mut self,
        model: &Model,
        solution: &mut Solution,
        scratch: &mut Scratch,
        random: &mut Random,
        job: u32,
    ) -> Option<Place> {
        let mut best = None;
        self.vans.clear();
        for &near in model.near[job as usize].iter().take(CLOSE) {
            self.look(model, solution, random, job, solution.home[near as usize], &mut best);
        }
        if best.is_none() {
            for van in 0..model.vans.len() as u32 {
                self.look(model, solution, random, job, van, &mut best);
            }
        }
        for &van in &self.vans {
            self.seen[van] = false;
        }
        new_trips(model, solution, scratch, job, &mut best);
        best
    }

    /// Looks at the places of one used van, once.
    fn look(
        &mut self,
        model: &Model,
        solution: &Solution,
        random: &mut Random,
        job: u32,
        van: u32,
        best: &mut Option<Place>,
    ) {
        let van = van as usize;
        if van == NOWHERE as usize || self.seen[van] {
            return;
        }
        self.seen[van] = true;
        self.vans.push(van);
        let duty = &solution.duties[van];
        if duty.visits.is_empty() || !model.able(van, job) {
            return;
        }
        let blink = || self.blink > 0 && random.once_in(self.blink);
        places(model, &model.vans[van], duty, job, self.hope, blink, |at, cost| {
            if best.is_none_or(|best| cost < best.cost) {
                *best = Some(Place { van, at, trip: false, cost });
            }
        });
    }
}

/// Looks at a trip of its own for `job`: in an unused van of each class, and between the trips of
/// the vans that may make more. Tried exactly, but only where it would be cheaper than `best`.
fn new_trips(
    model: &Model,
    solution: &mut Solution,
    scratch: &mut Scratch,
    job: u32,
    best: &mut Option<Place>,
) {
    let node = model.jobs[job as usize].node;
    let service = model.jobs[job as usize].service;
    let mut unused = u64::MAX;
    for van in 0..model.vans.len() {
        let this = &model.vans[van];
        let used = !solution.duties[van].visits.is_empty();
        let trips = solution.duties[van].trips.len();
        // Unused vans of one class are the same; classes are numbered in the order of vans.
        if trips >= this.trips || !model.able(van, job) {
            continue;
        }
        if !used {
            let class = 1u64 << (model.class[van] % 64);
            let first = unused & class != 0;
            unused &= !class;
            if !first {
                continue;
            }
        }
        for trip in 0..=trips {
            let duty = &solution.duties[van];
            let at = duty.trips.get(trip).map_or(duty.visits.len(), |trip| trip.first);
            let (from, to) = match (trip, used) {
                (_, false) => (this.start, this.end),
                (0, true) => (0, 0),
                _ => (duty.visits[at - 1].node, if trip == trips { this.end } else { 0 }),
            };
            let round = [(from, 0), (0, node), (node, to)];
            let sum = |legs: &[(u32, u32)]| {
                legs.iter().fold((0, 0), |sum, &(a, b)| {
                    let leg = model.leg(a, b);
                    (sum.0 + i64::from(leg.metres), sum.1 + i64::from(leg.seconds))
                })
            };
            let there = sum(&round);
            let direct = if used { sum(&[(from, to)]) } else { (0, 0) };
            let rough =
                price(this, there.0 - direct.0, there.1 - direct.1 + service + model.dock_time)
                    + if used { 0 } else { this.fixed };
            if best.is_some_and(|best| best.cost <= rough) {
                continue;
            }
            let old = solution.duties[van].cost;
            let trial =
                solution.trial(model, van, scratch, |duty| duty.insert_trip(model, at, job));
            if let Some(cost) = trial.map(|cost| cost - old)
                && best.is_none_or(|best| cost < best.cost)
            {
                *best = Some(Place { van, at, trip: true, cost });
            }
        }
    }
}
