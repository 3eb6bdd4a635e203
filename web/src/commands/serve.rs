//! `fenjian serve`: the pages, on this machine only.

use crate::cli::Serve;
use crate::console::Console;
use crate::home::{self, Database};
use crate::pages;
use fenjian_planner::fault::{self, Fault};
use serde_json::json;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Serves until it is told to stop; requests under way are finished first.
pub(super) async fn run(args: Serve, console: &Console) -> Result<(), Fault> {
    let listener = listen(args.listen).await?;
    let database = home::open().await?;
    serve(listener, database, console).await
}

/// Takes the port. Pages carry no accounts yet, so only this machine may reach them.
pub(super) async fn listen(address: SocketAddr) -> Result<TcpListener, Fault> {
    if !address.ip().is_loopback() {
        return Err(Fault::new(fault::NOT_LOOPBACK, address.to_string()));
    }
    TcpListener::bind(address)
        .await
        .map_err(|e| Fault::new(fault::CANNOT_LISTEN, format!("{address}：{e}")))
}

/// Serves on `listener` until Ctrl-C or SIGTERM.
pub(super) async fn serve(
    listener: TcpListener,
    database: Database,
    console: &Console,
) -> Result<(), Fault> {
    let failed = |e: std::io::Error| Fault::new(fault::CANNOT_LISTEN, e.to_string());
    let address = listener.local_addr().map_err(failed)?;
    let url = format!("http://{address}/");
    let (stop, ending) = watch::channel(false);
    let app = pages::site(database.store.clone(), database.key().await?, ending);
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    console.result(&format!("页面在 {url}（Ctrl-C 停止）"), &json!({ "url": url }));
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping");
            // Nobody follows anything: nothing to end.
            let _ = stop.send(true);
        })
        .await
        .map_err(failed)
}
