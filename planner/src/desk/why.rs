//! Why a stop is where it is, why a route is what it is, why something waits: what binds, what every other vehicle would
//! cost, and what would have to change where one cannot.

use super::board::Board;
use super::bound::{Bound, bounds};
use super::breach::{Breach, of_board};
use super::change::Change;
use super::draft::{Draft, evaluate, uncovered};
use super::edit::{Edit, Place, RouteId, StopId};
use super::repair::places;
use crate::fault::{self, Code, Fault};
use crate::plan::{Need, WayOut};
use crate::problem::{DayProblem, DropId, VehicleId};
use crate::units::{Grams, Metres, Seconds};

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A stop.
    Stop(StopId),
    /// A whole route.
    Route(RouteId),
    /// What waits for a drop point.
    Waiting(DropId),
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What binds the route where it is, the tightest first; nothing for what waits.
    pub bounds: Vec<Bound>,
    /// What leaving it out would change; none for what waits, or where it must stay.
    pub without: Option<Change>,
    /// Why it cannot be moved at all, if so: sealed, locked, closed, no free slot.
    pub fixed: Option<Fault>,
    /// The reason for which it waits and the nearest way out; none for what travels.
    pub waits: Option<(Code, WayOut)>,
    /// Each other vehicle: first those that could bring it, the cheapest first, then those of which least would have to
    /// change.
    pub offers: Vec<Offer>,
}

/// Another vehicle that could bring it, or could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub vehicle: VehicleId,
    /// The edit that gives it to this vehicle where that breaks least and costs least; none when it takes nothing.
    pub edit: Option<Edit>,
    /// What that changes.
    pub change: Change,
    /// The limits that it would break; what would have to change, and by how much.
    pub broken: Vec<Breach>,
    /// Why it takes nothing, whatever may break.
    pub refused: Option<Fault>,
}

impl Draft {
    /// Why `subject` is where it is. O(vehicles × places tried × stops² of a day).
    ///
    /// # Errors
    /// D102 when there is no such stop or route, D110 when nothing waits there.
    pub fn why(&self, subject: Subject) -> Result<Why, Fault> {
        why(self.board(), subject)
    }
}

fn why(board: &Board, subject: Subject) -> Result<Why, Fault> {
    let route = match subject {
        Subject::Stop(stop) => Some(stop.route),
        Subject::Route(route) => Some(route),
        Subject::Waiting(_) => None,
    };
    let gone = || Fault::new(fault::NOT_THERE, "");
    let trip = route.map(|id| board.trip(id).ok_or_else(gone)).transpose()?;
    let stops: Vec<StopId> = match (subject, trip) {
        (Subject::Stop(stop), Some(trip)) => {
            let there = trip.route.stops.iter().any(|at| at.drop == stop.drop);
            if there { vec![stop] } else { return Err(gone()) }
        }
        (_, Some(trip)) => {
            let route = RouteId { vehicle: trip.route.vehicle, trip: trip.route.trip };
            trip.route.stops.iter().map(|stop| StopId { route, drop: stop.drop }).collect()
        }
        (_, None) => Vec::new(),
    };
    let before = of_board(board);
    let out = Edit::Hold { stops: stops.clone(), reason: "询问".into() };
    let (without, fixed) = match subject {
        Subject::Waiting(drop) => (None, waiting_fixed(board, drop)?),
        _ => match evaluate(board, &out) {
            Ok(after) => {
                let change = Change::between((board, &before), (&after.board, &after.breaches));
                (Some(change), None)
            }
            Err(fault) => (None, Some(fault)),
        },
    };
    let mut offers = Vec::new();
    if fixed.is_none() {
        let others = (0..board.days.len()).map(VehicleId::from);
        let others = others.filter(|id| route.is_none_or(|route| route.vehicle != *id));
        offers.extend(others.map(|id| offer(board, &before, subject, &stops, id)));
    }
    offers.sort_by_key(|offer| {
        let over: i64 = offer.broken.iter().map(|breach| breach.over).sum();
        (
            offer.edit.is_none(),
            offer.broken.len(),
            over * i64::from(!offer.broken.is_empty()),
            offer.change.cost,
        )
    });
    let waits = match (subject, &fixed) {
        (Subject::Waiting(drop), None) => Some(nearest(&board.ground.problem, drop, &offers)),
        (Subject::Waiting(drop), Some(_)) => held(board, drop),
        _ => None,
    };
    let bounds = route.map_or_else(Vec::new, |id| bounds(board, id));
    Ok(Why { bounds, without, fixed, waits, offers })
}

/// Why nothing that waits for `drop` can travel whatever the vehicles do.
fn waiting_fixed(board: &Board, drop: DropId) -> Result<Option<Fault>, Fault> {
    let problem = &board.ground.problem;
    let point = problem.drops.get(drop.ix()).ok_or_else(|| Fault::new(fault::NOT_THERE, ""))?;
    let name = || problem.drop_place(drop).name.clone();
    let own =
        |hold: &&crate::plan::Hold| problem.consignments[hold.consignment.ix()].drop == Some(drop);
    if !board.holds.iter().any(|hold| own(&hold)) {
        return Err(Fault::new(fault::TRAY_EMPTY, name()));
    }
    if point.windows.is_empty() {
        return Ok(Some(Fault::new(fault::CLOSED_TODAY, name())));
    }
    let travels =
        board.holds.iter().any(|hold| board.travelling(hold).is_some_and(|(to, _)| to == drop));
    Ok((!travels).then(|| Fault::new(fault::CABINET_FULL, name())))
}

/// The reason and way out that the plan gives for what waits for `drop`.
fn held(board: &Board, drop: DropId) -> Option<(Code, WayOut)> {
    let problem = &board.ground.problem;
    let own =
        |hold: &&crate::plan::Hold| problem.consignments[hold.consignment.ix()].drop == Some(drop);
    board.holds.iter().find(own).map(|hold| (hold.reason, hold.way_out.clone()))
}

/// What `vehicle` would cost.
fn offer(
    board: &Board,
    before: &[Breach],
    subject: Subject,
    stops: &[StopId],
    vehicle: VehicleId,
) -> Offer {
    let mut best: Option<(usize, i64, Offer)> = None;
    let mut refused = None;
    for to in tried(board, subject, vehicle) {
        let edit = match subject {
            Subject::Waiting(drop) => Edit::Take { drop, to },
            _ => Edit::Move { stops: stops.to_vec(), to },
        };
        match evaluate(board, &edit) {
            Err(fault) => refused = Some(fault),
            Ok(after) => {
                let broken = uncovered(board, &after.breaches);
                let change = Change::between((board, before), (&after.board, &after.breaches));
                let over = broken.iter().map(|breach| breach.over).sum();
                let rank = (broken.len(), over, change.cost);
                let better = best
                    .as_ref()
                    .is_none_or(|(many, over, known)| rank < (*many, *over, known.change.cost));
                if better {
                    let offer = Offer { vehicle, edit: Some(edit), change, broken, refused: None };
                    best = Some((rank.0, rank.1, offer));
                }
            }
        }
    }
    let nothing =
        Offer { vehicle, edit: None, change: Change::default(), broken: Vec::new(), refused };
    best.map_or(nothing, |(_, _, offer)| offer)
}

/// The places of `vehicle` to be tried: of a single stop those with the smallest detours on each trip, of a route the end
/// of each; and a trip more.
fn tried(board: &Board, subject: Subject, vehicle: VehicleId) -> Vec<Place> {
    let trips = &board.days[vehicle.ix()].trips;
    let mut tried = Vec::new();
    for trip in trips {
        let id = RouteId { vehicle, trip: trip.route.trip };
        match subject {
            Subject::Route(_) => tried.push(Place { route: id, before: None }),
            Subject::Stop(StopId { drop, .. }) | Subject::Waiting(drop) => {
                let drops: Vec<DropId> = trip.route.stops.iter().map(|stop| stop.drop).collect();
                tried.extend(places(&board.ground, id, &drops, drop));
            }
        }
    }
    let more = trips.len() as u32 + 1;
    if more <= board.ground.problem.vehicles[vehicle.ix()].trips {
        tried.push(Place { route: RouteId { vehicle, trip: more }, before: None });
    }
    tried
}

/// The binding constraint of what waits for `drop` and the nearest way out: of the vehicles that lack one thing only the
/// one that lacks least.
fn nearest(problem: &DayProblem, drop: DropId, offers: &[Offer]) -> (Code, WayOut) {
    let another = (fault::NO_VEHICLE, WayOut { vehicle: None, needs: Need::AnotherVehicle });
    let Some(offer) = offers.iter().find(|offer| offer.edit.is_some()) else { return another };
    match offer.broken[..] {
        [only] => match need(problem, drop, &only) {
            Some((reason, needs)) => (reason, WayOut { vehicle: Some(offer.vehicle), needs }),
            None => another,
        },
        _ => another,
    }
}

/// The reason and the nearest way out of what waits for `drop` on `board`.
pub(super) fn explain(board: &Board, drop: DropId) -> Option<(Code, WayOut)> {
    why(board, Subject::Waiting(drop)).ok()?.waits
}

/// What a breach would need, and the reason for waiting that it is.
fn need(problem: &DayProblem, drop: DropId, breach: &Breach) -> Option<(Code, Need)> {
    let seconds = Seconds(breach.over);
    let count = u32::try_from(breach.over).unwrap_or(u32::MAX);
    let code = breach.code;
    Some(match code {
        _ if code == fault::LOAD_EXCEEDED && breach.weight => {
            (fault::WEIGHT_EXCEEDED, Need::Weight(Grams(breach.over)))
        }
        _ if code == fault::LOAD_EXCEEDED => (fault::POUCHES_EXCEEDED, Need::Pouches(count)),
        _ if code == fault::OUTSIDE_WINDOW => (fault::WINDOW_MISSED, Need::Window(seconds)),
        _ if code == fault::OUTSIDE_SHIFT => (fault::SHIFT_EXCEEDED, Need::Shift(seconds)),
        _ if code == fault::OVER_DISTANCE => {
            (fault::DISTANCE_EXCEEDED, Need::Distance(Metres(breach.over)))
        }
        _ if code == fault::OVER_STOPS => (fault::STOPS_EXCEEDED, Need::Stops(count)),
        _ if code == fault::DOCK_CLASH => (fault::DOCK_BUSY, Need::Dock(seconds)),
        _ if code == fault::BREAK_WRONG => (fault::BREAK_MISSED, Need::Break(seconds)),
        _ if code == fault::SKILL_LACKING => {
            let vehicle = &problem.vehicles[breach.vehicle?.ix()];
            let lacks = |skill: &&String| !vehicle.skills.contains(skill);
            let skill = problem.drops[drop.ix()].skills.iter().find(lacks)?;
            (fault::SKILL_MISSING, Need::Skill(skill.clone()))
        }
        _ => return None,
    })
}
