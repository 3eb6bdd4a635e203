//! Sort plans in the store: by revision and machine, the newest holds, and yesterday's pockets are found.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::formats::FileKind;
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::sort::{Settings, Task, destinations, sort};
use fenjian_planner::words::Machine;
use fenjian_sql::close::Exceptions;
use fenjian_sql::sort_plan::SortKey;
use std::collections::BTreeMap;
use support::plans::planned;
use support::words::{cards, day, set_up};
use support::{Db, cards_on, centre, database, records};

async fn sorted(db: &Db, on: u32, revision: u32) -> SortPlan {
    let edition = db.store.edition(&centre(), day(on), Some(revision)).await.unwrap();
    let destinations = destinations(&edition.problem, &edition.plan);
    let machine = Machine::default();
    sort(&Task::new(&destinations, std::slice::from_ref(&machine)), Settings::default())
        .unwrap()
        .plan
}

fn key(on: u32, revision: u32, machine: &str) -> SortKey {
    SortKey { centre: centre(), day: day(on), revision, machine: machine.into() }
}

#[tokio::test]
async fn the_newest_of_each_machine_holds() {
    let db = database().await;
    set_up(&db, 2).await;
    db.import(FileKind::Cards, cards(1..=5)).await;
    let revision = planned(&db, 1).await;
    let plan = sorted(&db, 1, revision).await;
    let none = BTreeMap::new();
    assert_eq!(db.store.save_sort(&key(1, revision, "a"), &plan, &none).await.unwrap(), 1);
    assert_eq!(db.store.save_sort(&key(1, revision, "b"), &plan, &none).await.unwrap(), 1);
    let other = SortPlan::default();
    assert_eq!(db.store.save_sort(&key(1, revision, "b"), &other, &none).await.unwrap(), 2);
    let found = db.store.sorts(&centre(), day(1), revision).await.unwrap();
    let found: Vec<_> = found.iter().map(|s| (s.machine.as_str(), s.number, &s.plan)).collect();
    assert_eq!(found, [("a", 1, &plan), ("b", 2, &other)]);
    assert_eq!(db.store.sorts(&centre(), day(1), 99).await.unwrap().len(), 0);
    assert!(db.store.save_sort(&key(1, 99, "a"), &plan, &none).await.is_err());
    for statement in ["DELETE FROM sort_plan", "UPDATE sort_plan SET plan = ''"] {
        assert_eq!(db.tamper(statement).await, "FJ001", "{statement}");
    }
}

#[tokio::test]
async fn yesterdays_pockets_are_those_of_the_last_day_on_that_machine() {
    let db = database().await;
    set_up(&db, 2).await;
    db.import(FileKind::Cards, cards(1..=5)).await;
    let first = planned(&db, 1).await;
    let plan = sorted(&db, 1, first).await;
    let old = BTreeMap::from([("here".to_owned(), vec![1]), ("there".to_owned(), vec![2, 3])]);
    let new = BTreeMap::from([("here".to_owned(), vec![4])]);
    db.store.save_sort(&key(1, first, "a"), &plan, &old).await.unwrap();
    db.store.save_sort(&key(1, first, "a"), &plan, &new).await.unwrap();
    db.store.save_sort(&key(1, first, "b"), &plan, &old).await.unwrap();
    assert_eq!(db.store.own_pockets(&centre(), day(1), "a").await.unwrap(), BTreeMap::new());
    assert_eq!(db.store.own_pockets(&centre(), day(2), "a").await.unwrap(), new);
    assert_eq!(db.store.own_pockets(&centre(), day(9), "b").await.unwrap(), old);
    assert_eq!(db.store.own_pockets(&centre(), day(9), "c").await.unwrap(), BTreeMap::new());
    // A later day comes before an earlier one.
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    db.try_import(cards_on(2), records(cards(6..=9))).await.unwrap();
    let second = planned(&db, 2).await;
    db.store.save_sort(&key(2, second, "b"), &plan, &new).await.unwrap();
    assert_eq!(db.store.own_pockets(&centre(), day(3), "b").await.unwrap(), new);
}

#[tokio::test]
async fn a_centre_without_machines_has_the_usual_rack() {
    let db = database().await;
    set_up(&db, 1).await;
    assert_eq!(db.store.machines(&centre()).await.unwrap(), vec![Machine::default()]);
}
