//! What travels today and in which pouches.

mod loads;
mod pouches;

use crate::fault;
use crate::plan::{Hold, Need, Pouch, WayOut};
use crate::problem::{Consignment, ConsignmentId, DayProblem, DropId};
use crate::words::Mode;
use std::collections::BTreeMap;

/// What a vehicle has to bring to one drop point in one stop. A drop point whose pouches fit no
/// vehicle at once has several loads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Where to.
    pub drop: DropId,
    /// Its pouches, ascending by consignment, then number.
    pub pouches: Vec<Pouch>,
}

/// The outcome of consolidation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consolidated {
    /// Loads for the vans, ascending by drop point.
    pub loads: Vec<Load>,
    /// Cards that cannot travel whatever the routes are, ascending by consignment.
    pub holds: Vec<Hold>,
}

/// Decides what travels and makes the pouches. What waits here waits whatever the routes are: its
/// drop point is closed today (H401), its cabinet has too few free slots (H411), there is no
/// vehicle at all (H402), none with the skills (H403), or none that takes even one of its pouches
/// (H404, H405). Of a consignment that waits for several reasons, the one that holds most is
/// named. O(consignments + pouches × vehicles).
pub fn consolidate(problem: &DayProblem) -> Consolidated {
    let mut holds = Vec::new();
    let mut by_drop: BTreeMap<DropId, Vec<Pouch>> = BTreeMap::new();
    for (id, consignment) in problem.consignments_with_ids() {
        let Some(drop) = consignment.drop.filter(|_| consignment.mode == Mode::Van) else {
            continue;
        };
        let held = ahead(problem, id, consignment, drop);
        let held_cards = held.as_ref().map_or(0, |hold| hold.cards);
        let travelling = size(consignment) - held_cards;
        by_drop.entry(drop).or_default().extend(pouches::fill(problem, id, travelling));
        holds.extend(held);
    }
    let mut loads = Vec::new();
    for (drop, pouches) in by_drop {
        let (fitting, refused) = loads::split(problem, drop, pouches);
        loads.extend(fitting);
        holds.extend(refused);
    }
    holds = merge(holds);
    number(loads.iter_mut().flat_map(|load| &mut load.pouches));
    Consolidated { loads, holds }
}

/// How many cards a consignment has.
pub(crate) fn size(consignment: &Consignment) -> u32 {
    u32::try_from(consignment.cards.len()).unwrap_or(u32::MAX)
}

/// What is held before any vehicle is looked at.
fn ahead(
    problem: &DayProblem,
    id: ConsignmentId,
    consignment: &Consignment,
    drop: DropId,
) -> Option<Hold> {
    let all = size(consignment);
    let point = &problem.drops[drop.ix()];
    let hold = |cards, reason, needs| {
        Some(Hold { consignment: id, cards, reason, way_out: WayOut { vehicle: None, needs } })
    };
    if point.windows.is_empty() {
        return hold(all, fault::CLOSED_TODAY, Need::NextOpen(point.next_open));
    }
    let surplus = all.saturating_sub(consignment.free_slots.unwrap_or(all));
    match surplus {
        0 => None,
        _ => hold(surplus, fault::CABINET_FULL, Need::Slots(surplus)),
    }
}

/// One hold for each consignment, ascending: the cards of all, the reason of the one that holds
/// most (of the first among equals). O(holds log holds).
pub(crate) fn merge(mut holds: Vec<Hold>) -> Vec<Hold> {
    holds.sort_by_key(|hold| (hold.consignment, std::cmp::Reverse(hold.cards)));
    holds.dedup_by(|next, kept| {
        let same = next.consignment == kept.consignment;
        if same {
            kept.cards += next.cards;
        }
        same
    });
    holds
}

/// Numbers the travelling pouches of each consignment from 1 without gaps, in the order of the
/// numbers they had. O(pouches log pouches).
pub(crate) fn number<'a>(pouches: impl Iterator<Item = &'a mut Pouch>) {
    let mut by_consignment: BTreeMap<ConsignmentId, Vec<&mut Pouch>> = BTreeMap::new();
    for pouch in pouches {
        by_consignment.entry(pouch.consignment).or_default().push(pouch);
    }
    for pouches in by_consignment.values_mut() {
        pouches.sort_by_key(|pouch| pouch.number);
        let of = pouches.len() as u32;
        for (pouch, number) in pouches.iter_mut().zip(1..) {
            (pouch.number, pouch.of) = (number, of);
        }
    }
}
