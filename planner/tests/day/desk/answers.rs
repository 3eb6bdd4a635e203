//! What the desk answers: why, two plans side by side, and what a re-plan cannot save.

use super::{end_of, enter, open, route, stop, three};
use crate::days::{cards, input, tuesday, van};
use fenjian_planner::desk::{
    Contact, Differs, Edit, Happened, Incident, Lock, Lost, Search, Selection, Subject, compare,
};
use fenjian_planner::fault;
use fenjian_planner::halt::Stop;
use fenjian_planner::problem::{DropId, VehicleId};
use fenjian_planner::route::Settings;
use fenjian_planner::units::{Fen, Seconds};
use fenjian_planner::words::Vehicle;

#[test]
fn a_stop_is_where_it_costs_least_and_the_offers_are_what_entering_them_costs() {
    let draft = three();
    let why = draft.why(Subject::Stop(stop(0, 1, 2))).unwrap();
    assert_eq!((why.fixed, why.waits, why.offers.len()), (None, None, 1));
    let offer = &why.offers[0];
    assert_eq!((offer.vehicle, offer.broken.len()), (VehicleId(1), 0));
    // The other van costs its fixed price, whatever the way.
    assert!(offer.change.cost >= Fen(10_000), "{offer:?}");
    let mut copy = draft.clone();
    assert_eq!(enter(&mut copy, offer.edit.clone().unwrap()).unwrap(), offer.change);
    let without = why.without.unwrap();
    let hold = Edit::Hold { stops: vec![stop(0, 1, 2)], reason: "试".into() };
    assert_eq!(enter(&mut draft.clone(), hold).unwrap(), without);
    assert_eq!(without.held, 4);
    // These vans have no limit but their shift, and the places are always open.
    let codes: Vec<_> = why.bounds.iter().map(|bound| bound.code).collect();
    assert!(codes.contains(&fault::OUTSIDE_SHIFT));
    let shift = why.bounds.iter().find(|bound| bound.code == fault::OUTSIDE_SHIFT).unwrap();
    let spare = draft.problem().vehicles[0].shift_end - draft.plan().routes[0].end;
    assert_eq!((Seconds(shift.spare), shift.of), (spare, 10 * 3600));
    assert_eq!(draft.why(Subject::Stop(stop(1, 1, 2))).unwrap_err().code, fault::NOT_THERE);
}

#[test]
fn a_route_goes_to_another_vehicle_at_a_price() {
    let draft = three();
    let why = draft.why(Subject::Route(route(0, 1))).unwrap();
    // The same day with the van that costs 100 yuan more to use.
    assert_eq!(why.offers[0].change.cost, Fen(10_000));
    assert_eq!(why.without.unwrap().held, 19);
}

#[test]
fn a_lock_is_named() {
    let mut draft = three();
    enter(&mut draft, Edit::Lock(Lock::Stop(stop(0, 1, 2)))).unwrap();
    let why = draft.why(Subject::Stop(stop(0, 1, 2))).unwrap();
    assert_eq!(why.fixed.unwrap().code, fault::LOCKED);
    assert!(why.offers.is_empty());
}

#[test]
fn what_waits_names_what_is_short_and_by_how_much() {
    let mut day = input(3, [cards(1, 20, 1), cards(101, 20, 2), cards(201, 10, 3)].concat());
    day.vehicles =
        vec![Vehicle { pouches: Some(4), ..van("1") }, Vehicle { pouches: Some(1), ..van("2") }];
    let mut draft = open(&day, 200);
    let full = draft.plan().routes.iter().map(|r| (r.vehicle.0, r.stops.len())).collect::<Vec<_>>();
    assert_eq!(full, [(0, 2), (1, 1)]);
    enter(&mut draft, Edit::Hold { stops: vec![stop(0, 1, 1)], reason: "试".into() }).unwrap();
    // It would fit where it was.
    let why = draft.why(Subject::Waiting(DropId(1))).unwrap();
    assert_eq!((why.offers[0].vehicle, why.offers[0].broken.len()), (VehicleId(0), 0));
    // Two pouches do not fit into the other van, which has one and takes one.
    let broken = &why.offers[1].broken[0];
    assert_eq!((broken.code, broken.over), (fault::LOAD_EXCEEDED, 2));
    assert_eq!(draft.why(Subject::Waiting(DropId(0))).unwrap_err().code, fault::TRAY_EMPTY);
}

#[test]
fn two_plans_differ_by_what_was_edited() {
    let mut draft = three();
    let before = (draft.problem().clone(), draft.plan());
    assert_eq!(draft.compare().stops, []);
    assert_eq!(draft.compare().same, 3);
    let order: Vec<u32> = before.1.routes[0].stops.iter().map(|stop| stop.drop.0).collect();
    let last = order[2];
    let change =
        enter(&mut draft, Edit::Move { stops: vec![stop(0, 1, last)], to: end_of(1, 1) }).unwrap();
    let found = draft.compare();
    assert_eq!(found, compare((&before.0, &before.1), (draft.problem(), &draft.plan())));
    let [pair] = &found.stops[..] else { panic!("{found:?}") };
    assert_eq!((pair.name.clone(), found.same), (format!("{}号派出所", last + 1), 2));
    let differs = Differs { route: true, time: pair.differs.time, ..Differs::default() };
    assert_eq!(pair.differs, differs);
    assert_eq!((pair.was[0].vehicle.as_str(), pair.was[0].place), ("1", 3));
    assert_eq!((pair.is[0].vehicle.as_str(), pair.is[0].place), ("2", 1));
    let totals = found.totals;
    assert_eq!((totals.routes, totals.stops, totals.held, totals.late), (1, 0, 0, 0));
    assert_eq!(
        (totals.metres, totals.duty, totals.cost),
        (change.metres, change.duty, change.cost)
    );
    assert_eq!(found.routes.len(), 2);
    // A draft of another day is told apart by names, not by places in lists.
    let hold = Edit::Hold { stops: vec![stop(1, 1, last)], reason: "试".into() };
    enter(&mut draft, hold).unwrap();
    let pair = &draft.compare().stops[0];
    assert!(pair.differs.held && pair.differs.load && pair.is.is_empty());
    assert_eq!(draft.compare().totals.held, draft.changed().held);
}

#[test]
fn a_replan_says_what_it_cannot_save_and_whom_to_phone() {
    let mut day = input(2, [cards(1, 20, 1), cards(101, 10, 2)].concat());
    day.vehicles = vec![
        van("1"),
        Vehicle {
            pouches: Some(1),
            driver: "李师傅".into(),
            phone: "13900000000".into(),
            ..van("2")
        },
    ];
    day.locations[0].contact = "王所长".into();
    day.locations[0].phone = "020-1234".into();
    let mut draft = open(&day, 200);
    assert_eq!(draft.plan().routes.len(), 1);
    let (reason, owner) = ("故障".into(), "张三".into());
    let what = Happened::VehicleOut { vehicle: VehicleId(0), back: None };
    let incident = Incident { what, reason, owner, until: tuesday() };
    enter(&mut draft, Edit::Report(incident)).unwrap();
    let settings = Settings { seed: 1, threads: 1 };
    let search =
        Search { selection: Selection::All, settings, moved: Fen::ZERO, reordered: Fen::ZERO };
    let never = || 0.0;
    let answer = draft.replan(&search, Stop::after(200, &never), &|_| ());
    // The small van takes one of three pouches: the second place, or one of two of the first.
    let better = answer.better.unwrap();
    assert_eq!(better.change.held, -10);
    enter(&mut draft, better.edit).unwrap();
    let waits = |what| match what {
        Lost::Waits { cards, due: 0 } => cards,
        other => panic!("{other:?}"),
    };
    assert_eq!(answer.unsaved.iter().map(|lost| waits(lost.what)).sum::<u32>(), 20);
    assert_eq!(answer.comparison, draft.compare());
    // What waits has the same reason in the plan that is taken over.
    let holds = draft.plan().holds;
    let codes: Vec<_> = answer.unsaved.iter().map(|lost| lost.reason).collect();
    assert_eq!(holds.iter().map(|hold| hold.reason).collect::<Vec<_>>(), codes);
    let first = answer.unsaved.iter().find(|lost| lost.drop == Some(DropId(0))).unwrap();
    let contact = |at: &str, name: &str, phone: &str| Contact {
        at: at.into(),
        name: name.into(),
        phone: phone.into(),
    };
    assert_eq!(first.call[0], contact("1号派出所", "王所长", "020-1234"));
    // The van has room for one pouch, so that of the other place it lacks room for one.
    let full = answer.unsaved.iter().find(|lost| lost.reason == fault::POUCHES_EXCEEDED).unwrap();
    assert_eq!(full.call[1], contact("车辆 2", "李师傅", "13900000000"));
    let way_out = full.way_out.as_ref().unwrap().text(draft.problem());
    assert!(way_out.starts_with("车辆 2 还需容纳"), "{way_out}");
}
