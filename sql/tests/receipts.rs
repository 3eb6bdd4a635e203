//! Papers that come back, on their day and later, on a real database: what is outstanding stays listed, cards follow,
//! and the accounts and chains hold after each.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::words::State;
use fenjian_sql::close::Exceptions;
use fenjian_sql::custody::{CardKey, Deed, Says};
use support::centre;
use support::floor::{Floor, sent};
use support::words::{code, day, serial};

const SIGNED: Says = Says::AsDeclared { by: None };

/// A day that balances, with a whole chain and the differences of `codes` alone.
async fn proved(floor: &Floor, on: u32, codes: &[fault::Code]) {
    let found = floor.db.store.reconcile(&centre(), day(on)).await.unwrap();
    assert!(found.balanced && found.chain_intact, "{found:?}");
    let told: Vec<_> = found.differences.iter().map(|difference| difference.code).collect();
    assert_eq!(told, codes, "{found:?}");
}

async fn count(floor: &Floor, on: u32, state: State) -> u64 {
    let found = floor.db.store.reconcile(&centre(), day(on)).await.unwrap();
    found.ledger.states.get(&state).copied().unwrap_or_default()
}

#[tokio::test]
async fn a_signed_sheet_hands_all_pouches_of_its_stop_over_while_the_day_is_open() {
    let floor = Floor::new().await;
    let sheet = floor.sheet(1).await;
    let early = floor.paper(1, 1, &floor.big, Says::Short).await.unwrap();
    assert_eq!(
        early.pouches,
        std::slice::from_ref(&floor.big),
        "nothing is scanned yet, so paper tells"
    );
    floor.sent_off().await;
    let mut both = vec![floor.big.clone(), floor.small.clone()];
    both.sort();
    assert_eq!(floor.outstanding(1).await.len(), 1, "the short one is settled: {both:?}");
    let signed = Says::AsDeclared { by: Some("044012".into()) };
    let answer = floor.paper(2, 1, &sheet, signed.clone()).await.unwrap();
    assert_eq!((&answer.pouches, answer.answer.code, answer.of_day), (&both, None, day(1)));
    assert_eq!(count(&floor, 1, State::HandedOver).await, 5);
    assert_eq!(floor.outstanding(1).await, Vec::<String>::new());
    proved(&floor, 1, &[]).await;

    // Sent again it counts once; scanned again it is known.
    let events = floor.events().await;
    let again = floor.paper(2, 1, &sheet, signed.clone()).await.unwrap();
    assert_eq!((again.answer.seq, again.answer.again), (answer.answer.seq, true));
    let known = floor.paper(3, 1, &floor.big, signed).await.unwrap();
    assert_eq!((known.answer.code, known.answer.seq), (Some(fault::PAPER_KNOWN), None));
    assert_eq!(floor.events().await, events);
    let behind = floor.paper(4, 1, &floor.other, SIGNED).await.unwrap_err();
    assert_eq!(behind.code, fault::POUCH_NOT_SO, "it never left");
    let unknown = floor.paper(5, 1, "C44-260601-H0099", SIGNED).await.unwrap_err();
    assert_eq!(unknown.code, fault::NOT_IN_PLAN);
}

#[tokio::test]
async fn what_has_not_come_back_is_listed_every_day_until_it_does() {
    let floor = Floor::new().await;
    floor.sent_off().await;
    floor.paper(1, 1, &floor.small, SIGNED).await.unwrap();
    floor.paper(2, 1, &floor.big, Says::NobodyThere).await.unwrap();
    assert_eq!(floor.outstanding(1).await, std::slice::from_ref(&floor.big));
    floor.next_day().await;
    let found = floor.db.store.outstanding(&centre(), day(2)).await.unwrap();
    assert_eq!((found.len(), found[0].age, found[0].day), (1, 1, day(1)), "{found:?}");
    assert_eq!(found[0].sheet, floor.sheet(1).await);
    assert_eq!(found[0].reasons, ["nobody-there"]);
    assert_eq!((found[0].name.as_str(), found[0].cards), ("第1派出所", 3));

    let answer = floor.paper(3, 2, &floor.sheet(1).await, SIGNED).await.unwrap();
    assert_eq!((answer.of_day, answer.answer.code), (day(1), None));
    assert_eq!(floor.outstanding(2).await, Vec::<String>::new());
    assert_eq!(count(&floor, 1, State::HandedOver).await, 5, "the closed account stays");
    for on in 1..=2 {
        proved(&floor, on, &[]).await;
    }
    let known = floor.paper(4, 2, &floor.big, SIGNED).await.unwrap();
    assert_eq!(known.answer.code, Some(fault::PAPER_KNOWN));
    let names = floor.db.store.events_of_pouch(&centre(), &floor.big).await.unwrap();
    let kinds: Vec<_> = names.iter().map(|event| (event.day, event.kind)).collect();
    let own = ["封袋", "装车", "发车", "异常"].map(|kind| (day(1), kind));
    assert_eq!(kinds, [own.as_slice(), &[(day(2), "签收")]].concat());
}

#[tokio::test]
async fn a_route_that_nobody_scanned_is_receipted_by_paper() {
    let floor = Floor::new().await;
    floor.paper(1, 1, &floor.big, SIGNED).await.unwrap();
    floor.paper(2, 1, &floor.small, Says::Back).await.unwrap();
    assert_eq!(count(&floor, 1, State::Planned).await, 8, "closing moves them");
    floor.next_day().await;
    assert_eq!(count(&floor, 1, State::Returned).await, 2);
    assert_eq!(floor.outstanding(2).await, std::slice::from_ref(&floor.other));
    for on in 1..=2 {
        proved(&floor, on, &[]).await;
    }
}

#[tokio::test]
async fn a_short_pouch_names_its_cards_until_they_are_found() {
    let floor = Floor::new().await;
    floor.sent_off().await;
    floor.next_day().await;
    let answer = floor.paper(1, 2, &floor.other, Says::Short).await.unwrap_err();
    assert_eq!(answer.code, fault::POUCH_NOT_SO, "it stayed");
    let short = floor.paper(2, 2, &floor.small, Says::Short).await.unwrap();
    assert_eq!(short.cards.len(), 2);
    proved(&floor, 2, &[fault::SHORT_NOT_FOUND]).await;
    let found = floor.db.store.reconcile(&centre(), day(2)).await.unwrap();
    let names: Vec<_> =
        short.cards.iter().map(|card| format!("{card} 袋 {}", floor.small)).collect();
    assert_eq!(found.differences[0].names, names);
    // One turns up in the hall, and the officer has the other.
    let card = CardKey::Serial(short.cards[0].clone());
    let deed = Deed::CameBack { card, missort_at: None };
    floor.db.store.record_deed(&centre(), day(2), &sent(3), &deed).await.unwrap();
    let found = floor.db.store.reconcile(&centre(), day(2)).await.unwrap();
    assert_eq!(found.differences[0].names, names[1..]);
    floor.paper(4, 2, &floor.small, SIGNED).await.unwrap();
    proved(&floor, 2, &[]).await;
}

#[tokio::test]
async fn a_pouch_that_comes_back_brings_its_cards_into_the_open_day() {
    let floor = Floor::new().await;
    floor.sent_off().await;
    floor.paper(1, 1, &floor.small, Says::Back).await.unwrap();
    assert_eq!(count(&floor, 1, State::Returned).await, 2);
    floor.next_day().await;
    let back = floor.paper(2, 2, &floor.big, Says::Back).await.unwrap();
    assert_eq!(back.cards.len(), 3);
    let found = floor.db.store.reconcile(&centre(), day(2)).await.unwrap();
    assert_eq!((found.ledger.returned, found.ledger.produced), (3, 1), "{found:?}");
    assert_eq!(floor.outstanding(2).await, Vec::<String>::new());
    let again = floor.paper(3, 2, &floor.big, Says::Back).await.unwrap();
    assert_eq!(again.answer.code, Some(fault::PAPER_KNOWN));
    for on in 1..=2 {
        proved(&floor, on, &[]).await;
    }
}

#[tokio::test]
async fn a_receipt_of_cards_that_were_not_there_is_refused_and_a_changed_one_is_found() {
    let floor = Floor::new().await;
    floor.sent_off().await;
    floor.next_day().await;
    floor.paper(1, 2, &floor.big, SIGNED).await.unwrap();
    let event = |pouch: &str, cards: &str| {
        format!(
            "INSERT INTO custody_event (centre, day, client_id, kind, badge, device, occurred_at,
                                        pouch, cards, evidence)
             VALUES ('C44', '2026-06-02', 'by-hand-0001', 'receipt', 1, 'psql', now(), '{pouch}',
                {cards}, jsonb_build_object('belongs', '{pouch}', 'of_day', '2026-06-01'))"
        )
    };
    let other = event(&floor.small, &format!("ARRAY['{}']", serial(8)));
    assert_eq!(floor.db.tamper(&other).await, "FJ001");
    let none = event(&floor.small, "'{}'");
    assert_eq!(floor.db.tamper(&none).await, "23514");
    let forged = "UPDATE custody_event SET evidence = evidence || '{\"accepted_by\": \"X\"}'
                  WHERE kind = 'receipt'";
    floor.slip(forged).await;
    let found = floor.db.store.reconcile(&centre(), day(2)).await.unwrap();
    assert!(!found.chain_intact);
    assert_eq!(found.differences[0].code, fault::EVENT_ALTERED);
    assert!(found.differences[0].names[0].contains("签收"), "{found:?}");
}

#[tokio::test]
async fn a_misdelivered_pouch_says_where_it_turned_up() {
    let floor = Floor::new().await;
    floor.sent_off().await;
    let nowhere = Says::Misdelivered { at: Some(code(77)) };
    let nowhere = floor.paper(1, 1, &floor.big, nowhere).await.unwrap_err();
    assert_eq!(nowhere.code, fault::NO_SUCH_LOCATION);
    let wrong = Says::Misdelivered { at: Some(code(2)) };
    floor.paper(2, 1, &floor.big, wrong).await.unwrap();
    assert!(floor.outstanding(1).await.contains(&floor.big), "its own place has not signed");
    let found = floor.db.store.missorts(&centre(), day(1), day(1)).await.unwrap();
    assert_eq!((found.locations[0].at, found.locations[0].missorted), (code(2), 3));
    assert!(found.cards.iter().all(|card| !card.by_code() && card.planned == Some(code(1))));
    floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    proved(&floor, 1, &[]).await;
}
