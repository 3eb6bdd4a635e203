//! Cards into pouches by the centre's rule.

use crate::plan::Pouch;
use crate::problem::{ConsignmentId, DayProblem};

/// `cards` cards of a consignment in full pouches and one with the rest, numbered from 1.
pub(super) fn fill(
    problem: &DayProblem,
    consignment: ConsignmentId,
    cards: u32,
) -> impl Iterator<Item = Pouch> {
    let full = problem.pouching.cards_per_pouch;
    let of = cards.div_ceil(full);
    (1..=of).map(move |number| {
        let cards = full.min(cards - (number - 1) * full);
        Pouch { consignment, number, of, cards, weight: problem.pouch_weight(cards) }
    })
}
