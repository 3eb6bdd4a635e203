//! Several machines on one plan.

use super::case::{floor, machine, settings};
use fenjian_planner::check::sort::check_floor;
use fenjian_planner::sort::{Sorted, Task, arrivals, sealed_after, simulate, sort};
use fenjian_planner::units::Seconds;
use fenjian_planner::words::Machine;
use proptest::prelude::*;
use std::slice::from_ref;

/// Slow, with many pockets, and quickly swept.
fn rack(pockets: u32) -> Machine {
    Machine {
        name: "格架".into(),
        cards_per_hour: 1800,
        setup: Seconds(2),
        sweep: Seconds(5),
        ..machine(pockets, 50)
    }
}

/// A plan that sorts every card rightly.
fn sound(cards: &[u32], machines: &[Machine], moves: u32) -> Sorted {
    let sorted = sort(&Task::new(&floor(cards), machines), settings(moves)).unwrap();
    assert_eq!(check_floor(machines, &sorted.plan), []);
    let simulated = simulate(&sorted.plan, machines, &arrivals(&sorted.plan, 3));
    assert_eq!(simulated.misplaced, 0);
    assert!((simulated.seconds() - sorted.seconds).abs() < 1e-6);
    sorted
}

#[test]
fn the_first_pass_and_the_residue_each_have_the_machine_that_suits_them() {
    // Two destinations have nearly all cards, and setting the sorter up again takes long.
    let cards: Vec<u32> = (0..40).map(|ix| if ix % 20 == 0 { 900 } else { 1 }).collect();
    let sorter = Machine { setup: Seconds(300), ..machine(12, 500) };
    let both = [sorter.clone(), rack(60)];
    let sorted = sound(&cards, &both, 5_000);
    let made_on: Vec<&str> = sorted.plan.passes.iter().map(|pass| pass.machine.as_str()).collect();
    assert_eq!(made_on, ["分拣机", "格架"]);
    for alone in &both {
        assert!(sorted.seconds < sound(&cards, from_ref(alone), 5_000).seconds);
    }
}

#[test]
fn batches_are_made_side_by_side_when_the_clock_presses() {
    let cards: Vec<u32> = (0..90).map(|ix| 5 + ix % 20).collect();
    let twins = [machine(20, 50), Machine { name: "二号机".into(), ..machine(20, 50) }];
    let day = floor(&cards);
    let ends = |machines: &[Machine], due: Option<f64>| {
        let task = Task { due: vec![due; 90], ..Task::new(&day, machines) };
        let plan = sort(&task, settings(20_000)).unwrap().plan;
        assert_eq!(check_floor(machines, &plan), []);
        sealed_after(&plan, machines).into_iter().fold(0.0, f64::max)
    };
    let alone = ends(&twins[..1], None);
    assert!(ends(&twins, Some(alone * 0.9)) <= alone * 0.9);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// One machine more costs nothing, and the bound is one.
    #[test]
    fn more_machines_never_cost_more(
        cards in proptest::collection::vec(1..60_u32, 5..60),
        pockets in 8..20_u32,
        more in 8..40_u32,
    ) {
        let machines = [machine(pockets, 30), rack(more)];
        let both = sound(&cards, &machines, 2_000);
        let alone = sound(&cards, &machines[..1], 2_000);
        prop_assert!(both.seconds <= alone.seconds + 1e-6);
        prop_assert!(both.bound.unwrap() <= both.seconds + 1e-6);
        prop_assert!(both.bound.unwrap() <= alone.bound.unwrap() + 1e-6);
    }
}
