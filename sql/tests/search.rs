//! What people find, and what the list of days shows.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::formats::FileKind;
use fenjian_planner::words::State;
use fenjian_sql::close::Exceptions;
use fenjian_sql::edition::{Numbered, Status};
use support::plans::planned;
use support::words::{card, cards, citizen, code, day, serial, set_up};
use support::{centre, database};

#[tokio::test]
async fn a_card_is_found_by_each_of_its_names_and_so_is_its_way() {
    let db = database().await;
    set_up(&db, 2).await;
    let mut values = cards(1..=4);
    values.push(card(5).to(code(2)).value());
    db.import(FileKind::Cards, values).await;
    planned(&db, 1).await;
    let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
    let pouch = edition.numbers[&Numbered::Pouch(code(1).to_string(), 1)].clone();

    for name in ["K00000003", " R0000000003 "] {
        let found = db.store.search(name, None).await.unwrap();
        assert_eq!(found.cards.len(), 1, "{name}");
        assert_eq!(found.cards[0].card.serial, serial(3));
        assert_eq!(found.cards[0].step.pouch.as_ref(), Some(&pouch));
    }
    let found = db.store.search("", Some(citizen(5))).await.unwrap();
    assert_eq!(found.cards[0].card.serial, serial(5));
    assert_eq!(found.cards[0].step.drop, Some(code(2)));
    let found = db.store.search(&pouch, None).await.unwrap();
    assert_eq!((found.cards.len(), found.pouches.len()), (4, 1));
    assert_eq!(found.pouches[0].location, code(1));
    let found = db.store.search("第2", None).await.unwrap();
    assert_eq!(found.locations.len(), 1);
    assert_eq!((found.locations[0].code, found.locations[0].open_cards), (code(2), 1));
    let found = db.store.search(&found.locations[0].code.to_string(), None).await.unwrap();
    assert_eq!((found.locations.len(), found.pouches.len()), (1, 1));
    let vehicle = &edition.problem.vehicles[edition.plan.routes[0].vehicle.ix()].name;
    let found = db.store.search(vehicle, None).await.unwrap();
    assert_eq!(found.routes[0].cards, 5);
    for nothing in ["", "%", "K99999999"] {
        let found = db.store.search(nothing, None).await.unwrap();
        assert!(found.cards.is_empty() && found.locations.is_empty(), "{nothing}");
    }

    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    let way = db.store.card_way(&serial(3)).await.unwrap().unwrap();
    assert_eq!(way.steps.len(), 1);
    assert_eq!(
        (way.steps[0].state, way.steps[0].pouch.as_ref()),
        (State::HandedOver, Some(&pouch))
    );
    assert!(db.store.card_way(&serial(99)).await.unwrap().is_none());
}

#[tokio::test]
async fn the_list_of_days_shows_where_each_stands() {
    let db = database().await;
    set_up(&db, 1).await;
    assert!(db.store.days(10).await.unwrap().is_empty());
    db.import(FileKind::Cards, cards(1..=2)).await;
    db.import(FileKind::Cards, cards(1..=3)).await;
    let number = planned(&db, 1).await;
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    db.store.day_input(&centre(), day(2)).await.unwrap();
    let days = db.store.days(10).await.unwrap();
    let shown: Vec<_> = days.iter().map(|d| (d.day, d.closed_at.is_some(), d.published)).collect();
    assert_eq!(shown, [(day(2), false, None), (day(1), true, Some(number))]);
    assert_eq!(db.store.days(1).await.unwrap().len(), 1);
    let summary = db.store.day_summary(&centre(), day(1)).await.unwrap();
    assert_eq!(summary.revisions[0].status, Status::Published);
    let imports: Vec<_> = summary.imports.iter().map(|i| (i.accepted, i.unchanged)).collect();
    assert_eq!(imports, [(1, 2), (2, 0)]);
    assert!(db.store.day_summary(&centre(), day(5)).await.is_err());
}
