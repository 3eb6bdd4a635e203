//! What would repair an edit that breaks limits: another place on the route, another route, a free departure, leaving
//! the stop out. Of each kind the cheapest that breaks nothing.

use super::board::Board;
use super::change::Change;
use super::draft::{Outcome, evaluate, uncovered};
use super::edit::{Edit, Place, RouteId, StopId};
use super::ground::Ground;
use crate::problem::{DropId, Node, VehicleId};

/// So many places of a route are tried, those with the smallest detours.
const PLACES: usize = 3;

/// An edit that could be made instead, and what it changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The edit.
    pub edit: Edit,
    /// What it changes.
    pub change: Change,
}

/// Repairs of `edit`, the cheapest first, those that leave cards behind last. O(routes × [`PLACES`]) evaluations.
pub(super) fn repairs(board: &Board, edit: &Edit) -> Vec<Repair> {
    let ground = &board.ground;
    let mut kinds: Vec<Vec<Edit>> = Vec::new();
    if let Some((to, stop)) = edit.place() {
        let trips = board
            .trips()
            .filter(|trip| !trip.marks.route && !ground.kept.contains(&trip.route.vehicle));
        let (mut own, mut others) = (Vec::new(), Vec::new());
        for trip in trips {
            let id = RouteId { vehicle: trip.route.vehicle, trip: trip.route.trip };
            let drops = trip.route.stops.iter().map(|s| s.drop).filter(|drop| *drop != stop);
            let list = if id == to.route { &mut own } else { &mut others };
            list.extend(places(ground, id, &drops.collect::<Vec<_>>(), stop).map(|to| edit.at(to)));
        }
        for (ix, day) in board.days.iter().enumerate() {
            let (vehicle, trip) = (VehicleId::from(ix), day.trips.len() as u32 + 1);
            if trip <= ground.problem.vehicles[ix].trips {
                others.push(edit.at(Place { route: RouteId { vehicle, trip }, before: None }));
            }
        }
        kinds.extend([own, others]);
    }
    match edit {
        Edit::Depart { route, at: Some(_) } => {
            kinds.push(vec![Edit::Depart { route: *route, at: None }])
        }
        Edit::Move { stops, .. } => kinds.push(vec![left_out(stops.clone())]),
        Edit::Swap { one, other } => {
            kinds.push(vec![left_out(vec![*one]), left_out(vec![*other])]);
        }
        Edit::Split { stop, .. } | Edit::Join { stop, .. } => {
            kinds.push(vec![left_out(vec![*stop])])
        }
        _ => (),
    }
    let mut found: Vec<Repair> =
        kinds.into_iter().filter_map(|kind| cheapest(board, kind)).collect();
    found.sort_by_key(|repair| (repair.change.held.max(0), repair.change.cost));
    found
}

fn left_out(stops: Vec<StopId>) -> Edit {
    Edit::Hold { stops, reason: "排不下".into() }
}

fn cheapest(board: &Board, kind: Vec<Edit>) -> Option<Repair> {
    let before = super::breach::of_board(board);
    let changes = kind.into_iter().filter_map(|edit| {
        let Outcome { board: after, breaches } = evaluate(board, &edit).ok()?;
        let lawful = uncovered(board, &breaches).is_empty();
        // Where it is already is no repair.
        let other = after.days != board.days;
        let change = || Change::between((board, &before), (&after, &breaches));
        (lawful && other).then(|| Repair { edit, change: change() })
    });
    changes.min_by_key(|repair| repair.change.cost)
}

/// The places of a route with the smallest detours for `stop`.
pub(super) fn places(
    ground: &Ground,
    id: RouteId,
    drops: &[DropId],
    stop: DropId,
) -> impl Iterator<Item = Place> {
    let way = |from: Node, to: Node| ground.roads.distance(from, to);
    let node = |at: Option<&DropId>| at.map_or(Node::CENTRE, |drop| Node::from(*drop));
    let mut places: Vec<_> = (0..=drops.len())
        .map(|at| {
            let before = node(at.checked_sub(1).map(|at| &drops[at]));
            let next = drops.get(at);
            let there = Node::from(stop);
            let detour = way(before, there) + way(there, node(next)) - way(before, node(next));
            (detour, at, Place { route: id, before: next.copied() })
        })
        .collect();
    places.sort_unstable_by_key(|(detour, at, _)| (*detour, *at));
    places.into_iter().take(PLACES).map(|(_, _, place)| place)
}

impl Edit {
    /// Where it puts its one stop.
    fn place(&self) -> Option<(Place, DropId)> {
        match self {
            Self::Move { stops, to } => match stops[..] {
                [only] => Some((*to, only.drop)),
                _ => None,
            },
            Self::Split { stop, to, .. } => Some((*to, stop.drop)),
            Self::Take { drop, to } => Some((*to, *drop)),
            _ => None,
        }
    }

    /// The same at another place.
    fn at(&self, place: Place) -> Self {
        let mut edit = self.clone();
        if let Self::Move { to, .. } | Self::Split { to, .. } | Self::Take { to, .. } = &mut edit {
            *to = place;
        }
        edit
    }
}
