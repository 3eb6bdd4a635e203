//! From a day's cards to a plan that the independent checker finds sound, on any day.

use super::days::{assembled, cards, input, plan, problem, van};
use fenjian_planner::check::check;
use fenjian_planner::plan::Allocation;
use fenjian_planner::units::Clock;
use fenjian_planner::words::{Mode, State};
use proptest::prelude::*;

#[test]
fn what_no_route_serves_waits_and_the_rest_is_numbered_without_gaps() {
    // Five pouches for one place; the only van takes two and makes one trip.
    let mut input = input(1, cards(1, 45, 1));
    input.vehicles[0].pouches = Some(2);
    let problem = problem(&input);
    let plan = plan(&problem, 20);
    assert_eq!(check(&problem, &plan), []);
    let numbers: Vec<_> = (plan.routes[0].stops[0].pouches.iter())
        .map(|pouch| (pouch.number, pouch.of, pouch.cards))
        .collect();
    assert_eq!(numbers, [(1, 2, 10), (2, 2, 10)]);
    assert_eq!((plan.holds.len(), plan.holds[0].cards), (1, 25));
}

#[test]
fn without_vehicles_everything_by_van_waits() {
    let mut input = input(2, [cards(1, 5, 1), cards(11, 5, 2)].concat());
    input.vehicles.clear();
    let problem = problem(&input);
    let plan = plan(&problem, 20);
    assert_eq!(check(&problem, &plan), []);
    assert_eq!(plan.states(&problem)[&State::Held], 10);
    assert!(plan.holds.iter().all(|hold| hold.reason.id == "H402"));
}

#[test]
fn a_second_trip_and_a_second_van_are_used_before_anything_waits() {
    for (vans, trips) in [(1, 2), (2, 1)] {
        let mut input = input(1, cards(1, 40, 1));
        input.vehicles = (1..=vans).map(|n| van(&n.to_string())).collect();
        for vehicle in &mut input.vehicles {
            (vehicle.pouches, vehicle.trips) = (Some(2), trips);
        }
        let problem = problem(&input);
        let plan = plan(&problem, 50);
        assert_eq!(check(&problem, &plan), []);
        assert_eq!((plan.routes.len(), plan.holds.len()), (2, 0), "{vans} vans, {trips} trips");
    }
}

#[test]
fn a_shift_that_begins_when_the_centre_has_closed_is_what_binds() {
    let mut input = input(1, cards(1, 3, 1));
    input.centre.closes = Clock::at(7, 15);
    let problem = problem(&input);
    let plan = plan(&problem, 20);
    assert_eq!(check(&problem, &plan), []);
    let hold = &plan.holds[0];
    let reason = (hold.reason.id, hold.way_out.text(&problem));
    assert_eq!(reason, ("H407", "车辆 1 当班还需 60 分钟".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever the day: the plan is sound, and every card is stopped, on a handover sheet, sent
    /// home, collected at the centre or held.
    #[test]
    fn any_day_gives_a_sound_plan_that_accounts_for_every_card(
        input in super::generated::day(), iterations in 1u64..60,
    ) {
        let day = assembled(&input);
        let plan = plan(&day.problem, iterations);
        prop_assert_eq!(check(&day.problem, &plan), []);
        let allocation = Allocation::of(&day.problem, &plan);
        let pouched: u64 = allocation.pouches.iter().flatten().map(|p| u64::from(p.2.cards)).sum();
        let held: u64 = plan.holds.iter().map(|hold| u64::from(hold.cards)).sum();
        let leaving = |mode| plan.leaving(&day.problem, mode);
        prop_assert_eq!(leaving(Mode::Van), pouched);
        let all = pouched + held + leaving(Mode::Home) + leaving(Mode::Pickup);
        prop_assert_eq!(all + day.stopped.len() as u64, input.cards.len() as u64);
        let states = plan.states(&day.problem);
        prop_assert_eq!(states[&State::Planned] + states[&State::Held], all);
    }

    /// The same day gives the same plan.
    #[test]
    fn planning_twice_gives_the_same(input in super::generated::day()) {
        let problem = problem(&input);
        prop_assert_eq!(plan(&problem, 15), plan(&problem, 15));
    }
}
