//! Loads of kept stops: what is sealed for them, and what else still fits into the vehicle.

use super::{KeptAt, Load};
use crate::plan::Pouch;
use crate::problem::{DayProblem, DropId, Kept, Sealed};
use crate::units::Grams;
use std::collections::BTreeMap;

/// The loads of kept stops; pouches that join one are taken out of `open`. Routes that leave earlier are filled
/// first, and of each route first as many pouches as were meant for each stop, so that late ones put no other out. A stop
/// that nothing goes to has no load. O(pouches × kept stops of their drop point).
pub(super) fn loads(problem: &DayProblem, open: &mut BTreeMap<DropId, Vec<Pouch>>) -> Vec<Load> {
    let mut order: Vec<usize> = (0..problem.kept.len()).collect();
    order.sort_by_key(|&ix| (problem.kept[ix].depart, ix));
    let mut loads = Vec::new();
    for route in order {
        let kept = &problem.kept[route];
        let mut room = Room::of(problem, kept);
        let mut stops: Vec<Vec<Pouch>> = (kept.stops.iter())
            .map(|at| at.sealed.iter().map(|sealed| pouch(problem, sealed)).collect())
            .collect();
        for meant in [true, false] {
            for (at, pouches) in kept.stops.iter().zip(&mut stops) {
                let most = if meant { at.open as usize } else { usize::MAX };
                if let Some(open) = open.get_mut(&at.drop).filter(|_| !kept.departed) {
                    pouches.extend(open.extract_if(.., |pouch| room.take(pouch)).take(most));
                }
            }
        }
        for (stop, (at, mut pouches)) in kept.stops.iter().zip(stops).enumerate() {
            pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
            if !pouches.is_empty() {
                loads.push(Load { drop: at.drop, pouches, kept: Some(KeptAt { route, stop }) });
            }
        }
    }
    loads.sort_by_key(|load| load.kept);
    open.retain(|_, pouches| !pouches.is_empty());
    loads
}

fn pouch(problem: &DayProblem, sealed: &Sealed) -> Pouch {
    Pouch {
        consignment: sealed.consignment,
        number: sealed.number,
        of: sealed.of,
        cards: sealed.size(),
        weight: problem.pouch_weight(sealed.size()),
    }
}

/// What a vehicle still takes on a route.
struct Room {
    pouches: u32,
    weight: Grams,
}

impl Room {
    fn of(problem: &DayProblem, kept: &Kept) -> Self {
        let vehicle = &problem.vehicles[kept.vehicle.ix()];
        let sealed = || kept.stops.iter().flat_map(|stop| &stop.sealed);
        let weight: Grams = sealed().map(|pouch| problem.pouch_weight(pouch.size())).sum();
        let count = sealed().count() as u32;
        Self {
            pouches: vehicle.pouches.unwrap_or(u32::MAX).saturating_sub(count),
            weight: vehicle.weight.unwrap_or(Grams(i64::MAX)) - weight,
        }
    }

    fn take(&mut self, pouch: &Pouch) -> bool {
        let fits = self.pouches >= 1 && pouch.weight <= self.weight;
        if fits {
            self.pouches -= 1;
            self.weight -= pouch.weight;
        }
        fits
    }
}
