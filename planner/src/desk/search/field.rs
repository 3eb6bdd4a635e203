//! Which vehicles and which stops take part in a search, and what of them stays.

use super::Selection;
use crate::consolidate::split;
use crate::desk::board::{Board, Trip};
use crate::desk::edit::{RouteId, StopId};
use crate::fault;
use crate::plan::Pouch;
use crate::problem::{DropId, Node, VehicleId};
use std::collections::{BTreeMap, BTreeSet};

/// So many of the stops nearest to a selected one bring their vehicles into play.
const NEAR: usize = 5;

/// What takes part.
#[derive(Clone, Debug, Default)]
pub(super) struct Field {
    /// Vehicles, ascending.
    pub(super) vehicles: Vec<VehicleId>,
    /// Their stops in the order of their routes, then what waits.
    pub(super) items: Vec<Item>,
}

/// Something to be brought.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) drop: DropId,
    pub(super) pouches: Vec<Pouch>,
    /// Its route; none when it waits.
    pub(super) at: Option<RouteId>,
    /// Whether it may go elsewhere.
    pub(super) free: bool,
}

impl Field {
    /// O(selected stops × stops + cards that wait).
    pub(super) fn of(board: &Board, selection: &Selection) -> Self {
        let open: BTreeSet<VehicleId> = (0..board.days.len())
            .map(VehicleId::from)
            .filter(|id| may_change(board, *id))
            .collect();
        let vehicles: BTreeSet<VehicleId> = match selection {
            Selection::All => open.clone(),
            Selection::Vehicles(some) => some.intersection(&open).copied().collect(),
            Selection::Stops(stops) => {
                let idle = |id: &&VehicleId| board.days[id.ix()].trips.is_empty();
                let mut some: BTreeSet<VehicleId> = open.iter().filter(idle).copied().collect();
                some.extend(around(board, stops).intersection(&open));
                some
            }
        };
        let twice: BTreeSet<DropId> = (board.overrides.iter())
            .filter(|may| may.breach.code == fault::STOP_TWICE)
            .filter_map(|may| may.breach.drop)
            .collect();
        let unsettled: BTreeSet<VehicleId> =
            board.unsettled.iter().filter_map(|breach| breach.vehicle).collect();
        let mut items = Vec::new();
        for vehicle in &vehicles {
            for trip in &board.days[vehicle.ix()].trips {
                let route = RouteId { vehicle: *vehicle, trip: trip.route.trip };
                items.extend(trip.route.stops.iter().map(|stop| {
                    let id = StopId { route, drop: stop.drop };
                    let chosen = match selection {
                        Selection::All | Selection::Vehicles(_) => true,
                        Selection::Stops(stops) => {
                            stops.contains(&id) || unsettled.contains(vehicle)
                        }
                    };
                    let locked = trip.marks.order || trip.marks.stops.contains(&stop.drop);
                    let free = chosen && !locked && !twice.contains(&stop.drop);
                    Item { drop: stop.drop, pouches: stop.pouches.clone(), at: Some(route), free }
                }));
            }
        }
        let mut field = Self { vehicles: vehicles.into_iter().collect(), items };
        if *selection == Selection::All {
            field.add_waiting(board);
        }
        field
    }

    /// Adds what waits and may travel.
    fn add_waiting(&mut self, board: &Board) {
        let ground = &board.ground;
        let mut waiting: BTreeMap<DropId, Vec<Pouch>> = BTreeMap::new();
        for hold in board.holds.iter().filter(|hold| hold.reason != fault::HELD_BY_PERSON) {
            let Some((drop, pouches)) = board.travelling(hold) else { continue };
            if ground.problem.drops[drop.ix()].windows.is_empty() {
                continue;
            }
            let visited = || board.trips().any(|trip| goes_to(trip, drop));
            let item = self.items.iter_mut().find(|item| item.drop == drop);
            match item {
                // One visit is enough, so it goes along.
                Some(item) if ground.once[drop.ix()] => item.pouches.extend(pouches),
                None if ground.once[drop.ix()] && visited() => (),
                _ => waiting.entry(drop).or_default().extend(pouches),
            }
        }
        for (drop, pouches) in waiting {
            let (loads, _) = split(&ground.problem, drop, pouches);
            self.items.extend(loads.into_iter().map(|load| Item {
                drop,
                pouches: load.pouches,
                at: None,
                free: true,
            }));
        }
    }
}

fn goes_to(trip: &Trip, drop: DropId) -> bool {
    trip.route.stops.iter().any(|stop| stop.drop == drop)
}

/// Whether a search may change the day of a vehicle: it is neither kept nor out, no route of it is locked, nobody lets it
/// break a limit, no label says already how many pouches there are of what it brings, and it is not a day of several
/// trips of which anything is fixed.
fn may_change(board: &Board, id: VehicleId) -> bool {
    let ground = &board.ground;
    let trips = &board.days[id.ix()].trips;
    let fixed = |trip: &Trip| {
        trip.marks.order || trip.marks.depart.is_some() || !trip.marks.stops.is_empty()
    };
    let mut pouches = trips.iter().flat_map(|t| &t.route.stops).flat_map(|stop| &stop.pouches);
    !ground.kept.contains(&id)
        && (ground.sealed.is_empty() || !pouches.any(|pouch| board.labelled(pouch.consignment)))
        && !ground.out.contains(&id)
        && !trips.iter().any(|trip| trip.marks.route)
        && (trips.len() < 2 || !trips.iter().any(fixed))
        && !board.overrides.iter().any(|may| may.breach.vehicle == Some(id))
}

/// The vehicles of these stops, and those of the stops nearest to each of them.
fn around(board: &Board, stops: &BTreeSet<StopId>) -> BTreeSet<VehicleId> {
    let all: Vec<(DropId, VehicleId)> = (board.routes())
        .flat_map(|route| route.stops.iter().map(|stop| (stop.drop, route.vehicle)))
        .collect();
    let mut found: BTreeSet<VehicleId> = stops.iter().map(|stop| stop.route.vehicle).collect();
    for stop in stops.iter().filter(|stop| stop.drop.ix() < board.ground.problem.drops.len()) {
        let from = Node::from(stop.drop);
        let mut near: Vec<_> = (all.iter())
            .map(|(drop, vehicle)| (board.ground.roads.time(from, Node::from(*drop)), *vehicle))
            .collect();
        let last = NEAR.min(near.len().saturating_sub(1));
        if !near.is_empty() {
            near.select_nth_unstable(last);
        }
        found.extend(near.into_iter().take(NEAR + 1).map(|(_, vehicle)| vehicle));
    }
    found
}
