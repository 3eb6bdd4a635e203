//! Cards: from the file to the ledger, as sets.
//!
//! 1. The rows are copied into the temporary table `stage`.
//! 2. The day is opened for each centre among them; a closed day ends the import before that.
//! 3. A serial that stands twice in the file is settled.
//! 4. `known` holds the rows whose cards the store knows, with their fate.
//! 5. Cards are written, new ones enter the ledger, second open cards are looked for, and all of
//!    them are judged by place and alert.

use crate::import::feed::Feed;
use crate::import::findings::Findings;
use crate::import::judge::{Scope, judge};
use crate::import::plain::unknown_centre;
use crate::import::second::{mark_second_cards, remember_citizens};
use crate::import::stage::Stage;
use crate::import::{Import, ImportReport, Whose};
use crate::open::open_day;
use crate::store::lock_ledger;
use crate::trouble::fault_of;
use fenjian_planner::fault::{self, Fault};
use fenjian_planner::formats::Value;
use tokio_postgres::types::ToSql;

/// The fate of rows whose cards the store knows. The first that applies: the file says what was
/// known; another centre answers for the card; it has left (found cards come back, others do
/// not); it is sealed or under way; else it is replaced.
const KNOWN: &str = "
    CREATE TEMP TABLE known ON COMMIT DROP AS
    SELECT s.serial, s.line, CASE
        WHEN c.content = s.content THEN 'same'
        WHEN l.centre <> s.centre THEN 'other centre'
        WHEN l.centre IS NULL AND s.found THEN 'back'
        WHEN l.centre IS NULL OR l.state IN ('sealed', 'loaded', 'in_transit') THEN 'too late'
        ELSE 'changed'
    END AS fate
    FROM stage s JOIN card c USING (serial)
    LEFT JOIN ledger l ON l.card_serial = s.serial AND l.open;
    ANALYZE known";

impl Import<'_> {
    pub(super) async fn cards(&self, feed: Feed) -> Result<ImportReport, Fault> {
        self.refuse_closed_day().await?;
        let mut report = self.copy_cards(feed).await?;
        lock_ledger(self.work).await?;
        self.open_days().await?;
        report.refused += self.refuse_twice().await?;
        self.work.batch_execute(KNOWN).await.map_err(fault_of)?;
        self.find_known("too late", fault::CHANGED_AFTER_SEAL).await?;
        self.find_known("other centre", fault::OTHER_CENTRE).await?;
        // From here on `stage` holds only what changes something: nothing, for a file that comes
        // again.
        self.run(
            "DELETE FROM stage s USING known k WHERE s.serial = k.serial
             AND k.fate IN ('same', 'other centre', 'too late')",
        )
        .await?;
        let entering = self.entering().await?;
        if entering > 0 {
            self.enter().await?;
            report.quarantined = self.stopped().await?;
        }
        report.accepted = entering - report.quarantined;
        report.unchanged = report.rows - report.refused - entering;
        Ok(report)
    }

    /// Lets the staged cards in, and judges them and those whose lot they change.
    async fn enter(&self) -> Result<(), Fault> {
        remember_citizens(self.work).await?;
        self.write_cards().await?;
        // A file may be larger than all that was known before it: without new statistics the
        // joins that follow are planned for a handful of cards.
        self.work.batch_execute("ANALYZE card, ledger").await.map_err(fault_of)?;
        mark_second_cards(self.work).await?;
        judge(self.work, Scope::Staged).await?;
        self.find_stopped().await.map(drop)
    }

    /// Nobody should wait for a long file to hear that its day is closed.
    async fn refuse_closed_day(&self) -> Result<(), Fault> {
        let Some(home) = &self.centres.home else { return Ok(()) };
        let select = "SELECT FROM day WHERE centre = $1 AND day >= $2 AND closed_at IS NOT NULL";
        let rows = self.work.query(select, &[home, &self.request.day]).await.map_err(fault_of)?;
        match rows.is_empty() {
            true => Ok(()),
            false => Err(Fault::new(fault::CLOSED_DAY, self.request.day.to_string())),
        }
    }

    /// Copies the rows into `stage` and their findings into theirs.
    async fn copy_cards(&self, mut feed: Feed) -> Result<ImportReport, Fault> {
        let mut report = ImportReport::default();
        let mut findings = Findings::new(self);
        let stage = Stage::create(self.work).await?;
        let mut whose = Whose::default();
        while let Some(batch) = feed.records.recv().await {
            let mut copying = stage.begin().await?;
            for record in batch {
                report.rows += 1;
                findings.take(&record);
                let Ok(Value::Card(card)) = &record.value else {
                    report.refused += 1;
                    continue;
                };
                let Some(centre) = self.centres.resolve(card.centre.as_ref(), &mut whose) else {
                    report.refused += 1;
                    findings.refuse(unknown_centre(record.line, card.centre.as_ref()));
                    continue;
                };
                copying.card(record.line, centre, card).await?;
            }
            copying.finish().await?;
            self.centres.settle(&whose)?;
            findings.write_some().await?;
        }
        findings.remark(feed.outcome().await?);
        findings.write().await?;
        self.work.batch_execute("ANALYZE stage").await.map_err(fault_of)?;
        Ok(report)
    }

    /// Opens the day for every centre that has rows.
    async fn open_days(&self) -> Result<(), Fault> {
        let select = "SELECT DISTINCT centre FROM stage ORDER BY centre";
        let rows = self.work.query(select, &[]).await.map_err(fault_of)?;
        for row in rows {
            open_day(self.work, row.get(0), self.request.day).await?;
        }
        Ok(())
    }

    /// Refuses every row of a serial that stands in the file with different contents; of equal
    /// rows the first one stays in the stage.
    async fn refuse_twice(&self) -> Result<u64, Fault> {
        let repeated = "
            CREATE TEMP TABLE repeated ON COMMIT DROP AS
            SELECT s.line, r.first, s.serial, s.content FROM stage s JOIN (
                SELECT serial, min(line) AS first FROM stage GROUP BY serial HAVING count(*) > 1
            ) r USING (serial);
            ANALYZE repeated";
        self.work.batch_execute(repeated).await.map_err(fault_of)?;
        let refuse = "
            WITH twice AS (
                SELECT serial FROM repeated GROUP BY serial HAVING count(DISTINCT content) > 1
            ), gone AS (
                DELETE FROM stage s USING twice t WHERE s.serial = t.serial
                RETURNING s.line, s.serial
            )
            INSERT INTO finding (import_file, line, column_name, value, code, detail, refused)
            SELECT $1, line, 'card_serial', serial, $2, '', true FROM gone";
        let refused = self.execute(refuse, &[&self.id, &fault::SERIAL_TWICE.id]).await?;
        let repeats = "DELETE FROM stage s USING repeated r
                       WHERE s.serial = r.serial AND s.line = r.line AND r.line > r.first";
        self.run(repeats).await?;
        Ok(refused)
    }

    /// Remarks on the known rows of `fate`, which change nothing.
    async fn find_known(&self, fate: &str, code: fault::Code) -> Result<u64, Fault> {
        let insert = "
            INSERT INTO finding (import_file, line, column_name, value, code, detail, refused)
            SELECT $1, line, 'card_serial', serial, $2, '', false FROM known WHERE fate = $3";
        self.execute(insert, &[&self.id, &code.id, &fate]).await
    }

    /// Writes new and changed cards; those that are new, or come back, enter the day as planned
    /// until they are judged. They enter in the order of the ledger's keys, which then grow at
    /// their ends.
    async fn write_cards(&self) -> Result<(), Fault> {
        let columns = Stage::CARD.join(", ");
        let excluded: Vec<String> =
            Stage::CARD.iter().skip(1).map(|c| format!("{c} = s.{c}")).collect();
        let update = format!(
            "UPDATE card c SET {} FROM stage s JOIN known k USING (serial)
             WHERE c.serial = s.serial",
            excluded.join(", ")
        );
        self.run(&update).await?;
        let insert = format!(
            "INSERT INTO card ({columns}) SELECT {columns} FROM stage s
             WHERE NOT EXISTS (SELECT FROM known k WHERE k.serial = s.serial)"
        );
        self.run(&insert).await?;
        let enter = "
            INSERT INTO ledger (centre, day, card_serial, entered, state, open, reasons)
            SELECT s.centre, $1, s.serial,
                (CASE WHEN s.found THEN 'found' ELSE 'produced' END)::entry, 'planned', true, '{}'
            FROM stage s LEFT JOIN known k USING (serial) WHERE k.fate IS NULL OR k.fate = 'back'
            ORDER BY s.serial";
        self.execute(enter, &[&self.request.day]).await?;
        Ok(())
    }

    /// How many rows are left in the stage.
    async fn entering(&self) -> Result<u64, Fault> {
        self.count("SELECT count(*) FROM stage").await
    }

    /// How many of them are stopped.
    async fn stopped(&self) -> Result<u64, Fault> {
        self.count("SELECT count(*) FROM verdict v JOIN stage s ON s.serial = v.card_serial").await
    }

    async fn count(&self, query: &str) -> Result<u64, Fault> {
        let row = self.work.query_one(query, &[]).await.map_err(fault_of)?;
        Ok(row.get::<_, i64>(0).unsigned_abs())
    }

    /// Remarks on every reason to stop a staged card that its row alone did not show.
    async fn find_stopped(&self) -> Result<u64, Fault> {
        let insert = "
            INSERT INTO finding (import_file, line, column_name, value, code, detail, refused)
            SELECT $1, s.line,
                CASE WHEN r.code = $2 THEN 'citizen_id' WHEN r.code = $3 THEN 'card_serial'
                     ELSE 'receiving_code' END,
                CASE WHEN r.code = $2 THEN NULL WHEN r.code = $3 THEN s.serial
                     ELSE s.receiving_text END,
                r.code,
                CASE WHEN r.code = $2 THEN (
                    SELECT string_agg(c.serial, ' ' ORDER BY c.serial)
                    FROM card c JOIN ledger o ON o.card_serial = c.serial AND o.open
                    WHERE c.citizen = s.citizen AND c.serial <> s.serial) ELSE '' END,
                false
            FROM verdict v JOIN stage s ON s.serial = v.card_serial,
                unnest(v.reasons) AS r (code)
            WHERE r.code <> ALL (s.stopped)";
        self.execute(insert, &[&self.id, &fault::SECOND_CARD.id, &fault::ALERTED.id]).await
    }

    async fn run(&self, statement: &str) -> Result<u64, Fault> {
        self.execute(statement, &[]).await
    }

    async fn execute(&self, statement: &str, values: &[&(dyn ToSql + Sync)]) -> Result<u64, Fault> {
        self.work.execute(statement, values).await.map_err(fault_of)
    }
}
