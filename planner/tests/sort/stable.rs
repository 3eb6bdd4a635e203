//! From one day to the next.

use super::case::{floor, machine, settings};
use fenjian_planner::sort::{Before, Sorted, Task, changes, sort};
use std::collections::BTreeMap;

/// Where everybody with pockets of their own stood.
fn own(sorted: &Sorted) -> BTreeMap<usize, Vec<u32>> {
    let plan = &sorted.plan;
    (0..plan.destinations.len())
        .filter(|&ix| plan.is_own(ix))
        .map(|ix| (ix, plan.pockets(ix, 0).unwrap().to_vec()))
        .collect()
}

fn days() -> [Vec<u32>; 2] {
    let one: Vec<u32> = (0..80).map(|ix| 2 + (ix * 37 % 80) * 2).collect();
    // Some change by a few cards, one grows far beyond the others, one all but vanishes.
    let mut other: Vec<u32> = one.iter().zip(0..).map(|(cards, ix)| cards + ix * 5 % 7).collect();
    let least = (0..80).min_by_key(|&ix| one[ix]).unwrap();
    let most = (0..80).max_by_key(|&ix| one[ix]).unwrap();
    other[least] = 300;
    other[most] = 1;
    [one, other]
}

#[test]
fn a_quiet_day_moves_nobody() {
    let [day, _] = days();
    let machine = machine(24, 50);
    let day = floor(&day);
    let task = Task::new(&day, std::slice::from_ref(&machine));
    let first = sort(&task, settings(20_000)).unwrap();
    let before = Before { pockets: own(&first), keep: 3.0 };
    let again = Task { before: before.clone(), ..task };
    let second = sort(&again, settings(20_000)).unwrap();
    assert_eq!(changes(&second.plan, &before), []);
}

#[test]
fn who_moves_is_worth_it() {
    let [one, other] = days();
    let machine = machine(24, 50);
    let (today, tomorrow) = (floor(&one), floor(&other));
    let first = sort(&Task::new(&today, std::slice::from_ref(&machine)), settings(20_000)).unwrap();
    let most = (0..80).max_by_key(|&ix| one[ix]).unwrap();
    let sorted = |keep: f64| {
        let before = Before { pockets: own(&first), keep };
        let task =
            Task { before: before.clone(), ..Task::new(&tomorrow, std::slice::from_ref(&machine)) };
        let sorted = sort(&task, settings(40_000)).unwrap();
        let moved: Vec<usize> =
            changes(&sorted.plan, &before).iter().map(|change| change.destination).collect();
        (moved, sorted.seconds)
    };
    let (free, least) = sorted(0.0);
    let (moved, seconds) = sorted(4.0);
    assert!(moved.len() <= free.len(), "{moved:?} of {free:?}");
    assert!(moved.contains(&most), "a destination with one card keeps no pocket");
    // What stays costs up to 4 seconds each; annealing may end a card or two apart.
    let stayed = (free.len() - moved.len()) as f64;
    assert!(seconds <= least + 4.0 * stayed + 2.0, "{seconds} after {least}");
}
