//! Late cards, and a machine that fails in the middle.

use super::case::{floor, machine, settings, sorted};
use fenjian_planner::check::sort::check_floor;
use fenjian_planner::plan::sort::To;
use fenjian_planner::problem::ConsignmentId;
use fenjian_planner::sort::{Task, arrivals, left, simulate, sort};
use std::collections::BTreeSet;

/// Half of the pockets break when the first routes are sealed.
#[test]
fn what_is_left_goes_on_fewer_pockets() {
    let cards: Vec<u32> = (0..60).map(|ix| 1 + ix * 13 % 40).collect();
    let machine = machine(20, 50);
    let begun = sorted(&cards, &machine, 5_000);
    let sealed: BTreeSet<_> = (0..15).map(|ix| (ConsignmentId(ix), 1)).collect();
    let rest = left(&begun.plan.destinations, &sealed);
    assert_eq!(rest.len(), 45);
    let broken: BTreeSet<u32> = (1..=10).collect();
    let task = Task { broken: broken.clone(), ..Task::new(&rest, std::slice::from_ref(&machine)) };
    let again = sort(&task, settings(5_000)).unwrap();
    let machines = std::slice::from_ref(&machine);
    assert_eq!(check_floor(machines, &again.plan), []);
    let used = again.plan.passes.iter().flat_map(|pass| &pass.slots).flat_map(|slot| &slot.pockets);
    assert!(used.clone().all(|pocket| !broken.contains(pocket)));
    assert!(used.count() > 0);
    let simulated = simulate(&again.plan, machines, &arrivals(&again.plan, 3));
    assert_eq!(simulated.misplaced, 0);
    let whole: u32 = cards[15..].iter().sum();
    assert_eq!(simulated.runs[0].cards, u64::from(whole));
}

/// A destination with a sealed pouch and a late one: only the late one is sorted, at the place it has in the
/// vehicle.
#[test]
fn late_cards_do_not_move_what_is_sealed() {
    let mut day = floor(&[5, 8, 3]);
    let mut late = day[1].pouches[0];
    late.number = 2;
    late.cards = 4;
    late.position += 1;
    day[1].pouches.push(late);
    day[1].cards += 4;
    let sealed: BTreeSet<_> = (0..3).map(|ix| (ConsignmentId(ix), 1)).collect();
    let wave = left(&day, &sealed);
    assert_eq!(wave.len(), 1);
    assert_eq!(wave[0].cards, 4);
    assert_eq!(wave[0].pouches, vec![late]);
    assert_eq!(wave[0].to, To::Stop { consignment: ConsignmentId(1), route: 0, stop: 0 });
    assert!(wave[0].way.is_empty());
    let sorted =
        sort(&Task::new(&wave, std::slice::from_ref(&machine(5, 10))), settings(10)).unwrap();
    assert_eq!(sorted.plan.passes.len(), 1);
}
