//! The plan of a day made by hand, and the numbers that publication gives.

use crate::edition::Spec;
use fenjian::manifests::Kind;
use fenjian_planner::fault;
use fenjian_planner::plan::{Hold, Need, Pause, PauseAt, Plan, Pouch, Route, Stop, WayOut};
use fenjian_planner::problem::{DayProblem, DropId, PlaceId, VehicleId};
use fenjian_planner::units::{Clock, Fen, Grams, Metres, Seconds};
use fenjian_planner::words::Mode;
use fenjian_sql::edition::Numbered;
use fenjian_sql::sort_plan::StoredSort;
use std::collections::BTreeMap;

pub fn plan(spec: &Spec, problem: &DayProblem) -> Plan {
    let mut routes: Vec<_> = (spec.routes.iter())
        .enumerate()
        .map(|(ix, (vehicle, trip, at))| route(spec, problem, ix, (*vehicle, *trip), at))
        .collect();
    routes.sort_by_key(|r| (r.vehicle, r.trip));
    let holds = problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van);
    let holds = holds.filter_map(|(consignment, c)| {
        let held = spec.locations[c.location.ix()].held;
        let way_out = WayOut { vehicle: Some(VehicleId(0)), needs: Need::Shift(Seconds(700)) };
        (held > 0).then_some(Hold {
            consignment,
            cards: held,
            reason: fault::SHIFT_EXCEEDED,
            way_out,
        })
    });
    Plan { routes, holds: holds.collect() }
}

fn route(
    spec: &Spec,
    problem: &DayProblem,
    ix: usize,
    (vehicle, trip): (u32, u32),
    at: &[usize],
) -> Route {
    let load = Clock::at(7, 0) + Seconds::minutes(5 * ix as i64 + 420 * i64::from(trip - 1));
    let depart = load + Seconds::minutes(20);
    let mut now = depart;
    let stops: Vec<_> = (at.iter())
        .map(|&ix| {
            let arrive = now + Seconds::minutes(17);
            let begin = arrive.max(Clock::at(8, 30));
            now = begin + Seconds::minutes(10);
            let drop = problem.drops.iter().position(|d| d.place == PlaceId::from(ix)).unwrap();
            let pouches = pouches(spec, problem, ix);
            Stop { drop: DropId::from(drop), arrive, begin, leave: now, pouches }
        })
        .collect();
    let pause =
        (at.len() > 2).then_some(Pause { at: PauseAt::BeforeStop(2), begin: Clock::at(11, 30) });
    Route {
        vehicle: VehicleId(vehicle),
        trip,
        start: load,
        dock: ix as u32 % 2,
        load,
        depart,
        pause,
        end: now + Seconds::minutes(40),
        distance: Metres(12_340 * (1 + at.len() as i64)),
        cost: Fen(25_000),
        stops,
    }
}

fn pouches(spec: &Spec, problem: &DayProblem, at: usize) -> Vec<Pouch> {
    let mut pouches = Vec::new();
    for (consignment, c) in problem.consignments_with_ids().filter(|(_, c)| c.mode == Mode::Van) {
        let location = &spec.locations[c.location.ix()];
        if location.via.unwrap_or(c.location.ix()) != at {
            continue;
        }
        let travelling = location.van - location.held;
        let of = travelling.div_ceil(spec.cards_per_pouch);
        for number in 1..=of {
            let cards =
                (travelling - (number - 1) * spec.cards_per_pouch).min(spec.cards_per_pouch);
            let weight = Grams(80 + 6 * i64::from(cards));
            pouches.push(Pouch { consignment, number, of, cards, weight });
        }
    }
    pouches
}

/// Numbers as publication gives them.
pub fn numbers(
    problem: &DayProblem,
    plan: &Plan,
    sorts: &[StoredSort],
) -> BTreeMap<Numbered, String> {
    let mut numbers = BTreeMap::new();
    let mut manifests = 0;
    let mut manifest = |numbers: &mut BTreeMap<_, _>, kind: Kind, subject: &str| {
        manifests += 1;
        let key = Numbered::Manifest(kind.word().into(), subject.into());
        numbers.insert(key, format!("GZ-261124-M{manifests:04}"));
    };
    for kind in [
        Kind::DaySheet,
        Kind::Reconciliation,
        Kind::Exceptions,
        Kind::SortList,
        Kind::HomeList,
        Kind::PickupList,
    ] {
        manifest(&mut numbers, kind, "");
    }
    if problem.consignments.iter().any(|c| c.mode == Mode::Post) {
        manifest(&mut numbers, Kind::PostList, "");
    }
    let mut pouches = 0;
    for (ix, route) in plan.routes.iter().enumerate() {
        let name = format!("GZ-261124-R{:02}", ix + 1);
        let vehicle = problem.vehicles[route.vehicle.ix()].name.clone();
        numbers.insert(Numbered::Route(vehicle, route.trip), name.clone());
        manifest(&mut numbers, Kind::LoadList, &name);
        manifest(&mut numbers, Kind::RunSheet, &name);
        for stop in &route.stops {
            let at = problem.drop_place(stop.drop).code;
            manifest(&mut numbers, Kind::Handover, &format!("{name}/{at}"));
            for pouch in &stop.pouches {
                pouches += 1;
                let number = format!("GZ-261124-P{pouches:05}");
                let location = problem.location(pouch.consignment).code.to_string();
                numbers.insert(Numbered::Pouch(location, pouch.number), number.clone());
                manifest(&mut numbers, Kind::InnerList, &number);
            }
        }
    }
    manifest(&mut numbers, Kind::PullList, "");
    for sort in sorts {
        for pass in 1..=sort.plan.passes.len() {
            manifest(&mut numbers, Kind::PocketMap, &format!("{}/{pass}", sort.machine));
        }
        for kind in [Kind::SweepOrder, Kind::PocketChanges, Kind::CodeBook] {
            manifest(&mut numbers, kind, &sort.machine);
        }
    }
    numbers
}
