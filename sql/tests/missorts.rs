//! Missorts on a real database: their rate, and codes that they teach.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault::{self, Code};
use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::words::{Location, LocationCode};
use fenjian_sql::close::Exceptions;
use fenjian_sql::custody::{CardKey, Deed};
use support::floor::{WANG, sent};
use support::plans::planned;
use support::words::{card, code, day, location, serial, set_up};
use support::{Db, centre, database};

/// Locations 1 to 3; code 9 is a former code of location 1, code 8 of nobody. Card 1 has code 9, card 2 code 1;
/// both went to location 1 on day 1, and day 2 is open.
async fn went_wrong() -> Db {
    let db = database().await;
    set_up(&db, 3).await;
    let place = |n, change: fn(&mut Location)| {
        let mut place = location(n);
        change(&mut place);
        Value::Location(place)
    };
    let former = place(1, |place| place.aliases = vec![code(9)]);
    db.import(FileKind::Locations, vec![former]).await;
    let cards = vec![card(1).to(code(9)).value(), card(2).value()];
    db.import(FileKind::Cards, cards).await;
    planned(&db, 1).await;
    db.store.add_badge(&centre(), "王五", WANG).await.unwrap();
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    let next = vec![card(3).to(code(9)).value()];
    db.try_import(support::cards_on(2), support::records(next)).await.unwrap();
    db
}

async fn came_back(db: &Db, n: u32, at: LocationCode) {
    let deed = Deed::CameBack { card: CardKey::Serial(serial(n)), missort_at: Some(at) };
    db.store.record_deed(&centre(), day(2), &sent(n), &deed).await.unwrap();
}

/// Where the plan of a day puts a card.
async fn goes_to(db: &Db, on: u32, n: u32) -> String {
    planned(db, on).await;
    let select = format!(
        "SELECT p.location_code FROM ledger l JOIN pouch p ON p.centre = l.centre AND p.day = l.day
            AND p.revision = l.revision AND p.number = l.pouch
         WHERE l.day = '{}' AND l.card_serial = '{}'",
        day(on),
        serial(n)
    );
    support::client(&db.url).await.query_one(&select, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn the_rate_of_a_location_and_the_cause_of_each_missort() {
    let db = went_wrong().await;
    came_back(&db, 1, code(1)).await;
    came_back(&db, 2, code(3)).await;
    let found = db.store.missorts(&centre(), day(1), day(2)).await.unwrap();
    let rates: Vec<_> =
        found.locations.iter().map(|rate| (rate.at, rate.missorted, rate.delivered)).collect();
    assert_eq!(rates, [(code(1), 1, 2), (code(3), 1, 0)]);
    assert_eq!(found.locations[0].per_million(), 500_000);
    let causes: Vec<_> =
        found.cards.iter().map(|missort| (missort.card.clone(), missort.by_code())).collect();
    assert_eq!(causes, [(serial(2), false), (serial(1), true)], "the newest first");
    let account = db.store.reconcile(&centre(), day(2)).await.unwrap();
    assert!(account.balanced && account.differences.is_empty(), "{account:?}");
    let before = db.store.missorts(&centre(), day(1), day(1)).await.unwrap();
    assert_eq!((before.locations, before.cards), (vec![], vec![]));
}

#[tokio::test]
async fn a_taught_code_leads_to_the_right_location_from_the_next_day_on() {
    let db = went_wrong().await;
    came_back(&db, 1, code(1)).await;
    let from = db.store.teach_alias(&centre(), WANG, code(9), code(2)).await.unwrap();
    assert_eq!(from, day(3));
    assert_eq!(goes_to(&db, 2, 3).await, code(1).to_string(), "today stays as it is");
    db.store.close(&centre(), day(2), &Exceptions::default()).await.unwrap();
    let cards = vec![card(4).to(code(9)).value(), card(5).value()];
    db.try_import(support::cards_on(3), support::records(cards)).await.unwrap();
    assert_eq!(goes_to(&db, 3, 4).await, code(2).to_string());
    assert_eq!(goes_to(&db, 3, 5).await, code(1).to_string(), "others go where they went");
    let taught = db.store.missorts(&centre(), day(1), day(3)).await.unwrap().taught;
    assert_eq!((taught.len(), taught[0].who.as_str()), (1, "王五"));
    assert_eq!((taught[0].instead_of, taught[0].active_from), (Some(code(1)), day(3)));
    // The file that was imported before changes nothing of it.
    let mut former = location(1);
    former.aliases = vec![code(9)];
    db.import(FileKind::Locations, vec![Value::Location(former)]).await;
    assert_eq!(goes_to(&db, 3, 4).await, code(2).to_string());
}

#[tokio::test]
async fn what_would_be_ambiguous_or_changes_nothing_is_refused() {
    let db = went_wrong().await;
    let teach = async |badge: &str, alias, to| -> Code {
        db.store.teach_alias(&centre(), badge, alias, to).await.unwrap_err().code
    };
    let dump = db.dump().await;
    assert_eq!(teach(WANG, code(3), code(2)).await, fault::CODE_IN_USE);
    assert_eq!(teach(WANG, code(9), code(1)).await, fault::ALIAS_KNOWN);
    assert_eq!(teach(WANG, code(9), code(77)).await, fault::NO_SUCH_LOCATION);
    assert_eq!(teach(WANG, code(8), code(9)).await, fault::NO_SUCH_LOCATION);
    assert_eq!(teach("nobody", code(9), code(2)).await, fault::NO_SUCH_BADGE);
    assert_eq!(db.dump().await, dump);
}
