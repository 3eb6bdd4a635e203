//! What every manifest looks up: which card is in which pouch, and what things are called.

use super::{Choice, Kind, Order, text};
use chrono::NaiveDate;
use fenjian_planner::plan::{Hold, Pouch, Route, Stop};
use fenjian_planner::problem::{ConsignmentId, DayProblem, Place, Roads};
use fenjian_planner::units::{Grams, Metres};
use fenjian_planner::words::Vehicle;
use fenjian_sql::edition::{CardLine, Edition, Numbered, Status};
use std::collections::{BTreeMap, HashMap};

/// A pouch is urgent when one of its cards is due within so many days after the dispatch day:
/// the county has three working days to pass it on (see the law's table in the policy).
pub(super) const URGENT_DAYS: i64 = 3;

/// An edition with the lookups that printing needs.
pub(super) struct Facts<'a> {
    /// The edition.
    pub(super) edition: &'a Edition,
    /// What of it is made, and how it is marked.
    pub(super) choice: &'a Choice,
    /// For each pouch, by consignment and number, where its cards begin in the consignment's list.
    begins: HashMap<(ConsignmentId, u32), usize>,
    /// For each consignment, how many cards travel.
    travelling: BTreeMap<ConsignmentId, usize>,
    /// Whether the last parts of the route numbers tell all routes apart.
    short_routes: bool,
}

/// What a set of pouches comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// Pouches.
    pub(super) pouches: u64,
    /// Cards in them.
    pub(super) cards: u64,
    /// Their weight.
    pub(super) weight: Grams,
}

impl Sum {
    /// The sum of `pouches`.
    pub(super) fn of<'p>(pouches: impl IntoIterator<Item = &'p Pouch>) -> Self {
        pouches.into_iter().fold(Self::default(), |sum, pouch| Self {
            pouches: sum.pouches + 1,
            cards: sum.cards + u64::from(pouch.cards),
            weight: sum.weight + pouch.weight,
        })
    }
}

impl<'a> Facts<'a> {
    /// Reads `edition`. O(pouches log pouches).
    pub(super) fn of(edition: &'a Edition, choice: &'a Choice) -> Self {
        let mut pouches: Vec<&Pouch> = edition.plan.routes.iter().flat_map(pouches_of).collect();
        pouches.sort_by_key(|pouch| (pouch.consignment, pouch.number));
        let mut begins = HashMap::with_capacity(pouches.len());
        let mut travelling = BTreeMap::new();
        for pouch in pouches {
            let next = travelling.entry(pouch.consignment).or_insert(0_usize);
            begins.insert((pouch.consignment, pouch.number), *next);
            *next += pouch.cards as usize;
        }
        let short_routes = last_parts_differ(edition);
        Self { edition, choice, begins, travelling, short_routes }
    }

    /// The day's problem.
    pub(super) fn problem(&self) -> &'a DayProblem {
        &self.edition.problem
    }

    /// The route of this index.
    pub(super) fn route(&self, route: usize) -> &'a Route {
        &self.edition.plan.routes[route]
    }

    /// The vehicle of a route.
    pub(super) fn vehicle(&self, route: &Route) -> &'a Vehicle {
        &self.edition.problem.vehicles[route.vehicle.ix()]
    }

    /// Indices of the routes by departure, then vehicle and trip.
    pub(super) fn departures(&self) -> Vec<usize> {
        let routes = &self.edition.plan.routes;
        let mut order: Vec<usize> = (0..routes.len()).collect();
        order.sort_by_key(|&ix| (routes[ix].depart, routes[ix].vehicle, routes[ix].trip));
        order
    }

    /// Indices of the routes in the order of printing.
    pub(super) fn in_order(&self) -> Vec<usize> {
        let mut routes = self.departures();
        if self.choice.order == Order::Route {
            routes.sort_by_cached_key(|&route| self.route_label(self.route(route)));
        }
        routes
    }

    /// The place of a stop.
    pub(super) fn place(&self, stop: &Stop) -> &'a Place {
        self.edition.problem.drop_place(stop.drop)
    }

    /// The receiving location of a pouch.
    pub(super) fn location(&self, pouch: &Pouch) -> &'a Place {
        self.location_of(pouch.consignment)
    }

    /// The receiving location of a consignment.
    pub(super) fn location_of(&self, consignment: ConsignmentId) -> &'a Place {
        self.edition.problem.location(consignment)
    }

    /// Whether the drop point of `stop` passes `pouch` on to another location.
    pub(super) fn passed_on(&self, stop: &Stop, pouch: &Pouch) -> bool {
        let problem = &self.edition.problem;
        problem.drops[stop.drop.ix()].place != problem.consignments[pouch.consignment.ix()].location
    }

    fn given(&self, key: &Numbered) -> Option<&'a str> {
        let named = self.edition.revision.status != Status::Proposed;
        self.edition.numbers.get(key).filter(|_| named).map(String::as_str)
    }

    /// The number of a manifest; none while its revision is only proposed.
    pub(super) fn number(&self, kind: Kind, subject: &str) -> Option<String> {
        let key = Numbered::Manifest(kind.word().to_owned(), subject.to_owned());
        self.given(&key).map(str::to_owned)
    }

    /// The number of a route; before it is given, vehicle and trip.
    pub(super) fn route_label(&self, route: &Route) -> String {
        let vehicle = &self.vehicle(route).name;
        let key = Numbered::Route(vehicle.clone(), route.trip);
        self.given(&key).map_or_else(|| format!("{vehicle}-{}", route.trip), str::to_owned)
    }

    /// The last part of a route's number, for sheets whose head already says centre and day; the
    /// whole where that is not unique.
    pub(super) fn route_short(&self, route: &Route) -> String {
        let label = self.route_label(route);
        match label.rsplit_once('-') {
            Some((_, last)) if self.short_routes => last.to_owned(),
            _ => label,
        }
    }

    /// A route for people: its number, departure, vehicle and plate.
    pub(super) fn route_heading(&self, route: usize) -> String {
        let route = self.route(route);
        let vehicle = self.vehicle(route);
        let depart = text::time(route.depart);
        let label = self.route_label(route);
        let heading = format!("线路 {label}　{depart} 发车　{} {}", vehicle.name, vehicle.plate);
        text::scrub(heading.trim().to_owned())
    }

    /// Whether a route's manifests are made.
    pub(super) fn chosen(&self, route: usize) -> bool {
        let routes = &self.choice.routes;
        routes.is_empty() || routes.contains(&self.route_label(self.route(route)))
    }

    /// The wave of a pouch.
    pub(super) fn wave_of(&self, pouch: &Pouch) -> u32 {
        let earlier = self.edition.waves.get(&(pouch.consignment, pouch.number));
        earlier.copied().unwrap_or(self.edition.problem.wave)
    }

    /// Whether the wave of one of `pouches` is chosen.
    pub(super) fn of_wave<'p>(&self, pouches: impl IntoIterator<Item = &'p Pouch>) -> bool {
        let wave = self.choice.wave;
        wave.is_none_or(|wave| pouches.into_iter().any(|pouch| self.wave_of(pouch) == wave))
    }

    /// The given number of a pouch.
    pub(super) fn pouch_number(&self, pouch: &Pouch) -> Option<&'a str> {
        self.given(&Numbered::Pouch(self.location(pouch).code.to_string(), pouch.number))
    }

    /// The number of a pouch; before it is given, location and number within it.
    pub(super) fn pouch_label(&self, pouch: &Pouch) -> String {
        self.label_of(pouch.consignment, pouch.number)
    }

    /// The same of the pouch of a consignment with this number within it.
    pub(super) fn label_of(&self, consignment: ConsignmentId, number: u32) -> String {
        let code = self.location_of(consignment).code;
        let given = self.given(&Numbered::Pouch(code.to_string(), number));
        given.map_or_else(|| format!("{code}-{number}"), str::to_owned)
    }

    /// A consignment's cards, those that travel first.
    pub(super) fn cards(&self, consignment: ConsignmentId) -> &'a [CardLine] {
        self.edition.cards.get(&consignment).map_or(&[], Vec::as_slice)
    }

    /// The cards of a pouch.
    pub(super) fn cards_in(&self, pouch: &Pouch) -> &'a [CardLine] {
        let cards = self.cards(pouch.consignment);
        let begin = self.begins.get(&(pouch.consignment, pouch.number)).copied().unwrap_or(0);
        let end = (begin + pouch.cards as usize).min(cards.len());
        &cards[begin.min(end)..end]
    }

    /// The cards of a consignment that leave in its mode, and those that wait.
    pub(super) fn split(&self, consignment: ConsignmentId) -> (&'a [CardLine], &'a [CardLine]) {
        let cards = self.cards(consignment);
        let leaving = match self.problem().consignments[consignment.ix()].drop {
            Some(_) => self.travelling.get(&consignment).copied().unwrap_or(0),
            None => cards.len() - (self.held(consignment) as usize).min(cards.len()),
        };
        cards.split_at(leaving.min(cards.len()))
    }

    /// How many cards of a consignment wait.
    pub(super) fn held(&self, consignment: ConsignmentId) -> u64 {
        self.hold(consignment).map_or(0, |hold| u64::from(hold.cards))
    }

    /// Why cards of a consignment wait.
    pub(super) fn hold(&self, consignment: ConsignmentId) -> Option<&'a Hold> {
        let holds = &self.edition.plan.holds;
        let found = holds.binary_search_by_key(&consignment, |hold| hold.consignment);
        found.ok().map(|ix| &holds[ix])
    }

    /// Whether a due date is urgent on this day.
    pub(super) fn urgent(&self, due: Option<NaiveDate>) -> bool {
        due.is_some_and(|due| (due - self.edition.problem.day).num_days() <= URGENT_DAYS)
    }

    /// Whether road distances are estimates, all or some of them.
    pub(super) fn estimated(&self) -> bool {
        !matches!(self.edition.problem.roads, Roads::Matrix { estimated: 0, .. })
    }

    /// A road distance, with the remark 估算 where it was not measured.
    pub(super) fn km(&self, distance: Metres) -> String {
        match self.edition.problem.roads {
            Roads::Matrix { estimated: 0, .. } => format!("{} 公里", distance.km()),
            Roads::Matrix { .. } => format!("{} 公里（部分估算）", distance.km()),
            Roads::Estimate { .. } => format!("{} 公里（估算）", distance.km()),
        }
    }
}

/// Whether every route has a number and all of them differ after their last hyphen.
fn last_parts_differ(edition: &Edition) -> bool {
    let numbers = edition.numbers.iter().filter(|(key, _)| matches!(key, Numbered::Route(..)));
    let mut last: Vec<&str> = numbers.filter_map(|(_, n)| n.rsplit('-').next()).collect();
    let all = last.len();
    last.sort_unstable();
    last.dedup();
    edition.revision.status != Status::Proposed && last.len() == all && all > 0
}

/// The pouches of a route, stop by stop.
pub(super) fn pouches_of(route: &Route) -> impl Iterator<Item = &Pouch> {
    route.stops.iter().flat_map(|stop| &stop.pouches)
}

/// The earliest due date of `cards`.
pub(super) fn earliest_due(cards: &[CardLine]) -> Option<NaiveDate> {
    cards.iter().filter_map(|card| card.due).min()
}
