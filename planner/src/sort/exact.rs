//! Shares by the integer program, over all shapes, with the bound that holds for all of them.

use super::greedy::{PARTS, Share, least};
use super::relax::{Model, Solved};
use super::search::Input;
use super::shape::Shape;
use crate::milp::Limit;

/// Nodes of an integer program; it is closed at the root nearly always.
const NODES: Limit = Limit { nodes: 300, seconds: None };

/// Shares by the integer programs, and seconds below which no sort goes.
pub(super) fn exact(input: &Input<'_>, shares: &[Share]) -> (Vec<Share>, f64) {
    let zero = vec![0.0; input.volumes.len()];
    let mut found = Vec::new();
    let mut bound = f64::INFINITY;
    let mut best = shares.iter().map(|share| share.seconds).fold(f64::INFINITY, f64::min);
    let model = |shape: &Shape, own: &[f64], roomy: bool| -> Option<Solved> {
        let (volumes, may) = (input.volumes, input.wishes.may);
        Model { shape, volumes, may, own, roomy }.solve(NODES)
    };
    let consider = |digits: &[u32], found: &mut Vec<Share>, best: &mut f64| -> f64 {
        let shape = Shape::chain(input.crew, digits);
        let Some(plain) = model(&shape, &zero, false) else { return f64::INFINITY };
        let wished = input.wishes.own.iter().any(|&own| own > 0.0);
        let choice = match wished {
            true => model(&shape, input.wishes.own, false).and_then(|solved| solved.choice),
            false => plain.choice,
        };
        if let Some((pass_of, kept)) = choice {
            let mut shape = shape;
            for (branch, kept) in shape.passes.iter_mut().zip(kept).skip(1) {
                if branch.parent == 0 {
                    branch.digits = kept.max(1);
                }
            }
            let seconds = least(&shape, input.volumes, &pass_of);
            *best = best.min(seconds);
            found.push(Share { shape, pass_of, seconds });
        }
        plain.bound
    };
    if input.volumes.len() <= input.crew.rules(0).pockets as usize {
        bound = bound.min(consider(&[], &mut found, &mut best));
    }
    bound = bound.min(consider(&[1], &mut found, &mut best));
    // Seconds below which no shape goes in which the second pass keeps `second` parts, or, where the third
    // pass is roomy, more than that.
    let relaxed = |second: u32, roomy: bool| {
        let shape = Shape::chain(input.crew, &[1, second]);
        let (volumes, may) = (input.volumes, input.wishes.may);
        let model = Model { shape: &shape, volumes, may, own: &zero, roomy };
        model.bound(NODES).unwrap_or(f64::INFINITY)
    };
    for second in 1..=input.crew.rules(1).pockets {
        let tail = relaxed(second, true);
        if tail >= bound.min(best) || second > PARTS {
            bound = bound.min(tail);
            break;
        }
        let least = relaxed(second, false);
        bound = bound.min(match least < best {
            true => consider(&[1, second], &mut found, &mut best),
            false => least,
        });
    }
    // Where three passes are too few, this holds for any number.
    if !bound.is_finite() {
        bound = relaxed(1, true);
    }
    (found, bound)
}
