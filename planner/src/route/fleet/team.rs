//! Several threads on one search: each works on a part of the solution, and then it is shared out
//! anew. Problems too small to be shared out are searched by each thread on its own.

use super::field::Field;
use super::merge::merge;
use super::model::Model;
use super::pool::Pool;
use super::random::Random;
use super::search::Search;
use super::solution::Solution;
use crate::halt::Stop;
use crate::milp::Limit;
use crate::route::threads::side_by_side;
use crate::route::{Progress, Settings};
use crate::units::Fen;

/// How often the solution is shared out anew.
const ROUNDS: u32 = 100;
/// After this round the best combination of the days seen is looked for: earlier the search finds
/// more by itself, and the pool is too mixed to be solved quickly.
const COMBINED: u32 = 96;
/// How hard: nodes of the tree, and seconds where the clock limits the search.
const NODES: u32 = 20;
const SECONDS: f64 = 0.4;
/// The clock is asked once in this many iterations.
const PATIENCE: u64 = 8;
/// A thread's part has at least so many used vehicles.
const PART: usize = 6;

/// A thread's search and the iterations it may do.
struct Worker {
    search: Search,
    quota: Option<u64>,
}

/// Runs `settings.threads` searches until `stop`; gives the best solution and the iterations done
/// by all of them, and tells now and then which solution is the best so far. A limit in iterations is shared out among
/// the threads, so that the outcome depends on seed, limit and threads alone.
pub(super) fn run(
    model: &Model,
    settings: Settings,
    stop: Stop<'_>,
    tell: &mut dyn FnMut(Progress, &Solution),
) -> (Solution, u64) {
    let threads = settings.threads.max(1);
    let mut random = Random::new(settings.seed, 0);
    let mut first = Search::new(model, Random::new(settings.seed, 1), stop);
    if model.improves {
        first.sweep(model, stop);
    }
    let quota =
        |thread: u64, of: u64| stop.iterations().map(|all| all / of + u64::from(thread < all % of));
    let mut workers: Vec<Worker> = (0..threads as u64)
        .map(|thread| {
            let mut search = first.clone();
            search.reseed(Random::new(settings.seed, 2 + thread));
            Worker { search, quota: quota(thread, threads as u64) }
        })
        .collect();
    // What still fits into the solution that the search begins with can be worth more than all that it finds.
    let begun = first.clone().finish(model, &first.best);
    let (mut current, mut best) = (first.current.clone(), first.best.clone());
    let mut told = |share: f64, workers: &[Worker], best: &Solution| {
        let so_far = Progress {
            share,
            iterations: workers.iter().map(|worker| worker.search.done).sum(),
            cost: Fen(best.cost),
            routes: used(best),
            unserved: best.unserved(model),
        };
        tell(so_far, best);
    };
    if model.improves {
        told(0.0, &workers, &best);
    }
    for round in 1..=ROUNDS {
        let until = f64::from(round) / f64::from(ROUNDS);
        share_out(model, &mut workers, &current, &best, &mut random);
        side_by_side(&mut workers, |worker| advance(model, worker, stop, until));
        (current, best) = gather(model, &workers, &current, best);
        if round == COMBINED
            && !stop.share(0).is_infinite()
            && let Some(combined) = combine(model, &workers, &best, stop)
        {
            current.clone_from(&combined);
            best = combined;
        }
        told(until, &workers, &best);
        if stop.share(0).is_infinite() {
            break;
        }
    }
    let iterations = workers.iter().map(|worker| worker.search.done).sum();
    let found = first.finish(model, &best);
    (if begun.rank() < found.rank() { begun } else { found }, iterations)
}

/// How many vehicles `solution` uses.
fn used(solution: &Solution) -> usize {
    solution.duties.iter().filter(|duty| !duty.visits.is_empty()).count()
}

/// Whether `solution` is large enough to be shared out.
fn divisible(workers: &[Worker], solution: &Solution) -> bool {
    workers.len() > 1 && used(solution) >= PART * workers.len()
}

/// Gives each worker its part. Without parts the last one begins from the best, the others go on.
fn share_out(
    model: &Model,
    workers: &mut [Worker],
    current: &Solution,
    best: &Solution,
    random: &mut Random,
) {
    if divisible(workers, current) {
        let fields = Field::split(model, current, workers.len(), random);
        for (worker, field) in workers.iter_mut().zip(fields) {
            worker.search.enter(field, current);
        }
    } else if let [first, others @ ..] = workers {
        for worker in others {
            worker.search.enter(Field::all(model), best);
        }
        if first.search.field.vans.len() < model.vans.len() {
            first.search.enter(Field::all(model), current);
        }
    }
}

/// What the workers made of `current`, and the best solution now.
fn gather(
    model: &Model,
    workers: &[Worker],
    current: &Solution,
    best: Solution,
) -> (Solution, Solution) {
    let searches = || workers.iter().map(|worker| &worker.search);
    if workers.iter().all(|worker| worker.search.field.vans.len() == model.vans.len()) {
        let better = searches().map(|search| &search.best).min_by_key(|best| best.rank());
        let better = better.filter(|better| better.rank() < best.rank()).cloned();
        return (workers[0].search.current.clone(), better.unwrap_or(best));
    }
    let now = merge(model, current, searches().map(|search| (&search.field, &search.current)));
    let seen = merge(model, current, searches().map(|search| (&search.field, &search.best)));
    // Parts that do not go together are still good on their own.
    let better = [&now, &seen].into_iter().min_by_key(|solution| solution.rank());
    match better.filter(|better| better.rank() < best.rank()).cloned() {
        Some(better) => (now, better),
        None => (now, best),
    }
}

/// Runs the search of `worker` until its share of the budget is `until`.
fn advance(model: &Model, worker: &mut Worker, stop: Stop<'_>, until: f64) {
    let Worker { search, quota } = worker;
    let mut spent = 0.0;
    loop {
        if spent == 0.0 || search.done.is_multiple_of(PATIENCE) {
            spent = stop.share(0);
        }
        let share = match quota {
            Some(quota) => (search.done as f64 / (*quota).max(1) as f64).max(spent),
            None => spent,
        };
        let over = quota.is_some_and(|quota| search.done >= quota);
        if over || share >= until || spent.is_infinite() {
            return;
        }
        search.step(model, share);
    }
}

/// The best combination of the days that all have seen, if it is better than `best`.
fn combine(model: &Model, workers: &[Worker], best: &Solution, stop: Stop<'_>) -> Option<Solution> {
    let seconds = stop.timed().then_some(SECONDS);
    let mut pool = Pool::default();
    for worker in workers {
        pool.join(&worker.search.pool);
    }
    pool.combine(model, best, Limit { nodes: NODES, seconds })
}
