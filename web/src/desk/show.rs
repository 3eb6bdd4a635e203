//! The parts of a board from a draft's lanes and holds.

use super::form::{
    BrokenForm, ChangeForm, ContentForm, DepotForm, LedgerForm, LockedForm, NeedForm, OverrideForm,
    PauseForm, PlaceForm, RouteForm, SentForm, SlackForm, StopForm, TotalsForm, VehicleForm,
    WaitingForm, WaitingItem,
};
use super::names::Names;
use chrono::NaiveDate;
use fenjian_planner::desk::{Breach, Change, Draft, Lane, Lock, Override, Sent};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::plan::{Need, PauseAt, Plan, Pouch, Stop, WayOut};
use fenjian_planner::problem::{ConsignmentId, DayProblem, DropId, VehicleId};
use fenjian_planner::units::{Clock, Window};
use fenjian_planner::words::{LonLat, Mode};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The last days of every consignment's cards, in the order in which they travel.
pub(super) struct Dues(Vec<Vec<NaiveDate>>);

impl Dues {
    /// O(cards log cards).
    pub(super) fn of(problem: &DayProblem) -> Self {
        let sealed = problem.sealed();
        let of = |(id, _)| problem.in_turn(id, &sealed).iter().map(|card| card.due).collect();
        Self(problem.consignments_with_ids().map(of).collect())
    }

    fn range(&self, id: ConsignmentId, range: Range<usize>) -> &[NaiveDate] {
        self.0[id.ix()].get(range).unwrap_or_default()
    }

    fn last(&self, id: ConsignmentId, cards: u32) -> &[NaiveDate] {
        let all = &self.0[id.ix()];
        &all[all.len().saturating_sub(cards as usize)..]
    }
}

/// Where in its consignment's list the cards of each pouch begin.
type Firsts = BTreeMap<(ConsignmentId, u32), usize>;

fn firsts(plan: &Plan) -> Firsts {
    let pouches = plan.routes.iter().flat_map(|r| &r.stops).flat_map(|s| &s.pouches);
    let mut firsts: Firsts =
        pouches.map(|p| ((p.consignment, p.number), p.cards as usize)).collect();
    let mut of = None;
    let mut next = 0;
    for ((consignment, _), first) in &mut firsts {
        if of != Some(*consignment) {
            (of, next) = (Some(*consignment), 0);
        }
        next += std::mem::replace(first, next);
    }
    firsts
}

/// Every lane as a route. O(cards).
pub(super) fn routes<'a>(
    names: &'a Names,
    dues: &'a Dues,
    plan: &Plan,
    lanes: impl Iterator<Item = &'a Lane>,
) -> Vec<RouteForm> {
    let firsts = firsts(plan);
    lanes.map(|lane| route(names, dues, &firsts, lane)).collect()
}

fn route(names: &Names, dues: &Dues, firsts: &Firsts, lane: &Lane) -> RouteForm {
    let problem = &names.problem;
    let route = &lane.route;
    let vehicle = &problem.vehicles[route.vehicle.ix()];
    let code = |drop| names.drop_code(drop);
    let pause = route.pause.map(|pause| PauseForm {
        begin: pause.begin.to_string(),
        before: match pause.at {
            PauseAt::BeforeLoading => Some("loading".into()),
            PauseAt::BeforeStop(ix) => route.stops.get(ix as usize).map(|stop| code(stop.drop)),
        },
    });
    let own = |breach: &&Breach| breach.trip.is_none_or(|trip| trip == route.trip);
    let stops: Vec<StopForm> = (route.stops.iter())
        .map(|stop| {
            let late = |b: &&Breach| {
                b.code == fault::OUTSIDE_WINDOW
                    && (b.trip, b.drop) == (Some(route.trip), Some(stop.drop))
            };
            let late = lane.breaches.iter().find(late).map_or(0, |breach| breach.over);
            let locked = |lock: &Lock| matches!(lock, Lock::Stop(id) if id.drop == stop.drop);
            let locked = lane.locks.iter().any(locked);
            StopForm { late_s: late, locked, ..self::stop(names, dues, firsts, stop) }
        })
        .collect();
    RouteForm {
        vehicle: vehicle.name.clone(),
        trip: route.trip,
        plate: vehicle.plate.clone(),
        driver: vehicle.driver.clone(),
        shift: span(vehicle.shift_start, vehicle.shift_end),
        frozen: lane.kept,
        start: route.start.to_string(),
        load: route.load.to_string(),
        dock: route.dock + 1,
        depart: route.depart.to_string(),
        depart_fixed: lane.depart.map(|at| at.to_string()),
        end: route.end.to_string(),
        pause,
        pouches: lane.pouches.0,
        pouches_max: lane.pouches.1,
        weight_g: lane.weight.0.0,
        weight_max_g: lane.weight.1.map(|most| most.0),
        cards: stops.iter().map(|stop| stop.cards).sum(),
        metres: route.distance.0,
        duty_s: (route.end - route.start).0,
        cost_fen: route.cost.0,
        slack: SlackForm {
            shift_s: lane.slack.shift.0,
            depart_s: lane.slack.depart.0,
            window_s: lane.slack.window.map(|(_, slack)| slack.0),
            window_at: lane.slack.window.map(|(drop, _)| code(drop)),
        },
        locked: LockedForm {
            route: lane.locks.iter().any(|lock| matches!(lock, Lock::Route(_))),
            order: lane.locks.iter().any(|lock| matches!(lock, Lock::Order(_))),
        },
        broken: lane.breaches.iter().filter(own).map(|breach| broken(names, breach)).collect(),
        stops,
    }
}

fn stop(names: &Names, dues: &Dues, firsts: &Firsts, stop: &Stop) -> StopForm {
    let problem = &names.problem;
    let windows = &problem.drops[stop.drop.ix()].windows;
    let window = windows.iter().find(|window| stop.begin <= window.to).or(windows.last());
    let mut due: Vec<NaiveDate> = Vec::new();
    for pouch in &stop.pouches {
        let first = firsts.get(&(pouch.consignment, pouch.number)).copied().unwrap_or_default();
        due.extend(dues.range(pouch.consignment, first..first + pouch.cards as usize));
    }
    let (due_cards, overdue_cards) = count_due(problem, &due);
    StopForm {
        drop: names.drop_code(stop.drop),
        arrive: stop.arrive.to_string(),
        begin: stop.begin.to_string(),
        leave: stop.leave.to_string(),
        window: window.map(|window| span(window.from, window.to)),
        slack_s: window.map(|window| (window.to - stop.begin).0),
        wait_s: (stop.begin - stop.arrive).0,
        late_s: 0,
        pouches: stop.pouches.len(),
        weight_g: stop.pouches.iter().map(|pouch| pouch.weight.0).sum(),
        cards: stop.pouches.iter().map(|pouch| u64::from(pouch.cards)).sum(),
        due_cards,
        overdue_cards,
        due: due.iter().min().map(ToString::to_string),
        locked: false,
        contents: stop.pouches.iter().map(|pouch| content(problem, pouch)).collect(),
    }
}

fn content(problem: &DayProblem, pouch: &Pouch) -> ContentForm {
    let place = problem.location(pouch.consignment);
    ContentForm {
        location: place.code.to_string(),
        name: place.name.clone(),
        number: pouch.number,
        of: pouch.of,
        cards: pouch.cards,
        weight_g: pouch.weight.0,
    }
}

/// Cards whose last day is today, and those whose last day has passed.
fn count_due(problem: &DayProblem, due: &[NaiveDate]) -> (u64, u64) {
    let count = |of: &dyn Fn(&NaiveDate) -> bool| due.iter().filter(|due| of(due)).count() as u64;
    (count(&|due| *due == problem.day), count(&|due| *due < problem.day))
}

/// What waits, by drop point; what travels otherwise by location. O(cards that wait).
pub(super) fn tray(names: &Names, dues: &Dues, plan: &Plan) -> Vec<WaitingForm> {
    let problem = &names.problem;
    let mut found: BTreeMap<(Option<DropId>, Option<ConsignmentId>), WaitingForm> = BTreeMap::new();
    for hold in &plan.holds {
        let id = hold.consignment;
        let consignment = &problem.consignments[id.ix()];
        let place = problem.location(id);
        let drop = consignment.drop;
        let key = (drop, drop.is_none().then_some(id));
        let waiting = found.entry(key).or_insert_with(|| WaitingForm {
            drop: drop.map(|drop| names.drop_code(drop)),
            name: drop.map_or(&place.name, |drop| &problem.drop_place(drop).name).clone(),
            cards: 0,
            due_cards: 0,
            overdue_cards: 0,
            items: Vec::new(),
        });
        let (due, overdue) = count_due(problem, dues.last(id, hold.cards));
        waiting.cards += u64::from(hold.cards);
        waiting.due_cards += due;
        waiting.overdue_cards += overdue;
        waiting.items.push(WaitingItem {
            location: place.code.to_string(),
            name: place.name.clone(),
            cards: hold.cards,
            mode: consignment.mode.word().into(),
            code: hold.reason.id.into(),
            reason: hold.reason.cause.into(),
            way_out: hold.way_out.text(problem),
            need: need(names, &hold.way_out),
        });
    }
    found.into_values().collect()
}

/// What people sent by post or pickup. O(places × consignments).
pub(super) fn otherwise(names: &Names, draft: &Draft) -> Vec<SentForm> {
    let of = |(drop, sent): (&DropId, &Sent)| SentForm {
        drop: names.drop_code(*drop),
        name: names.drop_name(*drop),
        mode: sent.mode.word().into(),
        cards: draft.sent(*drop),
        reason: sent.reason.clone(),
    };
    draft.otherwise().iter().map(of).collect()
}

/// A way out in parts.
pub(super) fn need(names: &Names, way_out: &WayOut) -> NeedForm {
    let (kind, amount, what) = match &way_out.needs {
        Need::NextOpen(day) => ("next_open", None, day.map(|day| day.to_string())),
        Need::AnotherVehicle => ("vehicle", None, None),
        Need::Skill(skill) => ("skill", None, Some(skill.clone())),
        Need::Pouches(n) => ("pouches", Some(i64::from(*n)), None),
        Need::Weight(grams) => ("weight", Some(grams.0), None),
        Need::Window(seconds) => ("window", Some(seconds.0), None),
        Need::Shift(seconds) => ("shift", Some(seconds.0), None),
        Need::Distance(metres) => ("distance", Some(metres.0), None),
        Need::Stops(n) => ("stops", Some(i64::from(*n)), None),
        Need::Dock(seconds) => ("dock", Some(seconds.0), None),
        Need::Break(seconds) => ("break", Some(seconds.0), None),
        Need::Slots(n) => ("slots", Some(i64::from(*n)), None),
        Need::Decision => ("decision", None, None),
    };
    let vehicle = way_out.vehicle.map(|id| names.vehicle_name(id));
    NeedForm { kind: kind.into(), amount, what, vehicle }
}

/// The sums of routes and of what waits.
pub(super) fn totals(routes: &[RouteForm], tray: &[WaitingForm], broken: usize) -> TotalsForm {
    let mut sum = TotalsForm { routes: routes.len(), broken, ..TotalsForm::default() };
    let mut vehicle = "";
    for route in routes {
        sum.vehicles += usize::from(route.vehicle != vehicle);
        vehicle = &route.vehicle;
        sum.stops += route.stops.len();
        sum.pouches += route.pouches.unsigned_abs();
        sum.cards += route.cards;
        sum.metres += route.metres;
        sum.duty_s += route.duty_s;
        sum.cost_fen += route.cost_fen;
        let late = route.stops.iter().filter(|stop| stop.late_s > 0);
        sum.late_cards += late.map(|stop| stop.cards).sum::<u64>();
    }
    for waiting in tray {
        sum.waiting_cards += waiting.cards;
        sum.late_cards += waiting.due_cards + waiting.overdue_cards;
    }
    sum
}

/// Whether each card of the day is in exactly one place.
pub(super) fn ledger(problem: &DayProblem, plan: &Plan, totals: &TotalsForm) -> LedgerForm {
    let entered = problem.consignments.iter().map(|c| c.cards.len() as u64).sum();
    let otherwise: u64 = [Mode::Post, Mode::Home, Mode::Pickup]
        .iter()
        .map(|mode| plan.leaving(problem, *mode))
        .sum();
    let planned = totals.cards + otherwise;
    let held = totals.waiting_cards;
    LedgerForm { entered, planned, held, balanced: planned + held == entered }
}

pub(super) fn change(change: &Change) -> ChangeForm {
    ChangeForm {
        metres: change.metres.0,
        duty_s: change.duty.0,
        cost_fen: change.cost.0,
        late_cards: change.late,
        waiting_cards: change.held,
        resort_pouches: change.resort,
    }
}

/// In what a limit is counted.
pub(super) fn unit(code: Code, weight: bool) -> &'static str {
    match code {
        code if code == fault::LOAD_EXCEEDED && weight => "g",
        code if code == fault::LOAD_EXCEEDED => "pouches",
        code if code == fault::OVER_DISTANCE => "m",
        code if code == fault::OVER_STOPS => "stops",
        code if code == fault::TRIPS_WRONG => "trips",
        code if code == fault::SKILL_LACKING => "skills",
        code if code == fault::STOP_TWICE => "visits",
        _ => "s",
    }
}

pub(super) fn broken(names: &Names, breach: &Breach) -> BrokenForm {
    BrokenForm {
        code: breach.code.id.into(),
        limit: breach.code.cause.into(),
        text: breach.text(&names.problem),
        vehicle: breach.vehicle.map(|id| names.vehicle_name(id)),
        trip: breach.trip,
        drop: breach.drop.map(|id| names.drop_code(id)),
        over: breach.over,
        unit: unit(breach.code, breach.weight).into(),
    }
}

pub(super) fn overrides(names: &Names, overrides: &[Override]) -> Vec<OverrideForm> {
    let of = |may: &Override| OverrideForm {
        broken: broken(names, &may.breach),
        by: may.by.clone(),
        reason: may.reason.clone(),
    };
    overrides.iter().map(of).collect()
}

pub(super) fn depot(problem: &DayProblem) -> DepotForm {
    let centre = &problem.centre;
    let (lon, lat) = degrees(centre.at);
    DepotForm {
        code: centre.code.to_string(),
        name: centre.name.clone(),
        lon,
        lat,
        opens: centre.opens.to_string(),
        closes: centre.closes.to_string(),
        docks: centre.docks,
        dock_s: centre.dock_time.0,
    }
}

/// The drop points of the day by code.
pub(super) fn places(problem: &DayProblem) -> BTreeMap<String, PlaceForm> {
    let of = |drop: DropId| {
        let (place, point) = (problem.drop_place(drop), &problem.drops[drop.ix()]);
        let (lon, lat) = degrees(place.at);
        let window = |window: &Window| span(window.from, window.to);
        let form = PlaceForm {
            name: place.name.clone(),
            address: place.address.clone(),
            kind: place.kind.word().into(),
            lon,
            lat,
            contact: place.contact.clone(),
            phone: place.phone.clone(),
            windows: point.windows.iter().map(window).collect(),
            service_s: point.service.0,
            skills: point.skills.clone(),
            next_open: point.next_open.map(|day| day.to_string()),
        };
        (place.code.to_string(), form)
    };
    (0..problem.drops.len()).map(DropId::from).map(of).collect()
}

/// The fleet; `kept` vehicles are not edited.
pub(super) fn vehicles(problem: &DayProblem, kept: &BTreeSet<VehicleId>) -> Vec<VehicleForm> {
    let of = |(ix, vehicle): (usize, &fenjian_planner::words::Vehicle)| VehicleForm {
        vehicle: vehicle.name.clone(),
        plate: vehicle.plate.clone(),
        kind: vehicle.kind.clone(),
        driver: vehicle.driver.clone(),
        escort: vehicle.escort.clone(),
        phone: vehicle.phone.clone(),
        shift: span(vehicle.shift_start, vehicle.shift_end),
        pouches: vehicle.pouches,
        weight_g: vehicle.weight.map(|most| most.0),
        max_metres: vehicle.max_distance.map(|most| most.0),
        max_stops: vehicle.max_stops,
        trips: vehicle.trips,
        skills: vehicle.skills.clone(),
        frozen: kept.contains(&VehicleId::from(ix)),
        out: !vehicle.may_stop(),
    };
    problem.vehicles.iter().enumerate().map(of).collect()
}

fn span(from: Clock, to: Clock) -> (String, String) {
    (from.to_string(), to.to_string())
}

fn degrees(at: LonLat) -> (f64, f64) {
    (f64::from(at.lon_e6) / 1e6, f64::from(at.lat_e6) / 1e6)
}
