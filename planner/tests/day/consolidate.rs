//! Consolidation: pouches by the rule, loads by drop point, and what waits whatever the routes are.

use super::days::{cards, code, date, input, location, problem, van};
use fenjian_planner::consolidate::{Consolidated, consolidate};
use fenjian_planner::day::DayInput;
use fenjian_planner::problem::DayProblem;
use fenjian_planner::units::Grams;
use fenjian_planner::words::{Location, LocationKind, Via};
use proptest::prelude::*;

/// Loads as `1号派出所: 1/2×10 2/2×3`, holds as `1号派出所 3 H411 还需 3 个空格`.
fn text(input: &DayInput) -> Vec<String> {
    let problem = problem(input);
    let Consolidated { loads, holds } = consolidate(&problem);
    let load = |load: &fenjian_planner::consolidate::Load| {
        let pouches: Vec<_> = (load.pouches.iter())
            .map(|pouch| format!("{}/{}×{}", pouch.number, pouch.of, pouch.cards))
            .collect();
        format!("{}: {}", problem.drop_place(load.drop).name, pouches.join(" "))
    };
    let hold = |hold: &fenjian_planner::plan::Hold| {
        let name = &problem.location(hold.consignment).name;
        format!("{name} {} {} {}", hold.cards, hold.reason, hold.way_out.text(&problem))
    };
    loads.iter().map(load).chain(holds.iter().map(hold)).collect()
}

#[test]
fn full_pouches_first_then_the_rest() {
    let input = input(2, [cards(1, 23, 1), cards(101, 10, 2)].concat());
    assert_eq!(text(&input), ["1号派出所: 1/3×10 2/3×10 3/3×3", "2号派出所: 1/1×10"]);
}

#[test]
fn a_drop_point_of_several_locations_is_one_load() {
    let through = |n| Location { via: Via::Parent, parent: Some(code(3)), ..location(n) };
    let mut input = input(0, [cards(1, 12, 1), cards(101, 3, 2)].concat());
    input.locations = vec![through(1), through(2), location(3)];
    assert_eq!(text(&input), ["3号派出所: 1/2×10 2/2×2 1/1×3"]);
}

#[test]
fn closed_today_waits_for_the_next_opening() {
    let mut input = input(2, [cards(1, 3, 1), cards(101, 3, 2)].concat());
    input.locations[0].opening_hours = "Mo,Th 09:00-17:00".into();
    input.locations[1].opening_hours = "off".into();
    assert_eq!(
        text(&input),
        ["1号派出所 3 H401 2026-09-03 开放", "2号派出所 3 H401 近期没有开放日，请与交接点联系"]
    );
}

#[test]
fn a_cabinet_takes_what_it_has_slots_for() {
    let mut input = input(1, cards(1, 15, 1));
    input.locations[0].kind = LocationKind::Cabinet;
    input.locations[0].slots = Some((12, date("2026-08-31")));
    assert_eq!(text(&input), ["1号派出所: 1/2×10 2/2×2", "1号派出所 3 H411 还需 3 个空格"]);
    input.locations[0].slots = Some((0, date("2026-08-31")));
    assert_eq!(text(&input), ["1号派出所 15 H411 还需 15 个空格"]);
    input.locations[0].slots = Some((15, date("2026-08-31")));
    assert_eq!(text(&input), ["1号派出所: 1/2×10 2/2×5"]);
}

#[test]
fn without_a_vehicle_or_its_skill_everything_waits() {
    let mut input = input(1, cards(1, 3, 1));
    input.locations[0].skills = vec!["越野".into(), "登岛".into()];
    assert_eq!(text(&input), ["1号派出所 3 H403 需要具备「越野」的车辆"]);
    input.vehicles[0].skills = vec!["越野".into()];
    assert_eq!(text(&input), ["1号派出所 3 H403 需要具备「登岛」的车辆"]);
    input.vehicles.clear();
    assert_eq!(text(&input), ["1号派出所 3 H402 需要增派车辆"]);
}

#[test]
fn what_no_vehicle_takes_at_once_comes_in_several_loads() {
    let mut input = input(1, cards(1, 45, 1));
    input.vehicles = vec![van("1"), van("2")];
    input.vehicles[0].pouches = Some(2);
    input.vehicles[1].pouches = Some(3);
    assert_eq!(text(&input), ["1号派出所: 1/5×10 2/5×10 3/5×10", "1号派出所: 4/5×10 5/5×5"]);
    // A full pouch weighs 140 g.
    input.vehicles[1].weight = Some(Grams(280));
    input.vehicles[0].pouches = Some(1);
    let loads = text(&input);
    assert_eq!(loads.len(), 3, "{loads:?}");
    input.vehicles.push(van("3"));
    assert_eq!(text(&input).len(), 1, "one takes it all");
}

#[test]
fn a_pouch_too_heavy_for_every_vehicle_waits() {
    let mut input = input(1, cards(1, 13, 1));
    input.vehicles[0].weight = Some(Grams(120));
    assert_eq!(text(&input), ["1号派出所: 1/1×3", "1号派出所 10 H405 车辆 1 载重还需 20 克"]);
    input.vehicles[0].pouches = Some(0);
    assert_eq!(text(&input), ["1号派出所 13 H404 车辆 1 还需容纳 1 袋"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Every card by van is in a pouch or on hold; pouches keep the rule; every load fits a
    /// vehicle; drop points are split only when they must be.
    #[test]
    fn nothing_is_lost_and_every_load_fits(input in super::generated::day()) {
        let problem: DayProblem = problem(&input);
        let Consolidated { loads, holds } = consolidate(&problem);
        let mut count = vec![0; problem.consignments.len()];
        for pouch in loads.iter().flat_map(|load| &load.pouches) {
            count[pouch.consignment.ix()] += pouch.cards as usize;
            prop_assert!((1..=problem.pouching.cards_per_pouch).contains(&pouch.cards));
            prop_assert_eq!(pouch.weight, problem.pouch_weight(pouch.cards));
        }
        for hold in &holds {
            count[hold.consignment.ix()] += hold.cards as usize;
        }
        for (ix, consignment) in problem.consignments.iter().enumerate() {
            let by_van = if consignment.drop.is_some() { consignment.cards.len() } else { 0 };
            prop_assert_eq!(count[ix], by_van);
        }
        prop_assert!(holds.is_sorted_by(|a, b| a.consignment < b.consignment));
        prop_assert!(loads.is_sorted_by_key(|load| load.drop));
        let takes = |vehicle: &fenjian_planner::words::Vehicle, pouches: usize, weight: Grams| {
            vehicle.pouches.is_none_or(|most| pouches <= most as usize)
                && vehicle.weight.is_none_or(|most| weight <= most)
        };
        for load in &loads {
            let weight: Grams = load.pouches.iter().map(|pouch| pouch.weight).sum();
            let skills = &problem.drops[load.drop.ix()].skills;
            let able: Vec<_> = (problem.vehicles.iter())
                .filter(|vehicle| skills.iter().all(|skill| vehicle.skills.contains(skill)))
                .collect();
            // One that may make no stop at all brings nothing where others can.
            let some = able.iter().any(|vehicle| vehicle.may_stop());
            let able = able.into_iter().filter(|vehicle| vehicle.may_stop() || !some);
            let fits = able.clone().any(|vehicle| takes(vehicle, load.pouches.len(), weight));
            prop_assert!(fits, "{:?}", load);
            let all: Vec<_> =
                loads.iter().filter(|other| other.drop == load.drop).flat_map(|l| &l.pouches).collect();
            let weight: Grams = all.iter().map(|pouch| pouch.weight).sum();
            let split = all.len() > load.pouches.len();
            prop_assert!(!split || !able.clone().any(|vehicle| takes(vehicle, all.len(), weight)));
        }
    }
}
