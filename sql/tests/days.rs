//! A centre's days: planned, published, closed, brought forward, reconciled.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::words::{CentreCode, Delivery, State};
use fenjian_sql::close::{Collected, Exceptions, Undelivered};
use fenjian_sql::edition::{Ledger, Numbered, Status};
use std::collections::BTreeMap;
use support::plans::{plan, planned};
use support::words::{alert, card, cards, code, day, location, serial, set_up};
use support::{Db, cards_on, centre, database, records};

async fn reconciled(db: &Db, on: u32) -> Ledger {
    let found = db.store.reconcile(&centre(), day(on)).await.unwrap();
    assert!(found.balanced && found.chain_intact, "{found:?}");
    assert_eq!(found.differences, [], "day {on}");
    found.ledger
}

fn states(ledger: &Ledger) -> Vec<(State, u64)> {
    ledger.states.iter().map(|(state, cards)| (*state, *cards)).collect()
}

/// Ten cards of location 1, five of location 2, two home, three pickups of location 2, one stray.
async fn first_day(db: &Db) {
    set_up(db, 2).await;
    let mut values = cards(1..=10);
    values.extend((11..=15).map(|n| card(n).to(code(2)).value()));
    values.extend((16..=17).map(|n| card(n).with(|c| c.delivery = Delivery::Home).value()));
    let pickup = |n| card(n).to(code(2)).with(|c| c.delivery = Delivery::Pickup).value();
    values.extend((18..=20).map(pickup));
    values.push(card(21).to(code(77)).value());
    db.import(FileKind::Cards, values).await;
}

#[tokio::test]
async fn three_days_in_a_row_balance() {
    let db = database().await;
    first_day(&db).await;
    assert_eq!(states(&reconciled(&db, 1).await), [(State::Quarantined, 1), (State::Planned, 20)]);
    let number = planned(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), Some(number)).await.unwrap();
    assert_eq!(edition.revision.status, Status::Published);
    assert_eq!(edition.stopped.len(), 1);
    assert_eq!(edition.stopped[0].reasons, [fault::UNKNOWN_LOCATION]);
    reconciled(&db, 1).await;

    let pouch = Numbered::Pouch(code(2).to_string(), 1);
    let exceptions = Exceptions {
        undelivered: vec![Undelivered::Pouch(edition.numbers[&pouch].clone())],
        collected: vec![],
    };
    let closed = db.store.close(&centre(), day(1), &exceptions).await.unwrap();
    let left = [
        (State::Quarantined, 1),
        (State::Planned, 3),
        (State::HandedOver, 10),
        (State::Posted, 2),
        (State::Returned, 5),
    ];
    assert_eq!(states(&closed.ledger), left);
    assert_eq!(closed.carried, 9);
    assert_eq!(reconciled(&db, 1).await, closed.ledger);

    // The second day takes over what stayed, the stray included, and gets new cards of its own.
    db.try_import(cards_on(2), records(cards(31..=34))).await.unwrap();
    let ledger = reconciled(&db, 2).await;
    assert_eq!((ledger.brought_forward, ledger.produced), (9, 4));
    assert_eq!(states(&ledger), [(State::Quarantined, 1), (State::Planned, 12)]);
    planned(&db, 2).await;
    let edition = db.store.edition(&centre(), day(2), None).await.unwrap();
    assert_eq!(edition.previous_day, Some(day(1)));
    assert_eq!(edition.stopped[0].since, day(1));
    let all = Exceptions { undelivered: vec![], collected: vec![Collected::All] };
    let closed = db.store.close(&centre(), day(2), &all).await.unwrap();
    let left = [(State::Quarantined, 1), (State::HandedOver, 9), (State::PickedUp, 3)];
    assert_eq!(states(&closed.ledger), left);
    reconciled(&db, 2).await;

    // Only the stray is left; its location is registered at last and it goes.
    db.import(FileKind::Locations, vec![Value::Location(location(77))]).await;
    planned(&db, 3).await;
    let closed = db.store.close(&centre(), day(3), &Exceptions::default()).await.unwrap();
    assert_eq!((closed.ledger.brought_forward, closed.carried), (1, 0));
    assert_eq!(states(&closed.ledger), [(State::HandedOver, 1)]);
    reconciled(&db, 3).await;
    assert_eq!(db.count("SELECT count(*) FROM ledger WHERE open").await, 0);
}

#[tokio::test]
async fn what_was_imported_for_tomorrow_waits_there_for_todays_rest() {
    let db = database().await;
    set_up(&db, 1).await;
    db.import(FileKind::Cards, cards(1..=3)).await;
    db.try_import(cards_on(2), records(cards(4..=5))).await.unwrap();
    let out_of_turn = db.store.close(&centre(), day(2), &Exceptions::default()).await;
    assert_eq!(out_of_turn.unwrap_err().code, fault::EARLIER_DAY_OPEN);
    // No plan was made: everything stays and goes over at once.
    let closed = db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    assert_eq!(closed.carried, 3);
    let ledger = reconciled(&db, 2).await;
    assert_eq!((ledger.brought_forward, ledger.produced), (3, 2));
    for late in [day(1), day(1).pred_opt().unwrap()] {
        let request = fenjian_sql::import::ImportRequest { day: late, ..cards_on(1) };
        let late = db.try_import(request, records(cards(9..=9))).await;
        assert_eq!(late.unwrap_err().code, fault::CLOSED_DAY);
    }
    let again = db.store.close(&centre(), day(1), &Exceptions::default()).await;
    assert_eq!(again.unwrap_err().code, fault::CLOSED_DAY);
    let unknown = db.store.close(&centre(), day(9), &Exceptions::default()).await;
    assert_eq!(unknown.unwrap_err().code, fault::NO_SUCH_DAY);
    let unplanned = db.store.edition(&centre(), day(2), None).await;
    assert_eq!(unplanned.unwrap_err().code, fault::NO_SUCH_REVISION);
}

#[tokio::test]
async fn a_plan_that_would_move_a_stopped_card_is_not_published() {
    let db = database().await;
    first_day(&db).await;
    let before = plan(&db, 1).await;
    db.import(FileKind::Alerts, vec![alert(3, None)]).await;
    let stale = db.store.publish(&centre(), day(1), Some(before), None).await.unwrap_err();
    assert_eq!(stale.code, fault::STALE_REVISION);
    assert!(stale.detail.contains(serial(3).as_str()), "{stale}");
    let unpublished = db.store.close(&centre(), day(1), &Exceptions::default()).await;
    assert_eq!(unpublished.unwrap_err().code, fault::NOT_PUBLISHED);
    let after = planned(&db, 1).await;
    assert_eq!(after, before + 1);
    reconciled(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
    assert_eq!(edition.revision.parent, Some(before));
    assert_eq!(edition.stopped.len(), 2);

    // A location that moved to another code would send cards to the wrong door.
    let newer = plan(&db, 1).await;
    let mut closed = location(2);
    closed.active_to = Some(day(1).pred_opt().unwrap());
    let mut successor = location(3);
    successor.aliases = vec![code(2)];
    db.import(FileKind::Locations, vec![Value::Location(closed), Value::Location(successor)]).await;
    let stale = db.store.publish(&centre(), day(1), Some(newer), None).await.unwrap_err();
    assert_eq!(stale.code, fault::STALE_REVISION);
}

#[tokio::test]
async fn a_card_stopped_after_publication_stays_and_is_named() {
    let db = database().await;
    first_day(&db).await;
    planned(&db, 1).await;
    db.import(FileKind::Alerts, vec![alert(3, None)]).await;
    let found = db.store.reconcile(&centre(), day(1)).await.unwrap();
    assert!(found.balanced);
    assert_eq!(found.differences.len(), 1);
    assert_eq!(found.differences[0].code, fault::PLACE_DIFFERS);
    assert!(found.differences[0].names[0].starts_with(serial(3).as_str()));
    let closed = db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    assert_eq!(closed.ledger.states[&State::HandedOver], 14);
    assert_eq!(closed.ledger.states[&State::Quarantined], 2);
}

#[tokio::test]
async fn an_amendment_keeps_numbers_and_papers() {
    let db = database().await;
    first_day(&db).await;
    let first = planned(&db, 1).await;
    let one = db.store.edition(&centre(), day(1), None).await.unwrap();
    db.import(FileKind::Cards, (41..=44).map(|n| card(n).to(code(2)).value()).collect()).await;
    let second = planned(&db, 1).await;
    let two = db.store.edition(&centre(), day(1), None).await.unwrap();
    assert_eq!(two.revision.number, second);
    let old = db.store.edition(&centre(), day(1), Some(first)).await.unwrap();
    assert_eq!(old.revision.status, Status::Superseded);
    let shared: BTreeMap<_, _> =
        one.numbers.iter().filter(|(key, _)| two.numbers.contains_key(key)).collect();
    assert!(!shared.is_empty());
    assert!(shared.iter().all(|(key, number)| two.numbers[*key] == **number));
    let distinct: std::collections::BTreeSet<_> = two.numbers.values().collect();
    assert_eq!(distinct.len(), two.numbers.len());
    assert!(distinct.iter().all(|n| n.starts_with("C44-260601-") && n.is_ascii()), "{distinct:?}");
    reconciled(&db, 1).await;
    let superseded = db.store.publish(&centre(), day(1), Some(first), None).await.unwrap_err();
    assert_eq!(superseded.code, fault::STALE_REVISION);
    assert_eq!(db.store.publish(&centre(), day(1), None, None).await, Ok(second));
    let none = db.store.publish(&centre(), day(1), Some(99), None).await.unwrap_err();
    assert_eq!(none.code, fault::NO_SUCH_REVISION);
}

#[tokio::test]
async fn cards_lie_in_physical_order_only_when_all_places_are_known() {
    let db = database().await;
    set_up(&db, 2).await;
    let lying = |n: u32, tray: &str, position| {
        let tray = tray.to_owned();
        card(n).with(|c| (c.tray, c.position) = (tray, position))
    };
    let values = vec![
        lying(1, "T2", Some(1)).value(),
        lying(2, "T1", Some(10)).value(),
        lying(3, "T1", Some(9)).value(),
        lying(4, "T1", Some(1)).to(code(2)).value(),
        lying(5, "T0", None).to(code(2)).value(),
    ];
    db.import(FileKind::Cards, values).await;
    plan(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
    assert_eq!(edition.numbers.len(), 0);
    let serials: Vec<Vec<_>> =
        edition.cards.values().map(|c| c.iter().map(|c| c.serial.clone()).collect()).collect();
    assert_eq!(serials, [vec![serial(3), serial(2), serial(1)], vec![serial(4), serial(5)]]);
}

#[tokio::test]
async fn exceptions_must_name_something_in_the_plan() {
    let db = database().await;
    first_day(&db).await;
    planned(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
    let vehicle = &edition.problem.vehicles[edition.plan.routes[0].vehicle.ix()].name;
    let route = edition.numbers[&Numbered::Route(vehicle.clone(), 1)].clone();
    let parse = |undelivered: &str, collected: &str| {
        let list =
            |text: &str| -> Vec<String> { text.split_whitespace().map(Into::into).collect() };
        Exceptions::parse(&list(undelivered), &list(collected))
    };
    assert_eq!(parse("V1", "").unwrap_err().code, fault::NOT_IN_PLAN);
    assert_eq!(parse("", "4401").unwrap_err().code, fault::NOT_IN_PLAN);
    for (undelivered, collected) in [
        ("C44-260601-R77".to_owned(), ""),
        (format!("{route}/9"), ""),
        ("C44-260601-P0099".to_owned(), ""),
        (String::new(), "440100000001"),
    ] {
        let exceptions = parse(&undelivered, collected).unwrap();
        let refused = db.store.close(&centre(), day(1), &exceptions).await;
        assert_eq!(refused.unwrap_err().code, fault::NOT_IN_PLAN, "{undelivered} {collected}");
    }
    let exceptions = parse(&format!("{route}/1 home"), "440100000002").unwrap();
    let closed = db.store.close(&centre(), day(1), &exceptions).await.unwrap();
    let first_stop: u32 = edition.plan.routes[0].stops[0].pouches.iter().map(|p| p.cards).sum();
    assert_eq!(closed.ledger.states[&State::Returned], u64::from(first_stop) + 2);
    assert_eq!(closed.ledger.states[&State::PickedUp], 3);
}

#[tokio::test]
async fn two_centres_keep_their_days_apart() {
    let db = database().await;
    set_up(&db, 1).await;
    let other = CentreCode("C45".into());
    db.import(FileKind::Centres, vec![support::words::centre_named("C45")]).await;
    let values = vec![card(1).at_centre("C44").value(), card(2).at_centre("C45").value()];
    db.try_import(cards_on(1), records(values)).await.unwrap();
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    let found = db.store.reconcile(&other, day(1)).await.unwrap();
    assert_eq!(found.ledger.states[&State::Planned], 1);
    assert_eq!(db.count("SELECT count(*) FROM day WHERE closed_at IS NULL").await, 1);
}
