//! Where a plan puts each card, as a temporary table `placed`.

use crate::edition::{CardLine, Numbered};
use crate::import::Copying;
use crate::trouble::fault_of;
use deadpool_postgres::Transaction;
use fenjian_planner::fault::Fault;
use fenjian_planner::plan::{Allocation, Plan};
use fenjian_planner::problem::{ConsignmentId, DayProblem};
use fenjian_planner::words::State;
use std::collections::BTreeMap;
use tokio_postgres::types::Type;

/// A plan with the order of its cards and the numbers of its pouches.
pub(crate) struct Placed<'a> {
    pub(crate) problem: &'a DayProblem,
    pub(crate) plan: &'a Plan,
    pub(crate) order: &'a BTreeMap<ConsignmentId, Vec<CardLine>>,
    pub(crate) numbers: &'a BTreeMap<Numbered, String>,
}

const TABLE: &str = "
    CREATE TEMP TABLE placed (serial text, state text, reasons text[], mode text, pouch text,
                              location_code text, drop_code text) ON COMMIT DROP";

const TYPES: [Type; 7] =
    [Type::TEXT, Type::TEXT, Type::TEXT_ARRAY, Type::TEXT, Type::TEXT, Type::TEXT, Type::TEXT];

/// Makes and fills `placed`: the first travelling cards lie in the first pouch, and so on; the
/// last cards wait and have no mode. O(cards).
pub(crate) async fn stage(work: &Transaction<'_>, placed: Placed<'_>) -> Result<(), Fault> {
    work.batch_execute(TABLE).await.map_err(fault_of)?;
    let mut copying = Copying::begin(work, "placed", &TYPES).await?;
    let Placed { problem, plan, order, numbers } = placed;
    let allocation = Allocation::of(problem, plan);
    for (id, consignment) in problem.consignments_with_ids() {
        let location = problem.location(id).code.to_string();
        let drop = consignment.drop.map(|drop| problem.drop_place(drop).code.to_string());
        let hold = allocation.holds[id.ix()];
        let cards = order.get(&id).map_or(&[][..], Vec::as_slice);
        let waiting = hold.map_or(0, |hold| hold.cards as usize);
        let (travelling, waiting) = cards.split_at(cards.len().saturating_sub(waiting));
        // Each travelling card's pouch, in the order of the pouches' numbers; none without a van.
        let pouches = allocation.pouches[id.ix()].iter().flat_map(|(_, _, pouch)| {
            let number = numbers.get(&Numbered::Pouch(location.clone(), pouch.number));
            std::iter::repeat_n(number, pouch.cards as usize)
        });
        let mut pouches = pouches.map(Option::<&String>::cloned);
        let nothing: [&str; 0] = [];
        let (mode, state) = (Some(consignment.mode.word()), State::Planned.word());
        for card in travelling {
            let pouch = pouches.next().flatten();
            let serial = card.serial.as_str();
            let row: [&(dyn tokio_postgres::types::ToSql + Sync); 7] =
                [&serial, &state, &nothing.as_slice(), &mode, &pouch, &location, &drop];
            copying.write(&row).await?;
        }
        let reasons: Vec<&str> = hold.iter().map(|hold| hold.reason.id).collect();
        let (mode, pouch, state) = (None::<&str>, None::<&str>, State::Held.word());
        for card in waiting {
            let serial = card.serial.as_str();
            copying.write(&[&serial, &state, &reasons, &mode, &pouch, &location, &drop]).await?;
        }
    }
    copying.finish().await?;
    work.batch_execute("ANALYZE placed").await.map_err(fault_of)
}
