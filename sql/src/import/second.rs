//! A second open card of the same citizen: both stop, wherever the other one lies.

use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::{Fault, SECOND_CARD};

/// Notes whose cards may change: citizens of staged rows and, where a row replaces a card that
/// was another citizen's, that one. To be called before cards are written.
pub(super) async fn remember_citizens(work: &Transaction<'_>) -> Result<(), Fault> {
    let create = "
        CREATE TEMP TABLE touched ON COMMIT DROP AS
        SELECT citizen FROM stage WHERE citizen IS NOT NULL
        UNION
        SELECT c.citizen FROM stage s JOIN card c USING (serial) WHERE c.citizen IS NOT NULL;
        ANALYZE touched";
    work.batch_execute(create).await.map_err(fault_of)
}

/// Marks every open card of a noted citizen who has several, and clears the mark of those who
/// have one again. The mark is one of the reasons by which cards are judged.
pub(super) async fn mark_second_cards(work: &Transaction<'_>) -> Result<(), Fault> {
    let create = "
        CREATE TEMP TABLE several ON COMMIT DROP AS
        SELECT citizen FROM touched t JOIN card c USING (citizen)
        JOIN ledger l ON l.card_serial = c.serial AND l.open
        GROUP BY citizen HAVING count(*) > 1;
        ANALYZE several";
    work.batch_execute(create).await.map_err(fault_of)?;
    let mark = "
        UPDATE card c SET stopped = array(SELECT unnest(array_append(stopped, $1)) ORDER BY 1)
        FROM several s, ledger l
        WHERE c.citizen = s.citizen AND l.card_serial = c.serial AND l.open
          AND $1 <> ALL (c.stopped)";
    work.execute(mark, &[&SECOND_CARD.id]).await.map_err(fault_of)?;
    let clear = "
        UPDATE card c SET stopped = array_remove(stopped, $1)
        FROM touched t
        WHERE c.citizen = t.citizen AND c.stopped @> ARRAY[$1]
          AND NOT EXISTS (SELECT FROM several s WHERE s.citizen = c.citizen)";
    work.execute(clear, &[&SECOND_CARD.id]).await.map_err(fault_of)?;
    Ok(())
}
