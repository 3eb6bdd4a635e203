//! What the database itself refuses, whoever asks.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::formats::FileKind;
use fenjian_sql::close::Exceptions;
use fenjian_sql::store::Store;
use support::plans::{plan, planned};
use support::words::{cards, day, set_up};
use support::{Db, centre, cluster, database};

/// The refusal of our own triggers, and PostgreSQL's for a broken CHECK and a broken key.
const REFUSED: &str = "FJ001";
const CHECK: &str = "23514";
const UNIQUE: &str = "23505";

async fn two_days() -> Db {
    let db = database().await;
    set_up(&db, 1).await;
    db.import(FileKind::Cards, cards(1..=5)).await;
    planned(&db, 1).await;
    db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
    db.try_import(support::cards_on(2), support::records(cards(6..=9))).await.unwrap();
    db
}

#[tokio::test]
async fn the_ledger_refuses_every_kind_of_tampering() {
    let db = two_days().await;
    let today = "day = '2026-06-02'";
    for (statement, refusal) in [
        ("DELETE FROM ledger WHERE card_serial = 'K00000006'", REFUSED),
        ("DELETE FROM ledger WHERE false", REFUSED),
        ("TRUNCATE ledger CASCADE", REFUSED),
        ("UPDATE ledger SET entered = 'found' WHERE card_serial = 'K00000006'", REFUSED),
        ("UPDATE ledger SET day = '2026-06-03' WHERE card_serial = 'K00000006'", REFUSED),
        ("UPDATE ledger SET card_serial = 'K00000099' WHERE card_serial = 'K00000006'", REFUSED),
        // What has left does not come back within its day, and a stopped card does not leave.
        ("UPDATE ledger SET state = 'planned' WHERE card_serial = 'K00000001'", REFUSED),
        ("UPDATE ledger SET open = true WHERE card_serial = 'K00000001'", REFUSED),
        (
            "UPDATE ledger SET state = 'quarantined', reasons = '{Q304}' WHERE day = '2026-06-02';
             UPDATE ledger SET state = 'handed_over', reasons = '{}' WHERE day = '2026-06-02'",
            REFUSED,
        ),
        // A closed day keeps its rows as they are.
        ("UPDATE ledger SET pouch = 'X' WHERE card_serial = 'K00000001'", REFUSED),
        (
            "INSERT INTO ledger VALUES ('C44', '2026-06-01', 'K00000099', 'produced', 'planned',
                                        true, '{}')",
            REFUSED,
        ),
        ("UPDATE day SET closed_at = NULL, digest = NULL WHERE day = '2026-06-01'", REFUSED),
        ("DELETE FROM day", REFUSED),
        // A card is open in one day only, and in a day once.
        (
            "INSERT INTO day VALUES ('C44', '2026-06-03');
             INSERT INTO ledger VALUES ('C44', '2026-06-03', 'K00000006', 'produced', 'planned',
                                        true, '{}')",
            UNIQUE,
        ),
        (
            "INSERT INTO ledger VALUES ('C44', '2026-06-02', 'K00000006', 'produced', 'planned',
                                        false, '{}')",
            UNIQUE,
        ),
        // Reasons belong to what is stopped or waits.
        ("UPDATE ledger SET reasons = '{Q304}' WHERE day = '2026-06-02'", CHECK),
    ] {
        assert_eq!(db.tamper(statement).await, refusal, "{statement}");
    }
    for column in ["produced", "planned", "handed_over", "returned_in"] {
        let raise = format!("UPDATE ledger_day SET {column} = {column} + 1 WHERE {today}");
        assert_eq!(db.tamper(&raise).await, CHECK, "{column}");
    }
    let both = format!(
        "UPDATE ledger_day SET planned = planned - 9, produced = produced - 9 WHERE {today}"
    );
    assert_eq!(db.tamper(&both).await, CHECK);
    assert!(db.store.reconcile(&centre(), day(2)).await.unwrap().differences.is_empty());
}

#[tokio::test]
async fn revisions_are_immutable_and_one_is_in_force() {
    let db = database().await;
    set_up(&db, 1).await;
    db.import(FileKind::Cards, cards(1..=5)).await;
    planned(&db, 1).await;
    plan(&db, 1).await;
    for (statement, refusal) in [
        ("UPDATE revision SET plan = 'x'", REFUSED),
        ("UPDATE revision SET seed = 7", REFUSED),
        ("UPDATE revision SET status = 'proposed', published_at = NULL WHERE number = 1", REFUSED),
        ("DELETE FROM revision", REFUSED),
        ("UPDATE revision SET status = 'published', published_at = now()", UNIQUE),
        ("UPDATE revision SET status = 'published' WHERE number = 2", CHECK),
    ] {
        assert_eq!(db.tamper(statement).await, refusal, "{statement}");
    }
}

#[tokio::test]
async fn what_slips_past_the_triggers_is_found_by_reconciling() {
    let db = two_days().await;
    // Somebody with all rights on the database switches the triggers off.
    let slip = |statement: &str| {
        format!(
            "SET session_replication_role = replica; {statement}; RESET session_replication_role"
        )
    };
    let codes = async |on: u32| {
        let found = db.store.reconcile(&centre(), day(on)).await.unwrap();
        let codes: Vec<_> = found.differences.iter().map(|d| d.code).collect();
        (found.balanced, found.chain_intact, codes)
    };
    assert_eq!(codes(1).await, (true, true, vec![]));
    support::sql(&db.url, &slip("DELETE FROM ledger WHERE card_serial = 'K00000006'")).await;
    assert_eq!(codes(2).await, (false, true, vec![fault::COUNTS_DIFFER]));
    let swap = "UPDATE ledger SET pouch = pouch || 'x' WHERE card_serial = 'K00000002'";
    support::sql(&db.url, &slip(swap)).await;
    let expected = vec![fault::PLACE_DIFFERS, fault::POUCH_DIFFERS, fault::CHAIN_BROKEN];
    assert_eq!(codes(1).await, (true, false, expected));
    assert!(!codes(2).await.1, "a broken day breaks the chain of every later one");
    let stays = "UPDATE ledger SET state = 'returned' WHERE card_serial = 'K00000003'";
    support::sql(&db.url, &slip(stays)).await;
    assert!(codes(2).await.2.contains(&fault::FORWARD_DIFFERS));
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_start_together_build_the_structure_once() {
    let cluster = cluster();
    support::sql(&cluster.url(), "CREATE DATABASE fresh TEMPLATE template0").await;
    let url = cluster.url_of("fresh");
    let starts = (0..4).map(|_| Store::connect(&url));
    let stores = futures_util::future::join_all(starts).await;
    for store in stores {
        assert!(store.unwrap().ping().await.is_ok());
    }
    let count = "SELECT count(*) FROM refinery_schema_history";
    let steps: i64 = support::client(&url).await.query_one(count, &[]).await.unwrap().get(0);
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap();
    assert_eq!(steps as usize, files.count());
}

#[tokio::test]
async fn a_database_that_is_not_there_is_named_without_its_password() {
    for url in [
        "host=/nowhere user=fenjian password=geheim",
        "postgres://fenjian:geheim@127.0.0.1:1/x",
        "host=/nowhere port=geheim",
        "geheim",
    ] {
        let Err(fault) = Store::connect(url).await else { panic!("{url} answered") };
        assert_eq!(fault.code, fault::NO_DATABASE, "{fault}");
        assert!(!fault.to_string().contains("geheim"), "{fault}");
    }
}
