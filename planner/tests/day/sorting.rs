//! From a day's plan to a sort plan that the independent checker and the simulator find sound.

use super::days::{plan, problem};
use super::generated;
use super::sample_day;
use fenjian_planner::check::sort::check_sort;
use fenjian_planner::plan::Plan;
use fenjian_planner::plan::sort::{SortPlan, To};
use fenjian_planner::problem::DayProblem;
use fenjian_planner::sort::{Settings, Task, arrivals, destinations, simulate, sort};
use fenjian_planner::words::Machine;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn sorted(problem: &DayProblem, plan: &Plan, machine: &Machine) -> SortPlan {
    let destinations = destinations(problem, plan);
    let settings = Settings { moves: 2_000, ..Settings::default() };
    sort(&Task::new(&destinations, std::slice::from_ref(machine)), settings).unwrap().plan
}

fn sample() -> (DayProblem, Plan, Machine) {
    let problem = problem(&sample_day::day());
    let plan = plan(&problem, 200);
    (problem, plan, Machine { pockets: 4, pocket_cards: 8, ..Machine::default() })
}

#[test]
fn destinations_stand_in_the_order_of_loading() {
    let (problem, plan, machine) = sample();
    let sort = sorted(&problem, &plan, &machine);
    assert_eq!(
        check_sort(&problem, &plan, &BTreeSet::new(), std::slice::from_ref(&machine), &sort),
        []
    );
    // Of each route, load positions count from the last stop's last pouch; what no vehicle takes is last.
    for (ix, route) in plan.routes.iter().enumerate() {
        let of_route = sort.destinations.iter().filter(|d| match d.to {
            To::Stop { route, .. } => route as usize == ix,
            _ => false,
        });
        let positions: Vec<u32> =
            of_route.flat_map(|d| &d.pouches).map(|pouch| pouch.position).collect();
        let pouches = route.stops.iter().map(|stop| stop.pouches.len() as u32).sum::<u32>();
        assert_eq!(positions, (1..=pouches).collect::<Vec<_>>());
    }
    let others: Vec<To> = sort
        .destinations
        .iter()
        .map(|d| d.to)
        .skip_while(|to| matches!(to, To::Stop { .. }))
        .collect();
    assert_eq!(others, [To::Home, To::Pickup, To::Held]);
    let cards: usize = problem.consignments.iter().map(|c| c.cards.len()).sum();
    assert_eq!(sort.destinations.iter().map(|d| d.cards as usize).sum::<usize>(), cards);
}

#[test]
fn the_checker_names_what_is_not_the_day() {
    let (problem, plan, machine) = sample();
    let sort = sorted(&problem, &plan, &machine);
    let code = |damage: &dyn Fn(&mut SortPlan)| {
        let mut sort = sort.clone();
        damage(&mut sort);
        let faults =
            check_sort(&problem, &plan, &BTreeSet::new(), std::slice::from_ref(&machine), &sort);
        faults.last().map(|fault| fault.code.id)
    };
    assert_eq!(code(&|_| ()), None);
    assert_eq!(code(&|sort| sort.destinations[0].cards += 1), Some("C654"));
    assert_eq!(code(&|sort| sort.destinations[0].pouches[0].position += 1), Some("C654"));
    assert_eq!(code(&|sort| sort.destinations[0].pouches[0].cards += 1), Some("C654"));
    assert_eq!(code(&|sort| sort.destinations[0].to = To::Held), Some("C654"));
    assert_eq!(code(&|sort| drop(sort.destinations.pop())), Some("C654"));
    let unknown = |sort: &mut SortPlan| {
        if let To::Stop { route, .. } = &mut sort.destinations[0].to {
            *route = 99;
        }
    };
    assert_eq!(code(&unknown), Some("C654"));
    let late = |sort: &mut SortPlan| sort.destinations.rotate_left(1);
    assert_eq!(code(&late), Some("C654"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_day_is_sorted(input in generated::day(), pockets in 2..9_u32, fit in 1..9_u32) {
        let problem = problem(&input);
        let plan = plan(&problem, 20);
        let machine = Machine { pockets, pocket_cards: fit, ..Machine::default() };
        let sort = sorted(&problem, &plan, &machine);
        let machines = std::slice::from_ref(&machine);
        prop_assert_eq!(check_sort(&problem, &plan, &BTreeSet::new(), machines, &sort), vec![]);
        prop_assert_eq!(simulate(&sort, machines, &arrivals(&sort, 1)).misplaced, 0);
    }
}
