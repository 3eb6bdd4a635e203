//! A drop point is visited once, unless no suitable vehicle takes at once all that goes there, or one of the
//! visits is kept from before.

use super::view::View;
use crate::fault::{self, Fault};
use crate::problem::DropId;
use crate::units::Grams;
use std::collections::BTreeMap;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut visits: BTreeMap<DropId, Vec<String>> = BTreeMap::new();
    for route in &view.plan.routes {
        for stop in &route.stops {
            visits.entry(stop.drop).or_default().push(view.route_name(route));
        }
    }
    for (drop, by) in visits {
        let mut kept = view.problem.kept.iter().flat_map(|kept| &kept.stops);
        let kept = kept.any(|stop| stop.drop == drop);
        if by.len() > 1 && !kept && fits_at_once(view, drop) {
            let place = &view.problem.drop_place(drop).name;
            let detail = format!("{place}到访 {} 次：{}", by.len(), by.join("、"));
            faults.push(Fault::new(fault::STOP_TWICE, detail));
        }
    }
}

/// Whether one vehicle with the skills takes every card that could travel to `drop` today.
fn fits_at_once(view: &View<'_>, drop: DropId) -> bool {
    let problem = view.problem;
    let (mut pouches, mut weight) = (0u64, Grams::ZERO);
    for consignment in problem.consignments.iter().filter(|c| c.drop == Some(drop)) {
        let all = consignment.cards.len() as u64;
        let cards = consignment.free_slots.map_or(all, |free| all.min(free.into()));
        let own = cards.div_ceil(problem.pouching.cards_per_pouch.into());
        pouches += own;
        weight += problem.pouching.pouch_weight * own as i64;
        weight += problem.pouching.card_weight * cards as i64;
    }
    let skills = &problem.drops[drop.ix()].skills;
    problem.vehicles.iter().any(|vehicle| {
        vehicle.may_stop()
            && skills.iter().all(|skill| vehicle.skills.contains(skill))
            && vehicle.pouches.is_none_or(|most| pouches <= most.into())
            && vehicle.weight.is_none_or(|most| weight <= most)
    })
}
