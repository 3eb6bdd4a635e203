//! Routes are sealed before they are loaded where that can be.

use super::case::{floor, machine, settings};
use fenjian_planner::check::sort::check_floor;
use fenjian_planner::sort::{Task, arrivals, sealed_after, simulate, sort};
use std::slice::from_ref;

/// When each destination is sealed.
fn sealed(task: &Task<'_>) -> Vec<f64> {
    let sorted = sort(task, settings(20_000)).unwrap();
    assert_eq!(check_floor(task.machines, &sorted.plan), []);
    let ends = sealed_after(&sorted.plan, task.machines);
    let last = |d: &fenjian_planner::plan::sort::Destination| d.way.last().unwrap().pass as usize;
    sorted.plan.destinations.iter().map(|d| ends[last(d)]).collect()
}

#[test]
fn what_is_due_first_comes_first() {
    // The first six are thin: with least handling they would wait for the second pass.
    let cards: Vec<u32> = (0..60).map(|ix| if ix < 6 { 2 } else { 5 + ix % 20 }).collect();
    let machine = machine(20, 50);
    let day = floor(&cards);
    let calm = Task::new(&day, from_ref(&machine));
    let all: u32 = cards.iter().sum();
    let first = f64::from(all + 30);
    assert!(sealed(&calm)[..6].iter().any(|&end| end > first + 200.0));
    let due = (0..60).map(|ix| (ix < 6).then_some(first + 200.0)).collect();
    let hurried = Task { due, ..calm };
    assert!(sealed(&hurried)[..6].iter().all(|&end| end <= first + 200.0));
}

#[test]
fn what_cannot_be_in_time_is_sorted_all_the_same() {
    let cards: Vec<u32> = (0..60).map(|ix| 5 + ix % 20).collect();
    let machine = machine(20, 50);
    let day = floor(&cards);
    let task = Task { due: vec![Some(1.0); 60], ..Task::new(&day, from_ref(&machine)) };
    assert_eq!(sealed(&task).len(), 60);
}

#[test]
fn ends_are_those_of_the_simulator() {
    let cards: Vec<u32> = (0..80).map(|ix| 1 + ix * 7 % 31).collect();
    let machine = machine(16, 20);
    let day = floor(&cards);
    let plan = sort(&Task::new(&day, from_ref(&machine)), settings(5_000)).unwrap().plan;
    let simulated = simulate(&plan, from_ref(&machine), &arrivals(&plan, 1));
    let mut now = 0.0;
    for (run, end) in simulated.runs.iter().zip(sealed_after(&plan, from_ref(&machine))) {
        now += run.seconds;
        assert!((now - end).abs() < 1e-6);
    }
}

/// More is urgent than there are pockets: what is loaded first gets them.
#[test]
fn pockets_of_their_own_for_as_many_as_there_are() {
    let cards: Vec<u32> = (0..60).map(|ix| 5 + ix % 20).collect();
    let machine = machine(20, 50);
    let day = floor(&cards);
    let calm = Task::new(&day, from_ref(&machine));
    let first = f64::from(cards.iter().sum::<u32>() + 30 + 7 * 40);
    let in_time = |task: &Task<'_>| sealed(task).iter().filter(|&&end| end <= first).count();
    let hurried = Task { due: vec![Some(first); 60], ..calm.clone() };
    assert!(in_time(&hurried) >= in_time(&calm));
    assert!(in_time(&hurried) >= 10);
}

/// Three destinations each are due when the first pass is over: no sort has pockets for more of them than this one.
#[test]
fn no_route_is_late_that_could_be_in_time() {
    let cards: Vec<u32> = (0..60).map(|ix| 1 + ix % 5).collect();
    let machine = machine(20, 500);
    let day = floor(&cards);
    let first = f64::from(cards.iter().sum::<u32>() + 30);
    for (urgent, late) in [(5, 0), (6, 0), (7, 1), (12, 6)] {
        let due = (0..60).map(|ix| (ix < 3 * urgent).then_some(first)).collect();
        let task = Task { due, ..Task::new(&day, from_ref(&machine)) };
        let sorted = sort(&task, settings(20_000)).unwrap();
        let ends = sealed_after(&sorted.plan, task.machines);
        let over = |ix: usize| {
            let at = sorted.plan.destinations[ix].way.last().unwrap();
            task.due[ix].is_some_and(|due| ends[at.pass as usize] > due)
        };
        let tardy = (0..20).filter(|route| (route * 3..route * 3 + 3).any(over)).count();
        assert_eq!((tardy, sorted.least_late), (late, late), "{urgent}");
    }
}
