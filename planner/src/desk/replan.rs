//! One call after a broken morning: the best plan that is left, what it changes and what not, what it cannot save, and whom
//! to phone.

use super::board::Board;
use super::breach::Breach;
use super::compare::{Comparison, compare};
use super::draft::{Draft, evaluate};
use super::search::{Better, Search, Sought};
use super::why::explain;
use crate::fault::{self, Code};
use crate::halt::Stop;
use crate::plan::{Hold, WayOut};
use crate::problem::{DayProblem, DropId, VehicleId};

/// What a re-plan answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replan {
    /// The better plan, to be taken over; none when the present one is the best found.
    pub better: Option<Better>,
    /// The plan that the draft was opened with beside the one that it would have then.
    pub comparison: Comparison,
    /// What it cannot save.
    pub unsaved: Vec<Unsaved>,
}

/// What a plan cannot save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// What.
    pub what: Lost,
    /// The drop point, where it is about one.
    pub drop: Option<DropId>,
    /// The binding constraint.
    pub reason: Code,
    /// The nearest way out; none where a limit breaks.
    pub way_out: Option<WayOut>,
    /// Whom to phone.
    pub call: Vec<Contact>,
}

/// How something is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// So many cards wait, of which so many are due.
    Waits {
        /// All.
        cards: u32,
        /// Due today or before.
        due: u32,
    },
    /// A limit breaks.
    Breaks(Breach),
}

/// Somebody to phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The location or the vehicle.
    pub at: String,
    /// The person; may be empty.
    pub name: String,
    /// The number; may be empty.
    pub phone: String,
}

impl Draft {
    /// Plans anew around everything that is fixed and everything that came up, until `stop`; `search` says what changes
    /// are worth, whatever it selects. A stop that is cancelled gives the best so far.
    pub fn replan(
        &self,
        search: &Search,
        stop: Stop<'_>,
        progress: &(dyn Fn(Sought) + Sync),
    ) -> Replan {
        let search = Search { selection: super::search::Selection::All, ..search.clone() };
        let better = self.reoptimise(&search, stop, progress);
        let after = better.as_ref().and_then(|better| evaluate(self.board(), &better.edit).ok());
        let after = after.map_or_else(|| self.board().clone(), |after| after.board);
        let ground = &after.ground;
        let plan = after.plan();
        let comparison = compare((ground.first(), &ground.base), (&ground.problem, &plan));
        let unsaved = unsaved(self.board(), &after);
        Replan { better, comparison, unsaved }
    }

    /// The plan that the draft was opened with beside the present one. O(stops log stops).
    pub fn compare(&self) -> Comparison {
        let board = self.board();
        let ground = &board.ground;
        compare((ground.first(), &ground.base), (&ground.problem, &board.plan()))
    }
}

/// What waits on `after` that did not wait in the plan at first, or is due; and what is still unsettled there.
fn unsaved(now: &Board, after: &Board) -> Vec<Unsaved> {
    let ground = &after.ground;
    let problem = &ground.problem;
    let mut found = Vec::new();
    for hold in after.holds.iter() {
        let base = ground.base.holds.iter().find(|base| base.consignment == hold.consignment);
        let due = due(problem, hold);
        if due == 0 && base.is_some_and(|base| base.cards >= hold.cards) {
            continue;
        }
        let Some(drop) = problem.consignments[hold.consignment.ix()].drop else { continue };
        let own = (hold.reason, hold.way_out.clone());
        let (reason, way_out) = match hold.reason {
            code if code == fault::NO_VEHICLE => explain(after, drop).unwrap_or(own),
            _ => own,
        };
        let what = Lost::Waits { cards: hold.cards, due };
        let call = contacts(problem, hold, &way_out);
        let way_out = Some(way_out);
        found.push(Unsaved { what, drop: Some(drop), reason, way_out, call });
    }
    let open = |breach: &&Breach| now.unsettled.iter().any(|known| breach.within(known));
    let breaches = super::breach::of_board(after);
    found.extend(breaches.iter().filter(open).map(|breach| {
        let place = breach.drop.map(|drop| problem.drop_place(drop));
        let mut call: Vec<Contact> = place.into_iter().map(of_place).collect();
        call.extend(breach.vehicle.map(|id| of_vehicle(problem, id)));
        Unsaved {
            what: Lost::Breaks(*breach),
            drop: breach.drop,
            reason: breach.code,
            way_out: None,
            call,
        }
    }));
    found
}

/// How many of the cards that wait are due.
fn due(problem: &DayProblem, hold: &Hold) -> u32 {
    let cards = super::change::overdue(problem, std::slice::from_ref(hold));
    u32::try_from(cards).unwrap_or_default()
}

/// The location, where that is another one the drop point, and the driver who comes nearest.
fn contacts(problem: &DayProblem, hold: &Hold, way_out: &WayOut) -> Vec<Contact> {
    let location = problem.location(hold.consignment);
    let drop = problem.consignments[hold.consignment.ix()].drop;
    let drop =
        drop.map(|drop| problem.drop_place(drop)).filter(|place| place.code != location.code);
    let places = [Some(location), drop].into_iter().flatten().map(of_place);
    places.chain(way_out.vehicle.map(|id| of_vehicle(problem, id))).collect()
}

fn of_place(place: &crate::problem::Place) -> Contact {
    Contact { at: place.name.clone(), name: place.contact.clone(), phone: place.phone.clone() }
}

fn of_vehicle(problem: &DayProblem, id: VehicleId) -> Contact {
    let vehicle = &problem.vehicles[id.ix()];
    let at = format!("车辆 {}", vehicle.name);
    Contact { at, name: vehicle.driver.clone(), phone: vehicle.phone.clone() }
}
