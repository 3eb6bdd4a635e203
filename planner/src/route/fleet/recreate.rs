//! Puts absent jobs back, each at its cheapest place, with blinks.
//!
//! Greedy insertion with blinks of Christiaens and Vanden Berghe, "Slack Induction by String
//! Removals for Vehicle Routing Problems", Transportation Science 54 (2020), with orders for time
//! windows added.

use super::bench::Bench;
use super::insertion::Question;
use super::model::Model;
use super::random::Random;
use super::solution::NOWHERE;
use super::trips;

/// One place in this many is passed over, so that the cheapest is not always taken.
const BLINK: usize = 100;
/// First the vans of this many near jobs are looked at.
const CLOSE: usize = 30;
/// Kinds of orders, each as often as it should be drawn; [`DIFFERENT`] has one of each.
const ORDERS: usize = 15;
pub(super) const DIFFERENT: [usize; 6] = [8, 0, 4, 10, 11, 13];
/// How many places that turn out to be impossible are tried for a job.
const REFUSED: usize = 24;

/// A place for a job.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) job: u32,
    pub(super) van: usize,
    /// The visit it goes before.
    pub(super) at: usize,
    /// The depot at which a new trip is loaded for it.
    pub(super) trip: Option<u32>,
    pub(super) cost: f64,
}

/// Memory and constants of recreation.
#[derive(Clone, Debug)]
pub(super) struct Recreate {
    /// Vans already looked at for this job.
    seen: Vec<bool>,
    vans: Vec<usize>,
    /// What driving there and back costs for each job.
    far: Vec<i64>,
    /// One place in this many is passed over; 0 for none.
    blink: usize,
    /// Whether waiting is hoped away when costs are estimated; drawn anew for each run, as either
    /// estimate is wrong at times.
    hope: bool,
    /// What a prize counts, times what it is; drawn anew, as some prizes pay only together.
    greed: f64,
    /// Places that turned out to be impossible.
    refused: Vec<Place>,
}

impl Recreate {
    pub(super) fn new(model: &Model) -> Self {
        let far = model.jobs.iter().map(|job| {
            let ways = model.vans.iter().map(|van| {
                let depot = model.depots[van.depots[0] as usize].node;
                van.apart(depot, job.node) + van.apart(job.node, depot)
            });
            ways.min().unwrap_or(0)
        });
        Self {
            seen: vec![false; model.vans.len()],
            vans: Vec::new(),
            far: far.collect(),
            blink: BLINK,
            hope: false,
            greed: 1.0,
            refused: Vec::new(),
        }
    }

    /// Puts as many absent jobs back as it can, in a random kind of order.
    pub(super) fn run(&mut self, bench: &mut Bench<'_>) {
        let kind = bench.random.below(ORDERS);
        self.run_by(bench, kind);
    }

    /// Puts as many absent jobs back as it can, in this kind of order, below [`ORDERS`].
    pub(super) fn run_by(&mut self, bench: &mut Bench<'_>, kind: usize) {
        let mut absent = std::mem::take(&mut bench.solution.absent);
        self.hope = bench.random.once_in(2);
        self.greed = [1.0, 1.0, 2.0, 4.0][bench.random.below(4)];
        self.order(bench.model, kind, &mut absent, bench.random);
        self.put_all(bench, absent);
    }

    /// Puts every absent job that fits anywhere, the weightiest first, without chance, when all days have been timed anew.
    pub(super) fn fill(&mut self, bench: &mut Bench<'_>) {
        for &van in &bench.field.vans {
            // What others loaded meanwhile may have moved the bounds.
            bench.change(van, |_| ());
        }
        self.again(bench);
    }

    /// Puts every absent job that fits anywhere, the weightiest first, without chance.
    pub(super) fn again(&mut self, bench: &mut Bench<'_>) {
        (self.blink, self.greed) = (0, 1.0);
        let mut absent = std::mem::take(&mut bench.solution.absent);
        absent.sort_unstable_by_key(|&job| (-bench.model.jobs[job as usize].weight, job));
        self.put_all(bench, absent);
        self.blink = BLINK;
    }

    fn put_all(&mut self, bench: &mut Bench<'_>, mut absent: Vec<u32>) {
        for &job in &absent {
            let served = |&mate: &u32| bench.solution.home[mate as usize] != NOWHERE;
            if !bench.model.mates(job).iter().any(served) {
                self.put(bench, job);
            }
        }
        absent.retain(|&job| bench.solution.home[job as usize] == NOWHERE);
        bench.solution.absent = absent;
    }

    /// Weights as in the paper: random 4, demand 4, far 2, close 1; windows: short, early closing.
    fn order(&self, model: &Model, kind: usize, absent: &mut [u32], random: &mut Random) {
        random.shuffle(absent);
        let job = |ix: u32| &model.jobs[ix as usize];
        match kind {
            0..4 => (),
            4..8 => absent.sort_by_key(|&ix| {
                let loads = job(ix).delivery.iter().zip(&job(ix).pickup);
                std::cmp::Reverse(loads.map(|(delivery, pickup)| delivery.max(pickup)).next())
            }),
            8..10 => absent.sort_by_key(|&ix| -self.far[ix as usize]),
            10 => absent.sort_by_key(|&ix| self.far[ix as usize]),
            11..13 => absent.sort_by_key(|&ix| {
                job(ix).spans.iter().map(|span| span.to - span.from).sum::<i64>()
            }),
            _ => absent.sort_by_key(|&ix| job(ix).spans.last().map(|span| span.to)),
        }
    }

    /// Puts `job`, or another one of its group, where it costs least; false when it fits nowhere or
    /// is not worth it.
    fn put(&mut self, bench: &mut Bench<'_>, job: u32) -> bool {
        self.refused.clear();
        while self.refused.len() < REFUSED {
            let Some(place) = self.best(bench, job) else { return false };
            let this = &bench.model.jobs[place.job as usize];
            if this.weight == 0 && place.cost >= this.prize as f64 * self.greed {
                return false;
            }
            let model = bench.model;
            let put = bench.change(place.van, |duty| match place.trip {
                Some(depot) => duty.insert_trip(model, place.at, depot, place.job),
                None => duty.insert(model, place.at, place.job),
            });
            if put {
                return true;
            }
            self.refused.push(place);
            // The bounds were drawn before other vans took docks: draw them again and look again.
            if model.docked && !bench.change(place.van, |_| ()) {
                return false;
            }
        }
        false
    }

    /// The best place of `job` or of the others of its group.
    fn best(&mut self, bench: &mut Bench<'_>, job: u32) -> Option<Place> {
        let mates = bench.model.mates(job);
        if mates.is_empty() {
            return self.cheapest(bench, job);
        }
        let places: Vec<_> = mates.iter().filter_map(|&mate| self.cheapest(bench, mate)).collect();
        let jobs = &bench.model.jobs;
        places.into_iter().min_by(|a, b| {
            let (of_a, of_b) = (&jobs[a.job as usize], &jobs[b.job as usize]);
            let costs = (a.cost - of_a.prize as f64).total_cmp(&(b.cost - of_b.prize as f64));
            of_b.weight.cmp(&of_a.weight).then(costs)
        })
    }

    fn cheapest(&mut self, bench: &mut Bench<'_>, job: u32) -> Option<Place> {
        let mut best = None;
        self.vans.clear();
        for &near in bench.model.near[job as usize].iter().take(CLOSE) {
            self.look(bench, job, bench.solution.home[near as usize], &mut best);
        }
        if best.is_none() {
            for &van in &bench.field.vans {
                self.look(bench, job, van as u32, &mut best);
            }
        }
        for &van in &self.vans {
            self.seen[van] = false;
        }
        trips::cheapest(bench, job, self.blink > 0, &self.refused, &mut best);
        best
    }

    /// Looks at the places of one used van, once.
    fn look(&mut self, bench: &mut Bench<'_>, job: u32, van: u32, best: &mut Option<Place>) {
        let van = van as usize;
        if !bench.field.holds(van as u32) || self.seen[van] {
            return;
        }
        self.seen[van] = true;
        self.vans.push(van);
        let Bench { model, solution, random, .. } = bench;
        if solution.duties[van].visits.is_empty() || !model.able(van, job) {
            return;
        }
        let refused = |at| {
            let is = |place: &Place| place.van == van && place.at == at && place.trip.is_none();
            self.refused.iter().any(|place| place.job == job && is(place))
        };
        let skip = |at| (self.blink > 0 && random.once_in(self.blink)) || refused(at);
        let question = Question { model, solution, van, job, hope: self.hope };
        let limit = best.map_or(f64::INFINITY, |best| best.cost);
        if let Some((at, cost)) = question.cheapest(limit, skip) {
            *best = Some(Place { job, van, at, trip: None, cost });
        }
    }
}
