//! The store: a pool of connections to one database, brought to the newest structure.

use crate::trouble::{fault_of, unreachable};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Transaction};
use fenjian_planner::fault::{self, Fault};
use std::str::FromStr;
use std::time::Duration;
use tokio_postgres::{Config, NoTls};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Connections at once: pages read while an import writes.
const CONNECTIONS: usize = 8;

/// Advisory locks of this program in a database: one for its structure, one for the ledger.
const STRUCTURE: i64 = 0x666a_0001;
const LEDGER: i64 = 0x666a_0002;

/// A database of Fenjian. Cheap to clone; all clones share the connections.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
}

impl Store {
    /// Connects to the database at `url` (`postgres://…` or libpq key/value) and brings its
    /// structure to the newest version, from nothing or from any earlier one.
    ///
    /// Errors: S704 when the address is malformed or nobody answers, S705 when a step of the
    /// structure fails; each step is one transaction.
    pub async fn connect(url: &str) -> Result<Self, Fault> {
        // The parser's text does not repeat the address, which may hold a password.
        let config = Config::from_str(url);
        let mut config = config.map_err(|e| Fault::new(fault::NO_DATABASE, e.to_string()))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        config.application_name("fenjian");
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, NoTls, recycling);
        let pool = Pool::builder(manager).max_size(CONNECTIONS).build();
        let pool = pool.map_err(|e| Fault::new(fault::STORE_FAILED, e.to_string()))?;
        let store = Self { pool };
        store.migrate().await?;
        Ok(store)
    }

    /// Whether the database answers now; for readiness probes.
    pub async fn ping(&self) -> Result<(), Fault> {
        self.client().await?.simple_query("SELECT 1").await.map_err(fault_of)?;
        Ok(())
    }

    /// Programs that start at the same time wait here for one another.
    async fn migrate(&self) -> Result<(), Fault> {
        let mut client = self.client().await?;
        client.execute("SELECT pg_advisory_lock($1)", &[&STRUCTURE]).await.map_err(fault_of)?;
        let done = embedded::migrations::runner().run_async(&mut **client.as_mut()).await;
        client.execute("SELECT pg_advisory_unlock($1)", &[&STRUCTURE]).await.map_err(fault_of)?;
        done.map(drop).map_err(|e| Fault::new(fault::MIGRATION_FAILED, e.to_string()))
    }

    /// Ties the database to the key under which citizen numbers are hashed, known by its
    /// `fingerprint`: the first one stays.
    ///
    /// Errors: S706 when another key was used before.
    pub async fn bind_key(&self, fingerprint: &str) -> Result<(), Fault> {
        let client = self.client().await?;
        let insert = "INSERT INTO citizen_key (fingerprint) VALUES ($1) ON CONFLICT DO NOTHING";
        client.execute(insert, &[&fingerprint]).await.map_err(fault_of)?;
        let row = client.query_one("SELECT fingerprint FROM citizen_key", &[]).await;
        match row.map_err(fault_of)?.get::<_, String>(0) == fingerprint {
            true => Ok(()),
            false => Err(Fault::new(fault::WRONG_KEY, "")),
        }
    }

    pub(crate) async fn client(&self) -> Result<Object, Fault> {
        self.pool.get().await.map_err(unreachable)
    }
}

/// Makes `work` the only writer of the ledger until its transaction ends: imports, publications
/// and closings see each other's results whole. Its joins over a whole file or day stay in memory:
/// half a million serials take some 60 MB.
pub(crate) async fn lock_ledger(work: &Transaction<'_>) -> Result<(), Fault> {
    work.execute("SELECT pg_advisory_xact_lock($1)", &[&LEDGER]).await.map_err(fault_of)?;
    work.batch_execute("SET LOCAL work_mem = '96MB'").await.map_err(fault_of)
}

/// Keeps those who write the whole ledger out until `work` ends; others who move a few cards work beside it.
pub(crate) async fn share_ledger(work: &Transaction<'_>) -> Result<(), Fault> {
    let share = "SELECT pg_advisory_xact_lock_shared($1)";
    work.execute(share, &[&LEDGER]).await.map_err(fault_of)?;
    Ok(())
}
