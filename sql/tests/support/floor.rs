//! A published day on the floor, and what a device sends from there.

use super::plans::planned;
use super::words::{card, cards, code, day, serial, set_up};
use super::{Db, centre, database, sql};
use chrono::{DateTime, TimeDelta, Utc};
use fenjian_planner::fault::Fault;
use fenjian_planner::formats::{FileKind, Value};
use fenjian_planner::units::Grams;
use fenjian_planner::words::{Pouching, State};
use fenjian_sql::close::Exceptions;
use fenjian_sql::custody::{
    Answer, CardKey, CardScan, Deed, Paper, PaperAnswer, Says, Sent, Which,
};
use fenjian_sql::edition::{Ledger, Numbered};
use fenjian_sql::reconcile::Reconciliation;

pub const WANG: &str = "digest of a badge";

/// What a device sends with its `n`th event.
pub fn sent(n: u32) -> Sent {
    let begin = DateTime::<Utc>::from_timestamp(1_780_272_000, 0).unwrap();
    Sent {
        client_id: format!("device-1-{n:06}"),
        badge: WANG.into(),
        device: "station 1".into(),
        occurred_at: begin + TimeDelta::seconds(n.into()),
    }
}

/// A published day: cards 1 to 5 of location 1 in pouches of three and two, 6 to 8 of location 2 in one.
pub struct Floor {
    pub db: Db,
    pub big: String,
    pub small: String,
    pub other: String,
    pub route: String,
}

impl Floor {
    pub async fn new() -> Self {
        let db = database().await;
        set_up(&db, 2).await;
        let few = Pouching { cards_per_pouch: 3, card_weight: Grams(6), pouch_weight: Grams(80) };
        db.import(FileKind::Pouching, vec![Value::Pouching(few)]).await;
        let mut values = cards(1..=5);
        values.extend((6..=8).map(|n| card(n).to(code(2)).value()));
        db.import(FileKind::Cards, values).await;
        planned(&db, 1).await;
        db.store.add_badge(&centre(), "王五", WANG).await.unwrap();
        let edition = db.store.edition(&centre(), day(1), None).await.unwrap();
        let number = |n, part| edition.numbers[&Numbered::Pouch(code(n).to_string(), part)].clone();
        let (one, two, other) = (number(1, 1), number(1, 2), number(2, 1));
        let count = format!("SELECT count(*) FROM ledger WHERE pouch = '{one}'");
        let (big, small) = if db.count(&count).await == 3 { (one, two) } else { (two, one) };
        let vehicle = &edition.problem.vehicles[edition.plan.routes[0].vehicle.ix()].name;
        let route = edition.numbers[&Numbered::Route(vehicle.clone(), 1)].clone();
        assert_eq!(edition.plan.routes.len(), 1);
        Self { db, big, small, other, route }
    }

    pub async fn scan(&self, n: u32, card: u32, pouch: Option<&str>) -> Result<Answer, Fault> {
        let card = CardKey::Serial(serial(card));
        let scan = CardScan { sent: sent(n), card, pouch: pouch.map(Into::into) };
        self.db.store.record_scans(&centre(), day(1), &[scan]).await.unwrap().remove(0)
    }

    pub async fn deed(&self, n: u32, deed: Deed) -> Result<Answer, Fault> {
        self.db.store.record_deed(&centre(), day(1), &sent(n), &deed).await
    }

    /// What a paper says, entered on a day.
    pub async fn paper(
        &self,
        n: u32,
        on: u32,
        number: &str,
        says: Says,
    ) -> Result<PaperAnswer, Fault> {
        let paper = Paper { number: number.into(), says };
        self.db.store.record_paper(&centre(), day(on), &sent(n), &paper).await
    }

    /// The number of the handover sheet of location `n`.
    pub async fn sheet(&self, n: u32) -> String {
        let edition = self.db.store.edition(&centre(), day(1), None).await.unwrap();
        let subject = format!("{}/{}", self.route, code(n));
        edition.numbers[&Numbered::Manifest("handover".into(), subject)].clone()
    }

    /// Seals, loads and sends off both pouches of location 1; the other is left behind.
    pub async fn sent_off(&self) {
        for (n, pouch, cards) in [(100, &self.big, 3), (200, &self.small, 2)] {
            self.seal(n, pouch, cards).await.unwrap();
            self.deed(n + 1, load(pouch, &self.route)).await.unwrap();
        }
        self.deed(300, Deed::Depart { route: self.route.clone() }).await.unwrap();
    }

    /// Closes the first day, so that the second one is open.
    pub async fn next_day(&self) {
        self.db.store.close(&centre(), day(1), &Exceptions::default()).await.unwrap();
        let cards = super::records(cards(50..=50));
        self.db.try_import(super::cards_on(2), cards).await.unwrap();
    }

    /// Pouches without a receipt, as they are listed on a day.
    pub async fn outstanding(&self, on: u32) -> Vec<String> {
        let found = self.db.store.outstanding(&centre(), day(on)).await.unwrap();
        found.into_iter().flat_map(|stop| stop.pouches).collect()
    }

    /// Seals a pouch as planned.
    pub async fn seal(&self, n: u32, pouch: &str, count: u32) -> Result<Answer, Fault> {
        self.deed(n, seal(pouch, n, count, Which::Planned)).await
    }

    pub async fn reconciled(&self) -> Reconciliation {
        let found = self.db.store.reconcile(&centre(), day(1)).await.unwrap();
        assert!(found.balanced, "{found:?}");
        found
    }

    /// The day without differences; gives its account.
    pub async fn sound(&self) -> Ledger {
        let found = self.reconciled().await;
        assert!(found.chain_intact, "{found:?}");
        assert_eq!(found.differences, []);
        found.ledger
    }

    pub async fn holds(&self, state: State) -> u64 {
        self.sound().await.states.get(&state).copied().unwrap_or_default()
    }

    /// Somebody with all rights switches the triggers off.
    pub async fn slip(&self, statement: &str) {
        let off = "SET session_replication_role = replica";
        sql(&self.db.url, &format!("{off}; {statement}; RESET session_replication_role")).await;
    }

    pub async fn events(&self) -> i64 {
        self.db.count("SELECT count(*) FROM custody_event").await
    }
}

pub fn seal(pouch: &str, seal: u32, count: u32, which: Which) -> Deed {
    let seal = format!("F{seal:06}");
    Deed::Seal { pouch: pouch.into(), seal, count, weight_g: Some(98), which }
}

pub fn load(pouch: &str, route: &str) -> Deed {
    Deed::Load { pouch: pouch.into(), route: Some(route.into()) }
}
