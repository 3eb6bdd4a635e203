//! Sort plans in the store: by revision and machine, the newest holds, and yesterday's pockets are found.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::formats::FileKind;
use fenjian_planner::plan::sort::SortPlan;
use fenjian_planner::sort::{Settings, Task, destinations, sort};
use fenjian_planner::words::Machine;
use fenjian_sql::close::Exceptions;
use fenjian_sql::edition::Numbered;
use fenjian_sql::sort_plan::{DayBefore, SortKey};
use std::collections::BTreeMap;
use support::plans::{plan as proposed, planned};
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
    let before = async |on: u32, machine: &str| {
        db.store.day_before(&centre(), day(on), machine).await.unwrap()
    };
    let had = |on: u32, own: &BTreeMap<_, _>| Some(DayBefore { day: day(on), own: own.clone() });
    assert_eq!(before(1, "a").await, None);
    assert_eq!(before(2, "a").await, had(1, &new));
    assert_eq!(before(9, "b").await, had(1, &old));
    assert_eq!(before(9, "c").await, None);
    // A day on which nobody had pockets of their own is still the day before.
    db.store.save_sort(&key(1, first, "d"), &plan, &BTreeMap::new()).await.unwrap();
    assert_eq!(before(2, "d").await, had(1, &BTreeMap::new()));
    // A later day comes before an earlier one.
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    db.try_import(cards_on(2), records(cards(6..=9))).await.unwrap();
    let second = planned(&db, 2).await;
    db.store.save_sort(&key(2, second, "b"), &plan, &new).await.unwrap();
    assert_eq!(before(3, "b").await, had(2, &new));
    // What a day prints of its machine is the day before it.
    let edition = db.store.edition(&centre(), day(2), Some(second)).await.unwrap();
    assert_eq!(edition.sorts[0].before, had(1, &old));
}

/// The numbers of a day's sort sheets, by kind and subject.
async fn sheets(db: &Db, on: u32, revision: u32) -> BTreeMap<(String, String), String> {
    let edition = db.store.edition(&centre(), day(on), Some(revision)).await.unwrap();
    let sheets = edition.numbers.into_iter().filter_map(|(key, number)| match key {
        Numbered::Manifest(kind, subject) if subject.starts_with('m') => {
            Some(((kind, subject), number))
        }
        _ => None,
    });
    sheets.collect()
}

#[tokio::test]
async fn sheets_of_a_sort_plan_get_numbers_once_their_revision_is_published_and_keep_them() {
    let db = database().await;
    set_up(&db, 2).await;
    db.import(FileKind::Cards, cards(1..=5)).await;
    let revision = proposed(&db, 1).await;
    let plan = sorted(&db, 1, revision).await;
    let none = BTreeMap::new();
    db.store.save_sort(&key(1, revision, "m1"), &plan, &none).await.unwrap();
    assert_eq!(sheets(&db, 1, revision).await.len(), 0);
    let numbered = "SELECT count(*) FROM numbering WHERE subject LIKE 'm%'";
    assert_eq!(db.count(numbered).await, 0);

    db.store.publish(&centre(), day(1), Some(revision), None).await.unwrap();
    let given = sheets(&db, 1, revision).await;
    assert_eq!(given.len(), plan.passes.len() + 3);
    assert!(given[&("pocket-map".into(), "m1/1".into())].ends_with("-G0001"), "{given:?}");
    assert_eq!(db.count(numbered).await, given.len() as i64);

    // Sorting again keeps them, another machine gets its own.
    db.store.save_sort(&key(1, revision, "m1"), &plan, &none).await.unwrap();
    assert_eq!(sheets(&db, 1, revision).await, given);
    db.store.save_sort(&key(1, revision, "m2"), &plan, &none).await.unwrap();
    let both = sheets(&db, 1, revision).await;
    assert_eq!(both.len(), 2 * given.len());
    assert!(given.iter().all(|(sheet, number)| both[sheet] == *number));
    assert_eq!(db.count(numbered).await, both.len() as i64);
}

#[tokio::test]
async fn a_centre_without_machines_has_the_usual_rack() {
    let db = database().await;
    set_up(&db, 1).await;
    assert_eq!(db.store.machines(&centre()).await.unwrap(), vec![Machine::default()]);
}
