//! What of the plan in force stays when a day is planned again: the days of vehicles that have something sealed.

use super::UnderWay;
use crate::fault::{self, Fault};
use crate::plan::{Route, Stop};
use crate::problem::{ConsignmentId, DropId, Kept, KeptStop, Parts, Sealed, VehicleId};
use crate::words::{CardSerial, LocationCode, Mode};
use std::collections::{BTreeMap, BTreeSet};

/// The kept routes in the indices of `parts`. A stop that nothing is sealed for and nothing goes to any more is left
/// out. O(stops log stops + sealed cards).
///
/// # Errors
/// P505 for each sealed pouch whose vehicle, drop point or location the day does not have any more.
pub(super) fn keep(under_way: &UnderWay, parts: &Parts) -> Result<Vec<Kept>, Vec<Fault>> {
    let today = Today::of(parts);
    let mut faults = Vec::new();
    let mut kept = Vec::new();
    let mut left: BTreeSet<_> = under_way.sealed.keys().copied().collect();
    let vehicle = |route: &Route| &under_way.problem.vehicles[route.vehicle.ix()].name;
    let has_sealed = |route: &Route| {
        let mut pouches = route.stops.iter().flat_map(|stop| sealed_at(under_way, stop));
        pouches.next().is_some()
    };
    let names: BTreeSet<&String> =
        under_way.plan.routes.iter().filter(|route| has_sealed(route)).map(vehicle).collect();
    for route in under_way.plan.routes.iter().filter(|route| names.contains(vehicle(route))) {
        let name = vehicle(route);
        let Some(id) = today.vehicles.get(name.as_str()) else {
            faults.push(Fault::new(fault::SEALED_ASTRAY, format!("车辆 {name} 不在车队中")));
            left.retain(|key| !route.stops.iter().any(|stop| has(under_way, stop, key)));
            continue;
        };
        let mut stops = Vec::new();
        for stop in &route.stops {
            match today.stop(under_way, stop) {
                Ok(stop) => stops.extend(stop),
                Err(fault) => faults.push(fault),
            }
            left.retain(|key| !has(under_way, stop, key));
        }
        if !stops.is_empty() {
            let departed = under_way.departed.contains(&(name.clone(), route.trip));
            let (trip, load, depart) = (route.trip, Some(route.load), route.depart);
            kept.push(Kept { vehicle: *id, trip, departed, load, depart, stops });
        }
    }
    let astray = left.into_iter().map(|(code, number)| {
        Fault::new(fault::SEALED_ASTRAY, format!("{code} 第 {number} 袋不在已发布的方案中"))
    });
    faults.extend(astray);
    kept.sort_by_key(|kept| (kept.vehicle, kept.trip));
    if faults.is_empty() { Ok(kept) } else { Err(faults) }
}

type Key = (LocationCode, u32);

/// The sealed pouches of a stop: key, what its label says there are, cards.
fn sealed_at<'a>(
    under_way: &'a UnderWay,
    stop: &'a Stop,
) -> impl Iterator<Item = (Key, u32, &'a Vec<CardSerial>)> {
    stop.pouches.iter().filter_map(|pouch| {
        let key = (under_way.problem.location(pouch.consignment).code, pouch.number);
        Some((key, pouch.of, under_way.sealed.get(&key)?))
    })
}

fn has(under_way: &UnderWay, stop: &Stop, key: &Key) -> bool {
    sealed_at(under_way, stop).any(|(own, _, _)| own == *key)
}

/// Today's indices by what things are called.
struct Today<'a> {
    parts: &'a Parts,
    vehicles: BTreeMap<&'a str, VehicleId>,
    drops: BTreeMap<LocationCode, DropId>,
    consignments: BTreeMap<LocationCode, ConsignmentId>,
}

impl<'a> Today<'a> {
    fn of(parts: &'a Parts) -> Self {
        let code = |place: crate::problem::PlaceId| parts.places[place.ix()].code;
        let by_van = parts.consignments.iter().enumerate().filter(|(_, c)| c.mode == Mode::Van);
        Self {
            parts,
            vehicles: (parts.vehicles.iter().enumerate())
                .map(|(ix, vehicle)| (vehicle.name.as_str(), VehicleId::from(ix)))
                .collect(),
            drops: (parts.drops.iter().enumerate())
                .map(|(ix, drop)| (code(drop.place), DropId::from(ix)))
                .collect(),
            consignments: by_van
                .map(|(ix, c)| (code(c.location), ConsignmentId::from(ix)))
                .collect(),
        }
    }

    /// A stop as it is kept; none when nothing goes there any more.
    fn stop(&self, under_way: &UnderWay, stop: &Stop) -> Result<Option<KeptStop>, Fault> {
        let place = under_way.problem.drop_place(stop.drop);
        let sealed = sealed_at(under_way, stop).map(|((code, number), of, cards)| {
            let astray = |what: &str| {
                let detail = format!("{code} 第 {number} 袋：{what}");
                Fault::new(fault::SEALED_ASTRAY, detail)
            };
            let consignment = self.consignments.get(&code).copied();
            let consignment = consignment.ok_or_else(|| astray("受理点当日不启用"))?;
            let drop = self.parts.consignments[consignment.ix()].drop;
            if drop.is_none() || drop != self.drops.get(&place.code).copied() {
                return Err(astray("交接点已改为别处"));
            }
            let mut cards = cards.clone();
            cards.sort_unstable();
            Ok(Sealed { consignment, number, of, cards })
        });
        let mut sealed = sealed.collect::<Result<Vec<_>, Fault>>()?;
        sealed.sort_by_key(|sealed| (sealed.consignment, sealed.number));
        let drop = self.drops.get(&place.code);
        let open = (stop.pouches.len() - sealed.len()) as u32;
        Ok(drop.map(|&drop| KeptStop { drop, begin: stop.begin, open, sealed }))
    }
}
