//! Reconciling a day (数量核对): every card that entered it is in exactly one place, and the paper
//! trail of closed days was not touched. Each proof is made from the rows themselves.

use crate::custody::outstanding::{Outstanding, outstanding, sought};
use crate::custody::verify::{card_differences, chain_differences};
use crate::edition::{Ledger, Status};
use crate::ledger::{ledger, ledger_of};
use crate::reconcile_plan::compare_with_plan;
use crate::revision::load;
use crate::store::Store;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{self, Code, Fault};
use fenjian_planner::words::CentreCode;
use tokio_postgres::IsolationLevel;

/// How many cards or pouches a difference names; `what` says how many there are.
pub(crate) const NAMED: usize = 100;

/// What the reconciliation of a day came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciliation {
    /// The account as it is kept.
    pub ledger: Ledger,
    /// The equation holds, and a count of the rows gives the same terms.
    pub balanced: bool,
    /// No row of a closed day up to this one was changed since it was closed, and no custody event of those
    /// days or this one was changed or taken out.
    pub chain_intact: bool,
    /// Everything that does not agree; empty when all is well.
    pub differences: Vec<Difference>,
    /// What left on this day or before and has no receipt by now. Waiting for one is no difference.
    pub outstanding: Vec<Outstanding>,
}

/// One thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its kind, S721 to S729 and S747.
    pub code: Code,
    /// What exactly, in Chinese.
    pub what: String,
    /// The cards, pouches, days or events concerned; at most 100 of them.
    pub names: Vec<String>,
}

impl Difference {
    pub(crate) fn new(code: Code, what: impl Into<String>, mut names: Vec<String>) -> Self {
        names.truncate(NAMED);
        Self { code, what: what.into(), names }
    }
}

impl Store {
    /// Reconciles a day: kept counts against the rows, what was brought forward against what the
    /// closed day before left, every card of the published revision against the one pouch or way
    /// it was given, every card against the last custody event that names it, and the chains of digests of
    /// days and events from the first to this one.
    /// O(rows of all closed days and events of all days up to this one), for the chains.
    ///
    /// Errors: S709 when the day has no account. Differences are no errors.
    pub async fn reconcile(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
    ) -> Result<Reconciliation, Fault> {
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let centre = centre.0.as_str();
        let kept = ledger(&work, centre, day).await?;
        let counted = counted(&work, centre, day).await?;
        let mut differences = Vec::new();
        if counted != kept {
            let what = format!("账页 {}，清点 {}", summed(&kept), summed(&counted));
            differences.push(Difference::new(fault::COUNTS_DIFFER, what, Vec::new()));
        }
        differences.extend(forward(&work, centre, day).await?);
        match load(&work, centre, day, None).await {
            Ok(loaded) if loaded.revision.status == Status::Published => {
                differences.extend(compare_with_plan(&work, centre, day, &loaded).await?);
            }
            Ok(_) => {}
            Err(fault) if fault.code == fault::NO_SUCH_REVISION => {}
            Err(fault) => return Err(fault),
        }
        differences.extend(card_differences(&work, centre, day).await?);
        differences.extend(sought(&work, centre, day).await?);
        let outstanding = outstanding(&work, centre, day).await?;
        let broken = broken_days(&work, centre, day).await?;
        let events = chain_differences(&work, centre, day).await?;
        let chain_intact = broken.is_empty() && events.is_empty();
        differences.extend(events);
        if !broken.is_empty() {
            let what = format!("{} 个已结账日的账链不符", broken.len());
            differences.push(Difference::new(fault::CHAIN_BROKEN, what, broken));
        }
        let balanced = kept.balances() && counted == kept;
        Ok(Reconciliation { ledger: kept, balanced, chain_intact, differences, outstanding })
    }
}

fn summed(ledger: &Ledger) -> String {
    let entered = ledger.brought_forward + ledger.produced + ledger.returned + ledger.found;
    let states: Vec<String> =
        ledger.states.iter().map(|(state, cards)| format!("{} {cards}", state.zh())).collect();
    format!("入账 {entered}（{}）", states.join("，"))
}

/// The account as a count of the rows gives it.
async fn counted(work: &Transaction<'_>, centre: &str, day: NaiveDate) -> Result<Ledger, Fault> {
    let select = "
        SELECT count(*) FILTER (WHERE entered = 'brought_forward') AS brought_forward,
            count(*) FILTER (WHERE entered = 'produced') AS produced,
            count(*) FILTER (WHERE entered = 'returned') AS returned_in,
            count(*) FILTER (WHERE entered = 'found') AS found,
            count(*) FILTER (WHERE state = 'quarantined') AS quarantined,
            count(*) FILTER (WHERE state = 'planned') AS planned,
            count(*) FILTER (WHERE state = 'held') AS held,
            count(*) FILTER (WHERE state = 'sealed') AS sealed,
            count(*) FILTER (WHERE state = 'loaded') AS loaded,
            count(*) FILTER (WHERE state = 'in_transit') AS in_transit,
            count(*) FILTER (WHERE state = 'handed_over') AS handed_over,
            count(*) FILTER (WHERE state = 'posted') AS posted,
            count(*) FILTER (WHERE state = 'picked_up') AS picked_up,
            count(*) FILTER (WHERE state = 'returned') AS returned,
            count(*) FILTER (WHERE state = 'spoiled') AS spoiled,
            count(*) FILTER (WHERE state = 'destroyed') AS destroyed,
            count(*) FILTER (WHERE state = 'transferred') AS transferred
        FROM ledger WHERE centre = $1 AND day = $2";
    Ok(ledger_of(&work.query_one(select, &[&centre, &day]).await.map_err(fault_of)?))
}

/// Cards that this day took over though no closed day left them, and cards that the closed day
/// before left and no later day took over.
async fn forward(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<Difference>, Fault> {
    let stay = "('quarantined', 'planned', 'held', 'sealed', 'loaded', 'in_transit', 'returned')";
    let unexpected = format!(
        "SELECT l.card_serial FROM ledger l
         WHERE l.centre = $1 AND l.day = $2 AND l.entered = 'brought_forward' AND NOT EXISTS (
            SELECT FROM ledger b JOIN day d ON d.centre = b.centre AND d.day = b.day
            WHERE b.card_serial = l.card_serial AND b.centre = $1 AND b.day < $2
              AND d.closed_at IS NOT NULL AND b.state IN {stay})
         ORDER BY 1"
    );
    let lost = format!(
        "SELECT b.card_serial FROM ledger b
         WHERE b.centre = $1 AND b.state IN {stay} AND b.day = (
            SELECT max(d.day) FROM day d
            WHERE d.centre = $1 AND d.day < $2 AND d.closed_at IS NOT NULL)
         AND NOT EXISTS (
            SELECT FROM ledger l WHERE l.card_serial = b.card_serial AND l.day > b.day)
         ORDER BY 1"
    );
    let mut differences = Vec::new();
    for (query, what) in [(unexpected, "承前而前日未留"), (lost, "前日留下而未承前")]
    {
        let rows = work.query(&query, &[&centre, &day]).await.map_err(fault_of)?;
        if !rows.is_empty() {
            let what = format!("{} 张证件{what}", rows.len());
            let serials = rows.iter().map(|row| row.get(0)).collect();
            differences.push(Difference::new(fault::FORWARD_DIFFERS, what, serials));
        }
    }
    Ok(differences)
}

/// Closed days up to `day` whose rows, under the stored digest of the day before, do not give
/// their stored digest.
async fn broken_days(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<String>, Fault> {
    let select = "
        SELECT day FROM (
            SELECT day, digest, lag(digest, 1, ''::bytea) OVER (ORDER BY day) AS previous
            FROM day WHERE centre = $1 AND day <= $2 AND closed_at IS NOT NULL
        ) chain WHERE digest <> ledger_digest($1, day, previous) ORDER BY day";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(rows.iter().map(|row| row.get::<_, NaiveDate>(0).to_string()).collect())
}
