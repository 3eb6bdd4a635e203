//! The heuristic: for every shape, the fullest destinations finish first.

use super::search::Input;
use super::shape::Shape;

/// Parts that the second pass keeps for a third in the shapes that are tried, at most.
pub(super) const PARTS: u32 = 12;

/// Who finishes in which pass, and what that costs at least.
#[derive(Clone, Debug)]
pub(super) struct Share {
    /// The shape.
    pub(super) shape: Shape,
    /// The pass that finishes each destination.
    pub(super) pass_of: Vec<usize>,
    /// Seconds, with pockets of later passes as evenly filled as cards allow.
    pub(super) seconds: f64,
}

/// Fills the passes of `shape` one after the other with the fullest of `order` that may be finished there. None
/// when somebody finds no room. O(destinations × passes).
fn share(shape: Shape, volumes: &[u64], order: &[usize], may: &[u32]) -> Option<Share> {
    let passes = shape.passes.len();
    let mut room: Vec<u64> = (0..passes).map(|pass| shape.room(pass)).collect();
    let mut pass_of = vec![0; volumes.len()];
    // Whoever may finish in fewer passes chooses first.
    let mut order = order.to_vec();
    order.sort_by_key(|&ix| (0..passes).filter(|pass| may[ix] >> pass & 1 == 1).count());
    for ix in order {
        let pass = (0..passes).find(|&pass| room[pass] > 0 && may[ix] >> pass & 1 == 1)?;
        room[pass] -= 1;
        pass_of[ix] = pass;
    }
    let seconds = least(&shape, volumes, &pass_of);
    Some(Share { shape, pass_of, seconds })
}

/// What a share costs at least: cards that are not finished fill pockets to the top.
pub(super) fn least(shape: &Shape, volumes: &[u64], pass_of: &[usize]) -> f64 {
    let passes = shape.passes.len();
    let mut cards = vec![0; passes];
    let mut own_fills = 0;
    for (&volume, &pass) in volumes.iter().zip(pass_of) {
        for through in shape.back(pass) {
            cards[through] += volume;
        }
        if pass == 0 {
            own_fills += shape.passes[0].rules.fills(volume);
        }
    }
    let seconds = |pass: usize| {
        let rules = shape.passes[pass].rules;
        let finished: u64 = match pass {
            0 => own_fills,
            _ => {
                let kept: u64 = shape.children(pass).map(|child| cards[child]).sum();
                rules.fills(cards[pass] - kept)
            }
        };
        let kept: u64 = shape.children(pass).map(|child| rules.fills(cards[child])).sum();
        match cards[pass] {
            0 => 0.0,
            all => rules.pass(all, rules.emptied(finished + kept)),
        }
    };
    (0..passes).map(seconds).sum()
}

/// The best share of every shape of few passes; of as many as it takes where three are too few.
pub(super) fn heuristic(input: &Input<'_>, order: &[usize]) -> Vec<Share> {
    let pockets = input.crew.rules(0).pockets;
    let later = |pass: usize| input.crew.rules(pass).pockets;
    let mut best: Vec<Share> = Vec::new();
    let mut consider = |inner: &[u32]| {
        let of_form = (1..=pockets).filter_map(|first| {
            let digits: Vec<u32> = std::iter::once(first).chain(inner.iter().copied()).collect();
            let shape = Shape::chain(input.crew, &digits);
            let fits = shape.fits() && shape.room_of_all() >= input.volumes.len() as u64;
            fits.then(|| share(shape, input.volumes, order, input.wishes.may)).flatten()
        });
        best.extend(of_form.min_by(|a, b| a.seconds.total_cmp(&b.seconds)));
    };
    consider(&[]);
    for second in 1..=PARTS.min(later(1)) {
        consider(&[second]);
    }
    best.extend(share(Shape::chain(input.crew, &[]), input.volumes, order, input.wishes.may));
    let mut deep = vec![later(1)];
    while best.is_empty() && pockets > 1 && later(deep.len()) > 1 {
        let chain = |first| std::iter::once(first).chain(deep.iter().copied()).collect::<Vec<_>>();
        let mut shapes = (1..=pockets).map(|first| Shape::chain(input.crew, &chain(first)));
        let enough = |shape: &Shape| shape.room_of_all() >= input.volumes.len() as u64;
        if let Some(shape) = shapes.find(enough) {
            // Whom this does not suit no further pass helps.
            best.extend(share(shape, input.volumes, order, input.wishes.may));
            break;
        }
        deep.push(later(deep.len() + 1));
    }
    best
}
