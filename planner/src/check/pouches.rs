//! Pouches keep the rule: size, weight, drop point, numbers 1 to n of n, order within the stop,
//! and no pouch twice. Sealed ones keep what they have; the others take the lowest numbers that are free.

use super::view::View;
use crate::fault::{self, Fault};
use crate::plan::Pouch;
use crate::problem::DropId;
use std::collections::BTreeMap;

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for route in &view.plan.routes {
        for (at, stop) in route.stops.iter().enumerate() {
            let mut wrong = |what: String| {
                let detail = format!("{}：{what}", view.stop_name(route, at));
                faults.push(Fault::new(fault::POUCH_WRONG, detail));
            };
            if stop.pouches.is_empty() {
                wrong("没有证件袋".into());
            }
            if !stop.pouches.is_sorted_by_key(|pouch| (pouch.consignment, pouch.number)) {
                wrong("证件袋未按受理点和袋号排列".into());
            }
            for pouch in &stop.pouches {
                if let Some(what) = fault_of(view, stop.drop, pouch) {
                    let place = view.location_name(pouch.consignment);
                    wrong(format!("{place} 第 {} 袋{what}", pouch.number));
                }
            }
        }
    }
    numbers(view, faults);
}

/// What is wrong with one pouch at a stop of `drop`.
fn fault_of(view: &View<'_>, drop: DropId, pouch: &Pouch) -> Option<String> {
    let most = view.problem.pouching.cards_per_pouch;
    let stuck = view.is_sealed(pouch);
    if !stuck && !(1..=most).contains(&pouch.cards) {
        return Some(format!("装 {} 张，应为 1 至 {most} 张", pouch.cards));
    }
    let weight = view.problem.pouch_weight(pouch.cards);
    if pouch.weight != weight {
        return Some(format!("重 {} 克，应为 {} 克", pouch.weight.0, weight.0));
    }
    let consignment = &view.problem.consignments[pouch.consignment.ix()];
    (consignment.drop != Some(drop)).then(|| "不属于该交接点".into())
}

fn numbers(view: &View<'_>, faults: &mut Vec<Fault>) {
    let mut by_consignment: BTreeMap<_, Vec<&Pouch>> = BTreeMap::new();
    let stops = view.plan.routes.iter().flat_map(|route| &route.stops);
    for pouch in stops.flat_map(|stop| &stop.pouches) {
        by_consignment.entry(pouch.consignment).or_default().push(pouch);
    }
    for (id, mut pouches) in by_consignment {
        let place = view.location_name(id);
        pouches.sort_by_key(|pouch| pouch.number);
        let of = pouches.len();
        if let Some(pair) = pouches.windows(2).find(|pair| pair[0].number == pair[1].number) {
            let detail = format!("{place} 第 {} 袋出现两次", pair[0].number);
            faults.push(Fault::new(fault::STOP_TWICE, detail));
        }
        let open: Vec<_> = pouches.iter().filter(|pouch| !view.is_sealed(pouch)).collect();
        let free = (1..).filter(|number| !view.has_number(id, *number));
        if open.iter().zip(free).any(|(pouch, number)| pouch.number != number) {
            let detail = format!("{place} 共 {of} 袋，袋号不是 1 至 {of}");
            faults.push(Fault::new(fault::POUCH_WRONG, detail));
        }
        if let Some(pouch) = open.iter().find(|pouch| pouch.of as usize != of) {
            let detail =
                format!("{place} 第 {} 袋写明共 {} 袋，实为 {of} 袋", pouch.number, pouch.of);
            faults.push(Fault::new(fault::POUCH_WRONG, detail));
        }
    }
}
