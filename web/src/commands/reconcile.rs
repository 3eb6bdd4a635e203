//! `fenjian reconcile`: every card that entered the day is in exactly one place.

use super::plan::{ledger_object, states_text};
use crate::cli::Day;
use crate::console::Console;
use crate::home;
use fenjian_planner::fault::Fault;
use serde_json::json;

/// Proves the ledger equation of a day, term by term, and names each difference.
pub(super) async fn run(args: Day, console: &Console) -> Result<(), Fault> {
    let database = home::open().await?;
    let found = database.store.reconcile(&args.centre, args.day).await?;
    let ledger = &found.ledger;
    let mut object = ledger_object(ledger);
    object["balanced"] = json!(found.balanced);
    object["chain_intact"] = json!(found.chain_intact);
    object["differences"] = json!(
        (found.differences.iter())
            .map(|d| json!({ "what": d.what, "names": d.names }))
            .collect::<Vec<_>>()
    );
    object["outstanding"] = json!(
        (found.outstanding.iter())
            .map(|stop| json!({
                "day": stop.day, "age_days": stop.age, "sheet": stop.sheet, "route": stop.route,
                "stop": stop.stop, "drop": stop.drop_code, "pouches": stop.pouches,
                "cards": stop.cards, "reasons": stop.reasons,
            }))
            .collect::<Vec<_>>()
    );
    let mut text = format!(
        "承前 {} + 制证 {} + 退回 {} + 捡拾 {} = {}\n{}；账链{}",
        ledger.brought_forward,
        ledger.produced,
        ledger.returned,
        ledger.found,
        states_text(ledger),
        if found.balanced { "平衡合拢" } else { "不平衡" },
        if found.chain_intact { "完整" } else { "被改动" },
    );
    for difference in &found.differences {
        text += &format!("\n{}：{}", difference.what, difference.names.join("、"));
    }
    for stop in &found.outstanding {
        text += &format!(
            "\n签收未回：{}（{} 天）{} 第 {} 站 {} {}",
            stop.day,
            stop.age,
            stop.route,
            stop.stop,
            stop.name,
            stop.pouches.join("、")
        );
    }
    console.result(&text, &object);
    Ok(())
}
