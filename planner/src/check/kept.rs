//! What was sealed before stays as it is: its pouches, and the routes that take them.

use super::view::{View, hms};
use crate::fault::{self, Fault};
use crate::plan::{Pouch, Route, Stop};
use crate::problem::{Kept, KeptStop};

pub(super) fn check(view: &View<'_>, faults: &mut Vec<Fault>) {
    for kept in &view.problem.kept {
        let is_it = |route: &&Route| (route.vehicle, route.trip) == (kept.vehicle, kept.trip);
        let found = view.plan.routes.iter().find(is_it);
        let name = &view.problem.vehicles[kept.vehicle.ix()].name;
        let mut wrong = |what: String| {
            let detail = format!("车辆 {name} 第 {} 趟：{what}", kept.trip);
            faults.push(Fault::new(fault::KEPT_CHANGED, detail));
        };
        match found {
            Some(route) => compare(view, kept, route, &mut wrong),
            None if kept.stops.iter().all(|stop| stop.sealed.is_empty()) => {}
            None => wrong("线路没有了".into()),
        }
    }
    // A vehicle with a kept route makes kept routes only.
    for route in &view.plan.routes {
        let kept = || view.problem.kept.iter().filter(|kept| kept.vehicle == route.vehicle);
        if kept().next().is_some() && !kept().any(|kept| kept.trip == route.trip) {
            let detail = format!("{}不在原来的线路中", view.route_name(route));
            faults.push(Fault::new(fault::KEPT_CHANGED, detail));
        }
    }
}

fn compare(view: &View<'_>, kept: &Kept, route: &Route, wrong: &mut dyn FnMut(String)) {
    let whole = route.stops.len() == kept.stops.len();
    let mut expected = kept.stops.iter().peekable();
    for stop in &route.stops {
        let same = |at: &KeptStop| at.drop == stop.drop && (at.begin == stop.begin || !whole);
        // Stops that nothing goes to any more are left out, and then times change.
        while expected.peek().is_some_and(|at| !same(at) && at.sealed.is_empty()) {
            expected.next();
        }
        let place = &view.problem.drop_place(stop.drop).name;
        match expected.next_if(|at| same(at)) {
            Some(at) => pouches(kept, at, stop, place, wrong),
            None => wrong(format!("{place} {} 不在原来的站序中", hms(stop.begin))),
        }
    }
    for at in expected.filter(|at| !at.sealed.is_empty()) {
        let place = &view.problem.drop_place(at.drop).name;
        wrong(format!("{place} 有已封的袋，却不再到访"));
    }
    if kept.departed && whole && route.depart != kept.depart {
        wrong(format!("已于 {} 发车，方案写 {}", hms(kept.depart), hms(route.depart)));
    }
}

fn pouches(kept: &Kept, at: &KeptStop, stop: &Stop, place: &str, wrong: &mut dyn FnMut(String)) {
    let there = |pouch: &Pouch| {
        at.sealed.iter().any(|sealed| {
            (sealed.consignment, sealed.number) == (pouch.consignment, pouch.number)
                && (sealed.of, sealed.size()) == (pouch.of, pouch.cards)
        })
    };
    let count = stop.pouches.iter().filter(|pouch| there(pouch)).count();
    if count != at.sealed.len() {
        wrong(format!("{place} 已封 {} 袋，方案中 {count} 袋", at.sealed.len()));
    }
    if kept.departed && count != stop.pouches.len() {
        wrong(format!("{place} 已发车，不能再加 {} 袋", stop.pouches.len() - count));
    }
}
