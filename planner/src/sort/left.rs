//! What is left to sort when part of it is sealed: for a later wave, or when a machine failed.

use crate::plan::sort::Destination;
use crate::problem::ConsignmentId;
use std::collections::BTreeSet;

/// `destinations` without the pouches that are `sealed`, by consignment and number, and without ways. Load positions stay
/// as they are: what is sealed does not move. What no vehicle takes has no pouches and stays whole. O(pouches log sealed).
pub fn left(
    destinations: &[Destination],
    sealed: &BTreeSet<(ConsignmentId, u32)>,
) -> Vec<Destination> {
    let open = |destination: &Destination| {
        let mut open = Destination { way: Vec::new(), ..destination.clone() };
        if let crate::plan::sort::To::Stop { consignment, .. } = open.to {
            open.pouches.retain(|pouch| !sealed.contains(&(consignment, pouch.number)));
            open.cards = open.pouches.iter().map(|pouch| pouch.cards).sum();
        }
        (open.cards > 0).then_some(open)
    };
    destinations.iter().filter_map(open).collect()
}
