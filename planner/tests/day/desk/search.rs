//! Re-optimising: better plans around what is fixed, with a price on changes.

use super::{Draft, end_of, enter, enter_because, open, route, stop, three};
use crate::days::{cards, input, van};
use crate::{generated, sample_day};
use fenjian_planner::desk::{
    Better, Edit, Happened, Incident, Lock, Search, Selection, Sought, StopId,
};
use fenjian_planner::halt::Stop;
use fenjian_planner::plan::{Plan, Route};
use fenjian_planner::problem::{DropId, Node, VehicleId};
use fenjian_planner::roads::Matrix;
use fenjian_planner::route::Settings;
use fenjian_planner::units::{Clock, Fen, Metres, Seconds};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

fn search(selection: Selection, price: i64) -> Search {
    let settings = Settings { seed: 3, threads: 1 };
    Search { selection, settings, moved: Fen(price), reordered: Fen(price) }
}

fn look(draft: &Draft, search: &Search, iterations: u64) -> Option<Better> {
    let never = || 0.0;
    draft.reoptimise(search, Stop::after(iterations, &never), &|_| ())
}

/// One van, its stops in this order.
fn ordered(drops: [u32; 3]) -> Draft {
    let mut draft = three();
    for drop in drops {
        enter(&mut draft, Edit::Move { stops: vec![stop(0, 1, drop)], to: end_of(0, 1) }).unwrap();
    }
    draft
}

fn drops(route: &Route) -> Vec<u32> {
    route.stops.iter().map(|stop| stop.drop.0).collect()
}

#[test]
fn a_detour_is_taken_out_and_what_it_cost_is_told() {
    let mut draft = ordered([1, 0, 2]);
    let roads = Matrix::of(draft.problem());
    let way = |nodes: [u32; 5]| -> (Metres, Seconds) {
        let legs = || nodes.windows(2).map(|leg| (Node(leg[0]), Node(leg[1])));
        let metres = legs().map(|(a, b)| roads.distance(a, b)).sum();
        (metres, legs().map(|(a, b)| roads.time(a, b)).sum())
    };
    // The places lie in a line, so there is no shorter way than there and back.
    let (was, is) = (way([0, 2, 1, 3, 0]), way([0, 1, 2, 3, 0]));
    let better = look(&draft, &search(Selection::All, 0), 200).unwrap();
    // Each leg is rounded to a metre.
    assert!((better.change.metres - (is.0 - was.0)).0.abs() <= 4, "{:?}", better.change);
    assert!(better.change.duty <= is.1 - was.1);
    assert_eq!((better.departure.moved, better.free), (0, None));
    assert!(better.departure.reordered > 0);
    assert_eq!(enter(&mut draft, better.edit).unwrap(), better.change);
    assert!(look(&draft, &search(Selection::All, 0), 200).is_none(), "there is no better one");
}

#[test]
fn a_change_that_costs_more_than_it_saves_is_not_made() {
    let draft = ordered([1, 0, 2]);
    let free = look(&draft, &search(Selection::All, 0), 200).unwrap();
    let changes = free.departure.reordered as i64;
    let worth = -free.change.cost.0;
    assert!(look(&draft, &search(Selection::All, worth / changes + 1), 200).is_none());
    let cheap = look(&draft, &search(Selection::All, 1), 200).unwrap();
    assert_eq!(cheap.departure.price, Fen(cheap.departure.reordered as i64));
    assert!(cheap.change.cost + cheap.departure.price < Fen::ZERO);
}

/// Two vans that cost nothing to use, two places on one side and two on the other, shared out badly.
fn crossed() -> Draft {
    use crate::days::at;
    use fenjian_planner::words::Vehicle;
    let mut day = input(4, (1..5).flat_map(|n| cards(100 * n, 5, n)).collect());
    for (location, (east, north)) in
        day.locations.iter_mut().zip([(200, 0), (220, 0), (-200, 0), (-220, 0)])
    {
        location.at = at(east, north);
    }
    day.vehicles = ["1", "2"].map(|name| Vehicle { pouches: Some(2), ..van(name) }).to_vec();
    let mut draft = open(&day, 200);
    let side = |draft: &Draft| drops(&draft.plan().routes[0]).contains(&0);
    let (east, west) = if side(&draft) { (0, 1) } else { (1, 0) };
    let swap = Edit::Swap { one: stop(east, 1, 1), other: stop(west, 1, 3) };
    assert!(enter(&mut draft, swap).unwrap().cost > Fen::ZERO);
    draft
}

/// The vehicle that brings a drop point's cards.
fn by(plan: &Plan, drop: u32) -> VehicleId {
    plan.routes.iter().find(|route| drops(route).contains(&drop)).unwrap().vehicle
}

fn stop_of(plan: &Plan, drop: u32) -> StopId {
    let route = plan.routes.iter().find(|route| drops(route).contains(&drop)).unwrap();
    let id = fenjian_planner::desk::RouteId { vehicle: route.vehicle, trip: route.trip };
    StopId { route: id, drop: DropId(drop) }
}

#[test]
fn only_what_is_selected_goes_elsewhere() {
    let mut draft = crossed();
    let before = draft.plan();
    // Place 1 is on the van that goes west. Alone it cannot change, as the other van is full.
    let alone = BTreeSet::from([stop_of(&before, 1)]);
    assert!(look(&draft, &search(Selection::Stops(alone), 0), 200).is_none());
    let both = BTreeSet::from([stop_of(&before, 1), stop_of(&before, 3)]);
    let better = look(&draft, &search(Selection::Stops(both), 0), 200).unwrap();
    assert_eq!(better.departure.moved, 2);
    enter(&mut draft, better.edit).unwrap();
    let after = draft.plan();
    assert_eq!((by(&after, 0), by(&after, 2)), (by(&before, 0), by(&before, 2)));
    assert_eq!((by(&after, 0), by(&after, 2)), (by(&after, 1), by(&after, 3)));
    // Nothing is better for one of the vans alone.
    let one = BTreeSet::from([VehicleId(0)]);
    assert!(look(&crossed(), &search(Selection::Vehicles(one), 0), 200).is_none());
}

#[test]
fn locks_and_fixed_departures_stay() {
    let mut draft = crossed();
    let at = stop_of(&draft.plan(), 1);
    enter(&mut draft, Edit::Lock(Lock::Stop(at))).unwrap();
    let depart = Some(Clock::at(9, 40));
    enter(&mut draft, Edit::Depart { route: at.route, at: depart }).unwrap();
    let better = look(&draft, &search(Selection::All, 0), 300).unwrap();
    enter(&mut draft, better.edit).unwrap();
    // The van that is held to the far place takes the near one along instead.
    let plan = draft.plan();
    assert_eq!((by(&plan, 1), by(&plan, 0)), (at.route.vehicle, at.route.vehicle));
    let left = plan.routes.iter().find(|route| route.vehicle == at.route.vehicle).unwrap();
    assert_eq!(Some(left.depart), depart);
    let lane = draft.lanes().into_iter().find(|lane| lane.id == at.route).unwrap();
    assert_eq!((lane.depart, lane.locks), (depart, vec![Lock::Stop(at)]));
    // A route that is locked does not change at all.
    let mut draft = crossed();
    enter(&mut draft, Edit::Lock(Lock::Route(route(0, 1)))).unwrap();
    enter(&mut draft, Edit::Lock(Lock::Route(route(1, 1)))).unwrap();
    assert!(look(&draft, &search(Selection::All, 0), 100).is_none());
    // An edit found before they were locked is refused.
    let better = look(&crossed(), &search(Selection::All, 0), 200).unwrap();
    let refused = enter(&mut draft, better.edit).unwrap_err();
    assert_eq!(refused.fault.code, fenjian_planner::fault::NOT_THERE);
}

#[test]
fn an_order_that_is_locked_stays() {
    let mut draft = ordered([1, 0, 2]);
    enter(&mut draft, Edit::Lock(Lock::Order(route(0, 1)))).unwrap();
    assert!(look(&draft, &search(Selection::All, 0), 200).is_none());
}

#[test]
fn what_a_person_lets_stand_or_wait_is_left_alone() {
    let mut draft = ordered([1, 0, 2]);
    enter(&mut draft, Edit::Hold { stops: vec![stop(0, 1, 2)], reason: "缓送".into() }).unwrap();
    if let Some(better) = look(&draft, &search(Selection::All, 0), 100) {
        enter(&mut draft, better.edit).unwrap();
    }
    assert_eq!(draft.plan().holds.len(), 1);
    // A route that may end too late stays as it is.
    let mut draft = ordered([1, 0, 2]);
    let late = Edit::Depart { route: route(0, 1), at: Some(Clock::at(17, 30)) };
    enter_because(&mut draft, late, Some("等急件")).unwrap();
    assert!(look(&draft, &search(Selection::All, 0), 100).is_none());
}

#[test]
fn what_came_up_is_mended_and_the_progress_is_told() {
    let mut draft = three();
    let (reason, owner) = ("故障".into(), "张三".into());
    let until = crate::days::tuesday();
    let what = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    enter(&mut draft, Edit::Report(Incident { what, reason, owner, until })).unwrap();
    let told = AtomicUsize::new(usize::MAX);
    let never = || 0.0;
    let heard = |sought: Sought| {
        told.store(sought.unserved, Ordering::Relaxed);
    };
    let search = search(Selection::All, 0);
    let better = draft.reoptimise(&search, Stop::after(200, &never), &heard).unwrap();
    assert_eq!((told.into_inner(), better.change.held, better.departure.moved), (0, -19, 3));
    enter(&mut draft, better.edit).unwrap();
    assert_eq!(drops(&draft.plan().routes[0]).len(), 3);
    assert_eq!(draft.plan().routes[0].vehicle, VehicleId(1));
}

#[test]
fn what_is_told_to_be_saved_is_what_the_draft_then_has() {
    for price in [0, 500] {
        let mut draft = crossed();
        let before = draft.plan().cost();
        let (told, asked) = (AtomicI64::new(0), AtomicUsize::new(0));
        let heard = |sought: Sought| told.store(sought.saved.0, Ordering::Relaxed);
        // Cancelled as soon as anything is said to be saved, or much later.
        let cancel = || match asked.fetch_add(1, Ordering::Relaxed) {
            0..100_000 if told.load(Ordering::Relaxed) <= 0 => 0.1,
            _ => f64::INFINITY,
        };
        let search = search(Selection::All, price);
        let better = draft.reoptimise(&search, Stop::when(&cancel), &heard).unwrap();
        enter(&mut draft, better.edit).unwrap();
        let saved = before - draft.plan().cost() - better.departure.price;
        assert!(told.load(Ordering::Relaxed) > 0);
        assert_eq!(Fen(told.into_inner()), saved);
    }
}

#[test]
fn nothing_is_told_that_cannot_be_had() {
    let draft = open(&sample_day::day(), 300);
    let never = || 0.0;
    for seed in 0..5 {
        let told = AtomicI64::new(0);
        let heard = |sought: Sought| {
            told.fetch_max(sought.saved.0, Ordering::Relaxed);
        };
        let settings = Settings { seed, threads: 1 };
        let search = Search { settings, ..search(Selection::All, 0) };
        let better = draft.reoptimise(&search, Stop::after(100, &never), &heard);
        let saved = better.map_or(Fen::ZERO, |better| Fen::ZERO - better.change.cost);
        assert!(Fen(told.into_inner()) <= saved);
    }
}

#[test]
fn of_one_place_more_cards_travel_instead_of_fewer() {
    let mut day = input(1, cards(1, 15, 1));
    day.vehicles.push(van("2"));
    day.vehicles.iter_mut().for_each(|van| van.pouches = Some(1));
    let mut draft = open(&day, 50);
    let plan = draft.plan();
    let most = plan.routes.iter().max_by_key(|route| route.stops[0].pouches[0].cards).unwrap();
    let what = Happened::VehicleOut { vehicle: most.vehicle, back: None };
    let (reason, owner) = ("故障".into(), "张三".into());
    let until = crate::days::tuesday();
    enter(&mut draft, Edit::Report(Incident { what, reason, owner, until })).unwrap();
    assert_eq!(draft.plan().holds[0].cards, 10);
    let better = look(&draft, &search(Selection::All, 0), 200).unwrap();
    enter(&mut draft, better.edit).unwrap();
    assert_eq!(draft.plan().holds[0].cards, 5);
}

#[test]
fn what_was_found_for_another_state_of_the_draft_is_refused() {
    let mut draft = crossed();
    let better = look(&draft, &search(Selection::All, 0), 200).unwrap();
    let stop = stop_of(&draft.plan(), 1);
    enter(&mut draft, Edit::Hold { stops: vec![stop], reason: "缓送".into() }).unwrap();
    let refused = enter(&mut draft, better.edit).unwrap_err();
    assert_eq!(refused.fault.code, fenjian_planner::fault::NOT_THERE);
    assert_eq!(draft.plan().holds.len(), 1);
}

#[test]
fn a_search_that_is_cancelled_gives_what_it_has() {
    let mut draft = crossed();
    let asked = AtomicUsize::new(0);
    let cancel = || if asked.fetch_add(1, Ordering::Relaxed) < 400 { 0.1 } else { f64::INFINITY };
    let search = search(Selection::All, 10);
    let better = draft.reoptimise(&search, Stop::when(&cancel), &|_| ()).unwrap();
    assert_eq!(better.free, None);
    enter(&mut draft, better.edit).unwrap();
}

/// Where each stop is: vehicle, trip, the stop before it.
fn places(plan: &Plan) -> BTreeSet<(DropId, VehicleId, u32, usize)> {
    let of = |route: &Route| {
        let (vehicle, trip) = (route.vehicle, route.trip);
        let stops = route.stops.iter().enumerate();
        stops.map(|(ix, stop)| (stop.drop, vehicle, trip, ix)).collect::<Vec<_>>()
    };
    plan.routes.iter().flat_map(of).collect()
}

/// The drop points of a route that are not in `but`, in order.
fn rest(route: &Route, but: &BTreeSet<DropId>) -> Vec<DropId> {
    let drops = route.stops.iter().map(|stop| stop.drop);
    drops.filter(|drop| !but.contains(drop)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_is_found_is_sound_and_better_and_leaves_the_rest(
        day in generated::day(),
        mask in any::<u64>(),
        price in 0_i64..3_000,
    ) {
        let mut draft = open(&day, 10);
        let before = draft.plan();
        let chosen: BTreeSet<StopId> = (before.routes.iter())
            .flat_map(|route| {
                let id = fenjian_planner::desk::RouteId { vehicle: route.vehicle, trip: route.trip };
                route.stops.iter().map(move |stop| StopId { route: id, drop: stop.drop })
            })
            .enumerate()
            .filter(|(ix, _)| mask >> (ix % 64) & 1 == 1)
            .map(|(_, stop)| stop)
            .collect();
        let drops: BTreeSet<DropId> = chosen.iter().map(|stop| stop.drop).collect();
        let search = search(Selection::Stops(chosen), price);
        if let Some(better) = look(&draft, &search, 100) {
            let change = enter(&mut draft, better.edit).unwrap();
            prop_assert_eq!(change, better.change);
            prop_assert!((change.held, change.cost + better.departure.price) < (0, Fen::ZERO));
            let after = draft.plan();
            prop_assert!(places(&after) != places(&before) || change.cost < Fen::ZERO);
            for route in &before.routes {
                let other = rest(route, &drops);
                let mut same = after.routes.iter().filter(|r| r.vehicle == route.vehicle);
                prop_assert!(other.is_empty() || same.any(|r| rest(r, &drops) == other));
            }
        }
    }
}

#[test]
fn a_day_with_everything_is_searched_in_parts() {
    let draft = open(&sample_day::day(), 300);
    for selection in [Selection::All, Selection::Vehicles(BTreeSet::from([VehicleId(0)]))] {
        if let Some(better) = look(&draft, &search(selection, 0), 300) {
            assert!(better.change.cost < Fen::ZERO);
            enter(&mut draft.clone(), better.edit).unwrap();
        }
    }
}
