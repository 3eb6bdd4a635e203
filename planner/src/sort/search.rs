//! The search for a sort: which passes, who finishes where, and in which cell.

use super::crew::Crew;
use super::exact::exact;
use super::greedy::{Share, heuristic};
use super::improve::{Wishes, improve};
use super::lines::{Cell, Lines};
use super::shape::Shape;
use super::variants::variants;
use rand::SeedableRng;
use rand_pcg::Pcg64;

/// What is to be sorted by whom, as numbers.
pub(super) struct Input<'a> {
    /// Cards of each destination, in the order of loading.
    pub(super) volumes: &'a [u64],
    /// The machines.
    pub(super) crew: &'a Crew<'a>,
    /// Wishes besides handling.
    pub(super) wishes: Wishes<'a>,
    /// Batches in which what the first pass hands on is sorted, at least.
    pub(super) batches: u32,
}

/// How long to search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Seed of the annealing.
    pub seed: u64,
    /// Random changes that are tried in all.
    pub moves: u32,
    /// Whether the integer program is solved; without it there is no bound.
    pub exact: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, moves: 2_000_000, exact: true }
    }
}

/// A sort with its cells.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The shape.
    pub(super) shape: Shape,
    /// Where each destination stands.
    pub(super) cells: Vec<Cell>,
    /// Seconds, wishes included.
    pub(super) price: f64,
}

/// Variants that are annealed for a while before the best of them is annealed for long.
const TRIES: usize = 12;
/// The best sort found and, if asked for, seconds below which none goes. None when the machines cannot tell so
/// many destinations apart.
/// O(pockets × destinations × log) and the moves; the integer programs have about as many unknowns as there are
/// different volumes.
pub(super) fn search(input: &Input<'_>, settings: Settings) -> Option<(Found, Option<f64>)> {
    let mut order: Vec<usize> = (0..input.volumes.len()).collect();
    // Of two with as many cards, the one that wishes it more.
    order.sort_by(|&a, &b| {
        let wish = |ix: usize| input.wishes.own[ix];
        input.volumes[b].cmp(&input.volumes[a]).then(wish(b).total_cmp(&wish(a)))
    });
    let mut shares = heuristic(input, &order);
    let mut bound = None;
    if settings.exact {
        let (exact, least) = exact(input, &shares);
        shares.extend(exact);
        bound = Some(least);
    }
    shares.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let best = shares.first()?.seconds;
    shares.retain(|share| share.seconds <= best * 1.1);
    let mut tries = variants(input, &shares);
    tries.truncate(TRIES);
    if tries.is_empty() {
        return None;
    }
    let mut random = Pcg64::seed_from_u64(settings.seed);
    let short = settings.moves / 2 / tries.len() as u32;
    let mut found: Vec<Found> =
        tries.iter().map(|share| anneal(input, share, None, short, &mut random)).collect();
    found.sort_by(|a, b| a.price.total_cmp(&b.price));
    let first = found.swap_remove(0);
    let pass_of = first.cells.iter().map(|cell| cell.pass).collect();
    let share = Share { shape: first.shape.clone(), pass_of, seconds: first.price };
    let last = anneal(input, &share, Some(&first.cells), settings.moves / 2, &mut random);
    let better = if last.price < first.price { last } else { first };
    Some((better, bound))
}

/// Anneals from a share spread evenly, or from cells.
fn anneal(
    input: &Input<'_>,
    share: &Share,
    cells: Option<&[Cell]>,
    moves: u32,
    random: &mut Pcg64,
) -> Found {
    let mut lines = match cells {
        None => Lines::spread(&share.shape, input.volumes, &share.pass_of),
        Some(cells) => Lines::standing(&share.shape, input.volumes, cells),
    };
    if share.shape.passes.len() > 1 {
        let may = batches(share, input.wishes.may);
        let wishes = Wishes { may: &may, ..input.wishes };
        improve(&mut lines, &wishes, moves, random);
    }
    let price = input.wishes.price(&lines);
    Found { cells: lines.cell.clone(), price, shape: share.shape.clone() }
}

/// For each destination, the passes that may finish it when the passes fed by the first one after another are to finish
/// what is loaded first, first: each destination has one of them, by its place in the order of loading.
fn batches(share: &Share, may: &[u32]) -> Vec<u32> {
    let batches: Vec<usize> = share.shape.children(0).collect();
    let mut left = batches.iter();
    let mut batch = left.next().copied().unwrap_or(0);
    let last: Vec<Option<usize>> = batches
        .iter()
        .map(|&child| share.pass_of.iter().rposition(|&pass| pass == child))
        .collect();
    let mut allowed = Vec::with_capacity(may.len());
    for (ix, &may) in may.iter().enumerate() {
        while let Some(at) = batches.iter().position(|&child| child == batch)
            && last[at].is_none_or(|last| last < ix)
            && let Some(&next) = left.next()
        {
            batch = next;
        }
        let others = batches.iter().filter(|&&child| child != batch).map(|&child| 1 << child);
        allowed.push(may & !others.sum::<u32>());
    }
    allowed
}
