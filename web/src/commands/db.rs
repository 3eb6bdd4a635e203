//! `fenjian db`: the private database.

use super::off_workers;
use crate::cli::Db;
use crate::console::Console;
use crate::home;
use fenjian_planner::fault::Fault;
use fenjian_sql::cluster::Cluster;
use serde_json::json;

/// Starts, stops, names or migrates the database.
pub(super) async fn run(args: Db, console: &Console) -> Result<(), Fault> {
    match args {
        Db::Up => {
            let url = off_workers(|| {
                let cluster = Cluster::open(&home::folder())?;
                cluster.keep()?;
                Ok(cluster.url())
            })
            .await?;
            console
                .result(&format!("数据库在运行：{url}"), &json!({ "running": true, "url": url }));
        }
        Db::Down => {
            off_workers(|| Cluster::down(&home::folder())).await?;
            console.result("数据库已停止", &json!({ "running": false }));
        }
        Db::Url => {
            let (url, _cluster) = off_workers(home::database_url).await?;
            console.result(&url, &json!({ "url": url }));
        }
        Db::Migrate => {
            home::open().await?;
            console.result("表结构已是最新", &json!({ "migrated": true }));
        }
    }
    Ok(())
}
