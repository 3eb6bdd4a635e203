//! A draft of a later wave: what is sealed stays where it is, all else is edited as ever.

use super::{end_of, enter, open, route, stop};
use crate::days::{cards, input, plan, problem, van};
use crate::waves::{seal, under_way};
use fenjian_planner::check::check;
use fenjian_planner::day::DayInput;
use fenjian_planner::desk::{Draft, Edit, Entry, Lock, Place, StopId, What};
use fenjian_planner::fault;
use fenjian_planner::problem::{DropId, VehicleId};

/// Two vans and three places: the first van has sealed pouches for places 0 and 1, late cards for all places came since
/// and go with the second van, as the first one is full.
fn second_wave(leave: bool) -> (DayInput, Draft) {
    let mut day = input(3, [cards(1, 12, 1), cards(101, 5, 2)].concat());
    day.vehicles[0].pouches = Some(3);
    let first = problem(&day);
    let before = plan(&first, 50);
    let sealed = seal(&first, &before, || true);
    day.under_way = Some(under_way(&first, &before, sealed, leave));
    day.cards.extend([cards(201, 12, 3), cards(301, 10, 1), cards(401, 10, 2)].concat());
    day.vehicles.push(van("2"));
    let draft = open(&day, 100);
    (day, draft)
}

#[test]
fn nothing_sealed_moves() {
    for leave in [false, true] {
        let (_, mut draft) = second_wave(leave);
        let plan = draft.plan();
        assert_eq!(check(draft.problem(), &plan), []);
        let kept: Vec<_> = plan.routes.iter().filter(|r| r.vehicle == VehicleId(0)).collect();
        let open: Vec<_> = plan.routes.iter().filter(|r| r.vehicle == VehicleId(1)).collect();
        assert_eq!((kept.len(), open.len()), (1, 1));
        let sealed = StopId { route: route(0, 1), drop: kept[0].stops[0].drop };
        let mine = StopId { route: route(1, 1), drop: DropId(2) };
        assert!(open[0].stops.iter().any(|stop| stop.drop == DropId(2)));
        let away = Edit::Move { stops: vec![sealed], to: end_of(1, 1) };
        let onto = Edit::Move { stops: vec![mine], to: end_of(0, 1) };
        let before = Place { route: route(0, 1), before: Some(sealed.drop) };
        let ahead = Edit::Move { stops: vec![mine], to: before };
        let pouch = &kept[0].stops[0].pouches[0];
        let part = vec![(pouch.consignment, pouch.number)];
        let edits = [
            away,
            onto,
            ahead,
            Edit::Swap { one: sealed, other: mine },
            Edit::Reverse { from: stop(0, 1, 0), to: DropId(1) },
            Edit::Split { stop: sealed, pouches: part, to: end_of(1, 1) },
            Edit::Join {
                stop: StopId { route: route(1, 1), drop: sealed.drop },
                into: route(0, 1),
            },
            Edit::Depart { route: route(0, 1), at: None },
            Edit::Hold { stops: vec![sealed], reason: "路断".into() },
            Edit::Clear { vehicle: VehicleId(0), reason: "故障".into() },
            Edit::Lock(Lock::Route(route(0, 1))),
            Edit::Adopt {
                vehicles: vec![VehicleId(0)],
                instead_of: 0,
                routes: Vec::new(),
                holds: Vec::new(),
            },
        ];
        for edit in edits {
            let refused = enter(&mut draft, edit.clone()).unwrap_err();
            assert_eq!(refused.fault.code, fault::FROZEN_STAYS, "{edit:?}");
            assert_eq!(draft.plan(), plan, "{edit:?}");
        }
        // Nor is a plan opened that misses what is sealed: the checker says so.
        let mut short = plan.clone();
        short.routes.retain(|route| route.vehicle != VehicleId(0));
        let faults = check(draft.problem(), &short);
        assert!(faults.iter().any(|fault| fault.code == fault::KEPT_CHANGED), "{faults:?}");
        let opened = Draft::open(draft.problem().clone(), short, Vec::new());
        assert_eq!(opened.unwrap_err().code, fault::DRAFT_UNSOUND);
    }
}

#[test]
fn what_is_not_sealed_waits_and_comes_again_under_free_numbers() {
    let (_, mut draft) = second_wave(false);
    let first = draft.plan();
    let numbers = |draft: &Draft| {
        let routes = draft.plan().routes;
        let pouches = routes.iter().flat_map(|r| &r.stops).flat_map(|s| &s.pouches);
        let mut all: Vec<_> = pouches.map(|p| (p.consignment.0, p.number, p.cards)).collect();
        all.sort_unstable();
        all
    };
    let before = numbers(&draft);
    let change =
        enter(&mut draft, Edit::Hold { stops: vec![stop(1, 1, 0)], reason: "路断".into() })
            .unwrap();
    assert_eq!(change.held, 10);
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    enter(&mut draft, Edit::Take { drop: DropId(0), to: end_of(1, 1) }).unwrap();
    assert_eq!(numbers(&draft), before);
    let (was, is) = (&first.routes[0], &draft.plan().routes[0]);
    assert_eq!(was, is);
}

#[test]
fn labels_on_a_kept_route_that_an_edit_changed_do_not_stand_in_the_way_back() {
    let mut day = input(1, cards(1, 12, 1));
    day.vehicles[0].pouches = Some(2);
    let first = problem(&day);
    let before = plan(&first, 50);
    let mut count = 0;
    let sealed = seal(&first, &before, || {
        count += 1;
        count == 1
    });
    day.under_way = Some(under_way(&first, &before, sealed, false));
    day.cards.extend(cards(201, 25, 1));
    day.vehicles.push(van("2"));
    let mut draft = open(&day, 50);
    let planned = draft.plan();
    enter(&mut draft, Edit::Hold { stops: vec![stop(1, 1, 0)], reason: "缓送".into() }).unwrap();
    let held = draft.plan();
    enter(&mut draft, Edit::Take { drop: DropId(0), to: end_of(1, 1) }).unwrap();
    for was in [held, planned] {
        draft.enter(Entry { by: "张三".into(), what: What::Undo }).unwrap();
        assert_eq!(draft.plan(), was);
    }
}
