//! Putting the day's problem together: places, drop points, consignments, fleet and roads.

use super::keep::keep;
use super::resolve::{Group, Resolved, resolve};
use super::standing::stand;
use super::{Assembled, DayInput};
use crate::desk::carry;
use crate::fault::Fault;
use crate::hours::Hours;
use crate::locate::Locations;
use crate::problem::{Consignment, DayProblem, DropId, DropPoint, Parts, Place, PlaceId, Roads};
use crate::roads::{DETOUR_PERCENT, from_rows};
use crate::vrp::Smoothness;
use crate::words::{Centre, Location, LocationCode, LocationKind, MatrixRow, Mode, Vehicle};
use std::collections::{BTreeMap, BTreeSet};

/// Assembles the problem of a day: resolves each card's receiving location and drop point at the
/// day, stops what must be stopped, groups the rest by location and mode, and puts into it what came up and
/// still holds, then the standing rules of the day. A card in [`OpenCard`](super::OpenCard) form is stopped by its own
/// codes and by what is judged anew:
/// Q303 and Q308 (its location), Q304 (an alert of the day), Q309 (its drop point, for cards that
/// go by van). A fleet or a day without vehicles or cards is no error.
/// O(cards log cards + locations log locations).
///
/// # Errors
/// P501, one fault for each contradiction of the input: a serial or vehicle twice, a start or end
/// place that is not active on the day, a centre without docks and the like. P505 when what is sealed does not
/// fit the day as it is known now: its vehicle or its location is gone, or its cards are.
pub fn assemble(input: DayInput) -> Result<Assembled, Vec<Fault>> {
    let locations = Locations::on(&input.locations, input.day);
    let Resolved { groups, stopped } = resolve(&input, &locations);
    let vehicles = fleet(&input.vehicles, &locations);
    let places = Places::of(&groups, &vehicles, &locations);
    let hours = Hours::under(&input.calendar);
    let drops = places.drops.iter().map(|code| {
        let place = places.id(*code);
        let location = places.all[place.ix()];
        DropPoint {
            place,
            windows: hours.windows(location, input.day),
            service: location.service,
            skills: location.skills.clone(),
            next_open: hours.next_open(location, input.day),
        }
    });
    let drops: Vec<DropPoint> = drops.collect();
    let consignments = groups.into_iter().map(|((code, mode), group)| {
        let drop = match (mode, group.located.drop) {
            (Mode::Van, Ok(drop)) => places.drop_id(drop.code),
            _ => None,
        };
        let slots = (mode == Mode::Van && group.located.location.kind == LocationKind::Cabinet)
            .then_some(group.located.location.slots)
            .flatten();
        Consignment {
            location: places.id(code),
            mode,
            drop,
            cards: group.cards,
            free_slots: slots.map(|(free, _)| free),
        }
    });
    let consignments = consignments.collect();
    let terminals = places.terminals.iter().map(|code| places.id(*code)).collect();
    let mut parts = Parts {
        roads: roads(&input.matrix, &input.centre, &places),
        areas: Vec::new(),
        wave: 1,
        kept: Vec::new(),
        smoothness: Smoothness::default(),
        consignments,
        drops,
        terminals,
        vehicles,
        places: places.all.iter().map(|location| place(location)).collect(),
        centre: input.centre,
        day: input.day,
        pouching: input.pouching,
    };
    if let Some(under_way) = &input.under_way {
        parts.kept = keep(under_way, &parts)?;
        parts.wave = under_way.problem.wave + 1;
    }
    let (problem, left_out) = carry(DayProblem::new(parts)?, &input.carried);
    // After what came up: a wish gives way to a fact, and says so.
    let mut parts = problem.into_parts();
    let set_aside = stand(&input.rules, &locations, &mut parts);
    Ok(Assembled { problem: DayProblem::new(parts)?, stopped, set_aside, left_out })
}

/// The fleet by name, its start and end places under the codes of the day. A place that is not
/// active stays as it is, and the problem's validation names it.
fn fleet(vehicles: &[Vehicle], locations: &Locations<'_>) -> Vec<Vehicle> {
    let today = |code: LocationCode| locations.current(code).map_or(code, |now| now.code);
    let mut fleet = vehicles.to_vec();
    for vehicle in &mut fleet {
        vehicle.start = vehicle.start.map(today);
        vehicle.end = vehicle.end.map(today);
    }
    fleet.sort_by(|a, b| a.name.cmp(&b.name));
    fleet
}

/// Every location the problem names, each list ascending by code.
struct Places<'a> {
    all: Vec<&'a Location>,
    drops: Vec<LocationCode>,
    terminals: BTreeSet<LocationCode>,
}

impl<'a> Places<'a> {
    fn of(
        groups: &BTreeMap<(LocationCode, Mode), Group<'a>>,
        vehicles: &[Vehicle],
        locations: &Locations<'a>,
    ) -> Self {
        let mut all = BTreeMap::new();
        let mut drops = BTreeSet::new();
        for ((code, mode), group) in groups {
            all.insert(*code, group.located.location);
            if let (Mode::Van, Ok(drop)) = (mode, group.located.drop) {
                all.insert(drop.code, drop);
                drops.insert(drop.code);
            }
        }
        let ends = vehicles.iter().flat_map(|v| [v.start, v.end]).flatten();
        let terminals: Vec<_> = ends.filter_map(|code| locations.current(code)).collect();
        all.extend(terminals.iter().map(|location| (location.code, *location)));
        Self {
            all: all.into_values().collect(),
            drops: drops.into_iter().collect(),
            terminals: terminals.iter().map(|location| location.code).collect(),
        }
    }

    /// Every code asked for is among `all`.
    fn id(&self, code: LocationCode) -> PlaceId {
        PlaceId::from(self.all.partition_point(|location| location.code < code))
    }

    fn drop_id(&self, code: LocationCode) -> Option<DropId> {
        self.drops.binary_search(&code).ok().map(DropId::from)
    }
}

/// The roads between the nodes of the problem, in its order: centre, drop points, terminals.
fn roads(rows: &[MatrixRow], centre: &Centre, places: &Places<'_>) -> Roads {
    let node = |code: &LocationCode| (code.to_string(), places.all[places.id(*code).ix()].at);
    let mut nodes = vec![(centre.code.to_string(), centre.at)];
    nodes.extend(places.drops.iter().chain(&places.terminals).map(node));
    from_rows(rows, &nodes, DETOUR_PERCENT)
}

fn place(location: &Location) -> Place {
    Place {
        code: location.code,
        name: location.name.clone(),
        kind: location.kind,
        address: location.address.clone(),
        at: location.at,
        contact: location.contact.clone(),
        phone: location.phone.clone(),
        remote: location.remote,
    }
}
