//! Cards that wait, as what they would travel in.

use super::board::Board;
use crate::consolidate::fill;
use crate::plan::{Hold, Pouch};
use crate::problem::{ConsignmentId, DropId};

impl Board {
    /// The pouches that cards that wait would travel in, numbered after all others for the time being, and where to; none
    /// when its cabinet has no free slot, or labels on sealed pouches say already how many pouches there are: until the
    /// day is planned again nothing joins them.
    pub(super) fn travelling(&self, hold: &Hold) -> Option<(DropId, Vec<Pouch>)> {
        let problem = &self.ground.problem;
        let consignment = &problem.consignments[hold.consignment.ix()];
        let drop = consignment.drop?;
        if self.labelled(hold.consignment) {
            return None;
        }
        // What finds no free slot in a cabinet waits in any case; what is sealed does not.
        let all = consignment.cards.len() as u32;
        let sealed = problem.kept.iter().flat_map(|kept| &kept.stops).flat_map(|stop| &stop.sealed);
        let own = sealed.filter(|sealed| sealed.consignment == hold.consignment);
        let closed_in: u32 = own.map(|sealed| sealed.size()).sum();
        let surplus = all.saturating_sub(consignment.free_slots.unwrap_or(all));
        let may = hold.cards.saturating_sub(surplus.min(all - closed_in));
        let last = u32::MAX / 2;
        let pouches = fill(problem, hold.consignment, may, None)
            .map(|pouch| Pouch { number: last + pouch.number, ..pouch })
            .collect::<Vec<_>>();
        (!pouches.is_empty()).then_some((drop, pouches))
    }

    /// Whether a pouch of a consignment was sealed since the day was planned, so that none of it is numbered anew.
    pub(super) fn labelled(&self, consignment: ConsignmentId) -> bool {
        let routes = self.ground.sealed.iter().flat_map(|id| self.day(*id));
        let mut pouches = routes.flat_map(|route| &route.stops).flat_map(|stop| &stop.pouches);
        pouches.any(|pouch| pouch.consignment == consignment)
    }
}
