//! What of a day cannot change any more when it is planned again: pouches that are sealed, and the days of the
//! vehicles that take them.

use super::{ConsignmentId, DayProblem, DropId, Parts, VehicleId};
use crate::units::Clock;
use crate::words::CardSerial;
use std::collections::{BTreeMap, BTreeSet};

/// A route of a vehicle that has a sealed pouch on one of its routes. It makes these stops at these times and no
/// other; until it departs, more pouches may come to them. Where nothing goes to a stop any more it is left out, and the
/// times of the others may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The vehicle.
    pub vehicle: VehicleId,
    /// 1 for its first trip.
    pub trip: u32,
    /// Whether it has left the centre, with what is sealed and nothing else.
    pub departed: bool,
    /// When it begins to load, as far as that is known: the dock is its own then.
    pub load: Option<Clock>,
    /// When it leaves the centre.
    pub depart: Clock,
    /// Its stops in the order of driving.
    pub stops: Vec<KeptStop>,
}

/// A stop of a kept route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStop {
    /// Where.
    pub drop: DropId,
    /// When service begins.
    pub begin: Clock,
    /// How many pouches are meant for it that are not sealed.
    pub open: u32,
    /// What is sealed for it, ascending by consignment, then number.
    pub sealed: Vec<Sealed>,
}

/// A sealed pouch. Which cards are in it is known, and they are among those of its consignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Whose cards.
    pub consignment: ConsignmentId,
    /// Its number among the pouches of the location.
    pub number: u32,
    /// How many its label says there are.
    pub of: u32,
    /// The cards in it, ascending; never empty.
    pub cards: Vec<CardSerial>,
}

impl Sealed {
    /// How many cards are in it.
    pub fn size(&self) -> u32 {
        u32::try_from(self.cards.len()).unwrap_or(u32::MAX)
    }
}

/// The sealed pouches of each consignment that has some, by number.
pub type SealedPouches<'a> = BTreeMap<ConsignmentId, BTreeMap<u32, &'a Sealed>>;

impl DayProblem {
    /// Every sealed pouch. O(sealed log sealed).
    pub fn sealed(&self) -> SealedPouches<'_> {
        let mut found = SealedPouches::new();
        let stops = self.kept.iter().flat_map(|kept| &kept.stops);
        for sealed in stops.flat_map(|stop| &stop.sealed) {
            found.entry(sealed.consignment).or_default().insert(sealed.number, sealed);
        }
        found
    }
}

/// Every contradiction in what is kept, in words.
pub(super) fn contradictions(parts: &Parts) -> Vec<String> {
    let mut found = Vec::new();
    if !parts.kept.is_sorted_by(|a, b| (a.vehicle, a.trip) < (b.vehicle, b.trip)) {
        found.push("保留的线路未按车辆和车次排列".into());
    }
    let mut numbers = BTreeSet::new();
    let mut cards = BTreeSet::new();
    for kept in &parts.kept {
        if kept.vehicle.ix() >= parts.vehicles.len() || kept.trip == 0 {
            found.push("保留的线路没有车辆或车次".into());
        }
        for stop in &kept.stops {
            if stop.drop.ix() >= parts.drops.len() {
                found.push("保留的站不在交接点表中".into());
            }
            for sealed in &stop.sealed {
                let Some(consignment) = parts.consignments.get(sealed.consignment.ix()) else {
                    found.push("已封的袋没有受理点".into());
                    continue;
                };
                let own: BTreeSet<&CardSerial> =
                    consignment.cards.iter().map(|card| &card.serial).collect();
                let sound = consignment.drop == Some(stop.drop)
                    && sealed.number >= 1
                    && !sealed.cards.is_empty()
                    && numbers.insert((sealed.consignment, sealed.number))
                    && sealed.cards.iter().all(|card| own.contains(card) && cards.insert(card));
                if !sound {
                    found.push(format!("已封的第 {} 袋与受理点不符", sealed.number));
                }
            }
        }
    }
    found
}
