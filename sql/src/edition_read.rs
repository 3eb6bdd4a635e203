//! Reading an edition: one moment's view of a revision and its day.

use crate::card_lines::{self, card_line, card_lines, in_order};
use crate::edition::{Edition, Numbered, RefusedRow, Revision, Status, StoppedCard};
use crate::ledger::ledger;
use crate::numbering::Numbering;
use crate::revision::{Loaded, load};
use crate::sort_plan::{self, StoredSort};
use crate::store::Store;
use crate::trouble::{fault_of, unreadable};
use crate::waves::waves;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Code, Fault};
use fenjian_planner::plan::Plan;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::words::CentreCode;
use std::collections::BTreeMap;
use tokio_postgres::{IsolationLevel, Row};

impl Store {
    /// All that the manifests of a revision show: number `revision`, else the published one, else
    /// the newest. O(cards log cards).
    ///
    /// Errors: S711 when there is none such.
    pub async fn edition(
        &self,
        centre: &CentreCode,
        day: NaiveDate,
        revision: Option<u32>,
    ) -> Result<Edition, Fault> {
        let mut client = self.client().await?;
        let work = (client.build_transaction())
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .await
            .map_err(fault_of)?;
        let code = centre.0.as_str();
        let Loaded { revision, problem, plan } = load(&work, code, day, revision).await?;
        let lines = card_lines(&work, code, day).await?;
        let cards = in_order(&problem, &plan, lines)?;
        let sorts = sort_plan::newest(&work, code, day, revision.number).await?;
        let named = Named { problem: &problem, plan: &plan, sorts: &sorts };
        Ok(Edition {
            numbers: numbers(&work, code, day, &revision, named).await?,
            stopped: stopped(&work, code, day).await?,
            refused: refused(&work, code, day).await?,
            ledger: ledger(&work, code, day).await?,
            previous_day: previous_day(&work, code, day).await?,
            waves: waves(&work, code, day, &problem).await?,
            centre: centre.clone(),
            revision,
            problem,
            plan,
            cards,
            sorts,
        })
    }
}

/// What has a number.
struct Named<'a> {
    problem: &'a DayProblem,
    plan: &'a Plan,
    sorts: &'a [StoredSort],
}

/// The numbers of what stands in this revision; none before it is published.
async fn numbers(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    revision: &Revision,
    named: Named<'_>,
) -> Result<BTreeMap<Numbered, String>, Fault> {
    if revision.status == Status::Proposed {
        return Ok(BTreeMap::new());
    }
    let mut numbering = Numbering::read(work, centre, day).await?;
    let mut numbers = numbering.number(named.problem, named.plan);
    for sort in named.sorts {
        numbers.extend(numbering.number_sort(&sort.machine, &sort.plan));
    }
    Ok(numbers)
}

async fn stopped(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<StoppedCard>, Fault> {
    // Stopped since the first of the days on which it was stopped without a break.
    let select = format!(
        "SELECT {}, c.receiving_text, l.reasons, (
            SELECT min(b.day) FROM ledger b
            WHERE b.card_serial = l.card_serial AND b.day <= l.day AND b.day > coalesce((
                SELECT max(f.day) FROM ledger f WHERE f.card_serial = l.card_serial
                  AND f.day < l.day AND f.state <> 'quarantined'), '-infinity')) AS since
         FROM ledger l JOIN card c ON c.serial = l.card_serial
         WHERE l.centre = $1 AND l.day = $2 AND l.state = 'quarantined' ORDER BY c.serial",
        card_lines::COLUMNS
    );
    let rows = work.query(&select, &[&centre, &day]).await.map_err(fault_of)?;
    let stopped = |row: &Row| {
        let reasons: Option<Vec<Code>> =
            row.get::<_, Vec<&str>>("reasons").into_iter().map(Code::named).collect();
        Ok(StoppedCard {
            card: card_line(row)?,
            receiving: row.get("receiving_text"),
            reasons: reasons.ok_or_else(|| unreadable("ledger.reasons"))?,
            since: row.get("since"),
        })
    };
    rows.iter().map(stopped).collect()
}

/// Rows refused by the day's imports; of a file that came several times, its last import.
async fn refused(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Vec<RefusedRow>, Fault> {
    let select = "
        SELECT i.file_name, f.line, f.column_name, f.value, f.code, f.detail
        FROM import_file i JOIN finding f ON f.import_file = i.id AND f.refused
        WHERE i.kind = 'cards' AND i.day = $2 AND (i.centre IS NULL OR i.centre = $1)
          AND NOT EXISTS (
            SELECT FROM import_file n WHERE n.kind = 'cards' AND n.sha256 = i.sha256
              AND n.day = i.day AND n.centre IS NOT DISTINCT FROM i.centre AND n.id > i.id)
        ORDER BY i.id, f.line, f.code";
    let rows = work.query(select, &[&centre, &day]).await.map_err(fault_of)?;
    let refused = |row: &Row| {
        Ok(RefusedRow {
            file: row.get(0),
            line: row.get::<_, Option<i64>>(1).unwrap_or_default().cast_unsigned(),
            column: row.get(2),
            value: row.get(3),
            code: Code::named(row.get(4)).ok_or_else(|| unreadable("finding.code"))?,
            detail: row.get(5),
        })
    };
    rows.iter().map(refused).collect()
}

async fn previous_day(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
) -> Result<Option<NaiveDate>, Fault> {
    let select = "SELECT max(day) FROM day WHERE centre = $1 AND day < $2";
    let row = work.query_one(select, &[&centre, &day]).await.map_err(fault_of)?;
    Ok(row.get(0))
}
