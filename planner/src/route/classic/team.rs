//! Several searches side by side, round by round, and how they cool.

use super::fine::Fine;
use super::ground::Ground;
use super::parts::split;
use super::search::Search;
use super::standing::{Standing, join, mean_leg};
use super::state::State;
use super::{Mark, Settings};
use crate::halt::Stop;
use crate::route::random::Random;
use crate::route::threads::side_by_side;
use crate::vrp::Objective;

/// Rounds in a run; fewer where a round has to copy much.
const ROUNDS: u32 = 200;
const ROUNDS_LARGE: u32 = 50;
const LARGE: usize = 2_000;
/// Heat at the beginning and at the end, in mean legs between two customers. Small instances have
/// time to cool farther.
const HOT: f64 = 2.0;
const COLD: f64 = 0.05;
const COLD_SMALL: f64 = 0.02;
/// With fewer customers than this each thread searches alone: a part holds too few routes.
const SMALL: usize = 250;
/// With fewer than this they search alone for such a share of the budget: where the search is hot it
/// is decided which valley it ends in, and several tries find a deeper one.
const MEDIUM: usize = 600;
const ALONE: f64 = 0.8;
/// The clock is asked once in this many iterations.
const PATIENCE: u64 = 16;
/// Share of the budget in which vehicles are saved where they come first.
const SAVING: f64 = 0.6;
/// So many customers that lie together are changed for a while, so that all that is read stays in
/// the nearest caches.
const WINDOW: usize = 1_500;

/// What the searches share and hand on from round to round.
struct Team<'a> {
    ground: &'a Ground<'a>,
    objective: Objective,
    random: Random,
    streams: Vec<Random>,
    fines: Vec<Fine>,
    /// For each customer how often it was left without a route.
    absences: Vec<u32>,
    /// At the beginning and at the end, in units of distance.
    heat: [f64; 2],
}

/// How a round is shared out among the threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    /// Each has some of the routes.
    Parts,
    /// Each has all of them; the best outcome is gone on from.
    Whole,
    /// Each goes on from where it stood itself: small instances gain more from several tries.
    Alone,
}

/// Improves `start` until `stop`; gives the best found and the iterations done by all threads.
/// A limit in iterations is shared out among the threads, so that the outcome depends on seed,
/// limit and threads alone.
pub(super) fn run(
    ground: &Ground<'_>,
    start: Standing,
    objective: Objective,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Mark) + Sync),
) -> (Standing, u64) {
    let threads = settings.threads.max(1);
    let streams = (1..=threads as u64).map(|thread| Random::new(settings.seed, thread)).collect();
    let (alone_until, cold) = match ground.customers() {
        0..SMALL => (1.0, COLD_SMALL),
        SMALL..MEDIUM => (ALONE, COLD),
        _ => (0.0, COLD),
    };
    let mut team = Team {
        ground,
        objective,
        random: Random::new(settings.seed, 0),
        streams,
        fines: vec![Fine::new(ground); threads],
        absences: vec![0; ground.nodes],
        heat: [HOT, cold].map(|legs| legs * mean_leg(ground, &start.routes)),
    };
    let mut best = start.clone();
    let mut current = vec![start; if alone_until > 0.0 { threads } else { 1 }];
    let mut iterations = 0;
    let rounds = if ground.nodes > LARGE { ROUNDS_LARGE } else { ROUNDS };
    for round in 0..rounds {
        let span = [round, round + 1].map(|at| f64::from(at) / f64::from(rounds));
        if objective == Objective::VehiclesFirst {
            current.iter_mut().for_each(|current| save_a_vehicle(ground, current, &best, span[0]));
        }
        let alone = span[0] < alone_until;
        if !alone {
            current.sort_by_key(|standing| standing.rank(objective));
            current.truncate(1);
        }
        let share = match (alone, current[0].absent.is_empty()) {
            (true, _) => Share::Alone,
            (false, true) => Share::Parts,
            // Customers without a route may need any of them.
            (false, false) => Share::Whole,
        };
        let found = team.round(&current, share, iterations, span, stop);
        iterations += found.iter().map(|search| search.done).sum::<u64>();
        let best_of = |search: &Search| Standing {
            routes: search.best.lists(),
            absent: search.best.absent.clone(),
            cost: search.best.cost,
        };
        let state_of = |search: &Search| Standing {
            routes: search.state.lists(),
            absent: search.state.absent.clone(),
            cost: search.state.cost,
        };
        let better = match share {
            Share::Parts => join(found.iter().map(best_of)),
            Share::Whole | Share::Alone => {
                let all = found.iter().map(best_of);
                all.min_by_key(|standing| standing.rank(objective)).unwrap_or_default()
            }
        };
        current = match share {
            Share::Parts => vec![join(found.iter().map(state_of))],
            Share::Whole => vec![better.clone()],
            Share::Alone => found.iter().map(state_of).collect(),
        };
        if better.rank(objective) < best.rank(objective) {
            best = better;
        }
        let Standing { cost, ref routes, ref absent } = best;
        let (routes, absent) = (routes.len(), absent.len());
        progress(Mark { share: span[1], iterations, cost, routes, absent });
        if stop.share(iterations) >= 1.0 {
            break;
        }
    }
    (best, iterations)
}

/// Where vehicles come first: takes a route away from `current` once it serves everybody, as long as
/// the share of the budget spent leaves time for distance; goes back to `best` after that.
fn save_a_vehicle(ground: &Ground<'_>, current: &mut Standing, best: &Standing, spent: f64) {
    let load: i64 = ground.demand.iter().sum();
    let fewest = load / ground.capacity + i64::from(load % ground.capacity > 0);
    if spent >= SAVING {
        if current.absent.len() > best.absent.len() || current.routes.len() > best.routes.len() {
            current.clone_from(best);
        }
    } else if current.absent.is_empty() && current.routes.len() as i64 > fewest {
        current.give_up_a_route();
    }
}

impl Team<'_> {
    /// One round from where the searches stand: `span` is the share of the budget where it begins
    /// and ends.
    fn round(
        &mut self,
        current: &[Standing],
        share: Share,
        iterations: u64,
        span: [f64; 2],
        stop: Stop<'_>,
    ) -> Vec<Search> {
        let threads = self.streams.len();
        let parts: Vec<Standing> = match share {
            Share::Alone => current.to_vec(),
            Share::Whole => vec![current[0].clone(); threads],
            Share::Parts => {
                let routes = current[0].routes.clone();
                let parts = split(self.ground, routes, threads, &mut self.random);
                let part = |routes| Standing { routes, ..Standing::default() };
                parts.into_iter().map(part).collect()
            }
        };
        let due = stop.iterations().map(|all| {
            let due = (all as f64 * span[1]) as u64;
            due.saturating_sub(iterations)
        });
        let threads = parts.len() as u64;
        let quota = |ix: u64| due.map(|due| due / threads + u64::from(ix < due % threads));
        let of = if share == Share::Parts { parts.len() } else { 1 };
        let used = if share == Share::Parts { current[0].routes.len() } else { 0 };
        let mut shares = Vec::new();
        for (ix, part) in parts.iter().enumerate() {
            let spare = match self.objective {
                Objective::VehiclesFirst => 0,
                Objective::Distance => {
                    self.ground.max_routes.saturating_sub(used.max(part.routes.len()))
                }
            };
            let (search, own) = self.search(ix, part, spare / of);
            shares.push((search, own, quota(ix as u64)));
        }
        let (ground, heat) = (self.ground, self.heat);
        side_by_side(&mut shares, |(search, own, quota)| {
            advance(ground, search, own, *quota, stop, span, heat);
        });
        for (ix, (search, ..)) in shares.iter().enumerate() {
            self.streams[ix] = search.random.clone();
            self.fines[ix] = search.fine;
            self.absences.clone_from(&search.absences);
        }
        shares.into_iter().map(|(search, ..)| search).collect()
    }

    /// A search from `part` that may use `spare` more routes, and the customers it is for.
    fn search(&self, ix: usize, part: &Standing, spare: usize) -> (Search, Vec<u32>) {
        let slots = part.routes.len().saturating_add(spare);
        let mut state = State::of(self.ground, &part.routes, slots);
        state.absent.clone_from(&part.absent);
        let mut own: Vec<u32> = part.routes.iter().flatten().copied().collect();
        own.extend(&part.absent);
        let (stream, fine) = (self.streams[ix].clone(), self.fines[ix]);
        (Search::new(self.ground, state, stream, fine, self.absences.clone()), own)
    }
}

/// Runs `search`, which may change the routes of `own`, until its round is over.
fn advance(
    ground: &Ground<'_>,
    search: &mut Search,
    own: &[u32],
    quota: Option<u64>,
    stop: Stop<'_>,
    [from, until]: [f64; 2],
    [hot, cold]: [f64; 2],
) {
    let window = own.len().min(WINDOW);
    let (mut first, mut heat) = (0, 0.0);
    loop {
        if search.done.is_multiple_of(PATIENCE) {
            let spent = stop.share(0);
            let share = match quota {
                Some(quota) => {
                    let done = search.done as f64 / quota.max(1) as f64;
                    (from + (until - from) * done).max(spent)
                }
                None => spent,
            };
            if spent.is_infinite() || share >= until {
                return;
            }
            let along = ((share - from) / (until - from)).clamp(0.0, 1.0);
            first = ((own.len() - window) as f64 * along) as usize;
            heat = hot * (cold / hot).powf(share);
        }
        if quota.is_some_and(|quota| search.done >= quota) {
            return;
        }
        let seed = own[first + search.random.below(window)];
        search.step(ground, heat, seed);
    }
}
