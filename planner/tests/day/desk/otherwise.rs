//! What people send by post or pickup, on small days by hand.

use super::{end_of, enter, open, stop, three};
use crate::days::{card, cards, date, input, location, problem, tuesday, van};
use crate::waves::{seal, under_way};
use fenjian_planner::check::check;
use fenjian_planner::day::OpenCard;
use fenjian_planner::desk::{Draft, Edit, Happened, Incident, Instead, Lock};
use fenjian_planner::fault::{self, Code};
use fenjian_planner::problem::DropId;
use fenjian_planner::words::{Delivery, LocationKind, Mode};

fn send(drops: &[u32], mode: Mode) -> Edit {
    let drops = drops.iter().map(|drop| DropId(*drop)).collect();
    Edit::Send { drops, mode, reason: "山路积雪".into() }
}

fn closed(instead: Instead) -> Edit {
    let what = Happened::Closed { drop: DropId(1), reopens: Some(date("2026-09-04")), instead };
    let (reason, owner) = ("县局来电".into(), "张三".into());
    Edit::Report(Incident { what, reason, owner, until: tuesday() })
}

fn refused(draft: &mut Draft, edit: Edit) -> Code {
    enter(draft, edit).unwrap_err().fault.code
}

/// Where vans go, and what leaves by a mode.
fn drops(draft: &Draft) -> Vec<u32> {
    let routes = draft.plan().routes;
    let mut drops: Vec<u32> = routes.iter().flat_map(|r| &r.stops).map(|s| s.drop.0).collect();
    drops.sort_unstable();
    drops
}

fn leaving(draft: &Draft, mode: Mode) -> u64 {
    draft.plan().leaving(draft.problem(), mode)
}

#[test]
fn cards_go_by_post_and_come_back_to_wait_for_a_van() {
    let mut draft = three();
    // Its own pouches go elsewhere, and those after it one place further ahead.
    let stops = draft.plan().routes.remove(0).stops;
    let after = stops.iter().skip_while(|stop| stop.drop != DropId(1));
    let resort = after.map(|stop| stop.pouches.len() as u32).sum();
    let change = enter(&mut draft, send(&[1], Mode::Post)).unwrap();
    assert!(change.metres.0 <= 0 && change.duty.0 < 0, "{change:?}");
    assert_eq!((change.held, change.resort), (0, resort));
    assert_eq!((draft.otherwise().len(), draft.sent(DropId(1))), (1, 3));
    assert_eq!(drops(&draft), [0, 2]);
    assert_eq!([Mode::Van, Mode::Post].map(|mode| leaving(&draft, mode)), [16, 3]);
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    let pair = draft.compare().stops.into_iter().find(|pair| pair.otherwise == (0, 3)).unwrap();
    assert!(pair.is.is_empty() && pair.differs.otherwise);
    assert_eq!(
        refused(&mut draft, Edit::Take { drop: DropId(1), to: end_of(0, 1) }),
        fault::TRAY_EMPTY
    );

    enter(&mut draft, send(&[1], Mode::Pickup)).unwrap();
    assert_eq!([Mode::Post, Mode::Pickup].map(|mode| leaving(&draft, mode)), [0, 3]);
    let change = enter(&mut draft, send(&[1], Mode::Van)).unwrap();
    assert_eq!((change.held, draft.plan().holds[0].reason), (3, fault::NO_VEHICLE));
    enter(&mut draft, Edit::Take { drop: DropId(1), to: end_of(0, 1) }).unwrap();
    assert_eq!((drops(&draft), leaving(&draft, Mode::Van)), (vec![0, 1, 2], 19));
    assert_eq!(draft.problem().consignments, three().problem().consignments);
}

#[test]
fn what_waits_goes_by_post_too() {
    let mut draft = three();
    enter(&mut draft, Edit::Hold { stops: vec![stop(0, 1, 2)], reason: "缓送".into() }).unwrap();
    let change = enter(&mut draft, send(&[2], Mode::Post)).unwrap();
    assert_eq!((change.held, change.metres.0, change.resort), (-4, 0, 0));
    assert_eq!((draft.plan().holds.len(), leaving(&draft, Mode::Post)), (0, 4));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
}

#[test]
fn locks_sealed_pouches_and_nonsense_are_refused() {
    let mut draft = three();
    enter(&mut draft, Edit::Lock(Lock::Stop(stop(0, 1, 1)))).unwrap();
    let no_reason = Edit::Send { drops: vec![DropId(0)], mode: Mode::Post, reason: " ".into() };
    for (edit, code) in [
        (send(&[0, 1], Mode::Post), fault::LOCKED),
        (send(&[], Mode::Post), fault::EDIT_SENSELESS),
        (send(&[0], Mode::Home), fault::EDIT_SENSELESS),
        (send(&[0], Mode::Van), fault::NOT_THERE),
        (send(&[9], Mode::Post), fault::NOT_THERE),
        (no_reason, fault::REASON_MISSING),
    ] {
        assert_eq!(refused(&mut draft, edit.clone()), code, "{edit:?}");
    }
    assert_eq!(drops(&draft), [0, 1, 2]);

    let mut day = input(2, [cards(1, 12, 1), cards(101, 3, 2)].concat());
    let (first, before) = (problem(&day), open(&day, 50).plan());
    day.under_way = Some(under_way(&first, &before, seal(&first, &before, || true), true));
    day.vehicles.push(van("2"));
    let mut draft = open(&day, 50);
    assert_eq!(refused(&mut draft, send(&[0], Mode::Pickup)), fault::FROZEN_STAYS);
    assert_eq!(refused(&mut draft, closed(Instead::Post)), fault::FROZEN_STAYS);
}

#[test]
fn a_cabinet_takes_no_post() {
    let mut day = input(1, cards(1, 3, 2));
    let cabinet = LocationKind::Cabinet;
    day.locations.push(fenjian_planner::words::Location { kind: cabinet, ..location(2) });
    day.vehicles.push(van("2"));
    let mut draft = open(&day, 50);
    assert_eq!(refused(&mut draft, send(&[0], Mode::Post)), fault::INCIDENT_SENSELESS);
    enter(&mut draft, send(&[0], Mode::Pickup)).unwrap();
    assert_eq!(leaving(&draft, Mode::Pickup), 3);
}

#[test]
fn the_cards_of_a_closed_place_go_by_post_until_it_is_open_again() {
    let mut draft = three();
    let change = enter(&mut draft, closed(Instead::Post)).unwrap();
    assert_eq!((change.held, leaving(&draft, Mode::Post)), (0, 3));
    assert_eq!((drops(&draft), draft.unsettled().len()), (vec![0, 2], 0));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    enter(&mut draft, Edit::Withdraw { incident: 1 }).unwrap();
    assert_eq!((draft.plan().holds[0].cards, leaving(&draft, Mode::Post)), (3, 0));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
}

#[test]
fn cards_that_are_picked_up_join_those_that_were_to_be() {
    let own = OpenCard { delivery: Delivery::Pickup, ..card(300, 2) };
    let day = input(2, [cards(1, 5, 1), cards(101, 3, 2), vec![own]].concat());
    let mut draft = open(&day, 50);
    assert_eq!(leaving(&draft, Mode::Pickup), 1);
    enter(&mut draft, send(&[1], Mode::Pickup)).unwrap();
    assert_eq!((leaving(&draft, Mode::Pickup), leaving(&draft, Mode::Van)), (4, 5));
    assert_eq!(check(draft.problem(), &draft.plan()), []);
    let pair = draft.compare().stops.into_iter().find(|pair| pair.differs.otherwise).unwrap();
    assert_eq!(pair.otherwise, (1, 4));
}
