//! In which wave of its day a pouch was sealed.

use crate::read;
use crate::trouble::fault_of;
use chrono::NaiveDate;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use std::collections::BTreeMap;

/// The wave of each pouch that was sealed before `problem` was planned; all others are of its own wave.
/// A pouch is of the wave whose plan was in force when it was sealed. O(sealed pouches × published revisions).
pub(crate) async fn waves(
    work: &Transaction<'_>,
    centre: &str,
    day: NaiveDate,
    problem: &DayProblem,
) -> Result<BTreeMap<(ConsignmentId, u32), u32>, Fault> {
    // Nothing is sealed before the first wave; so most days ask nothing here.
    if problem.wave == 1 {
        return Ok(BTreeMap::new());
    }
    // The first line of a problem's text says its wave, unless that is the first.
    let select = r"
        WITH published AS MATERIALIZED (
            SELECT published_at, coalesce(
                (split_part(problem, E'\n', 1)::jsonb #>> '{problem,wave}')::integer, 1) AS wave
            FROM revision WHERE centre = $1 AND day = $2 AND published_at IS NOT NULL)
        SELECT n.subject, n.part, p.wave FROM custody_event e
        JOIN numbering n ON n.centre = e.centre AND n.day = e.day AND n.kind = 'pouch' AND n.number = e.pouch
        CROSS JOIN LATERAL (
            SELECT wave FROM published WHERE published_at <= e.recorded_at
            ORDER BY published_at DESC LIMIT 1) p
        WHERE e.centre = $1 AND e.day = $2 AND e.kind = 'seal' ORDER BY e.seq";
    let mut sealed_in = BTreeMap::new();
    for row in work.query(select, &[&centre, &day]).await.map_err(fault_of)? {
        let key = (row.get::<_, String>("subject"), read::count(&row, "part")?);
        sealed_in.insert(key, read::count(&row, "wave")?);
    }
    let sealed = problem.sealed();
    let pouches = sealed.into_iter().flat_map(|(id, pouches)| {
        let code = problem.location(id).code.to_string();
        pouches.into_keys().map(move |number| (id, number, code.clone()))
    });
    let known = pouches.filter_map(|(id, number, code)| {
        sealed_in.get(&(code, number)).map(|&wave| ((id, number), wave))
    });
    Ok(known.collect())
}
