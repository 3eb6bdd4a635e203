//! `fenjian close`: ends a day.

use super::plan::{ledger_object, states_text};
use crate::cli;
use crate::console::Console;
use crate::home;
use fenjian_planner::fault::Fault;
use fenjian_sql::close::Exceptions;
use serde_json::json;

/// Closes the day: what has not left is brought forward.
pub(super) async fn run(args: cli::Close, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let exceptions = Exceptions::parse(&args.undelivered, &args.collected)?;
    let closed = database.store.close(&args.day.centre, args.day.day, &exceptions).await?;
    let text = format!(
        "{} 已结账：{}；转入后日 {} 张",
        args.day.day,
        states_text(&closed.ledger),
        closed.carried
    );
    let object = json!({ "carried": closed.carried, "ledger": ledger_object(&closed.ledger) });
    console.result(&text, &object);
    Ok(())
}
