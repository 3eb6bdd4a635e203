//! Annealing of the cells: fewer fills by better even groups, and better choices of who finishes
//! where.
//!
//! Kirkpatrick, Gelatt and Vecchi (1983). A move is taken back whole when it is not accepted.

use super::lines::{Cell, Lines};
use rand::{Rng, RngExt};

/// What a change is worth besides handling.
pub(super) struct Wishes<'a> {
    /// Seconds that it costs when a destination is not finished by the first pass; above zero for those
    /// that had pockets of their own yesterday.
    pub(super) own: &'a [f64],
    /// For each destination, the passes that may finish it, as bits.
    pub(super) may: &'a [u32],
}

impl Wishes<'_> {
    /// Whether `pass` may finish the destination `ix`.
    pub(super) fn allow(&self, ix: usize, pass: usize) -> bool {
        self.may[ix] >> pass & 1 == 1
    }

    /// What `lines` costs with all wishes.
    pub(super) fn price(&self, lines: &Lines<'_>) -> f64 {
        let lost = |(cell, own): (&Cell, &f64)| if cell.pass > 0 { *own } else { 0.0 };
        lines.cost() + lines.cell.iter().zip(self.own).map(lost).sum::<f64>()
    }
}

/// Seconds that unevenness weighs as much as: enough to lead fills together, too little to pay for.
const EVEN: f64 = 2.0;

/// Tries `moves` random changes of `lines` and leaves the best it met. O(moves × cells between).
pub(super) fn improve(lines: &mut Lines<'_>, wishes: &Wishes<'_>, moves: u32, rng: &mut impl Rng) {
    let passes = lines.shape.passes.len();
    let full = lines.shape.passes[0].rules.full;
    let per_card = lines.shape.passes[0].rules.per_card;
    let by_volume = by_volume(lines.volumes);
    let guided = |lines: &Lines<'_>, price: f64| {
        price + (0..passes).map(|pass| lines.unevenness(pass)).sum::<f64>() * EVEN.min(full / 8.0)
    };
    let mut best = wishes.price(lines);
    let mut lost = best - lines.cost();
    let mut now = guided(lines, best);
    let mut kept = lines.cell.clone();
    let (hot, cold) = (full.max(8.0 * per_card) / 3.0, (full / 60.0).max(per_card / 4.0));
    for step in 0..moves {
        let heat = hot * (cold / hot).powf(f64::from(step) / f64::from(moves.max(1)));
        let Some(more) = change(lines, wishes, &by_volume, rng) else {
            lines.undo();
            continue;
        };
        let price = lines.cost() + lost + more;
        let then = guided(lines, price);
        if then <= now || rng.random::<f64>() < ((now - then) / heat).exp() {
            lines.keep();
            now = then;
            lost += more;
            if price < best - 1e-9 {
                best = price;
                kept.clone_from(&lines.cell);
            }
        } else {
            lines.undo();
        }
    }
    lines.restore(&kept);
}

/// Destinations, the one with most cards first.
fn by_volume(volumes: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..volumes.len()).collect();
    order.sort_by_key(|&ix| std::cmp::Reverse(volumes[ix]));
    order
}

/// Makes one random change; tells by how many seconds the wishes are hurt more, or none when
/// nothing lawful came out, perhaps with something to undo.
fn change(
    lines: &mut Lines<'_>,
    wishes: &Wishes<'_>,
    by_volume: &[usize],
    rng: &mut impl Rng,
) -> Option<f64> {
    let passes = lines.shape.passes.len();
    let hurt = |ix: usize, from: usize, to: usize| match (from, to) {
        (0, 0) => 0.0,
        (0, _) => wishes.own[ix],
        (_, 0) => -wishes.own[ix],
        _ => 0.0,
    };
    match rng.random_range(0..10_u32) {
        // An empty cell moves along its line.
        0..4 if passes > 1 => {
            let pass = rng.random_range(1..passes);
            let cells = lines.room(pass);
            if cells == 0 {
                return None;
            }
            let gap = rng.random_range(0..cells);
            let reach = 1 + rng.random_range(0..64_usize);
            let at = Cell { pass, at: gap };
            if lines.at(at).is_some() {
                return None;
            }
            let to = if rng.random() { gap + reach } else { gap.saturating_sub(reach) };
            lines.rotate(pass, gap, to.min(cells - 1));
            Some(0.0)
        }
        // Two of about the same size change places.
        4..9 => {
            let rank = rng.random_range(0..by_volume.len());
            let other = rank + 1 + rng.random_range(0..24_usize);
            let (one, other) = (by_volume[rank], *by_volume.get(other)?);
            let (from, to) = (lines.cell[one].pass, lines.cell[other].pass);
            let lawful = from != to && wishes.allow(one, to) && wishes.allow(other, from);
            (lawful && lines.swap(one, other)).then(|| hurt(one, from, to) + hurt(other, to, from))
        }
        // One goes to another pass.
        _ => {
            let one = rng.random_range(0..by_volume.len());
            let (from, to) = (lines.cell[one].pass, rng.random_range(0..passes));
            let lawful = from != to && wishes.allow(one, to);
            (lawful && lines.send(one, to)).then(|| hurt(one, from, to))
        }
    }
}
