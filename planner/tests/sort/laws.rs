//! What holds for every sort plan.

use super::case::{floor, machine, settings, sorted};
use fenjian_planner::check::sort::check_floor;
use fenjian_planner::formats::snapshot::{read_sort, write_sort};
use fenjian_planner::sort::{Settings, Task, arrivals, simulate, sort};
use proptest::collection::vec;
use proptest::prelude::*;

/// Few fat destinations among many thin ones.
fn cards() -> impl Strategy<Value = Vec<u32>> {
    let size = prop_oneof![6 => 1..12_u32, 2 => 10..80_u32, 1 => 50..400_u32];
    vec(size, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Nothing is lost or mixed in any order of arrival, the checker agrees, the simulator needs as long
    /// as was planned, and nobody goes below the bound.
    #[test]
    fn every_card_ends_where_it_should(
        cards in cards(), pockets in 3..40_u32, fit in 5..60_u32, seed in any::<u64>(),
    ) {
        let machine = machine(pockets, fit);
        let sorted = sorted(&cards, &machine, 3_000);
        let machines = std::slice::from_ref(&machine);
        prop_assert_eq!(check_floor(machines, &sorted.plan), vec![]);
        let simulated = simulate(&sorted.plan, machines, &arrivals(&sorted.plan, seed));
        prop_assert_eq!(simulated.misplaced, 0);
        let all: u64 = cards.iter().map(|&cards| u64::from(cards)).sum();
        prop_assert_eq!(simulated.runs[0].cards, all);
        prop_assert!((simulated.seconds() - sorted.seconds).abs() < 1e-6);
        prop_assert!(sorted.bound.unwrap() <= simulated.seconds() + 1e-6);
        for (run, pass) in simulated.runs.iter().zip(&sorted.plan.passes) {
            prop_assert!(run.cards > 0 && !pass.slots.is_empty());
        }
    }

    /// The heuristic alone gives lawful plans too, and claims no bound.
    #[test]
    fn without_the_program(cards in cards(), pockets in 3..40_u32) {
        let machine = machine(pockets, 25);
        let quick = Settings { exact: false, ..settings(500) };
        let sorted = sort(&Task::new(&floor(&cards), std::slice::from_ref(&machine)), quick).unwrap();
        prop_assert_eq!(check_floor(std::slice::from_ref(&machine), &sorted.plan), vec![]);
        prop_assert_eq!(sorted.bound, None);
    }

    /// Stored text gives back the plan, and cut text none.
    #[test]
    fn text_and_back(cards in cards(), pockets in 3..40_u32, cut in any::<prop::sample::Index>()) {
        let quick = Settings { exact: false, ..settings(100) };
        let plan = sort(&Task::new(&floor(&cards), std::slice::from_ref(&machine(pockets, 25))), quick).unwrap().plan;
        let text = write_sort(&plan);
        prop_assert_eq!(read_sort(&text).unwrap(), plan);
        let lines: Vec<&str> = text.lines().collect();
        let kept = lines[..cut.index(lines.len())].join("\n");
        prop_assert!(read_sort(&kept).is_err());
    }
}

#[test]
fn the_same_again() {
    let cards: Vec<u32> = (1..100).map(|ix| 1 + ix * ix % 37).collect();
    let machine = machine(12, 40);
    assert_eq!(sorted(&cards, &machine, 5_000).plan, sorted(&cards, &machine, 5_000).plan);
}

#[test]
fn one_pocket_tells_nothing_apart() {
    let few =
        sort(&Task::new(&floor(&[3, 4]), std::slice::from_ref(&machine(1, 10))), settings(10));
    assert_eq!(few.unwrap_err().code.id, "P504");
    assert_eq!(sorted(&[5], &machine(1, 10), 10).plan.passes.len(), 1);
}

/// A rack so small that three passes do not do.
#[test]
fn as_many_passes_as_it_takes() {
    let cards: Vec<u32> = (0..200).map(|ix| 1 + ix % 5).collect();
    let machine = machine(4, 50);
    let sorted = sorted(&cards, &machine, 2_000);
    assert_eq!(check_floor(std::slice::from_ref(&machine), &sorted.plan), vec![]);
    assert!(sorted.plan.passes.len() >= 4);
    assert!(sorted.bound.unwrap() <= sorted.seconds);
}
