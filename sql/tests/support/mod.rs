//! A real PostgreSQL for each test binary, a database for each test, and words to fill it with.
#![allow(clippy::unwrap_used, dead_code, missing_docs, unreachable_pub)]

pub mod floor;
pub mod plans;
pub mod words;

use fenjian_planner::fault::{Fault, Finding};
use fenjian_planner::formats::{FileKind, Record, Value};
use fenjian_planner::words::CentreCode;
use fenjian_sql::cluster::Ephemeral;
use fenjian_sql::import::{ImportReport, ImportRequest};
use fenjian_sql::store::Store;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::{Client, NoTls};

/// A database with the newest structure and nothing in it.
pub struct Db {
    pub store: Store,
    pub url: String,
}

static CLUSTER: OnceLock<Ephemeral> = OnceLock::new();
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The cluster of this test binary, with a database `model` of the newest structure.
pub fn cluster() -> &'static Ephemeral {
    CLUSTER.get_or_init(|| {
        let cluster = Ephemeral::start().unwrap();
        let (url, model) = (cluster.url(), cluster.url_of("model"));
        let prepare = async move {
            sql(&url, "CREATE DATABASE model").await;
            drop(Store::connect(&model).await.unwrap());
        };
        // Tests run inside runtimes of their own, which must not be blocked on.
        let runtime = || tokio::runtime::Runtime::new().unwrap();
        std::thread::spawn(move || runtime().block_on(prepare)).join().unwrap();
        cluster
    })
}

pub async fn database() -> Db {
    let cluster = tokio::task::spawn_blocking(cluster).await.unwrap();
    let name = format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let create = format!("CREATE DATABASE {name} TEMPLATE model STRATEGY file_copy");
    // The server needs a moment to notice that the last visitor of the model has gone.
    let admin = client(&cluster.url()).await;
    while admin.batch_execute(&create).await.is_err() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let url = cluster.url_of(&name);
    Db { store: Store::connect(&url).await.unwrap(), url }
}

pub async fn client(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

pub async fn sql(url: &str, statement: &str) {
    client(url).await.batch_execute(statement).await.unwrap();
}

impl Db {
    /// What `query` counts.
    pub async fn count(&self, query: &str) -> i64 {
        client(&self.url).await.query_one(query, &[]).await.unwrap().get(0)
    }

    /// Tries to tamper; gives the SQLSTATE of the refusal.
    pub async fn tamper(&self, statement: &str) -> String {
        let error = client(&self.url).await.batch_execute(statement).await;
        let error = error.expect_err("tampering succeeded");
        error.as_db_error().unwrap().code().code().to_owned()
    }

    /// Everything in the tables that an import may fill, as text.
    pub async fn dump(&self) -> String {
        let client = client(&self.url).await;
        let mut text = String::new();
        for table in ["card", "ledger", "ledger_day", "location", "finding", "alert", "day"] {
            let query = format!(
                "SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')
                                 FROM {table} t"
            );
            text += client.query_one(&query, &[]).await.unwrap().get::<_, &str>(0);
        }
        text
    }

    pub async fn import(&self, kind: FileKind, values: Vec<Value>) -> ImportReport {
        self.try_import(request(kind), records(values)).await.unwrap()
    }

    pub async fn try_import(
        &self,
        request: ImportRequest,
        records: Vec<Record>,
    ) -> Result<ImportReport, Fault> {
        self.feed(request, records, Some(Ok(Vec::new()))).await
    }

    /// Imports `records`; `end` is the reader's last word, none when it dies without one.
    pub async fn feed(
        &self,
        request: ImportRequest,
        records: Vec<Record>,
        end: Option<Result<Vec<Finding>, Fault>>,
    ) -> Result<ImportReport, Fault> {
        let (send, received) = mpsc::channel(4);
        let (word, ended) = oneshot::channel();
        let reader = tokio::spawn(async move {
            let mut records = records.into_iter().peekable();
            while records.peek().is_some() {
                if send.send(records.by_ref().take(3).collect()).await.is_err() {
                    return;
                }
            }
            drop(send);
            if let Some(end) = end {
                let _ = word.send(end);
            }
        });
        let report = self.store.import(request, received, ended).await;
        reader.await.unwrap();
        report
    }
}

pub fn request(kind: FileKind) -> ImportRequest {
    ImportRequest {
        kind,
        file_name: format!("{}.csv", kind.word()),
        sha256: [7; 32],
        centre: None,
        day: words::day(1),
        dry_run: false,
    }
}

pub fn cards_on(day: u32) -> ImportRequest {
    ImportRequest { day: words::day(day), ..request(FileKind::Cards) }
}

pub fn records(values: Vec<Value>) -> Vec<Record> {
    let record = |(ix, value)| Record { line: ix as u64 + 2, value: Ok(value), findings: vec![] };
    values.into_iter().enumerate().map(record).collect()
}

pub fn centre() -> CentreCode {
    CentreCode("C44".into())
}
