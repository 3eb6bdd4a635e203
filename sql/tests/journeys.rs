//! Random days of random cards, against a slow obvious twin of the rules.
#![allow(clippy::unwrap_used)]

mod support;

use fenjian_planner::fault;
use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::words::Delivery;
use fenjian_sql::close::{Collected, Exceptions, Undelivered};
use fenjian_sql::edition::Numbered;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::plans::planned;
use support::words::{alert, card, code, day, serial, set_up};
use support::{Db, cards_on, centre, client, database, records};

/// What a file says of a card; there are few citizens and places, so that they clash.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    citizen: u32,
    /// 1 to 3 exist, 4 does not.
    place: u32,
    delivery: Delivery,
    bad_digit: bool,
}

#[derive(Clone, Debug)]
enum Step {
    /// Cards by number, for today or tomorrow.
    Import(BTreeMap<u32, Row>, bool),
    Alert(u32),
    Plan,
    /// Close the day, with the first pouch back or not, pickups collected or not.
    Close(bool, bool),
}

/// The twin: every card's row, whether the centre still has it, and who is stopped.
#[derive(Default)]
struct Twin {
    rows: BTreeMap<u32, Row>,
    left: BTreeSet<u32>,
    alerted: BTreeSet<u32>,
}

impl Twin {
    fn stopped(&self, n: u32) -> bool {
        let row = &self.rows[&n];
        let twin = |(other, there): (&u32, &Row)| {
            *other != n && !self.left.contains(other) && there.citizen == row.citizen
        };
        row.bad_digit || row.place > 3 || self.alerted.contains(&n) || self.rows.iter().any(twin)
    }

    fn open_and_stopped(&self) -> BTreeSet<String> {
        let open = self.rows.keys().filter(|n| !self.left.contains(n));
        open.filter(|n| self.stopped(**n)).map(|n| serial(*n).to_string()).collect()
    }
}

fn row() -> impl Strategy<Value = Row> {
    let delivery = prop_oneof![6 => Just(Delivery::Collect), 1 => Just(Delivery::Home), 1 => Just(Delivery::Pickup)];
    let place = prop_oneof![12 => 1_u32..=3, 1 => Just(4)];
    (0_u32..60, place, delivery, prop::bool::weighted(0.05)).prop_map(
        |(citizen, place, delivery, bad_digit)| Row { citizen, place, delivery, bad_digit },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (prop::collection::btree_map(1_u32..40, row(), 1..12), prop::bool::weighted(0.2))
            .prop_map(|(rows, tomorrow)| Step::Import(rows, tomorrow)),
        1 => (1_u32..40).prop_map(Step::Alert),
        3 => Just(Step::Plan),
        2 => (any::<bool>(), any::<bool>()).prop_map(|(back, got)| Step::Close(back, got)),
    ]
}

async fn serials(db: &Db, query: &str) -> BTreeSet<String> {
    let rows = client(&db.url).await.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// The first pouch of the revision in force, if there is one.
async fn first_pouch(db: &Db, today: u32) -> Option<String> {
    let edition = db.store.edition(&centre(), day(today), None).await.ok()?;
    let pouch = |(key, number): (&Numbered, &String)| {
        matches!(key, Numbered::Pouch(..)).then(|| number.clone())
    };
    edition.numbers.iter().find_map(pouch)
}

async fn travel(steps: Vec<Step>) {
    let db = database().await;
    set_up(&db, 3).await;
    let mut twin = Twin::default();
    let mut today = 1;
    let mut carried = None;
    db.store.day_input(&centre(), day(today)).await.unwrap();
    for step in steps {
        match step {
            Step::Import(rows, tomorrow) => {
                let value = |(n, row): (&u32, &Row)| {
                    let stopped: &[_] = if row.bad_digit { &[fault::BAD_CHECK_DIGIT] } else { &[] };
                    let card =
                        card(*n).to(code(row.place)).of_citizen(row.citizen).stopped(stopped);
                    card.with(|c| c.delivery = row.delivery).value()
                };
                let values: Vec<Value> = rows.iter().map(value).collect();
                let known = |(n, row): &(&u32, &Row)| {
                    twin.left.contains(n) || twin.rows.get(n) == Some(*row)
                };
                let unchanged = rows.iter().filter(known).count() as u64;
                let on = today + u32::from(tomorrow);
                let report = db.try_import(cards_on(on), records(values)).await.unwrap();
                for (n, row) in rows {
                    if !twin.left.contains(&n) {
                        twin.rows.insert(n, row);
                    }
                }
                assert_eq!(report.unchanged, unchanged);
                assert_eq!(report.rows, report.accepted + report.unchanged + report.quarantined);
            }
            Step::Alert(n) => {
                db.import(FileKind::Alerts, vec![alert(n, None)]).await;
                twin.alerted.insert(n);
            }
            Step::Plan => {
                planned(&db, today).await;
            }
            Step::Close(back, got) => {
                let pouch = first_pouch(&db, today).await;
                let undelivered = pouch.filter(|_| back).map(Undelivered::Pouch);
                let pickups = "SELECT count(*) FROM ledger l JOIN day d USING (centre, day)
                               WHERE d.closed_at IS NULL AND mode = 'pickup'";
                let collect = got && db.count(pickups).await > 0;
                let exceptions = Exceptions {
                    undelivered: undelivered.into_iter().collect(),
                    collected: if collect { vec![Collected::All] } else { vec![] },
                };
                let closed = db.store.close(&centre(), day(today), &exceptions).await.unwrap();
                let gone = "SELECT card_serial FROM ledger l WHERE state IN
                            ('handed_over', 'posted', 'picked_up')";
                let gone = serials(&db, gone).await;
                let stopped = twin.open_and_stopped();
                assert!(gone.is_disjoint(&stopped), "a stopped card left");
                let names = |n: &u32| gone.contains(serial(*n).as_str());
                twin.left = twin.rows.keys().copied().filter(names).collect();
                today += 1;
                carried = Some(closed.carried);
                db.store.day_input(&centre(), day(today)).await.unwrap();
            }
        }
        check(&db, &twin, today, carried).await;
    }
}

async fn check(db: &Db, twin: &Twin, today: u32, carried: Option<u64>) {
    let quarantined = "SELECT card_serial FROM ledger WHERE open AND state = 'quarantined'";
    assert_eq!(serials(db, quarantined).await, twin.open_and_stopped());
    let everywhere = "SELECT count(DISTINCT card_serial) FROM ledger";
    assert_eq!(db.count(everywhere).await, twin.rows.len() as i64);
    assert_eq!(
        db.count("SELECT count(*) FROM ledger WHERE open").await,
        (twin.rows.len() - twin.left.len()) as i64
    );
    for on in 1..=today {
        let found = db.store.reconcile(&centre(), day(on)).await.unwrap();
        assert!(found.balanced && found.chain_intact, "day {on}: {found:?}");
        // A card stopped or freed after publication is for people to take out or plan.
        let others = found.differences.iter().filter(|d| d.code != fault::PLACE_DIFFERS);
        assert_eq!(others.count(), 0, "day {on}: {found:?}");
        if let Some(carried) = carried.filter(|_| on == today) {
            assert_eq!(found.ledger.brought_forward, carried);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 200, failure_persistence: None,
        ..ProptestConfig::default() })]
    #[test]
    fn days_balance_whatever_happens(steps in prop::collection::vec(step(), 4..16)) {
        tokio::runtime::Runtime::new().unwrap().block_on(travel(steps));
    }
}
