//! What surrounds the program: its folder, its key and its database.

use fenjian_planner::fault::{self, Fault};
use fenjian_planner::intake::CitizenKey;
use fenjian_sql::cluster::Cluster;
use fenjian_sql::store::Store;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The program's own folder: `$FENJIAN_HOME`, or `.fenjian` where it is started.
pub fn folder() -> PathBuf {
    std::env::var_os("FENJIAN_HOME").map_or_else(|| PathBuf::from(".fenjian"), PathBuf::from)
}

/// An open store, and the private cluster as long as it is needed.
pub struct Database {
    /// The store.
    pub store: Store,
    /// Kept so that the private cluster runs while the store is used.
    _cluster: Option<Cluster>,
}

/// Where the database is: `$DATABASE_URL`, else the private cluster, started when needed.
pub fn database_url() -> Result<(String, Option<Cluster>), Fault> {
    if let Some(url) = std::env::var("DATABASE_URL").ok().filter(|url| !url.is_empty()) {
        return Ok((url, None));
    }
    let cluster = Cluster::open(&folder())?;
    Ok((cluster.url(), Some(cluster)))
}

/// Opens the database and brings its tables up to date.
pub async fn open() -> Result<Database, Fault> {
    let (url, cluster) = tokio::task::spawn_blocking(database_url)
        .await
        .map_err(|e| Fault::new(fault::STOPPED_BY_PERSON, e.to_string()))??;
    let store = Store::connect(&url).await?;
    Ok(Database { store, _cluster: cluster })
}

impl Database {
    /// The key for citizen numbers, proved to be the one this database was filled with.
    pub async fn key(&self) -> Result<CitizenKey, Fault> {
        let key = read_or_make_key()?;
        self.store.bind_key(&key.fingerprint()).await?;
        Ok(key)
    }
}

/// The key of `$FENJIAN_KEY_FILE`, else of `key` in the program's folder, made on first use.
fn read_or_make_key() -> Result<CitizenKey, Fault> {
    let unusable = |path: &Path, why: String| {
        Fault::new(fault::KEY_FILE, format!("{}：{why}", path.display()))
    };
    let path = match std::env::var_os("FENJIAN_KEY_FILE") {
        Some(path) => PathBuf::from(path),
        None => {
            let path = folder().join("key");
            if !path.exists() {
                make_key(&path).map_err(|e| unusable(&path, e.to_string()))?;
            }
            path
        }
    };
    let bytes = std::fs::read(&path).map_err(|e| unusable(&path, e.to_string()))?;
    let mode = std::fs::metadata(&path).map_err(|e| unusable(&path, e.to_string()))?.permissions();
    if mode.mode() & 0o077 != 0 {
        return Err(unusable(&path, "其他人可读".into()));
    }
    CitizenKey::new(bytes).ok_or_else(|| unusable(&path, "不足 32 字节".into()))
}

fn make_key(path: &Path) -> std::io::Result<()> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    if let Some(parent) = path.parent() {
        std::fs::DirBuilder::new().recursive(true).mode(0o755).create(parent)?;
    }
    let mut file =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(&bytes)?;
    file.sync_all()
}
