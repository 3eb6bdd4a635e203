//! Each edit on a small day, with what it leads to worked out by hand.

use super::{end_of, enter, enter_because, open, route, stop, three};
use crate::days::{cards, input, van};
use fenjian_planner::check::check;
use fenjian_planner::desk::{Draft, Edit, Lock, Place};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::problem::{ConsignmentId, DropId, VehicleId};
use fenjian_planner::roads::Matrix;
use fenjian_planner::units::{Clock, Fen, Seconds};

/// Each route as its vehicle and drop points.
fn orders(draft: &Draft) -> Vec<(u32, Vec<u32>)> {
    let routes = draft.plan().routes;
    routes.iter().map(|r| (r.vehicle.0, r.stops.iter().map(|s| s.drop.0).collect())).collect()
}

fn code(draft: &mut Draft, edit: Edit) -> Code {
    let before = draft.plan();
    let refused = enter(draft, edit).unwrap_err();
    assert_eq!(draft.plan(), before, "a refused edit changes nothing");
    refused.fault.code
}

/// All stops of the only route in the order 0, 1, 2.
fn in_order() -> Draft {
    let mut draft = three();
    for drop in [0, 1, 2] {
        enter(&mut draft, Edit::Move { stops: vec![stop(0, 1, drop)], to: end_of(0, 1) }).unwrap();
    }
    assert_eq!(orders(&draft), [(0, vec![0, 1, 2])]);
    draft
}

#[test]
fn times_distance_and_cost_follow_the_order() {
    let draft = in_order();
    let (problem, plan) = (draft.problem().clone(), draft.plan());
    let roads = Matrix::of(&problem);
    let this = &plan.routes[0];
    let nodes = [0, 1, 2, 3, 0].map(fenjian_planner::problem::Node);
    let drives: Vec<Seconds> = nodes.windows(2).map(|leg| roads.time(leg[0], leg[1])).collect();
    // Loaded for 15 minutes from the start of the shift, then 10 minutes at each place.
    assert_eq!(
        (this.start, this.load, this.depart),
        (Clock::at(8, 0), Clock::at(8, 0), Clock::at(8, 15))
    );
    let mut t = this.depart;
    for (stop, drive) in this.stops.iter().zip(&drives) {
        t = t + *drive;
        assert_eq!((stop.arrive, stop.begin), (t, t));
        t = t + Seconds::minutes(10);
    }
    assert_eq!(this.end, t + drives[3]);
    let way = nodes.windows(2).map(|leg| roads.distance(leg[0], leg[1])).sum();
    assert_eq!(this.distance, way);
    let hours = Fen::for_time(Fen(3_000), this.end - this.start);
    assert_eq!(this.cost, Fen(10_000) + Fen::for_distance(Fen(150), way) + hours);
}

#[test]
fn stops_move_swap_and_turn_round() {
    let mut draft = in_order();
    let before = Place { route: route(0, 1), before: Some(DropId(0)) };
    let stops = vec![stop(0, 1, 2), stop(0, 1, 1)];
    let change = enter(&mut draft, Edit::Move { stops, to: before }).unwrap();
    assert_eq!(orders(&draft), [(0, vec![2, 1, 0])]);
    // Two pouches of the first place and one of the last changed places on the van.
    assert_eq!((change.resort, change.held), (3, 0));
    enter(&mut draft, Edit::Reverse { from: stop(0, 1, 2), to: DropId(1) }).unwrap();
    assert_eq!(orders(&draft), [(0, vec![1, 2, 0])]);
    enter(&mut draft, Edit::Swap { one: stop(0, 1, 1), other: stop(0, 1, 0) }).unwrap();
    assert_eq!(orders(&draft), [(0, vec![0, 2, 1])]);
    assert_eq!(
        code(&mut draft, Edit::Reverse { from: stop(0, 1, 1), to: DropId(0) }),
        fault::EDIT_SENSELESS
    );
}

#[test]
fn a_vehicle_joins_and_leaves() {
    let mut draft = in_order();
    let change =
        enter(&mut draft, Edit::Move { stops: vec![stop(0, 1, 2)], to: end_of(1, 1) }).unwrap();
    assert_eq!(orders(&draft), [(0, vec![0, 1]), (1, vec![2])]);
    assert!(change.cost >= Fen(10_000), "one more vehicle costs its fixed price: {change:?}");
    let out = Edit::Clear { vehicle: VehicleId(0), reason: "故障".into() };
    let change = enter(&mut draft, out).unwrap();
    assert_eq!((orders(&draft), change.held), (vec![(1, vec![2])], 15));
    let holds = draft.plan().holds;
    assert!(holds.iter().all(|hold| hold.reason == fault::HELD_BY_PERSON));
    enter(&mut draft, Edit::Take { drop: DropId(0), to: end_of(1, 1) }).unwrap();
    assert_eq!(orders(&draft), [(1, vec![2, 0])]);
    assert_eq!(
        code(&mut draft, Edit::Take { drop: DropId(0), to: end_of(1, 1) }),
        fault::TRAY_EMPTY
    );
    let blank = Edit::Hold { stops: vec![stop(1, 1, 0)], reason: " ".into() };
    assert_eq!(code(&mut draft, blank), fault::REASON_MISSING);
}

#[test]
fn pouches_split_over_two_vehicles_and_join_again() {
    let mut draft = in_order();
    let split =
        Edit::Split { stop: stop(0, 1, 0), pouches: vec![(ConsignmentId(0), 2)], to: end_of(1, 1) };
    let refused = enter(&mut draft, split.clone()).unwrap_err();
    // One van would be enough for the place: the second visit needs a name and a reason.
    assert_eq!(refused.broken.iter().map(|b| b.code).collect::<Vec<_>>(), [fault::STOP_TWICE]);
    enter_because(&mut draft, split, Some("一袋急件先走")).unwrap();
    assert_eq!(orders(&draft), [(0, vec![0, 1, 2]), (1, vec![0])]);
    let faults = check(draft.problem(), &draft.plan());
    assert_eq!(faults.iter().map(|f| f.code).collect::<Vec<_>>(), [fault::STOP_TWICE]);
    let may = &draft.overrides()[0];
    assert_eq!((may.by.as_str(), may.reason.as_str()), ("张三", "一袋急件先走"));
    let onto = Edit::Move { stops: vec![stop(1, 1, 0)], to: end_of(0, 1) };
    assert_eq!(code(&mut draft, onto), fault::ALREADY_THERE);
    enter(&mut draft, Edit::Join { stop: stop(1, 1, 0), into: route(0, 1) }).unwrap();
    assert_eq!((orders(&draft), draft.overrides()), (vec![(0, vec![0, 1, 2])], &[][..]));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
}

#[test]
fn a_departure_that_is_fixed_is_kept() {
    let mut draft = in_order();
    let at = |hour, minute| Edit::Depart { route: route(0, 1), at: Some(Clock::at(hour, minute)) };
    enter(&mut draft, at(9, 30)).unwrap();
    let this = &draft.plan().routes[0];
    assert_eq!((this.load, this.depart), (Clock::at(9, 15), Clock::at(9, 30)));
    enter(&mut draft, Edit::Swap { one: stop(0, 1, 0), other: stop(0, 1, 1) }).unwrap();
    assert_eq!(draft.plan().routes[0].depart, Clock::at(9, 30));
    // The shift begins at eight, and loading takes a quarter of an hour.
    assert_eq!(code(&mut draft, at(8, 14)), fault::DEPARTURE_KEPT);
    let refused = enter(&mut draft, at(17, 55)).unwrap_err();
    assert_eq!(refused.broken[0].code, fault::OUTSIDE_SHIFT);
    let free = Edit::Depart { route: route(0, 1), at: None };
    assert_eq!(refused.repairs[0].edit, free);
    enter(&mut draft, free).unwrap();
    assert_eq!(draft.plan().routes[0].depart, Clock::at(8, 15));
}

#[test]
fn what_is_too_much_is_refused_with_the_cheapest_repairs() {
    let mut day = input(3, [cards(1, 20, 1), cards(101, 20, 2), cards(201, 10, 3)].concat());
    day.vehicles = ["1", "2", "3"].map(van).to_vec();
    day.vehicles.iter_mut().for_each(|vehicle| vehicle.pouches = Some(3));
    let mut draft = open(&day, 200);
    let full = draft.lanes().into_iter().find(|lane| lane.pouches == (3, Some(3))).unwrap();
    let other = draft.lanes().into_iter().find(|lane| lane.id != full.id).unwrap();
    let moved = fenjian_planner::desk::StopId { route: other.id, drop: other.route.stops[0].drop };
    let edit = Edit::Move { stops: vec![moved], to: Place { route: full.id, before: None } };
    let refused = enter(&mut draft, edit).unwrap_err();
    assert_eq!((refused.broken[0].code, refused.broken[0].over), (fault::LOAD_EXCEEDED, 2));
    assert!(refused.broken[0].text(draft.problem()).contains("差 2 袋"));
    assert!(refused.repairs.len() >= 2, "{:?}", refused.repairs);
    for repair in refused.repairs {
        let mut copy = draft.clone();
        assert_eq!(enter(&mut copy, repair.edit).unwrap(), repair.change);
    }
}

#[test]
fn locks_hold() {
    let mut draft = in_order();
    enter(&mut draft, Edit::Lock(Lock::Stop(stop(0, 1, 1)))).unwrap();
    let away = |drop| Edit::Move { stops: vec![stop(0, 1, drop)], to: end_of(1, 1) };
    assert_eq!(code(&mut draft, away(1)), fault::LOCKED);
    enter(&mut draft, Edit::Lock(Lock::Order(route(0, 1)))).unwrap();
    let turn = Edit::Reverse { from: stop(0, 1, 0), to: DropId(2) };
    assert_eq!(code(&mut draft, turn.clone()), fault::LOCKED);
    enter(&mut draft, away(2)).unwrap();
    enter(&mut draft, Edit::Lock(Lock::Route(route(0, 1)))).unwrap();
    assert_eq!(code(&mut draft, away(0)), fault::LOCKED);
    assert_eq!(draft.lanes()[0].locks.len(), 3);
    for lock in draft.lanes()[0].locks.clone() {
        enter(&mut draft, Edit::Unlock(lock)).unwrap();
    }
    enter(&mut draft, away(1)).unwrap();
    assert_eq!(orders(&draft), [(0, vec![0]), (1, vec![2, 1])]);
}
