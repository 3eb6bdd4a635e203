//! Files of every kind but cards: rows are known again by a key; what changed replaces.

use crate::import::copying::Copying;
use crate::import::feed::Feed;
use crate::import::findings::Findings;
use crate::import::tables::{Table, cells, own_centre};
use crate::import::{Import, ImportReport, Whose};
use crate::trouble::fault_of;
use fenjian_planner::fault::{self, Fault, Finding};
use fenjian_planner::formats::Value;
use fenjian_planner::words::CentreCode;
use tokio_postgres::types::{ToSql, Type};

impl Import<'_> {
    /// Copies the rows into a temporary table `stage` and their findings into theirs.
    pub(super) async fn copy_plain(
        &self,
        table: &Table,
        mut feed: Feed,
    ) -> Result<ImportReport, Fault> {
        let create = format!(
            "CREATE TEMP TABLE stage ON COMMIT DROP AS
             SELECT 0::bigint AS line, t.* FROM {} t WITH NO DATA",
            table.name
        );
        self.work.batch_execute(&create).await.map_err(fault_of)?;
        let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
        let target = format!("stage (line, {})", names.join(", "));
        let mut types = vec![Type::INT8];
        types.extend(table.columns.iter().map(|(_, kind)| kind.clone()));

        let mut report = ImportReport::default();
        let mut findings = Findings::new(self);
        let mut whose = Whose::default();
        while let Some(batch) = feed.records.recv().await {
            let mut copying = Copying::begin(self.work, &target, &types).await?;
            for record in batch {
                report.rows += 1;
                findings.take(&record);
                let line = super::signed(record.line);
                let Ok(value) = record.value else {
                    report.refused += 1;
                    continue;
                };
                let Some(centre) = self.centre_of(table, &value, &mut whose) else {
                    report.refused += 1;
                    findings.refuse(unknown_centre(record.line, own_centre(&value)));
                    continue;
                };
                let cells = cells(value, &centre);
                let mut row: Vec<&(dyn ToSql + Sync)> = vec![&line];
                row.extend(cells.iter().map(|cell| &**cell as &(dyn ToSql + Sync)));
                copying.write(&row).await?;
            }
            copying.finish().await?;
            self.centres.settle(&whose)?;
            findings.write_some().await?;
        }
        findings.remark(feed.outcome().await?);
        findings.write().await?;
        Ok(report)
    }

    /// Moves the staged rows into `table`. The same key twice in one file is harmless when the
    /// rows say the same; else neither enters.
    pub(super) async fn merge_plain(
        &self,
        table: &Table,
        report: &mut ImportReport,
    ) -> Result<(), Fault> {
        let names: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
        let (key, rest) = names.split_at(table.key);
        let (all, keys) = (names.join(", "), key.join(", "));
        let refuse = format!(
            "WITH twice AS (
                SELECT {keys} FROM stage GROUP BY {keys} HAVING count(DISTINCT ({all})) > 1
             ), gone AS (
                DELETE FROM stage s USING twice t WHERE {same} RETURNING s.line, {value} AS value
             )
             INSERT INTO finding (import_file, line, column_name, value, code, detail, refused)
             SELECT $1, line, $2, value, $3, '', true FROM gone",
            same = equal(key, "s", "t"),
            value = format_args!("concat_ws('/', {})", prefixed(key, "s")),
        );
        let code = fault::KEY_TWICE.id;
        let refused = self.work.execute(&refuse, &[&self.id, &key.join("/"), &code]).await;
        report.refused += refused.map_err(fault_of)?;
        let repeats = format!(
            "DELETE FROM stage s
             USING (SELECT {keys}, min(line) AS first FROM stage GROUP BY {keys}) t
             WHERE {} AND s.line > t.first",
            equal(key, "s", "t")
        );
        self.work.execute(&repeats, &[]).await.map_err(fault_of)?;
        let set: Vec<String> = rest.iter().map(|c| format!("{c} = excluded.{c}")).collect();
        let merge = format!(
            "INSERT INTO {name} AS t ({all}) SELECT {all} FROM stage
             ON CONFLICT ({keys}) DO UPDATE SET {set}
             WHERE ({old}) IS DISTINCT FROM ({new})",
            name = table.name,
            set = set.join(", "),
            old = prefixed(rest, "t"),
            new = prefixed(rest, "excluded"),
        );
        report.accepted = self.work.execute(&merge, &[]).await.map_err(fault_of)?;
        report.unchanged = report.rows - report.refused - report.accepted;
        Ok(())
    }

    /// The centre of a row of a table that has one; empty for shared tables.
    fn centre_of(&self, table: &Table, value: &Value, whose: &mut Whose) -> Option<String> {
        match table.of_centre {
            false => Some(String::new()),
            true => self.centres.resolve(own_centre(value), whose).map(str::to_owned),
        }
    }
}

/// The finding for a row whose centre does not exist.
pub(super) fn unknown_centre(line: u64, centre: Option<&CentreCode>) -> Finding {
    Finding {
        line: Some(line),
        column: Some("centre".into()),
        value: centre.map(|centre| centre.0.clone()),
        code: fault::UNKNOWN_CENTRE,
        detail: String::new(),
    }
}

fn prefixed(columns: &[&str], table: &str) -> String {
    let names: Vec<String> = columns.iter().map(|c| format!("{table}.{c}")).collect();
    names.join(", ")
}

fn equal(columns: &[&str], left: &str, right: &str) -> String {
    let pairs: Vec<String> = columns.iter().map(|c| format!("{left}.{c} = {right}.{c}")).collect();
    pairs.join(" AND ")
}
