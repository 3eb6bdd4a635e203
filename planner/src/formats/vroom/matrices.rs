//! The custom matrices of a VROOM problem, by profile.

use super::at::At;
use super::json::Json;
use crate::fault::{self, Fault};
use std::collections::BTreeMap;

/// The legs of one profile, row by row.
pub(super) struct Legs {
    /// Seconds.
    pub(super) durations: Vec<u32>,
    /// Metres.
    pub(super) distances: Option<Vec<u32>>,
    /// Costs that stand for those of time and way.
    pub(super) costs: Option<Vec<u32>>,
}

/// The matrices and how many rows each of them has.
pub(super) struct Matrices {
    pub(super) rows: usize,
    pub(super) profiles: BTreeMap<String, Legs>,
}

/// Reads `matrices`. All have the same number of rows. O(entries).
pub(super) fn read(at: &At<'_>) -> Result<Matrices, Fault> {
    let mut rows = None;
    let mut profiles = BTreeMap::new();
    for (profile, at) in at.entries()? {
        let fields = at.fields(&["durations", "distances", "costs"], &[])?;
        let mut square = |at: &At<'_>| square(at, &mut rows);
        let durations = square(fields.need("durations")?)?;
        let distances = fields.map("distances", &mut square)?;
        let costs = fields.map("costs", &mut square)?;
        profiles.insert(profile.to_owned(), Legs { durations, distances, costs });
    }
    match rows {
        Some(rows) => Ok(Matrices { rows, profiles }),
        None => Err(at.fault(fault::MISSING_ENTRY, "没有矩阵")),
    }
}

/// Reads `matrix`, the former way to give durations for the profile `car`.
pub(super) fn read_former(at: &At<'_>) -> Result<Matrices, Fault> {
    let mut rows = None;
    let durations = square(at, &mut rows)?;
    let legs = Legs { durations, distances: None, costs: None };
    let profiles = BTreeMap::from([("car".to_owned(), legs)]);
    Ok(Matrices { rows: rows.unwrap_or_default(), profiles })
}

/// A square matrix with as many rows as those before it.
fn square(at: &At<'_>, rows: &mut Option<usize>) -> Result<Vec<u32>, Fault> {
    let lengths = at.list(|at| match at.value() {
        Json::Row(row) => Ok(row.clone()),
        _ => Err(at
            .list(|at| at.quantity())
            .err()
            .unwrap_or_else(|| at.fault(fault::WRONG_ENTRY, "应为一行非负整数"))),
    })?;
    let found = lengths.len();
    let wanted = *rows.get_or_insert(found);
    if found == 0 || found != wanted {
        let detail = format!("有 {found} 行，应有 {} 行", wanted.max(1));
        return Err(at.fault(fault::CONTRADICTION, &detail));
    }
    if let Some((ix, row)) = lengths.iter().enumerate().find(|(_, row)| row.len() != found) {
        let detail = format!("{}[{ix}]：有 {} 列，应有 {found} 列", at.path(), row.len());
        return Err(Fault::new(fault::CONTRADICTION, detail));
    }
    Ok(lengths.concat())
}
