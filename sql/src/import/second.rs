//! A second open card of the same citizen: both stop, wherever the other one lies.

use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Fault, SECOND_CARD};

/// Notes citizens whose cards may change: those with several rows in the stage, those of whom the
/// store knows another card, and those whom a row takes a card from. To be called before cards
/// are written.
pub(super) async fn remember_citizens(work: &Transaction<'_>) -> Result<(), Fault> {
    let create = "
        CREATE TEMP TABLE touched ON COMMIT DROP AS
        SELECT citizen FROM stage WHERE citizen IS NOT NULL GROUP BY citizen HAVING count(*) > 1
        UNION
        SELECT s.citizen FROM stage s JOIN card c USING (citizen) WHERE c.serial <> s.serial
        UNION
        SELECT c.citizen FROM stage s JOIN card c USING (serial)
        WHERE c.citizen IS NOT NULL AND c.citizen IS DISTINCT FROM s.citizen;
        ANALYZE touched";
    work.batch_execute(create).await.map_err(fault_of)
}

/// Marks every open card of a noted citizen who has several, and clears the mark of those who
/// have one again. The mark is one of the reasons by which cards are judged; `remarked` holds the
/// cards whose mark changed.
pub(super) async fn mark_second_cards(work: &Transaction<'_>) -> Result<(), Fault> {
    let create = "
        CREATE TEMP TABLE several ON COMMIT DROP AS
        SELECT citizen FROM touched t JOIN card c USING (citizen)
        JOIN ledger l ON l.card_serial = c.serial AND l.open
        GROUP BY citizen HAVING count(*) > 1;
        ANALYZE several;
        CREATE TEMP TABLE remarked (serial text) ON COMMIT DROP";
    work.batch_execute(create).await.map_err(fault_of)?;
    let mark = "
        WITH marked AS (
            UPDATE card c SET stopped = array(SELECT unnest(array_append(stopped, $1)) ORDER BY 1)
            FROM several s, ledger l
            WHERE c.citizen = s.citizen AND l.card_serial = c.serial AND l.open
              AND $1 <> ALL (c.stopped)
            RETURNING c.serial
        ) INSERT INTO remarked SELECT serial FROM marked";
    work.execute(mark, &[&SECOND_CARD.id]).await.map_err(fault_of)?;
    let clear = "
        WITH cleared AS (
            UPDATE card c SET stopped = array_remove(stopped, $1)
            FROM touched t
            WHERE c.citizen = t.citizen AND c.stopped @> ARRAY[$1]
              AND NOT EXISTS (SELECT FROM several s WHERE s.citizen = c.citizen)
            RETURNING c.serial
        ) INSERT INTO remarked SELECT serial FROM cleared";
    work.execute(clear, &[&SECOND_CARD.id]).await.map_err(fault_of)?;
    Ok(())
}
