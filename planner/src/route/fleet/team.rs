//! Several searches side by side, which exchange what they found at fixed shares of the budget.

use super::model::Model;
use super::pool::Pool;
use super::random::Random;
use super::search::Search;
use super::solution::Solution;
use crate::halt::Stop;
use crate::milp::Limit;
use crate::route::{Progress, Settings};
use crate::units::Fen;

/// How often the searches exchange.
const ROUNDS: u32 = 25;
/// After this round the best combination of the days seen is looked for: earlier the search finds
/// more by itself, and the pool is too mixed to be solved quickly.
const COMBINED: u32 = 24;
/// How hard: nodes of the tree, and seconds where the clock limits the search.
const NODES: u32 = 20;
const SECONDS: f64 = 0.4;
/// The clock is asked once in this many iterations.
const PATIENCE: u64 = 8;

/// Runs `settings.threads` searches until `stop`; gives the best solution and the iterations done
/// by all of them. A limit in iterations is shared out among the threads, so that the outcome
/// depends on seed, limit and threads alone.
pub(super) fn run(
    model: &Model,
    settings: Settings,
    stop: Stop<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> (Solution, u64) {
    let threads = settings.threads.max(1) as u64;
    let quota = |thread: u64| {
        stop.iterations().map(|all| all / threads + u64::from(thread < all % threads))
    };
    let mut searches: Vec<(Search, Option<u64>)> = Vec::new();
    let first = Search::new(model, Random::new(settings.seed, 0));
    for thread in 0..threads {
        let mut search = first.clone();
        search.reseed(Random::new(settings.seed, 1 + thread));
        searches.push((search, quota(thread)));
    }
    for round in 1..=ROUNDS {
        let until = f64::from(round) / f64::from(ROUNDS);
        std::thread::scope(|scope| {
            let mut others = searches.iter_mut();
            let own = others.next();
            for (search, quota) in others {
                scope.spawn(move || advance(model, search, *quota, stop, until));
            }
            if let Some((search, quota)) = own {
                advance(model, search, *quota, stop, until);
            }
        });
        let iterations = searches.iter().map(|(search, _)| search.done).sum();
        if round == COMBINED && !stop.share(0).is_infinite() {
            combine(model, &mut searches, stop);
        }
        let Some(best) = exchange(&mut searches) else { break };
        progress(Progress {
            share: until,
            iterations,
            cost: Fen(best.cost),
            unserved: best.unserved(model),
        });
    }
    let iterations = searches.iter().map(|(search, _)| search.done).sum();
    let best =
        searches.into_iter().map(|(search, _)| search).min_by_key(|search| search.best.rank());
    let best = best.map_or_else(|| Solution::new(model), |search| search.finish(model));
    (best, iterations)
}

/// Runs `search` until its share of the budget is `until`.
fn advance(model: &Model, search: &mut Search, quota: Option<u64>, stop: Stop<'_>, until: f64) {
    let mut spent = 0.0;
    loop {
        if spent == 0.0 || search.done.is_multiple_of(PATIENCE) {
            spent = stop.share(0);
        }
        let share = match quota {
            Some(quota) => search.done as f64 / quota.max(1) as f64,
            None => spent,
        };
        let over = quota.is_some_and(|quota| search.done >= quota);
        if over || share >= until || spent.is_infinite() {
            return;
        }
        search.step(model, share);
    }
}

/// The search that stands worst goes on from the best solution of all, which is given back.
fn exchange(searches: &mut [(Search, Option<u64>)]) -> Option<Solution> {
    let ranks = || searches.iter().enumerate().map(|(ix, (search, _))| (search.best.rank(), ix));
    let (_, best) = ranks().min()?;
    let (_, worst) = ranks().max()?;
    let solution = searches[best].0.best.clone();
    if worst != best {
        searches[worst].0.adopt(&solution);
    }
    Some(solution)
}

/// The search that stands best goes on from the best combination of the days that all have seen.
fn combine(model: &Model, searches: &mut [(Search, Option<u64>)], stop: Stop<'_>) {
    let seconds = stop.iterations().is_none().then_some(SECONDS);
    let mut pool = Pool::default();
    for (search, _) in searches.iter() {
        pool.join(&search.pool);
    }
    let best = searches.iter_mut().min_by_key(|(search, _)| search.best.rank());
    let Some((search, _)) = best else { return };
    if let Some(combined) = pool.combine(model, &search.best, Limit { nodes: NODES, seconds }) {
        search.adopt(&combined);
    }
}
