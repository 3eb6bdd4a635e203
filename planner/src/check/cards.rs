//! Every card is accounted for once: in pouches or on hold for those that go by van; neither for
//! those that go home or are collected at the centre.

use super::view::View;
use crate::fault::{self, Fault};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut counted = vec![(0u64, 0u64); view.problem.consignments.len()];
    let stops = view.plan.routes.iter().flat_map(|route| &route.stops);
    for pouch in stops.flat_map(|stop| &stop.pouches) {
        counted[pouch.consignment.ix()].0 += u64::from(pouch.cards);
    }
    for hold in &view.plan.holds {
        counted[hold.consignment.ix()].1 += u64::from(hold.cards);
    }
    for (id, consignment) in view.problem.consignments_with_ids() {
        let (travelling, held) = counted[id.ix()];
        let expected = view.by_van(id);
        if travelling + held != expected {
            let place = view.location_name(id);
            let mode = consignment.mode.zh();
            let detail = format!(
                "{place}（{mode}）装袋 {travelling} 张、待发 {held} 张，应共 {expected} 张"
            );
            faults.push(Fault::new(fault::CARDS_LOST, detail));
        }
    }
}
