//! What travels today and in which pouches.

mod kept;
mod loads;
mod pouches;

pub(crate) use loads::split;
pub(crate) use pouches::fill;

use crate::fault;
use crate::plan::{Hold, Need, Pouch, WayOut};
use crate::problem::{Consignment, ConsignmentId, DayProblem, DropId, SealedPouches};
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
    /// The stop of a kept route that it is for; none for one that is to be found.
    pub kept: Option<KeptAt>,
}

/// A stop of a kept route: indices into [`crate::problem::Parts::kept`] and its stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptAt {
    /// The route.
    pub route: usize,
    /// Its stop.
    pub stop: usize,
}

/// The outcome of consolidation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consolidated {
    /// Loads for the vans: those of kept stops, then the others ascending by drop point.
    pub loads: Vec<Load>,
    /// Cards that cannot travel whatever the routes are, ascending by consignment.
    pub holds: Vec<Hold>,
}

/// Decides what travels and makes the pouches. What waits here waits whatever the routes are: its
/// drop point is closed today (H401), its cabinet has too few free slots (H411), there is no
/// vehicle at all (H402), none with the skills (H403), or none that takes even one of its pouches
/// (H404, H405). Of a consignment that waits for several reasons, the one that holds most is
/// named. What is sealed travels with the stop it is for; other pouches of the same drop point go there
/// too as long as the vehicle has not left and has room. O(cards log cards + pouches × vehicles).
pub fn consolidate(problem: &DayProblem) -> Consolidated {
    let sealed = problem.sealed();
    let mut holds = Vec::new();
    let mut by_drop: BTreeMap<DropId, Vec<Pouch>> = BTreeMap::new();
    for (id, consignment) in problem.consignments_with_ids() {
        let Some(drop) = consignment.drop.filter(|_| consignment.mode == Mode::Van) else {
            continue;
        };
        let closed_in = sealed.get(&id).map_or(0, |of| of.values().map(|pouch| pouch.size()).sum());
        let held = ahead(problem, id, consignment, drop, closed_in);
        let held_cards = held.as_ref().map_or(0, |hold| hold.cards);
        let travelling = size(consignment) - closed_in - held_cards;
        by_drop.entry(drop).or_default().extend(fill(problem, id, travelling, sealed.get(&id)));
        holds.extend(held);
    }
    let mut loads = kept::loads(problem, &mut by_drop);
    for (drop, pouches) in by_drop {
        let (fitting, refused) = split(problem, drop, pouches);
        loads.extend(fitting);
        holds.extend(refused);
    }
    holds = merge(holds);
    number(&sealed, loads.iter_mut().map(|load| &mut load.pouches));
    Consolidated { loads, holds }
}

/// How many cards a consignment has.
pub(crate) fn size(consignment: &Consignment) -> u32 {
    u32::try_from(consignment.cards.len()).unwrap_or(u32::MAX)
}

/// What is held before any vehicle is looked at; of `sealed` cards nothing is.
fn ahead(
    problem: &DayProblem,
    id: ConsignmentId,
    consignment: &Consignment,
    drop: DropId,
    sealed: u32,
) -> Option<Hold> {
    let all = size(consignment);
    let open = all - sealed;
    let point = &problem.drops[drop.ix()];
    let hold = |cards, reason, needs| {
        Some(Hold { consignment: id, cards, reason, way_out: WayOut { vehicle: None, needs } })
    };
    if open == 0 {
        return None;
    }
    if point.windows.is_empty() {
        return hold(open, fault::CLOSED_TODAY, Need::NextOpen(point.next_open));
    }
    let surplus = all.saturating_sub(consignment.free_slots.unwrap_or(all));
    match surplus {
        0 => None,
        _ => hold(surplus.min(open), fault::CABINET_FULL, Need::Slots(surplus)),
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

/// Numbers the travelling pouches of each consignment from 1, in the order of the numbers they had: without
/// gaps, but for the numbers that sealed ones have, which keep them. What goes to one stop is in their order again.
/// O(pouches log pouches).
pub(crate) fn number<'a>(
    sealed: &SealedPouches<'_>,
    stops: impl Iterator<Item = &'a mut Vec<Pouch>>,
) {
    let mut by_consignment: BTreeMap<ConsignmentId, Vec<&mut Pouch>> = BTreeMap::new();
    let mut stops: Vec<&mut Vec<Pouch>> = stops.collect();
    for pouch in stops.iter_mut().flat_map(|pouches| pouches.iter_mut()) {
        by_consignment.entry(pouch.consignment).or_default().push(pouch);
    }
    for (consignment, pouches) in &mut by_consignment {
        let stuck = sealed.get(consignment);
        let is_stuck = |number: u32| stuck.is_some_and(|of| of.contains_key(&number));
        pouches.retain(|pouch| !is_stuck(pouch.number));
        let of = pouches.len() + stuck.map_or(0, BTreeMap::len);
        pouches.sort_by_key(|pouch| pouch.number);
        let free = (1..).filter(|number| !is_stuck(*number));
        for (pouch, number) in pouches.iter_mut().zip(free) {
            (pouch.number, pouch.of) = (number, of as u32);
        }
    }
    for pouches in stops {
        pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
    }
}
