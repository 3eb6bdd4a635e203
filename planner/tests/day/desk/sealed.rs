//! What the floor seals while somebody edits: it stays, and what else the draft changes goes on.

use super::{Draft, end_of, enter, open, route, stop};
use crate::days::{cards, date, input, tuesday, van};
use fenjian_planner::desk::{
    Edit, Entry, Happened, Incident, Instead, Lock, Search, Selection, What,
};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::halt::Stop;
use fenjian_planner::problem::{DropId, VehicleId};
use fenjian_planner::route::Settings;
use fenjian_planner::units::Fen;
use fenjian_planner::words::Mode;

/// Two vans that each bring something to two of four places.
fn two_vans() -> Draft {
    let many = [cards(1, 12, 1), cards(101, 12, 2), cards(201, 12, 3), cards(301, 12, 4)];
    let mut day = input(4, many.concat());
    day.pouching.cards_per_pouch = 6;
    day.vehicles[0].pouches = Some(4);
    day.vehicles.push(van("2"));
    day.vehicles[1].pouches = Some(4);
    let draft = open(&day, 200);
    assert_eq!(draft.plan().routes.iter().map(|r| r.stops.len()).collect::<Vec<_>>(), [2, 2]);
    draft
}

fn does(draft: &mut Draft, what: What) -> Result<(), Code> {
    let entered = draft.enter(Entry { by: "张三".into(), what });
    entered.map(|_| ()).map_err(|refused| refused.fault.code)
}

fn seal(draft: &mut Draft, vehicles: &[u32]) {
    let vehicles = vehicles.iter().map(|id| VehicleId(*id)).collect();
    does(draft, What::Sealed { vehicles }).unwrap();
}

fn drops(draft: &Draft, vehicle: u32) -> Vec<DropId> {
    let routes = draft.plan().routes;
    let own = routes.iter().filter(|route| route.vehicle == VehicleId(vehicle));
    own.flat_map(|route| &route.stops).map(|stop| stop.drop).collect()
}

#[test]
fn a_vehicle_that_is_sealed_meanwhile_is_not_edited_any_more() {
    let mut draft = two_vans();
    let before = draft.plan();
    let (own, others) = (drops(&draft, 0), drops(&draft, 1));
    seal(&mut draft, &[0]);
    assert_eq!(draft.plan(), before);
    assert!(draft.lanes()[0].kept && !draft.lanes()[1].kept);
    let report = |what| {
        let (reason, owner) = ("来电".into(), "李四".into());
        Edit::Report(Incident { what, reason, owner, until: tuesday() })
    };
    let closed =
        |instead| Happened::Closed { drop: own[0], reopens: Some(date("2026-09-04")), instead };
    let edits = [
        Edit::Move { stops: vec![stop(0, 1, own[0].0)], to: end_of(1, 1) },
        Edit::Move { stops: vec![stop(1, 1, others[0].0)], to: end_of(0, 1) },
        Edit::Reverse { from: stop(0, 1, own[0].0), to: own[1] },
        Edit::Lock(Lock::Order(route(0, 1))),
        Edit::Send { drops: vec![own[0]], mode: Mode::Post, reason: "雪".into() },
        report(closed(Instead::Post)),
        report(closed(Instead::Divert(others[0]))),
        report(Happened::VehicleOut { vehicle: VehicleId(0), back: None }),
    ];
    for edit in edits {
        let refused = enter(&mut draft, edit.clone()).unwrap_err();
        assert_eq!(refused.fault.code, fault::FROZEN_STAYS, "{edit:?}");
    }
    assert_eq!(draft.plan(), before);
    // Everything else goes on, a search too.
    enter(&mut draft, Edit::Reverse { from: stop(1, 1, others[0].0), to: others[1] }).unwrap();
    let settings = Settings { seed: 1, threads: 1 };
    let selection = Selection::All;
    let search = Search { selection, settings, moved: Fen::ZERO, reordered: Fen::ZERO };
    let never = || 0.0;
    if let Some(better) = draft.reoptimise(&search, Stop::after(50, &never), &|_| ()) {
        enter(&mut draft, better.edit).unwrap();
    }
    assert_eq!(drops(&draft, 0), own);
    // Opened again, it is edited again.
    seal(&mut draft, &[]);
    enter(&mut draft, Edit::Reverse { from: stop(0, 1, own[0].0), to: own[1] }).unwrap();
}

#[test]
fn undoing_takes_nothing_off_a_sealed_vehicle_but_what_it_was_not_planned_with() {
    let mut draft = two_vans();
    let (own, first) = (drops(&draft, 0), draft.plan());
    let reverse = Edit::Reverse { from: stop(0, 1, own[0].0), to: own[1] };
    let back = Edit::Reverse { from: stop(0, 1, own[1].0), to: own[0] };
    enter(&mut draft, reverse).unwrap();
    // It was sealed as the plan in force has it, which is what the draft began with: undoing leads there.
    seal(&mut draft, &[0]);
    does(&mut draft, What::Undo).unwrap();
    assert_eq!(draft.plan(), first);
    assert_eq!(does(&mut draft, What::Redo), Err(fault::FROZEN_STAYS));
    seal(&mut draft, &[]);
    does(&mut draft, What::Redo).unwrap();
    enter(&mut draft, back).unwrap();
    seal(&mut draft, &[0]);
    assert_eq!(does(&mut draft, What::Undo), Err(fault::FROZEN_STAYS));
    assert_eq!(draft.plan(), first);
}

#[test]
fn what_a_label_counts_already_is_joined_by_nothing() {
    let mut draft = two_vans();
    let own = drops(&draft, 0);
    let pouches = draft.plan().routes[0].stops[0].pouches.clone();
    let part = vec![(pouches[1].consignment, pouches[1].number)];
    let split = Edit::Split { stop: stop(0, 1, own[0].0), pouches: part, to: end_of(1, 1) };
    draft
        .enter(Entry {
            by: "张三".into(),
            what: What::Edit { edit: split, because: Some("试分两车".into()) },
        })
        .unwrap();
    seal(&mut draft, &[0]);
    let hold = Edit::Hold { stops: vec![stop(1, 1, own[0].0)], reason: "缓送".into() };
    assert_eq!(enter(&mut draft, hold).unwrap_err().fault.code, fault::FROZEN_STAYS);
}
