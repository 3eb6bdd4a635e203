//! Cards into pouches by the centre's rule.

use crate::plan::Pouch;
use crate::problem::{ConsignmentId, DayProblem, Sealed};
use std::collections::BTreeMap;

/// `cards` cards of a consignment in full pouches and one with the rest, numbered from 1 but for the numbers that
/// are `sealed`.
pub(crate) fn fill(
    problem: &DayProblem,
    consignment: ConsignmentId,
    cards: u32,
    sealed: Option<&BTreeMap<u32, &Sealed>>,
) -> impl Iterator<Item = Pouch> {
    let full = problem.pouching.cards_per_pouch;
    let of = cards.div_ceil(full);
    let free = (1..).filter(move |number| sealed.is_none_or(|of| !of.contains_key(number)));
    (0..of).zip(free).map(move |(before, number)| {
        let cards = full.min(cards - before * full);
        Pouch { consignment, number, of, cards, weight: problem.pouch_weight(cards) }
    })
}
