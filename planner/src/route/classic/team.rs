//! Several searches side by side, round by round, and how they cool.

use super::fine::Fine;
use super::ground::{DEPOT, Ground};
use super::parts::split;
use super::search::Search;
use super::state::State;
use super::{Mark, Settings};
use crate::halt::Stop;
use crate::route::random::Random;
use crate::vrp::{Objective, Routes};

/// Rounds in a run; fewer where a round has to copy much.
const ROUNDS: u32 = 200;
const ROUNDS_LARGE: u32 = 50;
const LARGE: usize = 2_000;
/// Heat at the beginning and at the end, in mean legs between two customers.
const HOT: f64 = 1.0;
const COLD: f64 = 0.07;
/// The clock is asked once in this many iterations.
const PATIENCE: u64 = 16;
/// Share of the budget in which vehicles are saved where they come first.
const SAVING: f64 = 0.6;
/// So many customers that lie together are changed for a while, so that all that is read stays in
/// the nearest caches.
const WINDOW: usize = 1_500;

/// Routes and the customers on none of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub(super) routes: Routes,
    pub(super) absent: Vec<u32>,
    pub(super) cost: i64,
}

impl Standing {
    /// What is smaller when it is better.
    fn rank(&self, objective: Objective) -> (usize, usize, i64) {
        let routes = match objective {
            Objective::Distance => 0,
            Objective::VehiclesFirst => self.routes.len(),
        };
        (self.absent.len(), routes, self.cost)
    }

    /// Gives up the route with the fewest customers, who are absent then.
    fn give_up_a_route(&mut self) {
        let fewest = (0..self.routes.len()).min_by_key(|&ix| self.routes[ix].len());
        if let Some(ix) = fewest {
            self.absent.extend(self.routes.swap_remove(ix));
        }
    }
}

/// What the searches share and hand on from round to round.
struct Team<'a> {
    ground: &'a Ground<'a>,
    random: Random,
    streams: Vec<Random>,
    fines: Vec<Fine>,
    /// For each customer how often it was left without a route.
    absences: Vec<u32>,
    /// Most routes allowed now.
    limit: usize,
    leg: f64,
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
    let mut team = Team {
        ground,
        random: Random::new(settings.seed, 0),
        streams,
        fines: vec![Fine::new(ground); threads],
        absences: vec![0; ground.nodes],
        limit: ground.max_routes,
        leg: mean_leg(ground, &start.routes),
    };
    let mut best = start.clone();
    let mut current = start;
    let mut iterations = 0;
    let load: i64 = ground.demand.iter().sum();
    let fewest = usize::try_from(load / ground.capacity).unwrap_or(usize::MAX);
    let fewest = fewest + usize::from(load % ground.capacity > 0);
    let rounds = if ground.nodes > LARGE { ROUNDS_LARGE } else { ROUNDS };
    for round in 0..rounds {
        let span = [round, round + 1].map(|at| f64::from(at) / f64::from(rounds));
        if objective == Objective::VehiclesFirst {
            if span[0] >= SAVING {
                if !current.absent.is_empty() {
                    current = best.clone();
                }
                team.limit = current.routes.len();
            } else if current.absent.is_empty() && current.routes.len() > fewest {
                current.give_up_a_route();
                team.limit = current.routes.len();
            }
        }
        let whole = !current.absent.is_empty();
        let found = team.round(current, iterations, span, stop);
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
        let better = join(found.iter().map(best_of), whole);
        current = if whole { better.clone() } else { join(found.iter().map(state_of), false) };
        if better.rank(objective) < best.rank(objective) {
            best = better;
        }
        let (cost, routes) = (best.cost, best.routes.len());
        progress(Mark { share: span[1], iterations, cost, routes });
        if stop.share(iterations) >= 1.0 {
            break;
        }
    }
    (best, iterations)
}

impl Team<'_> {
    /// One round from `current`: `span` is the share of the budget where it begins and ends.
    fn round(
        &mut self,
        current: Standing,
        iterations: u64,
        span: [f64; 2],
        stop: Stop<'_>,
    ) -> Vec<Search> {
        let ground = self.ground;
        let threads = self.streams.len();
        let spare = self.limit.saturating_sub(current.routes.len());
        // Customers without a route may need any of them: all threads try by themselves then.
        let whole = !current.absent.is_empty();
        let parts = match whole {
            true => vec![current.routes; threads],
            false => split(ground, current.routes, threads, &mut self.random),
        };
        let quota = stop.iterations().map(|all| {
            let due = (all as f64 * span[1]) as u64;
            due.saturating_sub(iterations).div_ceil(parts.len() as u64)
        });
        let mut searches: Vec<(Search, Vec<u32>)> = Vec::new();
        for (ix, routes) in parts.iter().enumerate() {
            let share = if whole { spare } else { spare / parts.len() };
            let mut state = State::of(ground, routes, routes.len().saturating_add(share));
            state.absent.clone_from(&current.absent);
            let mut own: Vec<u32> = routes.iter().flatten().copied().collect();
            own.extend(&current.absent);
            let (stream, fine) = (self.streams[ix].clone(), self.fines[ix]);
            let search = Search::new(ground, state, stream, fine, self.absences.clone());
            searches.push((search, own));
        }
        let leg = self.leg;
        std::thread::scope(|scope| {
            let mut others = searches.iter_mut();
            let mine = others.next();
            for (search, own) in others {
                scope.spawn(move || advance(ground, search, own, quota, stop, span, leg));
            }
            if let Some((search, own)) = mine {
                advance(ground, search, own, quota, stop, span, leg);
            }
        });
        for (ix, (search, _)) in searches.iter().enumerate() {
            self.streams[ix] = search.random.clone();
            self.fines[ix] = search.fine;
            self.absences.clone_from(&search.absences);
        }
        searches.into_iter().map(|(search, _)| search).collect()
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
    leg: f64,
) {
    let window = own.len().min(WINDOW);
    let (mut first, mut heat) = (0, 0.0);
    loop {
        if search.done.is_multiple_of(PATIENCE) {
            let spent = stop.share(0);
            let share = match quota {
                Some(quota) => from + (until - from) * search.done as f64 / quota.max(1) as f64,
                None => spent,
            };
            if spent.is_infinite() || share >= until {
                return;
            }
            let along = ((share - from) / (until - from)).clamp(0.0, 1.0);
            first = ((own.len() - window) as f64 * along) as usize;
            heat = leg * HOT * (COLD / HOT).powf(share);
        }
        if quota.is_some_and(|quota| search.done >= quota) {
            return;
        }
        let seed = own[first + search.random.below(window)];
        search.step(ground, heat, seed);
    }
}

/// What the parts are together, or, where each was the `whole`, the best of them.
fn join(mut parts: impl Iterator<Item = Standing>, whole: bool) -> Standing {
    if whole {
        let best = parts.min_by_key(|part| (part.absent.len(), part.cost));
        return best.unwrap_or_default();
    }
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        all.routes.extend(part.routes);
        all.absent.extend(part.absent);
        all.cost += part.cost;
    }
    all
}

/// The mean leg between two customers; legs of the depot say how far it is, not how dense they are.
fn mean_leg(ground: &Ground<'_>, routes: &Routes) -> f64 {
    let legs = routes.iter().flat_map(|route| route.windows(2));
    let (sum, count) = legs.fold((0.0, 0.0), |(sum, count), leg| {
        (sum + f64::from(ground.distance(leg[0], leg[1])), count + 1.0)
    });
    let alone = || routes.first().map_or(1.0, |route| f64::from(ground.distance(DEPOT, route[0])));
    if count > 0.0 { sum / count } else { alone() }
}
