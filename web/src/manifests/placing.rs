//! Where the plan puts each card of the day, card by card.

use super::facts::Facts;
use fenjian_planner::plan::Allocation;
use fenjian_planner::plan::sort::To;
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::words::Mode;
use fenjian_sql::edition::CardLine;

/// Where a card goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Put {
    /// Into the pouch of this number of a consignment.
    Pouch(ConsignmentId, u32),
    /// Where no pouch is needed.
    Otherwise(To),
}

/// A card and where it goes.
#[derive(Clone, Copy)]
pub(super) struct PutCard<'a> {
    /// Whose card.
    pub(super) consignment: ConsignmentId,
    /// The card.
    pub(super) card: &'a CardLine,
    /// Where it goes.
    pub(super) put: Put,
}

/// Every card of the day once, by consignment. O(cards + pouches log pouches).
pub(super) fn cards<'a>(facts: &Facts<'a>) -> Vec<PutCard<'a>> {
    let allocation = Allocation::of(facts.problem(), &facts.edition.plan);
    let mut all = Vec::new();
    for (consignment, of) in facts.problem().consignments_with_ids() {
        let mut add = |cards: &'a [CardLine], put: Put| {
            all.extend(cards.iter().map(|card| PutCard { consignment, card, put }));
        };
        let (leaving, waiting) = facts.split(consignment);
        match of.mode {
            Mode::Van => {
                for (_, _, pouch) in &allocation.pouches[consignment.ix()] {
                    add(facts.cards_in(pouch), Put::Pouch(consignment, pouch.number));
                }
            }
            Mode::Post => add(leaving, Put::Otherwise(To::Post(consignment))),
            Mode::Home => add(leaving, Put::Otherwise(To::Home)),
            Mode::Pickup => add(leaving, Put::Otherwise(To::Pickup)),
        }
        add(waiting, Put::Otherwise(To::Held));
    }
    all
}
