//! One tiny day with a little of everything, and a plan as text that people can read.

use super::days::{at, card, cards, code, date, input, location, van};
use fenjian_planner::day::{DayInput, OpenCard};
use fenjian_planner::plan::{PauseAt, Plan, Route};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::units::{Clock, Fen, Grams, Seconds};
use fenjian_planner::words::{Break, Delivery, Location, LocationKind, Vehicle, Via};
use std::fmt::Write;

/// A county bureau that also takes the cards of a small station, a hall on an island, a cabinet
/// with too few slots, a bureau that is closed on Tuesdays, a mountain station open in the
/// afternoon. Van 1 has to make two trips and a break; van 2 starts at its driver's station.
pub(super) fn day() -> DayInput {
    let mut day = input(0, Vec::new());
    day.locations = vec![
        Location {
            name: "县局".into(),
            opening_hours: "Mo-Fr 08:30-12:00; PH off".into(),
            ..location(1)
        },
        Location { via: Via::Parent, parent: Some(code(1)), ..location(2) },
        Location {
            kind: LocationKind::Hall,
            name: "办证大厅".into(),
            opening_hours: "Mo-Su 09:00-21:00".into(),
            skills: vec!["登岛".into()],
            at: at(0, 120),
            ..location(3)
        },
        Location {
            kind: LocationKind::Cabinet,
            name: "自助柜".into(),
            opening_hours: "24/7".into(),
            slots: Some((4, date("2026-08-31"))),
            at: at(30, 100),
            ..location(4)
        },
        Location { opening_hours: "Mo,Th 09:00-12:00".into(), ..location(5) },
        Location {
            skills: vec!["越野".into()],
            opening_hours: "Mo-Su 14:00-17:00".into(),
            at: at(-200, 150),
            ..location(6)
        },
        Location { at: at(-50, 100), ..location(7) },
    ];
    day.cards = [
        cards(1, 23, 1),
        cards(101, 2, 2),
        cards(201, 15, 3),
        cards(301, 6, 4),
        cards(401, 3, 5),
        cards(501, 4, 6),
        vec![OpenCard { delivery: Delivery::Home, ..card(601, 1) }],
        vec![OpenCard { delivery: Delivery::Pickup, ..card(602, 1) }],
    ]
    .concat();
    day.vehicles = vec![
        Vehicle {
            pouches: Some(4),
            weight: Some(Grams(10_000)),
            trips: 2,
            skills: vec!["越野".into()],
            pause: Some(Break {
                length: Seconds::minutes(30),
                from: Clock::at(11, 0),
                to: Clock::at(13, 0),
            }),
            ..van("1")
        },
        Vehicle {
            pouches: Some(3),
            skills: vec!["登岛".into()],
            start: Some(code(7)),
            fixed_cost: Fen(3_000),
            ..van("2")
        },
    ];
    day
}

/// A plan as text, one line for each loading, break, stop, pouch list and hold.
pub(super) fn text(problem: &DayProblem, plan: &Plan) -> String {
    let mut out = String::new();
    for route in &plan.routes {
        route_text(problem, route, &mut out);
    }
    for hold in &plan.holds {
        let place = &problem.location(hold.consignment).name;
        let way_out = hold.way_out.text(problem);
        writeln!(out, "待发 {place} {} 张 {} {way_out}", hold.cards, hold.reason).unwrap();
    }
    let (km, yuan) = (plan.distance().km(), plan.cost().yuan());
    writeln!(out, "合计 {km} 公里 {} 分钟 {yuan} 元", plan.duty().minutes_up()).unwrap();
    out
}

fn route_text(problem: &DayProblem, route: &Route, out: &mut String) {
    let vehicle = &problem.vehicles[route.vehicle.ix()].name;
    let pause = |at: PauseAt, out: &mut String| {
        if let Some(pause) = route.pause.filter(|pause| pause.at == at) {
            writeln!(out, "  {} 休息", pause.begin).unwrap();
        }
    };
    writeln!(out, "车辆 {vehicle} 第 {} 趟 {}–{}", route.trip, route.start, route.end).unwrap();
    pause(PauseAt::BeforeLoading, out);
    writeln!(out, "  {} 在装车位 {} 装车", route.load, route.dock + 1).unwrap();
    pause(PauseAt::BeforeStop(0), out);
    writeln!(out, "  {} 发车", route.depart).unwrap();
    for (ix, stop) in route.stops.iter().enumerate() {
        if ix > 0 {
            pause(PauseAt::BeforeStop(ix as u32), out);
        }
        let place = &problem.drop_place(stop.drop).name;
        writeln!(out, "  {} 到 {place}，{}–{}", stop.arrive, stop.begin, stop.leave).unwrap();
        for pouch in &stop.pouches {
            let (location, Grams(weight)) = (problem.location(pouch.consignment), pouch.weight);
            let (name, number) = (&location.name, pouch.number);
            let line =
                format!("{name} 第 {number}／{} 袋 {} 张 {weight} 克", pouch.of, pouch.cards);
            writeln!(out, "    {line}").unwrap();
        }
    }
    pause(PauseAt::BeforeStop(route.stops.len() as u32), out);
    writeln!(out, "  {} 公里 {} 元", route.distance.km(), route.cost.yuan()).unwrap();
}
