//! Two plans of one day side by side: what changed for whom. They may be plans of different problems, as when cards came
//! in between, so everything is known by its name.

use super::change::overdue;
use crate::plan::{Plan, Route};
use crate::problem::DayProblem;
use crate::units::{Clock, Fen, Metres, Seconds};
use crate::words::{LocationCode, Mode};
use std::collections::{BTreeMap, BTreeSet};

/// What differs between two plans, the later one minus the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Drop points that anything differs for, ascending by code.
    pub stops: Vec<StopPair>,
    /// How many drop points nothing differs for.
    pub same: usize,
    /// Routes that differ, ascending by vehicle, then trip.
    pub routes: Vec<RoutePair>,
    /// What all routes together differ by.
    pub totals: Totals,
}

/// A drop point in both plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopPair {
    /// Its code.
    pub code: LocationCode,
    /// Its name.
    pub name: String,
    /// Its visits before.
    pub was: Vec<Visit>,
    /// Its visits now.
    pub is: Vec<Visit>,
    /// Cards that waited for it before, and wait now.
    pub held: (u64, u64),
    /// Cards of the location that went by post or pickup before, and go now.
    pub otherwise: (u64, u64),
    /// What of it differs.
    pub differs: Differs,
}

/// What differs at a drop point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differs {
    /// The routes that go there.
    pub route: bool,
    /// The stop before it on its route.
    pub place: bool,
    /// When service begins.
    pub time: bool,
    /// What is brought.
    pub load: bool,
    /// What waits.
    pub held: bool,
    /// What goes by post or pickup.
    pub otherwise: bool,
}

impl Differs {
    /// Whether anything does.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// A visit of a drop point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The vehicle's name.
    pub vehicle: String,
    /// Its trip, from 1.
    pub trip: u32,
    /// Its place on the trip, from 1.
    pub place: u32,
    /// The drop point before it; none for the centre.
    pub after: Option<LocationCode>,
    /// When service begins.
    pub begin: Clock,
    /// What is brought, by location: pouches and cards.
    pub load: BTreeMap<LocationCode, (u32, u32)>,
}

/// A route in both plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoutePair {
    /// The vehicle's name.
    pub vehicle: String,
    /// Its trip, from 1.
    pub trip: u32,
    /// Its sums before; none when there was no such route.
    pub was: Option<Sums>,
    /// Its sums now.
    pub is: Option<Sums>,
}

/// The sums of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sums {
    /// Stops.
    pub stops: usize,
    /// Cards.
    pub cards: u64,
    /// When it leaves the centre.
    pub depart: Clock,
    /// When it ends.
    pub end: Clock,
    /// Road distance.
    pub metres: Metres,
    /// Duty time.
    pub duty: Seconds,
    /// Cost.
    pub cost: Fen,
}

/// Sums over a plan, or differences of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Routes.
    pub routes: i64,
    /// Stops.
    pub stops: i64,
    /// Road distance.
    pub metres: Metres,
    /// Duty time.
    pub duty: Seconds,
    /// Cost.
    pub cost: Fen,
    /// Cards handed over after the last window, or held though they are due.
    pub late: i64,
    /// Cards that wait.
    pub held: i64,
}

/// What differs between two plans, each with its day. O((stops + holds + cards that wait) log stops).
pub fn compare(old: (&DayProblem, &Plan), new: (&DayProblem, &Plan)) -> Comparison {
    let (was, is) = (Side::of(old.0, old.1), Side::of(new.0, new.1));
    let mut codes: BTreeSet<LocationCode> =
        was.places.keys().chain(is.places.keys()).copied().collect();
    // Locations that cards went to by post or pickup all along are no news.
    let otherwise = was.otherwise.keys().chain(is.otherwise.keys()).copied();
    codes.extend(otherwise.filter(|code| was.otherwise.get(code) != is.otherwise.get(code)));
    let mut found = Comparison::default();
    for code in codes {
        let (before, now) = (was.places.get(&code), is.places.get(&code));
        let blank = Known::default();
        let (a, b) = (before.unwrap_or(&blank), now.unwrap_or(&blank));
        let cards = |side: &Side| side.otherwise.get(&code).map_or(0, |(_, cards)| *cards);
        let otherwise = (cards(&was), cards(&is));
        let differs = Differs { otherwise: otherwise.0 != otherwise.1, ..differs(a, b) };
        if !differs.any() {
            found.same += 1;
            continue;
        }
        let known = now.or(before).map(|known| &known.name);
        let named = |side: &'_ Side| side.otherwise.get(&code).map(|(name, _)| name.clone());
        let name = known.cloned().or_else(|| named(&is)).or_else(|| named(&was));
        let name = name.unwrap_or_default();
        let held = (a.held, b.held);
        let (was, is) = (a.visits.clone(), b.visits.clone());
        found.stops.push(StopPair { code, name, was, is, held, otherwise, differs });
    }
    let routes: BTreeSet<&(String, u32)> = was.routes.keys().chain(is.routes.keys()).collect();
    for key in routes {
        let (was, is) = (was.routes.get(key).copied(), is.routes.get(key).copied());
        if was != is {
            found.routes.push(RoutePair { vehicle: key.0.clone(), trip: key.1, was, is });
        }
    }
    let (was, is) = (was.totals, is.totals);
    found.totals = Totals {
        routes: is.routes - was.routes,
        stops: is.stops - was.stops,
        metres: is.metres - was.metres,
        duty: is.duty - was.duty,
        cost: is.cost - was.cost,
        late: is.late - was.late,
        held: is.held - was.held,
    };
    found
}

fn differs(a: &Known, b: &Known) -> Differs {
    let of = |known: &Known, part: fn(&Visit) -> String| {
        known.visits.iter().map(part).collect::<BTreeSet<String>>()
    };
    let other = |part: fn(&Visit) -> String| of(a, part) != of(b, part);
    let route = other(|v| format!("{} {}", v.vehicle, v.trip));
    Differs {
        route,
        place: !route && other(|v| format!("{:?}", v.after)),
        time: other(|v| v.begin.0.to_string()),
        load: other(|v| format!("{:?}", v.load)),
        held: a.held != b.held,
        otherwise: false,
    }
}

/// A drop point in one plan.
#[derive(Clone, Debug, Default)]
struct Known {
    name: String,
    visits: Vec<Visit>,
    held: u64,
}

/// One plan by names.
#[derive(Default)]
struct Side {
    places: BTreeMap<LocationCode, Known>,
    routes: BTreeMap<(String, u32), Sums>,
    /// Cards by post or pickup, by receiving location, with its name.
    otherwise: BTreeMap<LocationCode, (String, u64)>,
    totals: Totals,
}

impl Side {
    fn of(problem: &DayProblem, plan: &Plan) -> Self {
        let mut side = Self::default();
        for route in &plan.routes {
            side.route(problem, route);
        }
        for hold in &plan.holds {
            let Some(drop) = problem.consignments[hold.consignment.ix()].drop else { continue };
            let place = problem.drop_place(drop);
            let known = side.places.entry(place.code).or_default();
            known.name.clone_from(&place.name);
            known.held += u64::from(hold.cards);
            side.totals.held += i64::from(hold.cards);
        }
        for (id, consignment) in problem.consignments_with_ids() {
            if matches!(consignment.mode, Mode::Post | Mode::Pickup) {
                let place = problem.location(id);
                let known = side.otherwise.entry(place.code).or_default();
                known.0.clone_from(&place.name);
                known.1 += consignment.cards.len() as u64;
            }
        }
        side.totals.late += overdue(problem, &plan.holds);
        side
    }

    fn route(&mut self, problem: &DayProblem, route: &Route) {
        let vehicle = &problem.vehicles[route.vehicle.ix()].name;
        let (mut after, mut all) = (None, 0);
        for (place, stop) in (1..).zip(&route.stops) {
            let at = problem.drop_place(stop.drop);
            let mut load: BTreeMap<LocationCode, (u32, u32)> = BTreeMap::new();
            for pouch in &stop.pouches {
                let (pouches, cards) =
                    load.entry(problem.location(pouch.consignment).code).or_default();
                *pouches += 1;
                *cards += pouch.cards;
            }
            let cards: u64 = load.values().map(|(_, cards)| u64::from(*cards)).sum();
            all += cards;
            let windows = &problem.drops[stop.drop.ix()].windows;
            if windows.last().is_none_or(|last| stop.begin > last.to) {
                self.totals.late += cards as i64;
            }
            let (vehicle, trip, begin) = (vehicle.clone(), route.trip, stop.begin);
            let known = self.places.entry(at.code).or_default();
            known.name.clone_from(&at.name);
            known.visits.push(Visit { vehicle, trip, place, after, begin, load });
            after = Some(at.code);
        }
        let sums = Sums {
            stops: route.stops.len(),
            cards: all,
            depart: route.depart,
            end: route.end,
            metres: route.distance,
            duty: route.end - route.start,
            cost: route.cost,
        };
        let totals = &mut self.totals;
        totals.routes += 1;
        totals.stops += sums.stops as i64;
        totals.metres += sums.metres;
        totals.duty += sums.duty;
        totals.cost += sums.cost;
        self.routes.insert((vehicle.clone(), route.trip), sums);
    }
}
