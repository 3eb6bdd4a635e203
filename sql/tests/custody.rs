//! Custody on a real database: cards follow their events, events count once, and whoever touches one is found.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::formats::FileKind;
use fenjian_planner::words::State;
use fenjian_sql::close::Exceptions;
use fenjian_sql::custody::{Answer, CardKey, CardScan, Deed, Says, Verdict, Which};
use support::centre;
use support::floor::{Floor, load, seal, sent};
use support::words::{alert, cards, code, day, serial};

#[tokio::test]
async fn a_weight_that_fits_another_count_is_a_warning_and_the_pouch_is_sealed() {
    let floor = Floor::new().await;
    // Each is said to weigh 98 g: the pouch's 80 and three cards of 6.
    let fitting = floor.seal(1, &floor.big, 3).await.unwrap();
    assert_eq!(fitting.weighs_as, None);
    let doubtful = floor.seal(2, &floor.small, 2).await.unwrap();
    assert_eq!((doubtful.verdict, doubtful.weighs_as), (Verdict::Right, Some(3)));
    let again = floor.seal(2, &floor.small, 2).await.unwrap();
    assert_eq!((again.again, again.weighs_as), (true, Some(3)));
    assert_eq!(floor.holds(State::Sealed).await, 5);
}

#[tokio::test]
async fn a_pouch_goes_from_planned_to_handed_over_and_the_account_balances_at_each_step() {
    let floor = Floor::new().await;
    floor.seal(1, &floor.big, 3).await.unwrap();
    assert_eq!(floor.holds(State::Sealed).await, 3);
    floor.deed(2, load(&floor.big, &floor.route)).await.unwrap();
    assert_eq!(floor.holds(State::Loaded).await, 3);
    let depart = Deed::Depart { route: floor.route.clone() };
    floor.deed(3, depart).await.unwrap();
    assert_eq!(floor.holds(State::InTransit).await, 3);
    let taken = Deed::HandOver { pouch: floor.big.clone(), accepted_by: Some("044012".into()) };
    floor.deed(4, taken).await.unwrap();
    assert_eq!(floor.holds(State::HandedOver).await, 3);

    // What was not scanned into the vehicle stays when the day is closed.
    floor.seal(5, &floor.small, 2).await.unwrap();
    floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    let ledger = floor.sound().await;
    assert_eq!(ledger.states[&State::HandedOver], 3);
    assert_eq!((ledger.states[&State::Sealed], ledger.states[&State::Planned]), (2, 3));
    let late = floor.deed(6, load(&floor.small, &floor.route)).await.unwrap_err();
    assert_eq!(late.code, fault::CLOSED_DAY);
}

#[tokio::test]
async fn what_came_back_stays_and_what_is_not_as_declared_is_noted() {
    let floor = Floor::new().await;
    floor.seal(1, &floor.big, 3).await.unwrap();
    floor.deed(2, load(&floor.big, &floor.route)).await.unwrap();
    floor.deed(3, Deed::Depart { route: floor.route.clone() }).await.unwrap();
    floor.paper(4, 1, &floor.big, Says::NobodyThere).await.unwrap();
    floor.paper(6, 1, &floor.big, Says::Back).await.unwrap();
    assert_eq!(floor.holds(State::Returned).await, 3);
    let closed = floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    assert_eq!((closed.ledger.states[&State::Returned], closed.carried), (3, 8));
    floor.sound().await;
}

#[tokio::test]
async fn no_step_is_left_out_and_none_is_made_twice() {
    let floor = Floor::new().await;
    let unsealed = floor.deed(1, load(&floor.big, &floor.route)).await.unwrap_err();
    assert_eq!(unsealed.code, fault::POUCH_NOT_SO);
    floor.seal(2, &floor.big, 3).await.unwrap();
    let again = floor.seal(3, &floor.big, 3).await.unwrap_err();
    assert_eq!(again.code, fault::SEAL_COUNT, "nothing is left to seal");
    let same_seal = floor.deed(4, seal(&floor.small, 2, 2, Which::Planned)).await.unwrap_err();
    assert_eq!(same_seal.code, fault::SEAL_USED);
    let early = Deed::HandOver { pouch: floor.big.clone(), accepted_by: None };
    assert_eq!(floor.deed(5, early).await.unwrap_err().code, fault::POUCH_NOT_SO);
    let wrong = floor.deed(6, load(&floor.big, "C44-260601-R77")).await.unwrap();
    assert_eq!((wrong.verdict, wrong.code), (Verdict::Wrong, Some(fault::OTHER_ROUTE)));
    assert_eq!((wrong.home.route, wrong.seq), (Some(floor.route.clone()), None));
    let nowhere = floor.seal(7, "C44-260601-P0099", 1).await.unwrap_err();
    assert_eq!(nowhere.code, fault::NOT_IN_PLAN);
    assert_eq!((floor.events().await, floor.holds(State::Sealed).await), (1, 3));
}

#[tokio::test]
async fn an_event_sent_again_counts_once_and_gets_the_answer_it_got() {
    let floor = Floor::new().await;
    let first = floor.scan(1, 1, None).await.unwrap();
    assert_eq!((first.seq, first.again), (Some(1), false));
    let again = floor.scan(1, 1, None).await.unwrap();
    assert_eq!(again, Answer { again: true, ..first.clone() });
    // Twice in one batch, as when a device does not wait for its answer.
    let scan = CardScan { sent: sent(2), card: CardKey::Serial(serial(2)), pouch: None };
    let both = [scan.clone(), scan];
    let both = floor.db.store.record_scans(&centre(), day(1), &both).await.unwrap();
    let both: Vec<_> = both.into_iter().map(|answer| answer.unwrap()).collect();
    assert_eq!((both[0].seq, both[0].again, both[1].again), (Some(2), false, true));

    let sealed = floor.seal(3, &floor.big, 3).await.unwrap();
    let again = floor.seal(3, &floor.big, 3).await.unwrap();
    assert_eq!(again, Answer { again: true, ..sealed });
    let reused = floor.scan(3, 1, None).await.unwrap_err();
    assert_eq!(reused.code, fault::EVENT_REUSED);
    assert_eq!((floor.events().await, floor.holds(State::Sealed).await), (3, 3));
}

#[tokio::test]
async fn the_scan_says_right_wrong_or_stop() {
    let floor = Floor::new().await;
    floor.db.import(FileKind::Alerts, vec![alert(8, None)]).await;
    let own = floor.db.count("SELECT right(min(card_serial), 8)::bigint FROM ledger").await as u32;
    let of_first: String = {
        let query = format!("SELECT pouch FROM ledger WHERE card_serial = 'K{own:08}'");
        support::client(&floor.db.url).await.query_one(&query, &[]).await.unwrap().get(0)
    };
    let sorting = floor.scan(1, own, None).await.unwrap();
    assert_eq!((sorting.verdict, sorting.home.pouch), (Verdict::Right, Some(of_first.clone())));
    assert_eq!(sorting.home.location, Some(code(1)));
    assert_eq!(floor.scan(2, own, Some(&of_first)).await.unwrap().verdict, Verdict::Right);
    let astray = floor.scan(3, own, Some(&floor.other)).await.unwrap();
    assert_eq!((astray.verdict, astray.code), (Verdict::Wrong, Some(fault::CARD_ELSEWHERE)));
    assert_eq!(astray.home.pouch, Some(of_first));
    let stopped = floor.scan(4, 8, Some(&floor.other)).await.unwrap();
    assert_eq!((stopped.verdict, stopped.code), (Verdict::Stop, Some(fault::ALERTED)));
    let unknown = floor.scan(5, 99, None).await.unwrap();
    assert_eq!((unknown.verdict, unknown.code), (Verdict::Stop, Some(fault::CARD_UNKNOWN)));
    floor.seal(6, &floor.big, 3).await.unwrap();
    let inside = "SELECT right(min(card_serial), 8)::bigint FROM ledger WHERE state = 'sealed'";
    let inside = floor.db.count(inside).await as u32;
    let outside = floor.scan(7, inside, None).await.unwrap();
    assert_eq!((outside.verdict, outside.code), (Verdict::Stop, Some(fault::CARD_SEALED)));
    let mut stranger = sent(8);
    stranger.badge = "nobody".into();
    let scan = CardScan { sent: stranger, card: CardKey::Serial(serial(1)), pouch: None };
    let answers = floor.db.store.record_scans(&centre(), day(1), &[scan]).await.unwrap();
    assert_eq!(answers[0].as_ref().unwrap_err().code, fault::NO_SUCH_BADGE);
}

#[tokio::test]
async fn the_seal_fixes_which_cards_of_a_location_are_in_which_pouch() {
    let floor = Floor::new().await;
    // Cards 1 and 2 into the pouch of two, whatever the plan meant; a third finds no room.
    for n in 1..=2 {
        let answer = floor.scan(n, n, Some(&floor.small)).await.unwrap();
        assert_eq!(answer.verdict, Verdict::Right, "{answer:?}");
    }
    let full = floor.scan(3, 3, Some(&floor.small)).await.unwrap();
    assert_eq!((full.verdict, full.code), (Verdict::Wrong, Some(fault::CARD_ELSEWHERE)));
    assert_eq!(full.home.pouch, Some(floor.big.clone()));
    let short = floor.deed(11, seal(&floor.small, 11, 1, Which::Scanned)).await.unwrap_err();
    assert_eq!(short.code, fault::SEAL_COUNT);
    floor.deed(12, seal(&floor.small, 12, 2, Which::Scanned)).await.unwrap();
    let inside = "SELECT count(*) FROM ledger WHERE state = 'sealed'
                  AND card_serial IN ('K00000001', 'K00000002')";
    assert_eq!(floor.db.count(inside).await, 2);
    assert_eq!(floor.holds(State::Sealed).await, 2);
    // The three that stayed out now belong into the other pouch, and are all of it.
    floor.seal(13, &floor.big, 3).await.unwrap();
    assert_eq!(floor.holds(State::Sealed).await, 5);
}

#[tokio::test]
async fn a_pouch_sealed_short_names_the_card_that_is_missing() {
    let floor = Floor::new().await;
    for n in [6, 7] {
        floor.scan(n, n, Some(&floor.other)).await.unwrap();
    }
    floor.deed(9, seal(&floor.other, 9, 2, Which::Scanned)).await.unwrap();
    let found = floor.reconciled().await;
    assert_eq!(found.differences.len(), 1, "{found:?}");
    assert_eq!(found.differences[0].code, fault::LEFT_UNSEALED);
    assert_eq!(found.differences[0].names, [format!("{} 袋 {}", serial(8), floor.other)]);
    // A card that is spoiled is accounted for.
    floor.deed(10, Deed::Spoiled(CardKey::Serial(serial(8)))).await.unwrap();
    assert_eq!(floor.holds(State::Spoiled).await, 1);
}

#[tokio::test]
async fn a_stopped_card_is_not_sealed_and_not_loaded() {
    let floor = Floor::new().await;
    for n in 6..=8 {
        floor.scan(n, n, Some(&floor.other)).await.unwrap();
    }
    floor.db.import(FileKind::Alerts, vec![alert(7, None)]).await;
    let stop = floor.deed(10, seal(&floor.other, 10, 3, Which::Scanned)).await.unwrap();
    let held = (Verdict::Stop, Some(fault::POUCH_HOLDS_STOPPED));
    assert_eq!(((stop.verdict, stop.code), stop.card), (held, Some(serial(7))));
    floor.seal(11, &floor.big, 3).await.unwrap();
    let inside = "SELECT right(min(card_serial), 8)::bigint FROM ledger WHERE state = 'sealed'";
    let inside = floor.db.count(inside).await as u32;
    floor.db.import(FileKind::Alerts, vec![alert(inside, None)]).await;
    let stop = floor.deed(12, load(&floor.big, &floor.route)).await.unwrap();
    assert_eq!(((stop.verdict, stop.code), stop.card), (held, Some(serial(inside))));
    floor.deed(13, Deed::Unseal { pouch: floor.big.clone() }).await.unwrap();
    let stopped = "SELECT count(*) FROM ledger WHERE state = 'quarantined'";
    assert_eq!(floor.db.count(stopped).await, 2, "out of the pouch, the card is stopped");
}

#[tokio::test]
async fn the_database_itself_refuses_what_may_not_be() {
    let floor = Floor::new().await;
    floor.seal(1, &floor.big, 3).await.unwrap();
    let event = |kind: &str, pouch: &str, more: &str, cards: &str| {
        format!(
            "INSERT INTO custody_event (centre, day, client_id, kind, badge, device, occurred_at,
                                        pouch, cards, evidence)
             SELECT 'C44', '2026-06-01', 'by-hand-0001', '{kind}', 1, 'psql', now(), '{pouch}',
                array_agg(card_serial), jsonb_build_object('seal', 'X', 'count', count(*){more})
             FROM ledger WHERE {cards}"
        )
    };
    let (big, small, other) = (&floor.big, &floor.small, &floor.other);
    for (statement, refusal) in [
        // A card in two pouches: by an event, and without one.
        (event("seal", small, "", "state = 'sealed'"), "FJ001"),
        (format!("UPDATE ledger SET pouch = '{small}' WHERE state = 'sealed'"), "FJ001"),
        // Cards of another location, more cards than planned, a sealed pouch sealed again.
        (event("seal", small, "", "card_serial >= 'K00000007'"), "FJ001"),
        (event("seal", small, "", "state = 'planned'"), "FJ001"),
        (event("seal", big, "", &format!("pouch = '{small}'")), "FJ001"),
        // A state without its event, an event that is another card's, a step left out.
        ("UPDATE ledger SET state = 'sealed' WHERE card_serial = 'K00000007'".into(), "FJ001"),
        (
            "UPDATE ledger SET state = 'sealed', event = 1 WHERE card_serial = 'K00000007'".into(),
            "FJ001",
        ),
        ("UPDATE ledger SET event = NULL WHERE state = 'sealed'".into(), "FJ001"),
        ("UPDATE ledger SET state = 'in_transit' WHERE state = 'sealed'".into(), "FJ001"),
        (event("hand_over", big, "", "state = 'sealed'"), "FJ001"),
        // Stopped and waiting cards are not sealed.
        (
            format!(
                "UPDATE ledger SET state = 'quarantined', reasons = '{{Q304}}'
                 WHERE pouch = '{other}'; {}",
                event("seal", other, "", "state = 'quarantined'")
            ),
            "FJ001",
        ),
        (
            format!(
                "UPDATE ledger SET state = 'held', reasons = '{{H401}}' WHERE pouch = '{other}'; {}",
                event("seal", other, "", "state = 'held'")
            ),
            "FJ001",
        ),
        // Events and their chain stay.
        ("UPDATE custody_event SET device = 'x'".into(), "FJ001"),
        ("DELETE FROM custody_event".into(), "FJ001"),
        ("TRUNCATE custody_event".into(), "FJ001"),
        ("UPDATE custody_chain SET digest = ''".into(), "FJ001"),
        ("DELETE FROM custody_chain".into(), "FJ001"),
        // An event without what it must say.
        (event("exception", big, "", "state = 'sealed'"), "23514"),
        (event("seal", small, ", 'count', 1", &format!("pouch = '{small}'")), "23514"),
    ] {
        assert_eq!(floor.db.tamper(&statement).await, refusal, "{statement}");
        assert_eq!(floor.holds(State::Sealed).await, 3, "{statement}");
    }
    assert_eq!(floor.events().await, 1);
}

/// A chain of five events: two scans, a seal, its loading, a scan.
async fn five_events() -> Floor {
    let floor = Floor::new().await;
    floor.scan(1, 6, None).await.unwrap();
    floor.scan(2, 7, None).await.unwrap();
    floor.seal(3, &floor.big, 3).await.unwrap();
    floor.deed(4, load(&floor.big, &floor.route)).await.unwrap();
    floor.scan(5, 8, None).await.unwrap();
    assert_eq!(floor.holds(State::Loaded).await, 3);
    floor
}

#[tokio::test]
async fn one_altered_event_is_found_and_named() {
    let floor = five_events().await;
    let named = format!("2026-06-01 第 3 号封袋 {}", floor.big);
    let weight =
        "UPDATE custody_event SET evidence = evidence || '{\"weight_g\": 80}' WHERE seq = 3";
    floor.slip(weight).await;
    let found = floor.reconciled().await;
    assert!(!found.chain_intact);
    assert_eq!(found.differences.len(), 1, "{found:?}");
    assert_eq!(found.differences[0].code, fault::EVENT_ALTERED);
    assert_eq!(found.differences[0].names, std::slice::from_ref(&named));
    // Making its digest anew does not help: the next event names the old one.
    floor.slip("UPDATE custody_event e SET digest = custody_digest(e) WHERE seq = 3").await;
    let found = floor.reconciled().await;
    assert!(!found.chain_intact);
    assert_eq!(found.differences[0].names, [named]);
}

#[tokio::test]
async fn who_when_and_which_cards_are_part_of_an_event() {
    let floor = five_events().await;
    floor.db.store.add_badge(&centre(), "赵六", "another digest").await.unwrap();
    for change in [
        "badge = 2",
        "device = 'station 2'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 hour'",
        "cards = '{K00000009}'",
        "client_id = 'device-1-000099'",
        "kind = 'found'",
    ] {
        let keep = "CREATE TABLE kept AS SELECT * FROM custody_event WHERE seq = 2";
        floor.slip(&format!("{keep}; UPDATE custody_event SET {change} WHERE seq = 2")).await;
        let found = floor.reconciled().await;
        let altered = found.differences.iter().find(|d| d.code == fault::EVENT_ALTERED);
        let altered = altered.unwrap_or_else(|| panic!("{change}: {found:?}"));
        assert!(altered.names[0].starts_with("2026-06-01 第 2 号"), "{change}: {altered:?}");
        let back = "DELETE FROM custody_event WHERE seq = 2;
                    INSERT INTO custody_event SELECT * FROM kept; DROP TABLE kept";
        floor.slip(back).await;
        floor.sound().await;
    }
}

#[tokio::test]
async fn deleted_events_are_found_and_named() {
    for (gone, named) in [(5, "2026-06-01 第 5 号"), (2, "2026-06-01 第 2 号")] {
        let floor = five_events().await;
        floor.slip(&format!("DELETE FROM custody_event WHERE seq = {gone}")).await;
        let found = floor.reconciled().await;
        assert!(!found.chain_intact);
        assert_eq!(found.differences.len(), 1, "{found:?}");
        assert_eq!(found.differences[0].code, fault::EVENT_MISSING);
        assert_eq!(found.differences[0].names, [named]);
    }
}

#[tokio::test]
async fn a_chain_that_was_cut_short_is_found_by_its_cards_and_by_the_closed_day() {
    let floor = five_events().await;
    // The loading and what came after is gone, and the end of the chain is set back to the seal.
    let cut = "DELETE FROM custody_event WHERE seq > 3;
               UPDATE custody_chain t SET events = 3, digest = e.digest FROM custody_event e
               WHERE e.seq = 3";
    floor.slip(cut).await;
    let found = floor.reconciled().await;
    assert!(found.chain_intact, "nothing in the chain itself tells");
    assert_eq!(found.differences[0].code, fault::STATE_UNPROVED);
    assert_eq!(found.differences[0].names.len(), 3, "{found:?}");
    assert!(found.differences[0].names[0].ends_with(&floor.big));

    let floor = five_events().await;
    floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    floor.sound().await;
    let last = "DELETE FROM custody_event WHERE seq = 5;
                UPDATE custody_chain t SET events = 4, digest = e.digest FROM custody_event e
                WHERE e.seq = 4";
    floor.slip(last).await;
    let found = floor.reconciled().await;
    assert!(!found.chain_intact);
    assert_eq!(found.differences[0].code, fault::CHAIN_BROKEN);
}

#[tokio::test]
async fn cards_that_turn_up_and_come_back_enter_by_an_event() {
    let floor = Floor::new().await;
    floor.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    floor.db.try_import(support::cards_on(2), support::records(cards(9..=9))).await.unwrap();
    let deed = async |n, deed| floor.db.store.record_deed(&centre(), day(2), &sent(n), &deed).await;
    let came_back = |card| Deed::CameBack { card: CardKey::Serial(card), missort_at: None };
    deed(1, came_back(serial(1))).await.unwrap();
    assert_eq!(deed(4, came_back(serial(1))).await.unwrap_err().code, fault::LEFT_TODAY);
    deed(2, Deed::Found(CardKey::Receipt("R0000000002".into()))).await.unwrap();
    let twice = deed(3, Deed::Found(CardKey::Serial(serial(9)))).await.unwrap_err();
    assert_eq!(twice.code, fault::FORBIDDEN_CHANGE, "the account has it already");
    let found = floor.db.store.reconcile(&centre(), day(2)).await.unwrap();
    assert!(found.balanced && found.chain_intact);
    assert_eq!(found.differences, []);
    assert_eq!((found.ledger.returned, found.ledger.found, found.ledger.produced), (1, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn stations_that_scan_together_make_one_chain() {
    let floor = Floor::new().await;
    let station = |station: u32| {
        let store = floor.db.store.clone();
        async move {
            for n in 0..10 {
                let card = CardKey::Serial(serial(1 + n % 8));
                let scan = CardScan { sent: sent(100 * station + n), card, pouch: None };
                let answers = store.record_scans(&centre(), day(1), &[scan]).await.unwrap();
                assert_eq!(answers[0].as_ref().unwrap().verdict, Verdict::Right);
            }
        }
    };
    futures_util::future::join_all((1..=6).map(station)).await;
    assert_eq!(floor.events().await, 60);
    floor.sound().await;
}
