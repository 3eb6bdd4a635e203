//! What becomes of the rows of a file.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault::{self, Fault, Finding};
use fenjian_planner::formats::{FileKind, Record, Value};
use fenjian_planner::words::Reason;
use fenjian_sql::import::{ImportReport, ImportRequest};
use support::words::{alert, card, cards, centre_named, code, day, location, set_up};
use support::{cards_on, centre, database, records, request};

fn counts(report: &ImportReport) -> [u64; 5] {
    let ImportReport { rows, accepted, unchanged, quarantined, refused, .. } = report;
    assert_eq!(*rows, accepted + unchanged + quarantined + refused);
    [*rows, *accepted, *unchanged, *quarantined, *refused]
}

fn codes(report: &ImportReport) -> Vec<(Option<u64>, &'static str)> {
    report.findings.iter().map(|f| (f.line, f.code.id)).collect()
}

#[tokio::test]
async fn the_same_file_again_is_all_unchanged() {
    let db = database().await;
    set_up(&db, 2).await;
    let first = db.import(FileKind::Cards, cards(1..=50)).await;
    assert_eq!(counts(&first), [50, 50, 0, 0, 0]);
    let before = db.dump().await;
    let again = db.import(FileKind::Cards, cards(1..=50)).await;
    assert_eq!(counts(&again), [50, 0, 50, 0, 0]);
    assert_eq!(db.dump().await, before);
    let places = (1..=2).map(|n| Value::Location(location(n))).collect();
    assert_eq!(counts(&db.import(FileKind::Locations, places).await), [2, 0, 2, 0, 0]);
    assert_eq!(counts(&db.import(FileKind::Centres, vec![centre_named("C44")]).await)[2], 1);
}

#[tokio::test]
async fn a_dry_run_says_what_would_happen_and_leaves_nothing() {
    let db = database().await;
    set_up(&db, 1).await;
    let before = db.dump().await;
    let dry = ImportRequest { dry_run: true, ..cards_on(1) };
    let values = vec![card(1).value(), card(2).to(code(9)).value()];
    let preview = db.try_import(dry, records(values.clone())).await.unwrap();
    assert_eq!(db.dump().await, before);
    let real = db.import(FileKind::Cards, values).await;
    assert_eq!(preview, real);
    assert_eq!(counts(&real), [2, 1, 0, 1, 0]);
}

#[tokio::test]
async fn a_reader_that_fails_or_dies_leaves_nothing() {
    let db = database().await;
    set_up(&db, 1).await;
    let before = db.dump().await;
    let broken = Fault::new(fault::UNKNOWN_ENCODING, "");
    let failed = db.feed(cards_on(1), records(cards(1..=9)), Some(Err(broken.clone()))).await;
    assert_eq!(failed, Err(broken));
    let died = db.feed(cards_on(1), records(cards(1..=9)), None).await;
    assert_eq!(died.unwrap_err().code, fault::UNREADABLE_FILE);
    assert_eq!(db.dump().await, before);
}

#[tokio::test]
async fn every_row_is_accounted_for_with_its_reason() {
    let db = database().await;
    set_up(&db, 1).await;
    db.import(FileKind::Alerts, vec![alert(3, None)]).await;
    let refused = Finding {
        line: Some(2),
        column: Some("card_serial".into()),
        value: None,
        code: fault::NO_SERIAL,
        detail: String::new(),
    };
    let mut rows = records(vec![
        card(1).value(),                                    // refused by the reader
        card(2).value(),                                    // fine
        card(3).value(),                                    // alert
        card(4).to(code(99)).value(),                       // unknown location
        card(5).stopped(&[fault::BAD_CHECK_DIGIT]).value(), // the row's own reason
        card(6).value(),                                    // twice, the same
        card(6).value(),
        card(7).value(), // twice, different
        card(7).to(code(2)).value(),
        card(8).of_citizen(1_000).value(), // two cards of one citizen
        card(9).of_citizen(1_000).value(),
        card(10).at_centre("NOWHERE").value(),
    ]);
    rows[0].value = Err(refused);
    let report = db.try_import(cards_on(1), rows).await.unwrap();
    assert_eq!(counts(&report), [12, 2, 1, 5, 4]);
    let expected = [
        (Some(2), "R201"),
        (Some(4), "Q304"),
        (Some(5), "Q303"),
        (Some(9), "R202"),
        (Some(10), "R202"),
        (Some(11), "Q305"),
        (Some(12), "Q305"),
        (Some(13), "R217"),
    ];
    assert_eq!(codes(&report), expected);
    assert_eq!(report.findings[5].detail, "K00000009");
    let stopped = "SELECT count(*) FROM ledger WHERE state = 'quarantined'
                   AND reasons <> '{}' AND open";
    assert_eq!(db.count(stopped).await, 5);
    assert_eq!(db.count("SELECT planned + quarantined FROM ledger_day").await, 7);
    assert_eq!(db.count("SELECT count(*) FROM finding WHERE refused").await, 4);
}

#[tokio::test]
async fn a_corrected_row_is_released_and_frees_the_other_card() {
    let db = database().await;
    set_up(&db, 1).await;
    let bad = card(1).stopped(&[fault::BAD_CHECK_DIGIT]).value();
    db.import(FileKind::Cards, vec![bad, card(2).value()]).await;
    // A card that came yesterday stops as well when its holder's second one comes.
    let second = vec![card(3).of_citizen(2).value()];
    let report = db.try_import(cards_on(2), records(second)).await.unwrap();
    assert_eq!(counts(&report), [1, 0, 0, 1, 0]);
    let stopped = "SELECT count(*) FROM ledger WHERE state = 'quarantined'";
    assert_eq!(db.count(stopped).await, 3);
    let corrected = vec![card(1).value(), card(3).value()];
    let report = db.try_import(cards_on(2), records(corrected)).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 0]);
    assert_eq!(db.count(stopped).await, 0);
    assert_eq!(db.count("SELECT count(*) FROM card WHERE stopped <> '{}'").await, 0);
}

#[tokio::test]
async fn alerts_and_places_that_come_later_stop_and_release_cards() {
    let db = database().await;
    set_up(&db, 1).await;
    let stray = card(2).to(code(2)).value();
    db.import(FileKind::Cards, vec![card(1).value(), stray]).await;
    let reasons = |codes: &str| {
        format!("SELECT count(*) FROM ledger WHERE state = 'quarantined' AND reasons = '{codes}'")
    };
    assert_eq!(db.count(&reasons("{Q303}")).await, 1);
    db.import(FileKind::Alerts, vec![alert(1, None), alert(2, None)]).await;
    assert_eq!(db.count(&reasons("{Q304}")).await, 1);
    assert_eq!(db.count(&reasons("{Q303,Q304}")).await, 1);
    db.import(FileKind::Locations, vec![Value::Location(location(2))]).await;
    assert_eq!(db.count(&reasons("{Q304}")).await, 2);
    // An alert that ends before the day no longer stops.
    let ended = day(1).pred_opt();
    db.import(FileKind::Alerts, vec![alert(1, ended), alert(2, ended)]).await;
    assert_eq!(db.count("SELECT planned FROM ledger_day").await, 2);
}

#[tokio::test]
async fn a_changed_row_replaces_unless_the_card_is_sealed_or_elsewhere() {
    let db = database().await;
    set_up(&db, 2).await;
    db.import(FileKind::Centres, vec![centre_named("C45")]).await;
    let ours = ImportRequest { centre: Some(centre()), ..cards_on(1) };
    db.try_import(ours.clone(), records(cards(1..=3))).await.unwrap();
    // As if it had been sealed: the triggers, which ask for the event, are off.
    let seal = "SET session_replication_role = replica;
                UPDATE ledger SET state = 'sealed', event = 1 WHERE card_serial = 'K00000002'";
    support::sql(&db.url, seal).await;
    let changed = vec![
        card(1).to(code(2)).value(),
        card(2).to(code(2)).value(),
        card(3).to(code(2)).at_centre("C45").value(),
    ];
    let report = db.try_import(ours, records(changed)).await.unwrap();
    assert_eq!(counts(&report), [3, 1, 2, 0, 0]);
    assert_eq!(codes(&report), [(Some(3), "R211"), (Some(4), "R216")]);
    let moved = "SELECT count(*) FROM card WHERE receiving_code = '440100000002'";
    assert_eq!(db.count(moved).await, 1);
}

#[tokio::test]
async fn found_cards_enter_as_found() {
    let db = database().await;
    set_up(&db, 1).await;
    let found = card(1).with(|card| card.reason = Reason::Found).value();
    db.import(FileKind::Cards, vec![found, card(2).value()]).await;
    assert_eq!(db.count("SELECT found FROM ledger_day").await, 1);
    assert_eq!(db.count("SELECT produced FROM ledger_day").await, 1);
}

#[tokio::test]
async fn whose_rows_they_are_must_be_clear() {
    let db = database().await;
    let unclear = |result: Result<ImportReport, Fault>| {
        assert_eq!(result.unwrap_err().code, fault::NO_SUCH_CENTRE);
    };
    unclear(db.try_import(cards_on(1), records(cards(1..=1))).await);
    set_up(&db, 1).await;
    db.import(FileKind::Centres, vec![centre_named("C45")]).await;
    unclear(db.try_import(cards_on(1), records(cards(1..=1))).await);
    let elsewhere = ImportRequest {
        centre: Some(fenjian_planner::words::CentreCode("X".into())),
        ..cards_on(1)
    };
    unclear(db.try_import(elsewhere, records(cards(1..=1))).await);
    let own = vec![card(1).at_centre("C44").value(), card(2).at_centre("C45").value()];
    let report = db.try_import(cards_on(1), records(own)).await.unwrap();
    assert_eq!(counts(&report), [2, 2, 0, 0, 0]);
    assert_eq!(db.count("SELECT count(*) FROM day").await, 2);
}

#[tokio::test]
async fn a_key_twice_is_refused_only_when_the_rows_differ() {
    let db = database().await;
    let mut other = location(3);
    other.name = "另一处".into();
    let rows = vec![
        Value::Location(location(1)),
        Value::Location(location(1)),
        Value::Location(location(3)),
        Value::Location(other),
    ];
    let report = db.import(FileKind::Locations, rows).await;
    assert_eq!(counts(&report), [4, 1, 1, 0, 2]);
    assert_eq!(codes(&report), [(Some(4), "R212"), (Some(5), "R212")]);
    assert_eq!(report.findings[0].value.as_deref(), Some("440100000003/2020-01-01"));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_imports_at_once_both_count() {
    let db = database().await;
    set_up(&db, 1).await;
    // The same 40 cards from both sides, and one citizen with a card on each.
    let mut left = cards(1..=40);
    let mut right = cards(1..=40);
    left.push(card(41).of_citizen(500).value());
    right.push(card(42).of_citizen(500).value());
    let (left, right) = tokio::join!(
        db.try_import(cards_on(1), records(left)),
        db.try_import(cards_on(1), records(right))
    );
    let (left, right) = (counts(&left.unwrap()), counts(&right.unwrap()));
    assert_eq!(left[1] + right[1], 41, "{left:?} {right:?}");
    assert_eq!(left[2] + right[2], 40);
    assert_eq!(left[3] + right[3], 1);
    assert_eq!(db.count("SELECT planned FROM ledger_day").await, 40);
    assert_eq!(db.count("SELECT quarantined FROM ledger_day").await, 2);
}

#[tokio::test]
async fn findings_beyond_the_report_are_counted_and_kept() {
    let db = database().await;
    set_up(&db, 1).await;
    let finding = |line| Finding {
        line: Some(line),
        column: None,
        value: None,
        code: fault::BAD_VALUE,
        detail: String::new(),
    };
    let rows =
        (2..=100_012).map(|line| Record { line, value: Err(finding(line)), findings: vec![] });
    let report = db.try_import(request(FileKind::Alerts), rows.collect()).await.unwrap();
    assert_eq!(counts(&report), [100_011, 0, 0, 0, 100_011]);
    assert_eq!(report.findings.len(), 100_000);
    assert_eq!(report.findings_omitted, 11);
    assert_eq!(db.count("SELECT count(*) FROM finding").await, 100_011);
}

#[tokio::test]
async fn another_key_is_refused() {
    let db = database().await;
    db.store.bind_key("aa").await.unwrap();
    db.store.bind_key("aa").await.unwrap();
    assert_eq!(db.store.bind_key("bb").await.unwrap_err().code, fault::WRONG_KEY);
}

#[tokio::test]
async fn parents_that_cannot_serve_are_found_until_they_come() {
    let db = database().await;
    set_up(&db, 1).await;
    let child = |n: u32, parent: u32| {
        let mut child = location(n);
        child.parent = Some(code(parent));
        child.via = fenjian_planner::words::Via::Parent;
        Value::Location(child)
    };
    let report = db.import(FileKind::Locations, vec![child(2, 9), child(3, 4), child(4, 3)]).await;
    assert_eq!(counts(&report), [3, 3, 0, 0, 0]);
    assert_eq!(codes(&report), [(Some(2), "R208"), (Some(3), "R207"), (Some(4), "R207")]);
    db.import(FileKind::Cards, vec![card(1).to(code(2)).value()]).await;
    assert_eq!(db.count("SELECT quarantined FROM ledger_day").await, 1);
    let report = db.import(FileKind::Locations, vec![Value::Location(location(9))]).await;
    assert_eq!(codes(&report), []);
    assert_eq!(db.count("SELECT planned FROM ledger_day").await, 1);
}
