//! What waits has a reason that is true and a way out that fits it.

use super::reasons;
use super::view::View;
use crate::fault::{self, Fault};
use crate::plan::Hold;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut held = vec![0u64; view.problem.consignments.len()];
    for hold in &view.plan.holds {
        held[hold.consignment.ix()] += u64::from(hold.cards);
        if let Some(what) = fault_of(view, hold) {
            let place = view.location_name(hold.consignment);
            let detail = format!("{place} 待发（{}）：{what}", hold.reason);
            faults.push(Fault::new(fault::HOLD_WRONG, detail));
        }
    }
    for pair in view.plan.holds.windows(2) {
        let place = || view.location_name(pair[1].consignment);
        if pair[0].consignment == pair[1].consignment {
            faults.push(Fault::new(fault::STOP_TWICE, format!("{} 两次列为待发", place())));
        } else if pair[0].consignment > pair[1].consignment {
            let detail = format!("{} 的待发未按次序排列", place());
            faults.push(Fault::new(fault::HOLD_WRONG, detail));
        }
    }
    for (id, consignment) in view.problem.consignments_with_ids() {
        let Some(free) = consignment.free_slots else { continue };
        let surplus = view.by_van(id).saturating_sub(free.into());
        let surplus = surplus.min(view.by_van(id).saturating_sub(view.sealed_cards(id)));
        if held[id.ix()] < surplus {
            let place = view.location_name(id);
            let detail = format!("{place} 空格 {free} 个，应待发至少 {surplus} 张");
            faults.push(Fault::new(fault::HOLD_WRONG, detail));
        }
    }
}

/// What is wrong with one hold.
fn fault_of(view: &View<'_>, hold: &Hold) -> Option<String> {
    let consignment = &view.problem.consignments[hold.consignment.ix()];
    let Some(drop) = consignment.drop.map(|drop| &view.problem.drops[drop.ix()]) else {
        return Some("不由专车运送，不应待发".into());
    };
    if hold.cards == 0 {
        return Some("张数为零".into());
    }
    let surplus =
        (consignment.free_slots).is_some_and(|free| view.by_van(hold.consignment) > free.into());
    if let Some(what) = reasons::untrue(&view.problem.vehicles, drop, surplus, hold.reason) {
        return Some(what.into());
    }
    let fits = reasons::fits(drop, hold.reason, &hold.way_out.needs);
    (!fits).then(|| "出路与原因不符".into())
}
