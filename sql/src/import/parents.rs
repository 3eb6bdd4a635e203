//! Parents of locations: a location enters even when its parent cannot serve, as the parent may
//! come in a later file; until then its cards stop at the drop point, and the import says so.

use crate::import::Import;
use crate::import::findings::Findings;
use crate::read;
use crate::trouble::fault_of;
use fenjian_planner::fault::Fault;
use fenjian_planner::intake::check_parents;
use std::collections::HashMap;

impl Import<'_> {
    /// Remarks on every staged location whose parent, as all files together tell, cannot serve.
    pub(super) async fn find_unfit_parents(&self) -> Result<(), Fault> {
        let select = "SELECT code, min(line) FROM stage GROUP BY code";
        let rows = self.work.query(select, &[]).await.map_err(fault_of)?;
        let lines: HashMap<String, i64> = rows.iter().map(|r| (r.get(0), r.get(1))).collect();
        let mut findings = Findings::new(self);
        for (code, mut finding) in check_parents(&read::locations(self.work).await?) {
            if let Some(line) = lines.get(&code.to_string()) {
                finding.line = Some(line.unsigned_abs());
                findings.remark(vec![finding]);
            }
        }
        findings.write().await
    }
}
