//! From a share to sorts worth annealing: how many batches, and how many parts to spare.

use super::greedy::{Share, least};
use super::search::Input;
use super::shape::Shape;

/// Parts beyond the fewest that are tried.
const STEPS: [u32; 4] = [0, 1, 2, 4];

/// Each share with as few parts as it needs and with some more, the one that costs least first. More parts leave
/// more empty cells, and cost the pockets of the least of those that have their own. Where one pass alone handles
/// all that the first hands on, it may be made in several batches, each with all pockets.
pub(super) fn variants(input: &Input<'_>, shares: &[Share]) -> Vec<Share> {
    let mut all: Vec<Share> = Vec::new();
    for share in shares {
        if share.shape.passes.len() == 1 {
            all.push(share.clone());
            continue;
        }
        let inner: Vec<u32> =
            share.shape.passes.iter().skip(2).map(|branch| branch.digits).collect();
        for more in STEPS {
            let mut pass_of = share.pass_of.clone();
            let Some(parts) = fewest_parts(input, &inner, &mut pass_of, more) else { continue };
            let most = if inner.is_empty() { parts.min(MOST) } else { 1 };
            let mut of_share: Vec<Share> = (input.batches..=most.max(input.batches))
                .filter_map(|count| batched(input, parts, &inner, &pass_of, count))
                .collect();
            of_share.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
            of_share.truncate(3);
            for share in of_share {
                if !all.iter().any(|s| s.shape == share.shape && s.pass_of == share.pass_of) {
                    all.push(share);
                }
            }
        }
    }
    all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    all
}

/// Most batches.
const MOST: u32 = 16;

/// The fewest parts of the first pass that `pass_of` needs, and `more`; those with least cards lose their pockets where none
/// are left. None when even so there is no room.
fn fewest_parts(input: &Input<'_>, inner: &[u32], pass_of: &mut [usize], more: u32) -> Option<u32> {
    let count = |pass_of: &[usize], pass| pass_of.iter().filter(|&&p| p == pass).count() as u64;
    let chain = |first: u32| {
        let digits: Vec<u32> = std::iter::once(first).chain(inner.iter().copied()).collect();
        Shape::chain(input.crew, &digits)
    };
    let later = |shape: &Shape, pass_of: &[usize]| {
        (1..shape.passes.len()).all(|pass| shape.room(pass) >= count(pass_of, pass))
    };
    let fewest = (1..=input.crew.rules(0).pockets).find(|&first| later(&chain(first), pass_of))?;
    let shape = chain(fewest + more);
    while shape.fits() && shape.room(0) < count(pass_of, 0) {
        let own = (0..pass_of.len()).filter(|&ix| pass_of[ix] == 0);
        let movable = own.filter(|&ix| input.wishes.allow(ix, 1));
        pass_of[movable.min_by_key(|&ix| input.volumes[ix])?] = 1;
    }
    (shape.fits() && later(&shape, pass_of)).then_some(fewest + more)
}

/// The share with `parts` parts, in `count` batches where there is no third pass: each batch has its share of the parts, and of the
/// destinations in the order of loading.
fn batched(
    input: &Input<'_>,
    parts: u32,
    inner: &[u32],
    pass_of: &[usize],
    count: u32,
) -> Option<Share> {
    if count == 1 || !inner.is_empty() {
        let digits: Vec<u32> = std::iter::once(parts).chain(inner.iter().copied()).collect();
        let shape = Shape::chain(input.crew, &digits);
        let seconds = least(&shape, input.volumes, pass_of);
        return Some(Share { shape, pass_of: pass_of.to_vec(), seconds });
    }
    if parts < count {
        return None;
    }
    let digits: Vec<u32> = (0..count).map(|batch| (parts + batch) / count).collect();
    let shape = Shape::batches(input.crew, &digits);
    let rest: Vec<usize> = (0..pass_of.len()).filter(|&ix| pass_of[ix] > 0).collect();
    let mut pass_of = pass_of.to_vec();
    let mut done = 0;
    let mut kept = 0;
    for (batch, digits) in digits.into_iter().enumerate() {
        kept += digits as usize;
        let to = rest.len() * kept / parts as usize;
        for &ix in &rest[done..to] {
            pass_of[ix] = batch + 1;
        }
        if (to - done) as u64 > shape.room(batch + 1) {
            return None;
        }
        done = to;
    }
    let seconds = least(&shape, input.volumes, &pass_of);
    Some(Share { shape, pass_of, seconds })
}
