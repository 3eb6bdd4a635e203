//! A day planned again after pouches were sealed: late cards come, and nothing that is sealed moves.

use super::days::{card, cards, date, input, plan, problem, van};
use super::{generated, sample_day};
use fenjian_planner::check::check;
use fenjian_planner::day::{DayInput, UnderWay, assemble};
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::snapshot::{read_problem, write_problem};
use fenjian_planner::plan::{Plan, Pouch, Route};
use fenjian_planner::problem::{DayProblem, Parts};
use fenjian_planner::units::Clock;
use fenjian_planner::words::{CardSerial, Delivery, LocationCode};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Damage = fn(&mut Parts, &mut Plan);
pub(super) type Sealed = BTreeMap<(LocationCode, u32), Vec<CardSerial>>;

/// Every pouch that `is_sealed` says, filled with the last cards of its location, whichever the plan meant.
pub(super) fn seal(
    problem: &DayProblem,
    plan: &Plan,
    mut is_sealed: impl FnMut() -> bool,
) -> Sealed {
    let mut left: Vec<Vec<CardSerial>> = (problem.consignments.iter())
        .map(|c| c.cards.iter().map(|card| card.serial.clone()).collect())
        .collect();
    let mut sealed = Sealed::new();
    let stops = plan.routes.iter().flat_map(|route| &route.stops);
    for pouch in stops.flat_map(|stop| &stop.pouches) {
        if is_sealed() {
            let left = &mut left[pouch.consignment.ix()];
            let mut cards = left.split_off(left.len() - pouch.cards as usize);
            cards.sort_unstable();
            sealed.insert((problem.location(pouch.consignment).code, pouch.number), cards);
        }
    }
    sealed
}

fn code_of(problem: &DayProblem, pouch: &Pouch) -> LocationCode {
    problem.location(pouch.consignment).code
}

/// The day with what is sealed, all of it having left where `leave` says so and everything on the route, and on those that
/// its vehicle makes before, is sealed.
pub(super) fn under_way(
    problem: &DayProblem,
    plan: &Plan,
    sealed: Sealed,
    leave: bool,
) -> UnderWay {
    let shut = |pouch: &Pouch| sealed.contains_key(&(code_of(problem, pouch), pouch.number));
    let gone = |route: &&Route| route.stops.iter().flat_map(|stop| &stop.pouches).all(shut);
    let before = |route: &Route| {
        let own = plan.routes.iter().filter(|other| other.vehicle == route.vehicle);
        own.filter(|other| other.trip <= route.trip).all(|other| gone(&other))
    };
    let departed = plan.routes.iter().filter(|route| leave && before(route));
    let departed = departed.map(|r| (problem.vehicles[r.vehicle.ix()].name.clone(), r.trip));
    UnderWay { problem: problem.clone(), plan: plan.clone(), departed: departed.collect(), sealed }
}

/// Where each sealed pouch is (vehicle, trip, drop point, with how many cards), when it is handed over, and how many stops its
/// route makes.
fn places(problem: &DayProblem, plan: &Plan, sealed: &Sealed) -> BTreeMap<String, (Clock, usize)> {
    let mut found = BTreeMap::new();
    for route in &plan.routes {
        let vehicle = &problem.vehicles[route.vehicle.ix()].name;
        for stop in &route.stops {
            for pouch in &stop.pouches {
                let code = code_of(problem, pouch);
                if sealed.contains_key(&(code, pouch.number)) {
                    let drop = problem.drop_place(stop.drop).code;
                    let Pouch { number, of, cards, .. } = pouch;
                    let place =
                        format!("{code} {number}/{of} {cards}: {vehicle} {} {drop}", route.trip);
                    found.insert(place, (stop.begin, route.stops.len()));
                }
            }
        }
    }
    found
}

/// Nothing moved, and on routes that make all of their stops nothing is handed over at another time.
fn unmoved(
    before: &BTreeMap<String, (Clock, usize)>,
    after: &BTreeMap<String, (Clock, usize)>,
) -> bool {
    before.keys().eq(after.keys())
        && before
            .values()
            .zip(after.values())
            .all(|((was, all), (is, made))| made < all || was == is)
}

#[test]
fn late_cards_join_a_route_that_has_room_and_has_not_left() {
    let mut day = input(2, [cards(1, 12, 1), cards(101, 5, 2)].concat());
    day.vehicles[0].pouches = Some(4);
    let first = problem(&day);
    let before = plan(&first, 50);
    let sealed = seal(&first, &before, || true);
    assert_eq!(sealed.len(), 3);
    day.cards.extend(cards(201, 25, 1));
    for (leave, joined, held) in [(false, 10, 15), (true, 0, 25)] {
        day.under_way = Some(under_way(&first, &before, sealed.clone(), leave));
        let second = problem(&day);
        assert_eq!((first.wave, second.wave), (1, 2));
        let after = plan(&second, 50);
        assert_eq!(check(&second, &after), []);
        assert!(unmoved(&places(&first, &before, &sealed), &places(&second, &after, &sealed)));
        assert_eq!(after.routes[0].depart, before.routes[0].depart);
        let more: u32 =
            after.routes[0].stops.iter().flat_map(|s| &s.pouches).map(|p| p.cards).sum();
        assert_eq!(more, 17 + joined);
        // The only vehicle keeps its day, so what finds no room on it waits for want of one.
        assert_eq!(after.holds.iter().map(|hold| hold.cards).sum::<u32>(), held);
        assert_eq!(after.holds[0].reason, fault::NO_VEHICLE);
    }
    // Another vehicle takes what the first one does not.
    day.vehicles.push(van("2"));
    let third = problem(&day);
    let after = plan(&third, 50);
    assert_eq!(check(&third, &after), []);
    assert_eq!((after.routes.len(), after.holds.len()), (2, 0));
    let numbers: BTreeSet<u32> =
        (after.routes[1].stops[0].pouches.iter()).map(|p| p.number).collect();
    assert_eq!(numbers, BTreeSet::from([3, 4, 5]), "sealed pouches keep 1 and 2");
}

/// Two vehicles for one dock, both of which would rather load at eight; the second one can load at no other time.
#[test]
fn a_vehicle_keeps_the_dock_that_it_was_to_load_at() {
    let mut day = input(2, [cards(1, 5, 1), cards(101, 5, 2)].concat());
    (day.centre.docks, day.centre.closes) = (1, Clock::at(8, 15));
    day.locations.iter_mut().for_each(|at| at.opening_hours = "Mo-Fr 10:00-17:00".into());
    day.vehicles.push(van("2"));
    day.vehicles.iter_mut().for_each(|van| van.max_stops = Some(1));
    day.vehicles[0].shift_start = Clock::at(6, 0);
    let first = problem(&day);
    let before = plan(&first, 50);
    let loads = |plan: &Plan| plan.routes.iter().map(|route| route.load).collect::<Vec<_>>();
    assert_eq!(loads(&before), [Clock::at(7, 45), Clock::at(8, 0)]);
    let sealed = seal(&first, &before, || true);
    day.under_way = Some(under_way(&first, &before, sealed, false));
    let second = problem(&day);
    let after = plan(&second, 50);
    assert_eq!(check(&second, &after), []);
    assert_eq!(loads(&after), loads(&before));
}

#[test]
fn what_waits_because_kept_routes_have_the_docks_says_that_vehicles_are_lacking() {
    let mut day = input(2, [cards(1, 5, 1), cards(101, 5, 2)].concat());
    (day.centre.opens, day.centre.closes) = (Clock::at(8, 0), Clock::at(8, 15));
    day.centre.docks = 1;
    day.vehicles.push(van("2"));
    day.vehicles[0].max_stops = Some(1);
    day.vehicles[1].max_stops = Some(1);
    let first = problem(&day);
    let before = plan(&first, 50);
    let sealed = seal(&first, &before, || true);
    day.under_way = Some(under_way(&first, &before, sealed, false));
    let second = problem(&day);
    let after = plan(&second, 50);
    assert_eq!(check(&second, &after), []);
    assert_eq!(after.holds.iter().map(|hold| hold.reason).collect::<Vec<_>>(), [fault::NO_VEHICLE]);
}

#[test]
fn what_is_sealed_stays_though_its_card_is_stopped_or_goes_elsewhere_now() {
    let mut day = input(2, cards(1, 3, 1));
    let first = problem(&day);
    let before = plan(&first, 20);
    let sealed = seal(&first, &before, || true);
    day.cards[0].stopped = vec![fault::SECOND_CARD];
    day.cards[1].delivery = Delivery::Home;
    day.cards[2] = card(3, 2);
    day.under_way = Some(under_way(&first, &before, sealed.clone(), false));
    let second = problem(&day);
    let after = plan(&second, 20);
    assert_eq!(check(&second, &after), []);
    assert!(unmoved(&places(&first, &before, &sealed), &places(&second, &after, &sealed)));
}

#[test]
fn a_day_that_lost_what_a_sealed_pouch_needs_says_so() {
    let mut day = input(2, cards(1, 3, 1));
    let first = problem(&day);
    let before = plan(&first, 20);
    day.under_way = Some(under_way(&first, &before, seal(&first, &before, || true), false));
    let faults = |change: &dyn Fn(&mut DayInput)| {
        let mut day = day.clone();
        change(&mut day);
        assemble(day).map(|_| ()).unwrap_err().into_iter().map(|f| f.code).collect::<Vec<_>>()
    };
    let astray = vec![fault::SEALED_ASTRAY];
    assert_eq!(faults(&|day| day.vehicles[0].name = "9".into()), astray);
    assert_eq!(faults(&|day| day.locations[0].active_to = Some(date("2026-08-01"))), astray);
    assert_eq!(faults(&|day| day.cards.clear()), astray);
}

/// A wave of the tiny day with everything on the first route sealed, and what the checker says after a damage.
fn damaged(damage: Damage) -> Vec<Fault> {
    let mut day = sample_day::day();
    let first = problem(&day);
    let before = plan(&first, 300);
    let count = before.routes[0].stops.iter().map(|stop| stop.pouches.len()).sum::<usize>();
    let mut n = 0;
    let sealed = seal(&first, &before, || {
        n += 1;
        n <= count
    });
    day.under_way = Some(under_way(&first, &before, sealed, true));
    let second = problem(&day);
    let mut after = plan(&second, 100);
    assert_eq!(check(&second, &after), []);
    let mut parts = (*second).clone();
    damage(&mut parts, &mut after);
    check(&DayProblem::new(parts).unwrap(), &after)
}

#[test]
fn every_damage_to_what_is_kept_is_named() {
    let damages: [(&str, Damage); 5] = [
        ("the route is gone", |_, plan| drop(plan.routes.remove(0))),
        ("another moment", |parts, _| parts.kept[0].stops[0].begin.0 -= 60),
        ("another departure", |parts, _| parts.kept[0].depart.0 -= 60),
        ("a pouch renumbered", |parts, _| {
            let sealed = &mut parts.kept[0].stops[0].sealed[0];
            sealed.number += 50;
        }),
        ("its label says another count", |parts, _| parts.kept[0].stops[0].sealed[0].of += 1),
    ];
    for (what, damage) in damages {
        let faults = damaged(damage);
        assert!(faults.iter().any(|f| f.code == fault::KEPT_CHANGED), "{what}: {faults:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_wave_moves_what_is_sealed(
        input in generated::day(),
        (mask, leave) in (any::<u64>(), any::<bool>()),
        late in 0_u32..40,
    ) {
        let mut day = input;
        let first = problem(&day);
        let before = plan(&first, 20);
        prop_assert_eq!(check(&first, &before), vec![]);
        let mut bits = (0..).map(|n| mask.rotate_left(n) & 1 == 1);
        let sealed = seal(&first, &before, || bits.next().unwrap_or(false));
        prop_assume!(!sealed.is_empty());
        day.under_way = Some(under_way(&first, &before, sealed.clone(), leave));
        for n in 0..late {
            day.cards.push(card(500 + n, 1 + n % 9));
        }
        let second = problem(&day);
        prop_assert_eq!(&read_problem(&write_problem(&second)).unwrap(), &second);
        let after = plan(&second, 20);
        prop_assert_eq!(check(&second, &after), vec![]);
        prop_assert!(unmoved(&places(&first, &before, &sealed), &places(&second, &after, &sealed)));
    }
}
